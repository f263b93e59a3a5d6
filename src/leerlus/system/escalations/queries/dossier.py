"""The dossier of one escalation: what an adviser lays on the table of a meeting."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from leerlus.linking.bottlenecks.queries.evidence import read_evidence
from leerlus.linking.bottlenecks.workflow import AT_SYSTEM
from leerlus.linking.outcomes.models import Outcome
from leerlus.measures.weight import Trend
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.practice.issues.models import Issue
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.queries.inbox import Choice, choices_of
from leerlus.system.escalations.queries.terms import Clock, clock_of, lasted
from leerlus.system.escalations.workflow import ACCEPTED, WORKFLOW
from leerlus.ui.dates import number, pick_form
from leerlus.ui.shapes import TrackStep

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from leerlus.linking.bottlenecks.models import Voice
    from leerlus.linking.bottlenecks.queries.evidence import Evidence
    from leerlus.people.actors import Actor
    from leerlus.system.decisions.models import Decision

EXAMPLES = 10
EARLIER = 8
MOST_COMPARED = 500
"""So many of the latest decisions are compared; with two letters a year that is a lifetime."""

PARAGRAPH = re.compile(r",?\s+(lid|leden|onderdeel|onder)\b.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """An issue as others read it: never who raised it."""

    issue: Issue
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierDecision:
    """A decision that touches this one, and why it is here."""

    pk: int
    title: str
    instrument: str
    change: str
    decided_on: date
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything on the page; the template asks the database nothing."""

    escalation: Escalation
    state: str
    clock: Clock
    evidence: Evidence
    trend: str
    articles: tuple[tuple[str, int], ...]
    voices: tuple[Voice, ...]
    examples: tuple[Example, ...]
    kept_apart: int
    earlier_decisions: tuple[EarlierDecision, ...]
    more_decisions: int
    earlier_escalations: tuple[Escalation, ...]
    agreements: tuple[Outcome, ...]
    tried: tuple[Outcome, ...]
    track: tuple[TrackStep, ...]
    choices: tuple[Choice, ...]
    decision: Decision | None

    @property
    def practice(self) -> str:
        """What the lowest level of the small loop says."""
        return f"{number(self.evidence.issues)} {pick_form(self.evidence.issues, 'kwestie,kwesties')}"

    @property
    def place(self) -> str:
        """Where the bottleneck is now, also when this escalation ended long ago."""
        return "system" if self.escalation.bottleneck.state in AT_SYSTEM else "linking"

    @property
    def linking(self) -> str:
        """What the middle level of the small loop says."""
        if self.place == "linking":
            return self.escalation.bottleneck.get_state_display().lower()
        return f"aangeboden door {self.escalation.offered_by_label}"

    @property
    def system(self) -> str:
        """What the highest level of the small loop says: where this escalation stands."""
        return self.state.lower()


def read_dossier(actor: Actor, escalation: Escalation, today: date) -> Dossier:
    """Gather the dossier for this reader; ten queries, however many issues."""
    bottleneck = escalation.bottleneck
    bundled = Issue.objects.filter(bundlings__bottleneck=bottleneck, bundlings__until__isnull=True)
    known = list(bundled.order_by().values_list("articles", "raised_at"))
    evidence = read_evidence(bottleneck.pk, today, settings.SMALL_NUMBER)
    examples, readable = _examples(actor, bottleneck.pk)
    decisions = _earlier_decisions(escalation)
    siblings = tuple(bottleneck.escalations.exclude(pk=escalation.pk).select_related("decision").order_by("offered_at"))
    outcomes = list(bottleneck.outcomes.all())
    return Dossier(
        escalation=escalation,
        state=WORKFLOW.states[escalation.state],
        clock=clock_of(escalation.state, escalation.due_on, today),
        evidence=evidence,
        trend=trend_of(evidence),
        articles=_articles(bottleneck.articles, [cited for articles, _ in known for cited in set(articles)]),
        voices=tuple(bottleneck.voices.all()),
        examples=examples,
        kept_apart=len(known) - readable,
        earlier_decisions=decisions[:EARLIER],
        more_decisions=len(decisions[EARLIER:]),
        earlier_escalations=siblings,
        agreements=tuple(one for one in outcomes if _is_in_force(one)),
        tried=tuple(one for one in outcomes if not _is_in_force(one)),
        track=_track(escalation, siblings, min((raised_at for _, raised_at in known), default=None)),
        choices=choices_of(actor, escalation),
        decision=getattr(escalation, "decision", None),
    )


def _is_in_force(outcome: Outcome) -> bool:
    return outcome.kind == Outcome.Kind.TEMPORARY_AGREEMENT and outcome.ended_at is None


