"""Reading decisions: the public list, and of each the way from the first issue to whether it helped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.models import Bundling
from leerlus.linking.bottlenecks.policies import may_read as may_read_bottleneck
from leerlus.linking.bottlenecks.queries.evidence import read_evidence
from leerlus.linking.bottlenecks.workflow import WORKFLOW as BOTTLENECK_WORKFLOW
from leerlus.linking.outcomes.models import EffectCheck
from leerlus.linking.outcomes.workflow import ROUNDS
from leerlus.people.actors import Role
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.policies import may_read as may_read_escalations
from leerlus.system.escalations.queries import lasted, on_day
from leerlus.ui.dates import number, pick_form
from leerlus.ui.shapes import TrackStep

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from leerlus.linking.bottlenecks.queries.evidence import Evidence
    from leerlus.people.actors import Actor

PUBLISHED_AT = "https://zoek.officielebekendmakingen.nl/"

CITATIONS = (
    (re.compile(r"^Stb\.?\s*(\d{4}),?\s*(?:nr\.?\s*)?(\d+)$", re.IGNORECASE), "stb-{}-{}.html"),
    (re.compile(r"^Stcrt\.?\s*(\d{4}),?\s*(?:nr\.?\s*)?(\d+)$", re.IGNORECASE), "stcrt-{}-{}.html"),
    (re.compile(r"^Kamerstuk(?:ken)?\s*(\d{5}),?\s*nr\.?\s*(\d+)$", re.IGNORECASE), "kst-{}-{}.html"),
)
"""Citations that have one known address at the official publications."""

WAY = {
    **dict.fromkeys(("found", "offer"), "linking"),
    **dict.fromkeys(("accept", "send_back", "decide", "lapse"), "system"),
    **dict.fromkeys(("take_back", "solve", "reopen", "check_passed", "check_failed", "close"), "linking"),
}
"""The steps that the short timeline tells, with the level that each belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A publication, with its address where it is known."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One decision as the list shows it."""

    decision: Decision
    validity: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One effect check in words."""

    name: str
    result: str
    status: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """Everything on the page of one decision; what this reader may not see is empty."""

    decision: Decision
    validity: str
    references: tuple[Reference, ...]
    heard: str
    checks: tuple[Check, ...]
    track: tuple[TrackStep, ...]
    took: str
    shows_bottleneck: bool
    shows_dossier: bool
    is_hidden: bool


def list_decisions(actor: Actor, *, instrument: str = "", theme: str = "") -> QuerySet[Decision]:
    """Return the decisions that this reader may see: visitors those on published bottlenecks, professionals all."""
    found = Decision.objects.select_related("bottleneck")
    if not (actor.grants or actor.is_clock):
        found = found.filter(bottleneck__published_at__isnull=False)
    if instrument:
        found = found.filter(instrument=instrument)
    return found.filter(bottleneck__theme_id=theme) if theme else found


def read_rows(decisions: Iterable[Decision], today: date) -> list[Row]:
    """Return what the list says of each; no query."""
    return [
        Row(
            decision=one,
            validity=validity_of(one, today),
            references=tuple(refer(text) for text in one.references),
        )
        for one in decisions
    ]


def find_decision(actor: Actor, decision_id: int) -> Decision:
    """Return the decision for this reader; Denied in the same words when there is none."""
    found = list_decisions(actor).select_related("escalation", "bottleneck")
    decision = found.filter(pk=decision_id).first()
    if decision is None:
        raise Denied("Dit besluit is er niet, of u mag het niet zien.")
    return decision


def refer(text: str) -> Reference:
    """Return a publication with its address: one that was given, or one that its citation fixes."""
    if text.startswith(("https://", "http://")):
        return Reference(text=text, url=text)
    for pattern, address in CITATIONS:
        match = pattern.match(text.strip())
        if match:
            return Reference(text=text, url=PUBLISHED_AT + address.format(*match.groups()))
    return Reference(text=text)


def validity_of(decision: Decision, today: date) -> str:
    """Say from when it holds and until when, seen from today."""
    starts = "Geldt sinds" if decision.effective_on <= today else "Gaat in op"
    words = f"{starts} {on_day(decision.effective_on)}"
    if decision.ends_on is None:
        return words
    if decision.lapsed_at is not None or decision.ends_on <= today:
        return f"Gold van {on_day(decision.effective_on)} tot {on_day(decision.ends_on)}"
    return f"{words}, tijdelijk tot {on_day(decision.ends_on)}"


def read_page(actor: Actor, decision: Decision, today: date) -> DecisionPage:
    """Gather the page of one decision; seven queries, however many issues."""
    bottleneck = decision.bottleneck
    is_public = not actor.grants
    evidence = read_evidence(bottleneck.pk, today, settings.SMALL_NUMBER)
    raised = Bundling.objects.filter(
        Q(until__isnull=True) | Q(until__gt=decision.at), bottleneck=bottleneck, since__lte=decision.at
    )
    first_raised = raised.order_by("issue__raised_at").values_list("issue__raised_at", flat=True).first()
    checks = bottleneck.effect_checks.filter(about=decision.title, due_on__gte=decision.decided_on)
    took = ""
    if first_raised is not None:
        took = lasted(timezone.localdate(first_raised), decision.decided_on)
    return DecisionPage(
        decision=decision,
        validity=validity_of(decision, today),
        references=tuple(refer(text) for text in decision.references),
        heard=_heard(evidence, in_full=not is_public),
        checks=tuple(_check(one, in_full=not is_public) for one in checks),
        track=_track(decision, first_raised, today),
        took=took,
        shows_bottleneck=may_read_bottleneck(actor, bottleneck),
        shows_dossier=may_read_escalations(actor),
        is_hidden=bottleneck.published_at is None and actor.has(Role.SYSTEM_ADVISER),
    )


def _heard(evidence: Evidence, *, in_full: bool) -> str:
    """Say by how many it was raised; to the public no number by which somebody might be recognised."""
    issues, organisations, regions = evidence.issues, evidence.weight.organisations, evidence.region_count
    if not issues:
        return ""
    where = f" in {number(regions)} {pick_form(regions, 'regio,regio’s')}" if regions else ""
    if not in_full:
        few = organisations < settings.SMALL_NUMBER
        count = f"minder dan {settings.SMALL_NUMBER}" if few else number(organisations)
        return f"Ingebracht door {count} organisaties{where}."
    return (
        f"Ingebracht met {number(issues)} {pick_form(issues, 'kwestie,kwesties')} van {number(organisations)} "
        f"{pick_form(organisations, 'organisatie,organisaties')}{where}."
    )


def _check(check: EffectCheck, *, in_full: bool) -> Check:
    name = next(planned.name for planned in ROUNDS if planned.number == check.round)
    if check.result == EffectCheck.Result.CANCELLED:
        return Check(name=name, result="Vervallen", status="open", words="Het knelpunt was al heropend.")
    if check.result == EffectCheck.Result.UNANSWERED:
        words = check.told if in_full else "Te weinig mensen gaven antwoord op de vraag."
        if not check.others_answered:
            words = "Niemand gaf antwoord op de vraag."
        return Check(name=name, result="Te weinig antwoord", status="open", words=words)
    if check.result:
        failed = check.result == EffectCheck.Result.FAILED
        return Check(
            name=name,
            result=EffectCheck.Result(check.result).label,
            status="late" if failed else "done",
            words=_answers(check, in_full=in_full),
        )
    if check.asked_at is None:
        return Check(name=name, result="Gepland", status="open", words=f"Wij vragen het op {on_day(check.due_on)}.")
    closes = f" Antwoorden kan tot en met {on_day(check.closes_on)}." if check.closes_on else ""
    return Check(name=name, result="Loopt", status="new", words=f"De vraag is gesteld.{closes}")


def _answers(check: EffectCheck, *, in_full: bool) -> str:
    """Say what they answered; to the public no number by which somebody might be recognised."""
    small = settings.SMALL_NUMBER
    parties = (check.helps, check.partly, check.still, check.asked - check.answered)
    others = (check.others_yes, check.others_no, check.others_unknown, check.others_asked - check.others_answered)
    if not in_full and any(0 < count < small for count in (*parties, *others)):
        count = f"minder dan {small}" if check.asked < small else number(check.asked)
        return f"Gevraagd aan {count} partijen{' en aan anderen' if check.others_asked else ''}."
    return check.told


def _track(decision: Decision, first_raised: datetime | None, today: date) -> tuple[TrackStep, ...]:
    """Return the whole way as steps, each with how long it took since the one before."""
    events = Event.objects.of("bottleneck", decision.bottleneck_id).filter(is_step=True, name__in=list(WAY))
    steps: list[TrackStep] = []
    before: date | None = None
    if first_raised is not None:
        before = timezone.localdate(first_raised)
        steps.append(TrackStep(title="Voor het eerst ingebracht", at=before, level="practice"))
    for event in events:
        day = timezone.localdate(event.at)
        title = BOTTLENECK_WORKFLOW.step(event.name).done
        if event.pk == decision.cause:
            title = f"Dit besluit: {decision.get_instrument_display().lower()}"
        after = f"na {lasted(before, day)}" if before else ""
        steps.append(TrackStep(title=title, at=day, who=event.actor_label, level=WAY[event.name], message=after))
        before = day
    if decision.effective_on > today:
        steps.append(TrackStep(title="Gaat in", at=decision.effective_on, level="system"))
    return tuple(steps)
