"""What happened with what practice raised: before and now, each in a sentence or two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from leerlus.linking.bottlenecks.workflow import ENDED_WITH_ANSWER
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.practice.issues.models import Closing, Feedback, Issue, Visibility
from leerlus.practice.issues.workflow import CLOSED, FED_BACK
from leerlus.system.decisions.queries import list_decisions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from leerlus.people.actors import Actor
    from leerlus.system.decisions.models import Decision

SHOWN = 3
LONGEST = 190
SENTENCE_ENDS = re.compile(r"(?<=[.?!])\s+(?=\S)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One thing that came full circle.

    kind   what it came to: decision, outcome or answer       tag   the same in words
    """

    kind: str
    level: str
    tag: str
    title: str
    before: str
    now: str
    on: date
    view: str
    pk: int
    fictional: bool


def latest_stories(actor: Actor, theme: str = "", shown: int = SHOWN) -> tuple[Story, ...]:
    """Return the latest of each kind, filled up with the next ones, newest first; three queries.

    What really happened goes before invented examples, which only a trial environment has.
    """
    kinds = (_decisions(actor, theme, shown), _outcomes(actor, theme, shown), _answers(theme, shown))
    return choose(kinds, shown)


def choose(kinds: Sequence[Sequence[Story]], shown: int) -> tuple[Story, ...]:
    """Choose one of each kind as long as there is one, then the newest of what is left."""
    first = [stories[0] for stories in kinds if stories]
    rest = sorted((story for stories in kinds for story in stories[1:]), key=lambda story: story.on, reverse=True)
    rest.sort(key=lambda story: story.fictional)
    return tuple(sorted([*first, *rest][:shown], key=lambda story: story.on, reverse=True))


def _decisions(actor: Actor, theme: str, shown: int) -> list[Story]:
    """Return the latest decisions that still hold, of bottlenecks that are not open again."""
    found = list_decisions(actor, theme=theme).filter(lapsed_at__isnull=True, bottleneck__state__in=ENDED_WITH_ANSWER)
    return [_decision(one) for one in found.order_by("bottleneck__fictional", "-decided_on", "-pk")[:shown]]


def _decision(decision: Decision) -> Story:
    return Story(
        kind="decision",
        level="system",
        tag=Closing(decision.instrument).label,
        title=decision.title,
        before=first_sentences(decision.bottleneck.summary),
        now=first_sentences(decision.text),
        on=decision.decided_on,
        view="decisions:detail",
        pk=decision.pk,
        fictional=decision.bottleneck.fictional,
    )


def _outcomes(actor: Actor, theme: str, shown: int) -> list[Story]:
    """Return the latest outcomes of bottlenecks that are solved; a temporary agreement solves nothing yet."""
    found = visible_outcomes(actor).filter(ended_at__isnull=True, bottleneck__state__in=ENDED_WITH_ANSWER)
    found = found.exclude(kind=Outcome.Kind.TEMPORARY_AGREEMENT)
    if theme:
        found = found.filter(bottleneck__theme_id=theme)
    return [_outcome(one) for one in found.order_by("bottleneck__fictional", "-at", "-pk")[:shown]]


def _outcome(outcome: Outcome) -> Story:
    return Story(
        kind="outcome",
        level="linking",
        tag=Outcome.Kind(outcome.kind).label,
        title=outcome.title,
        before=first_sentences(outcome.bottleneck.summary),
        now=first_sentences(outcome.text),
        on=timezone.localdate(outcome.at),
        view="outcomes:detail",
        pk=outcome.pk,
        fictional=outcome.bottleneck.fictional,
    )


def _answers(theme: str, shown: int) -> list[Story]:
    """Return the latest issues that everybody may read and that were answered without a bottleneck."""
    answer = Feedback.objects.filter(issue=OuterRef("pk"), step="answer").order_by("-pk").values("text")[:1]
    found = Issue.objects.filter(
        visibility=Visibility.PUBLIC, closing=Closing.ANSWER, in_bundle=False, state__in=(FED_BACK, CLOSED)
    ).annotate(answer=Subquery(answer))
    if theme:
        found = found.filter(theme_id=theme)
    return [
        Story(
            kind="answer",
            level="practice",
            tag="Beantwoord in de regio",
            title=issue.title,
            before=first_sentences(issue.situation),
            now=first_sentences(getattr(issue, "answer", None) or ""),
            on=timezone.localdate(issue.changed_at),
            view="issues:detail",
            pk=issue.pk,
            fictional=issue.fictional,
        )
        for issue in found[:shown]
    ]


def first_sentences(text: str, longest: int = LONGEST) -> str:
    """Return as many whole sentences as fit; of one that is too long by itself, the words that fit."""
    sentences = SENTENCE_ENDS.split(" ".join(text.split()))
    kept = sentences[0]
    for sentence in sentences[1:]:
        if len(kept) + len(sentence) >= longest:
            break
        kept = f"{kept} {sentence}"
    if len(kept) <= longest:
        return kept
    return f"{kept[:longest].rpartition(' ')[0] or kept[:longest]}…"