def trend_of(evidence: Evidence) -> str:
    """Say whether more or fewer organisations join than before."""
    now, before = evidence.weight.joined, evidence.weight.joined_before
    joined = f"{number(now)} {pick_form(now, 'organisatie,organisaties')} in de laatste drie maanden"
    return {
        Trend.RISING: f"Het groeit: {joined} erbij, {number(before)} in de drie maanden daarvoor.",
        Trend.STEADY: f"Het groeit even snel als eerst: {joined} erbij, net zoveel als in de drie maanden daarvoor.",
        Trend.FALLING: f"Het groeit minder: {joined} erbij, {number(before)} in de drie maanden daarvoor.",
        Trend.QUIET: "In het laatste half jaar kwam er geen organisatie bij.",
    }[evidence.weight.trend]


def _articles(of_bottleneck: Sequence[str], cited: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Return the articles with the number of issues that name them: those of the bottleneck first, then by number."""
    counts = Counter(cited)
    own = [(article, counts.pop(article, 0)) for article in dict.fromkeys(of_bottleneck)]
    return (*own, *sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _examples(actor: Actor, bottleneck_id: int) -> tuple[tuple[Example, ...], int]:
    """Return some issues that this reader may read, and how many there are: the worst of each region in turn."""
    readable = Issue.objects.visible_to(actor).filter(
        bundlings__bottleneck_id=bottleneck_id, bundlings__until__isnull=True
    )
    order = [F("severity").desc(), F("raised_at").asc(), F("pk").asc()]
    in_turn = Window(RowNumber(), partition_by=[F("region_id")], order_by=order)
    ranked = readable.annotate(in_turn=in_turn, in_all=Window(Count("pk"))).order_by("in_turn", *order)
    chosen = list(ranked.select_related("organisation")[:EXAMPLES])
    examples = tuple(Example(issue=issue, source=_source(issue)) for issue in chosen)
    return examples, int(getattr(chosen[0], "in_all", 0)) if chosen else 0


def _source(issue: Issue) -> str:
    kind = KIND_NAMES[OrganisationKind(issue.organisation.kind)]
    return f"{kind}, {issue.region.name}" if issue.region else kind


def article_of(citation: str) -> str:
    """Return the article without its paragraph, to see whether two citations are about the same."""
    return PARAGRAPH.sub("", citation).strip().casefold()


def _earlier_decisions(escalation: Escalation) -> tuple[EarlierDecision, ...]:
    """Return decisions on the same bottleneck, the same articles or the same theme, in that order, newest first."""
    bottleneck = escalation.bottleneck
    about = {article_of(article) for article in bottleneck.articles}
    decided = Escalation.objects.filter(decision__isnull=False).exclude(pk=escalation.pk)
    if escalation.ended_at is not None:
        decided = decided.filter(ended_at__lt=escalation.ended_at)
    found: list[tuple[int, EarlierDecision]] = []
    for other in decided.select_related("bottleneck", "decision").order_by("-decision__decided_on", "-pk")[
        :MOST_COMPARED
    ]:
        shared = next((cited for cited in other.bottleneck.articles if article_of(cited) in about), "")
        if other.bottleneck_id == bottleneck.pk:
            found.append((0, _earlier(other, "over dit knelpunt")))
        elif shared:
            found.append((1, _earlier(other, f"zelfde artikel: {shared}")))
        elif other.bottleneck.theme_id == bottleneck.theme_id:
            found.append((2, _earlier(other, "zelfde thema")))
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def _earlier(escalation: Escalation, because: str) -> EarlierDecision:
    decision = escalation.decision
    return EarlierDecision(
        pk=decision.pk,
        title=decision.title,
        instrument=decision.get_instrument_display(),
        change=decision.change,
        decided_on=decision.decided_on,
        because=because,
    )


def _track(
    escalation: Escalation, siblings: Iterable[Escalation], first_raised: datetime | None
) -> tuple[TrackStep, ...]:
    """Return the clock as steps: what happened, how long that took, and what comes by when."""
    moments: list[tuple[datetime, str, str, str]] = []
    if first_raised is not None:
        moments.append((first_raised, "Eerste kwestie ingediend", "", "practice"))
    moments.append((escalation.bottleneck.founded_at, "Gebundeld tot knelpunt", "", "linking"))
    for one in (*siblings, escalation):
        moments.append((one.offered_at, "Aangeboden aan het stelsel", one.offered_by_label, "linking"))
        if one.accepted_at:
            moments.append((one.accepted_at, WORKFLOW.step("accept").done, "", "system"))
        if one.ended_at:
            ending = next(step.done for step in WORKFLOW.steps if step.target == one.state)
            moments.append((one.ended_at, ending, "", "system"))
    steps: list[TrackStep] = []
    before: datetime | None = None
    for at, title, who, level in sorted(moments, key=lambda moment: moment[0]):
        took = f"na {lasted(timezone.localdate(before), timezone.localdate(at))}" if before else ""
        steps.append(TrackStep(title=title, at=at, who=who, level=level, message=took))
        before = at
    if escalation.due_on:
        title = "Besluit" if escalation.state == ACCEPTED else "Aannemen of teruggeven"
        steps.append(TrackStep(title=title, due=escalation.due_on, next=True, level="system"))
    return tuple(steps)
