"""The eight invariants of the loop, checked on what stands in the database (docs: the design of the loop)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F

from leerlus.audit.models import Event
from leerlus.audit.steps import Turn
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.workflow import ACTIVE, AT_SYSTEM
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECKS
from leerlus.linking.outcomes.models import EffectCheck, Outcome, SampleQuestion
from leerlus.linking.outcomes.policies import Thresholds, conclude
from leerlus.people.acting import actor_of
from leerlus.practice.issues.models import Feedback, Issue, Party
from leerlus.practice.issues.workflow import AT_SYSTEM as ISSUE_AT_SYSTEM
from leerlus.practice.issues.workflow import BUNDLED
from leerlus.practice.issues.workflow import WORKFLOW as ISSUES
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.workflow import WORKFLOW as ESCALATIONS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

WORKFLOWS = {"issue": ISSUES, "bottleneck": BOTTLENECKS, "escalation": ESCALATIONS}


@dataclass
class Expectations:
    """What the walk knows must hold: who had to hear of what, and the history as it was last seen."""

    first_event: int
    heard: dict[int, set[int]] = field(default_factory=dict)
    """event of an outcome or decision → the parties (ids) that were in its bottleneck when it happened"""
    history: list[tuple[object, ...]] = field(default_factory=list)
    sampled: int = 0
    """the last question to somebody who is not a party that was looked at"""


def check(expected: Expectations, today: date) -> None:
    """Raise AssertionError, naming the invariant, if one does not hold."""
    events = list(Event.objects.filter(pk__gt=expected.first_event).order_by("pk"))
    issues = {issue.pk: issue for issue in Issue.objects.all()}
    bottlenecks = {bottleneck.pk: bottleneck for bottleneck in Bottleneck.objects.all()}
    escalations = list(Escalation.objects.all())
    bundled_in = dict(Bundling.objects.filter(until=None).values_list("issue_id", "bottleneck_id"))
    feedback = list(Feedback.objects.values_list("party_id", "cause", "issue_id"))

    _next_party(issues, bottlenecks, escalations, bundled_in, feedback)
    _heard_exactly_once(expected, feedback)
    _system_level(bottlenecks, escalations, today)
    _history(
        expected, events, {"issue": issues, "bottleneck": bottlenecks, "escalation": {e.pk: e for e in escalations}}
    )
    if EffectCheck.objects.exists():
        _checks(bottlenecks)
        _sample(expected, today)


def _next_party(
    issues: dict[int, Issue],
    bottlenecks: dict[int, Bottleneck],
    escalations: list[Escalation],
    bundled_in: dict[int, int],
    feedback: list[tuple[int, int, int]],
) -> None:
    heard = {issue_id for _, _, issue_id in feedback}
    for issue in issues.values():
        if issue.state in ISSUES.final:
            assert issue.turn == Turn.NOBODY, f"1: {issue.pk} has ended but somebody must act"
            assert issue.due_on is None, f"1: {issue.pk} has ended but has a date"
            assert issue.closing, f"1: {issue.pk} has ended without a typed outcome"
            assert issue.pk in heard, f"1: the end of {issue.pk} was not fed back"
        else:
            assert issue.turn != Turn.NOBODY, f"1: nobody has to act on {issue.pk} in {issue.state}"
            assert issue.due_on, f"1: {issue.pk} has no date in {issue.state}"
            assert issue.turn_label, f"1: the page of {issue.pk} cannot say whose turn it is"
        assert issue.in_bundle == (issue.pk in bundled_in), f"3: {issue.pk} does not know whether it is bundled"
        if issue.state in {BUNDLED, ISSUE_AT_SYSTEM}:
            bottleneck = bottlenecks[bundled_in[issue.pk]]
            assert bottleneck.state in ACTIVE, f"1: {issue.pk} waits for a bottleneck that has ended"
            at_system = bottleneck.state in AT_SYSTEM
            assert at_system == (issue.state == ISSUE_AT_SYSTEM), (
                f"1: {issue.pk} is at another level than its bottleneck"
            )
            assert issue.due_on == bottleneck.due_on, f"1: {issue.pk} promises another day than its bottleneck"
    for bottleneck in bottlenecks.values():
        ended = bottleneck.state in BOTTLENECKS.final
        assert ended == (bottleneck.turn == Turn.NOBODY), f"1: bottleneck {bottleneck.pk} has no next party"
    open_at_system = {e.bottleneck_id for e in escalations if e.state not in ESCALATIONS.final}
    for bottleneck in bottlenecks.values():
        at_system = bottleneck.state in AT_SYSTEM
        assert at_system == (bottleneck.pk in open_at_system), f"4: {bottleneck.pk} and its escalation disagree"


def _heard_exactly_once(expected: Expectations, feedback: list[tuple[int, int, int]]) -> None:
    heard: dict[int, list[int]] = defaultdict(list)
    for party_id, cause, _ in feedback:
        heard[cause].append(party_id)
    for cause, parties in expected.heard.items():
        assert sorted(heard[cause]) == sorted(parties), f"2: event {cause} was heard by {heard[cause]}, not {parties}"
    endings = set(Outcome.objects.values_list("cause", flat=True)) | set(
        Decision.objects.values_list("cause", flat=True)
    )
    assert endings == set(expected.heard), "2: an outcome or decision was made that nobody expected"
    strangers = Feedback.objects.exclude(party__issue=F("issue")).exists()
    assert not strangers, "2: feedback about an issue went to somebody who is not a party of it"


def _system_level(bottlenecks: dict[int, Bottleneck], escalations: list[Escalation], today: date) -> None:
    decisions = {decision.escalation_id: decision for decision in Decision.objects.all()}
    for escalation in escalations:
        decided = escalation.state == "decided"
        assert decided == (escalation.pk in decisions), f"4: escalation {escalation.pk} ended without a decision"
        if escalation.state in ESCALATIONS.final:
            assert escalation.reason.strip(), f"4: escalation {escalation.pk} ended without a reason"
        if escalation.accepted_at and escalation.ended_at:
            assert decided, f"4: accepted escalation {escalation.pk} ended otherwise than by a decision"
    for decision in decisions.values():
        assert decision.reason.strip(), f"4: decision {decision.pk} has no reason"
        if decision.instrument == "temporary_exception":
            assert decision.ends_on, f"4: temporary decision {decision.pk} has no end"
        if decision.ends_on and decision.ends_on <= today:
            assert decision.lapsed_at, f"4: decision {decision.pk} ended on {decision.ends_on} and nothing happened"
            state = bottlenecks[decision.bottleneck_id].state
            later = Event.objects.filter(subject="bottleneck", subject_id=decision.bottleneck_id, pk__gt=decision.cause)
            names = set(later.values_list("name", flat=True))
            assert names & {"lapse", "reopen", "check_failed"}, (
                f"4: {decision.bottleneck_id} in {state} did not come back"
            )


def _history(
    expected: Expectations, events: list[Event], things: Mapping[str, Mapping[int, Issue | Bottleneck | Escalation]]
) -> None:
    rows = [
        (e.pk, e.subject, e.subject_id, e.name, e.from_state, e.to_state, e.actor_id, e.actor_label, e.at, e.note)
        for e in events
    ]
    assert rows[: len(expected.history)] == expected.history, "7: history was rewritten"
    expected.history = list(rows)
    moves: dict[tuple[str, int], list[tuple[str, str, str]]] = defaultdict(list)
    for event in events:
        assert event.actor_label, f"7: event {event.pk} has no actor"
        if event.is_step:
            moves[event.subject, event.subject_id].append((event.name, event.from_state, event.to_state))
    for subject, found in things.items():
        for pk, thing in found.items():
            folded = WORKFLOWS[subject].fold(moves[subject, pk])
            assert folded == thing.state, f"7: {subject} {pk} is {thing.state} but its history leads to {folded}"


def _checks(bottlenecks: dict[int, Bottleneck]) -> None:
    for check in EffectCheck.objects.filter(result="failed"):
        events = Event.objects.filter(
            subject="bottleneck", subject_id=check.bottleneck_id, name="check_failed", pk__gt=check.cause
        )
        assert events.exists(), f"5: a failed effect check did not reopen {check.bottleneck_id}"
    for bottleneck in bottlenecks.values():
        if bottleneck.state in ACTIVE:
            waiting = EffectCheck.objects.filter(bottleneck=bottleneck, result="").exists()
            assert not waiting, f"5: {bottleneck.pk} is open and still has a check of its old answer"


def _sample(expected: Expectations, today: date) -> None:
    """Others are asked only what they may read, only if they are not asked as a party, and one thing at a time."""
    for question in (
        SampleQuestion.objects.filter(pk__gt=expected.sampled).select_related("effect_check").order_by("pk")
    ):
        bottleneck_id = question.effect_check.bottleneck_id
        assert question.person, f"2: question {question.pk} is for nobody"
        actor = actor_of(question.person, today)
        visible = Bottleneck.objects.visible_to(actor).filter(pk=bottleneck_id).exists()
        assert visible, f"2: {question.person} was asked about {bottleneck_id} and may not read it"
        heard = Party.objects.filter(pk__in=parties_of(bottleneck_id))
        assert not heard.filter(organisation=question.organisation_id).exists(), (
            f"2: {question.organisation} is asked about {bottleneck_id} as a party and as another"
        )
        expected.sampled = question.pk
    waiting = SampleQuestion.objects.filter(answered_at=None, closed_at=None)
    busiest = Counter(waiting.values_list("person_id", flat=True)).most_common(1)
    assert not busiest or busiest[0][1] == 1, f"2: person {busiest[0][0]} has several questions open"
    assert not waiting.exclude(effect_check__result="").exists(), "5: a question is open of a check that has ended"
    rule = Thresholds(
        parties_percent=settings.REOPEN_SHARE,
        others_percent=settings.EFFECT_OTHERS_SHARE,
        others_least=settings.EFFECT_OTHERS_LEAST,
    )
    for one in EffectCheck.objects.filter(concluded_at__isnull=False):
        said = Counter(one.sample.values_list("answer", flat=True))
        assert (one.others_yes, one.others_no, one.others_unknown) == (said["yes"], said["no"], said["unknown"]), (
            f"5: check {one.pk} counted other answers than were given"
        )
        assert one.result == conclude(one, rule), f"5: check {one.pk} ended against the rule"


def parties_of(bottleneck_id: int) -> set[int]:
    """Return the parties (ids) of the issues that are in this bottleneck now."""
    return set(
        Party.objects.filter(
            issue__bundlings__bottleneck_id=bottleneck_id,
            issue__bundlings__until__isnull=True,
            left_at__isnull=True,
        ).values_list("pk", flat=True)
    )
