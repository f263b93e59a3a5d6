"""What people can do in a walk: each deed is tried through the real action, and a refusal must leave no trace."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.test import override_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.config.jobs import run_clock
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.people.acting import actor_of
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Feedback, Issue, Party
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions as escalation_actions
from leerlus.system.escalations.models import Escalation
from tests.cast import Cast, make_cast
from tests.generative.invariants import Expectations, parties_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model

    from leerlus.people.actors import Actor

PICK = st.integers(min_value=0, max_value=10_000)
PLAYERS = st.sampled_from(["alice", "bob", "carol", "dave", "erin", "frank", "grace", "heidi"])
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)

OTHERS = ("ivan", "judy", "kevin")
"""Professionals who raise nothing: without them nobody would be left to ask whether it still happens elsewhere."""


class Deeds(RuleBasedStateMachine):
    """The deeds, in a database of their own. A refusal (Denied) is fine, as long as it changes nothing."""

    def __init__(self) -> None:
        """Start in a transaction of its own, which is rolled back at the end."""
        super().__init__()
        self.scene = transaction.atomic()
        self.scene.__enter__()
        self.at = START
        self.cast: Cast = make_cast()
        self._let_others_take_part()
        # So few others can only make an effect check fail when fewer have to agree than in an installation.
        self.settings = override_settings(EFFECT_OTHERS_LEAST=2)
        self.settings.enable()
        self.expected = Expectations(
            first_event=Event.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        )
        self.before: dict[int, tuple[Any, ...]] = {}
        self.successors = 0
        self.checked: tuple[int | None, date] | None = None

    def teardown(self) -> None:
        """Undo the whole walk."""
        self.settings.disable()
        transaction.set_rollback(True)
        self.scene.__exit__(None, None, None)

    def _let_others_take_part(self) -> None:
        for name in OTHERS:
            place = Organisation.objects.create(name=f"Organisatie van {name}", kind="gemeente")
            person = Person.objects.create(email=f"{name}@voorbeeld.test", name=name.title())
            RoleGrant.objects.create(
                person=person, organisation=place, role=Role.PROFESSIONAL, since=START.date().replace(year=2020)
            )
            self.cast.people[name] = person

    @staticmethod
    def last_event() -> int | None:
        """Return the number of the last thing that happened."""
        return Event.objects.order_by("-pk").values_list("pk", flat=True).first()

    def _actor(self, name: str) -> Actor:
        return actor_of(self.cast.people[name], self.at.date())

    def _pick(self, model: type[Model], number: int, **where: object) -> Any:  # noqa: ANN401 - a row of any table
        ids = list(model._default_manager.filter(**where).order_by("pk").values_list("pk", flat=True))
        return ids[number % len(ids)] if ids else None

    def _try(self, deed: Callable[..., Any], **words: object) -> Any:  # noqa: ANN401 - what the deed returns
        """Do it a minute later; a refusal must leave no trace."""
        self.at += timedelta(minutes=1)
        last = self.last_event()
        try:
            with transaction.atomic():
                return deed(at=self.at, **words)
        except Denied as denied:
            refusal = str(denied)
        assert refusal.endswith((".", "?")), "a refusal is a sentence"
        assert self.last_event() == last, "a refusal left a trace"
        return None

    def _pick_workable(self, number: int) -> Any:  # noqa: ANN401 - a number or nothing
        """Return mostly a bottleneck on which the linking level can work now, sometimes any."""
        workable = self._pick(Bottleneck, number, state__in=["open", "agreed"])
        return workable if workable and number % 5 else self._pick(Bottleneck, number)

    def _raise(self, name: str) -> None:
        text = issue_actions.IssueText(title="Titel", situation="s", question="v", meaning="b", theme="pip")
        self._try(issue_actions.raise_issue, text=text, by=self._actor(name))

    def recognise(self, name: str, number: int) -> None:
        """Somebody says "here too"."""
        self._try(issue_actions.recognise, issue_id=self._pick(Issue, number), by=self._actor(name), context="ook hier")

    def leave(self, name: str, number: int) -> None:
        """Somebody takes a recognition back."""
        self._try(issue_actions.leave, issue_id=self._pick(Issue, number), by=self._actor(name))

    def respond(self, name: str, number: int, direct: bool) -> None:
        """Somebody reacts to an issue, or answers it directly."""
        issue_id, by = self._pick(Issue, number), self._actor(name)
        if direct:
            self._try(issue_actions.answer, issue_id=issue_id, text="antwoord", change="zo", by=by)
        else:
            self._try(issue_actions.respond, issue_id=issue_id, text="reactie", by=by)

    def withdraw(self, name: str, number: int) -> None:
        """Somebody takes an issue back."""
        self._try(issue_actions.withdraw, issue_id=self._pick(Issue, number), reason="opgelost", by=self._actor(name))

    def put_together(self, name: str, numbers: list[int], into: int, fresh: bool) -> None:
        """The linking level bundles."""
        ids = sorted({self._pick(Issue, number, in_bundle=False) for number in numbers} - {None})
        found = None if fresh else self._pick(Bottleneck, into)
        new = None
        if found is None:
            new = bottleneck_actions.NewBottleneck(title="Knelpunt", summary="s", theme="pip", meaning="m")
        standing = {issue.pk: _standing(issue) for issue in Issue.objects.filter(pk__in=ids)}
        done = self._try(
            bottleneck_actions.bundle,
            issue_ids=ids,
            reason="zelfde",
            by=self._actor(name),
            bottleneck_id=found,
            new=new,
        )
        if done:
            for bundling in Bundling.objects.filter(bottleneck=done, issue_id__in=ids, until=None):
                self.before[bundling.pk] = standing[bundling.issue_id]

    def unbundle(self, name: str, number: int) -> None:
        """Somebody undoes a bundling: the issue stands again where it stood."""
        bundling_id = self._pick(Bundling, number)
        by = self._actor(name)
        done = self._try(bottleneck_actions.unbundle, bundling_id=bundling_id, reason="toch niet", by=by)
        if done:
            issue = Issue.objects.get(pk=done.issue_id)
            assert _standing(issue) == self.before[done.pk], "3: undoing did not restore the issue"
            others = Bundling.objects.filter(bottleneck_id=done.bottleneck_id, until=None).exists()
            state = Bottleneck.objects.get(pk=done.bottleneck_id).state
            assert others or state != "open", "3: a bottleneck without issues stayed open"

    def agree(self, name: str, number: int, days: int) -> None:
        """The linking level makes a temporary agreement."""
        bottleneck_id = self._pick_workable(number)
        if bottleneck_id:
            text = outcome_actions.OutcomeText(title="tijdelijk", text="zo", change="zo")
            parties = parties_of(bottleneck_id)
            ends_on = (self.at + timedelta(days=days)).date()
            by = self._actor(name)
            done = self._try(outcome_actions.agree, bottleneck_id=bottleneck_id, text=text, ends_on=ends_on, by=by)
            self._must_hear(done, parties)

    def solve(self, name: str, number: int) -> None:
        """The linking level solves a bottleneck without any escalation."""
        bottleneck_id = self._pick_workable(number)
        if bottleneck_id:
            text = outcome_actions.OutcomeText(title="opgelost", text="zo", change="zo")
            parties = parties_of(bottleneck_id)
            by = self._actor(name)
            done = self._try(outcome_actions.solve, bottleneck_id=bottleneck_id, kind="guide", text=text, by=by)
            self._must_hear(done, parties)

    def _must_hear(self, done: Any, parties: set[int]) -> None:  # noqa: ANN401 - an outcome, a decision or nothing
        if done:
            self.expected.heard[done.cause] = parties

    def report_or_reopen(self, name: str, number: int, again: bool) -> None:
        """The linking level says where it stands, or opens a bottleneck again."""
        bottleneck_id, by = self._pick(Bottleneck, number), self._actor(name)
        if bottleneck_id and again:
            self._try(outcome_actions.reopen, bottleneck_id=bottleneck_id, reason="speelt weer", by=by)
        elif bottleneck_id:
            self._try(bottleneck_actions.report, bottleneck_id=bottleneck_id, text="stand", by=by)

    def offer(self, name: str, number: int) -> None:
        """The linking level offers a bottleneck to the system level."""
        bottleneck_id, by = self._pick_workable(number), self._actor(name)
        if bottleneck_id:
            self._try(escalation_actions.offer, bottleneck_id=bottleneck_id, question="v", why="w", by=by)

    def return_escalation(self, name: str, number: int, deed: str) -> None:
        """An escalation goes back, by either side."""
        escalation_id = self._pick(Escalation, number, state="offered") or self._pick(Escalation, number)
        by = self._actor(name)
        if escalation_id:
            self._try(getattr(escalation_actions, deed), escalation_id=escalation_id, reason="want", by=by)

    def accept(self, name: str, number: int) -> None:
        """The system level accepts an escalation."""
        escalation_id, by = self._pick(Escalation, number, state="offered"), self._actor(name)
        if escalation_id:
            self._try(escalation_actions.accept, escalation_id=escalation_id, by=by)

    def decide(self, name: str, number: int, instrument: str, reason: str, days: int | None) -> None:
        """The system level decides, also without a reason or an end date, which must be refused."""
        escalation_id = self._pick(Escalation, number, state="accepted") or self._pick(Escalation, number)
        if escalation_id is None:
            return
        today = self.at.date()
        text = decision_actions.DecisionText(
            instrument=instrument, title="besluit", text="zo", reason=reason, change="zo", effective_on=today
        )
        if days is not None:
            text = replace(text, ends_on=today + timedelta(days=days))
        parties = parties_of(Escalation.objects.get(pk=escalation_id).bottleneck_id)
        by = self._actor(name)
        self._must_hear(self._try(decision_actions.decide, escalation_id=escalation_id, text=text, by=by), parties)

    def postpone(self, name: str, number: int, days: int) -> None:
        """The system level promises another day, also one that is too far away, which must be refused."""
        escalation_id, by = self._pick(Escalation, number, state="accepted"), self._actor(name)
        if escalation_id:
            until = self.at.date() + timedelta(days=days)
            self._try(escalation_actions.postpone, escalation_id=escalation_id, until=until, reason="want", by=by)

    def judge(self, name: str, number: int, verdict: str, own: bool) -> None:
        """Somebody says whether feedback helped; mostly about the own feedback."""
        asked = list(Feedback.objects.filter(asks=True).order_by("-pk").values_list("pk", flat=True)[: 5 + number % 9])
        if not asked:
            return
        feedback_id = asked[number % len(asked)]
        feedback = Feedback.objects.select_related("party").get(pk=feedback_id)
        if own and feedback.party.person_id:
            name = next(key for key, person in self.cast.people.items() if person.pk == feedback.party.person_id)
        by = self._actor(name)
        done = self._try(outcome_actions.judge, feedback_id=feedback_id, verdict=verdict, remark="zo", by=by)
        if done and verdict == "not" and done.party.kind == Party.Kind.RAISER and done.step in {"feed_back", "answer"}:
            last = Feedback.objects.filter(issue=done.issue_id, step__in=["feed_back", "answer"]).order_by("-pk")[0]
            state = Issue.objects.get(pk=done.issue_id).state
            if last.cause == done.cause:
                assert state not in {"fed_back", "closed"}, "5: the raiser says it does not help, and nothing reopened"

    def answer_sample(self, name: str, number: int, answer: str, own: bool) -> None:
        """Somebody says whether it happens there, who did not raise it; mostly to the own question."""
        question_id = self._pick(SampleQuestion, number)
        if question_id is None:
            return
        question = SampleQuestion.objects.get(pk=question_id)
        if own and question.person_id:
            name = next((key for key, person in self.cast.people.items() if person.pk == question.person_id), name)
        by = self._actor(name)
        done = self._try(outcome_actions.answer_sample, question_id=question_id, answer=answer, remark="zo", by=by)
        if done:
            assert by.person_id == question.person_id, "2: somebody answered for another"
            assert question.closed_at is None, "5: an answer came in after the counting"

    def let_others_answer(self, detail: int) -> None:
        """All others who are asked answer, and the answers are counted: rare enough in a walk to do it in one go."""
        for number in range(SampleQuestion.objects.filter(answered_at=None, closed_at=None).count()):
            waiting = SampleQuestion.objects.filter(answered_at=None, closed_at=None).order_by("pk")[0]
            name = next((key for key, one in self.cast.people.items() if one.pk == waiting.person_id), None)
            if name is None:
                return
            answer = ("yes", "no", "unknown")[(detail >> number) % 3]
            by = self._actor(name)
            if not self._try(outcome_actions.answer_sample, question_id=waiting.pk, answer=answer, remark="", by=by):
                return
        self.days_pass(29)

    def days_pass(self, days: int) -> None:
        """Time passes, and the worker does what the dates ask."""
        for _ in range(days // 45 + 1):
            self.at += timedelta(days=max(1, days // (days // 45 + 1)))
            run_clock(self.at)


def _standing(issue: Issue) -> tuple[Any, ...]:
    """Return all of an issue that a bundling may touch, and its parties apart."""
    return (issue.state, issue.turn, issue.turn_label, issue.due_on, issue.closing, issue.in_bundle, issue.closed_at)
