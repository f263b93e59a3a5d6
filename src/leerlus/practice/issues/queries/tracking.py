"""The tracker: what happened to an issue, step by step, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.text import Truncator

from leerlus.audit.models import Event
from leerlus.practice.issues.queries.wording import level_of
from leerlus.practice.issues.workflow import AT_SYSTEM, EXPECTED, WORKFLOW
from leerlus.ui.shapes import TrackStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leerlus.people.actors import Actor
    from leerlus.practice.issues.models import Feedback, Issue
    from leerlus.practice.issues.queries.wording import Level

LATEST = 6
"""How many steps stand open; earlier ones fold away, but never the first."""

LONGEST_MESSAGE = 280

NEEDED = ("name", "from_state", "to_state", "actor_label", "at", "note", "data")
"""What the tracker tells of a step."""

OF_PRACTICE = frozenset({"submit", "accept", "object", "withdraw"})
"""Steps of those who take part; history names no more of them than that."""

BETWEEN_PARTIES = frozenset({"accept", "object"})
"""Steps of which the remark was meant for the parties and the linking level only."""

WHO_TOOK = {"submit": "Indiener", "withdraw": "Indiener", "accept": "Indiener", "object": "Wie meedoet"}

LINK_LABELS = {
    "/knelpunten/": "Knelpunt bekijken",
    "/signalen/": "Signaal bekijken",
    "/besluiten/": "Besluit bekijken",
    "/opbrengsten/": "Opbrengst bekijken",
    "/vragen/": "Antwoord lezen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The steps to show: the first, those that fold away, and the latest with what comes next."""

    first: tuple[TrackStep, ...]
    folded: tuple[TrackStep, ...]
    latest: tuple[TrackStep, ...]


def track(actor: Actor, issue: Issue, told: Iterable[Feedback], *, is_party: bool) -> Track:
    """Return the tracker of an issue.

    told  what the raiser heard of the steps: there stand the words of a step that a bottleneck took
    """
    events = Event.objects.of("issue", issue.pk).filter(is_step=True).only(*NEEDED)
    words = {feedback.cause: feedback for feedback in told}
    steps: list[TrackStep] = []
    shown_link = ""
    for event in events:
        feedback = words.get(event.data.get("cause", event.pk))
        link = new_link(actor, issue, feedback, shown_link)
        shown_link = link or shown_link
        steps.append(
            TrackStep(
                title=WORKFLOW.step(event.name).done,
                at=event.at,
                who=who_took(event),
                message=message_of(actor, event, feedback, is_party=is_party),
                level=level_of_step(event),
                url=link,
                link_label=label_of(link),
            )
        )
    coming = next_step(issue)
    if len(steps) <= LATEST + 2:
        return Track(first=(), folded=(), latest=(*steps, *coming))
    return Track(first=(steps[0],), folded=tuple(steps[1:-LATEST]), latest=(*steps[-LATEST:], *coming))


def next_step(issue: Issue) -> tuple[TrackStep, ...]:
    """Return the step that is still to come, if any."""
    if issue.state in WORKFLOW.final:
        return ()
    return (TrackStep(title=EXPECTED[issue.state], next=True, due=issue.due_on, level=level_of(issue)),)


def who_took(event: Event) -> str:
    """Return who took a step: a role of the linking or system level, else only which part somebody has."""
    return WHO_TOOK.get(event.name) or event.actor_label[:1].upper() + event.actor_label[1:]


def level_of_step(event: Event) -> Level:
    """Return the level at which a step was taken."""
    if event.name in OF_PRACTICE:
        return "practice"
    return "system" if AT_SYSTEM in {event.from_state, event.to_state} else "linking"


def message_of(actor: Actor, event: Event, feedback: Feedback | None, *, is_party: bool) -> str:
    """Return what was said with a step, as far as this reader may know it."""
    if event.name == "submit" or (event.name in BETWEEN_PARTIES and not is_party):
        return ""
    said = event.note
    if not said and feedback is not None and actor.grants:
        said = feedback.text
    return Truncator(said).chars(LONGEST_MESSAGE)


def new_link(actor: Actor, issue: Issue, feedback: Feedback | None, shown: str) -> str:
    """Return the page that tells more of a step, once; visitors get none, because they may not see every page."""
    if feedback is None or not actor.grants or feedback.link in {shown, f"/kwesties/{issue.pk}/"}:
        return ""
    return feedback.link


def label_of(link: str) -> str:
    """Return the words of a link."""
    return next((label for start, label in LINK_LABELS.items() if link.startswith(start)), "Meer lezen")
