"""What may be bundled with what: the chosen issues, others like them, and the bottlenecks they may belong to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.bottlenecks.queries.evidence import Spread, read_spread
from leerlus.linking.bottlenecks.workflow import ACTIVE, WORKFLOW
from leerlus.measures.similarity import WORD, Candidate, fold, rank, stem
from leerlus.measures.weight import TREND_DAYS
from leerlus.people.actors import LINKING_ROLES
from leerlus.practice.issues.models import Issue
from leerlus.practice.issues.queries import place_of
from leerlus.practice.issues.workflow import LOOSE

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

M = TypeVar("M", Issue, Bottleneck)

MOST_COMPARED = 1000
"""How many of the newest are compared; older ones are found by searching."""

SHOWN = 8
SHOWN_OF_SEARCH = 20
EXCERPT = 220


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of text, and whether it is one of the words that match."""

    text: str
    hit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An issue or a bottleneck that can be chosen.

    value     what the form sends                     why  the words that match
    obstacle  why it cannot be chosen now, if so
    """

    pk: int
    value: str
    url: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    why: tuple[str, ...]
    context: str
    fictional: bool
    spread: Spread | None = None
    obstacle: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleOffer:
    """What the page of bundling shows: at the left the issues, at the right where they may go."""

    chosen: tuple[Option, ...]
    alike: tuple[Option, ...]
    bottlenecks: tuple[Option, ...]
    theme: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleQuestion:
    """What somebody chose so far, and the words that they search with."""

    issue_ids: Collection[int] = ()
    bottleneck_id: int | None = None
    issue_words: str = ""
    bottleneck_words: str = ""


def offer_bundling(actor: Actor, asked: BundleQuestion, today: date) -> BundleOffer:
    """Return what may be bundled; Denied to who does not work at the linking level. Five queries at most."""
    if not actor.has(*LINKING_ROLES):
        raise Denied("Alleen regiocoördinatoren en communitytrekkers bundelen.")
    chosen = list(
        Issue.objects.visible_to(actor).select_related("organisation").filter(pk__in=asked.issue_ids).order_by("pk")
    )
    active = Bottleneck.objects.visible_to(actor).filter(state__in=ACTIVE)
    target = active.filter(pk=asked.bottleneck_id or 0).first()
    text = " ".join(f"{issue.title} {_body(issue)}" for issue in chosen)
    about = text or (f"{target.title} {target.summary}" if target else "")
    return BundleOffer(
        chosen=tuple(_issue_option(issue, (), obstacle=_obstacle(issue)) for issue in chosen),
        alike=_alike(actor, asked, target, about),
        bottlenecks=_bottlenecks(active, asked, target, text, today),
        theme=chosen[0].theme_id if chosen else "",
    )


def _body(issue: Issue) -> str:
    return f"{issue.question} {issue.situation}"


def _obstacle(issue: Issue) -> str:
    if issue.in_bundle:
        return "Hoort al bij een knelpunt. Maak haar daar eerst los."
    return "" if issue.state in LOOSE else "Ligt niet open. Zij kan nu niet bij een knelpunt."


def _alike(actor: Actor, asked: BundleQuestion, target: Bottleneck | None, about: str) -> tuple[Option, ...]:
    """Return loose issues to take along: those found, those most like the text, or else the newest."""
    whole_country = target is not None and policies.works_on(actor, target)
    issues: QuerySet[Issue] = Issue.objects.visible_to(actor) if whole_country else Issue.objects.of_desk(actor)
    issues = issues.filter(state__in=LOOSE, in_bundle=False).exclude(pk__in=asked.issue_ids)
    issues = issues.select_related("organisation")
    if asked.issue_words:
        found = _search(issues, asked.issue_words, ("title", "situation", "question"))
        return tuple(_issue_option(issue, ()) for issue in found[:SHOWN_OF_SEARCH])
    if not about:
        return tuple(_issue_option(issue, ()) for issue in issues[:SHOWN_OF_SEARCH])
    known = {str(issue.pk): issue for issue in issues[:MOST_COMPARED]}
    candidates = [
        Candidate(id=pk, title=one.title, text=f"{one.question} {one.situation}") for pk, one in known.items()
    ]
    return tuple(_issue_option(known[match.id], match.why) for match in rank(about, candidates, limit=SHOWN))


def _bottlenecks(
    active: QuerySet[Bottleneck], asked: BundleQuestion, target: Bottleneck | None, text: str, today: date
) -> tuple[Option, ...]:
    """Return where the issues may go: the one that was chosen first, then those found or most alike."""
    found: list[tuple[Bottleneck, tuple[str, ...]]] = [(target, ())] if target else []
    others = active.exclude(pk=target.pk if target else 0)
    if asked.bottleneck_words:
        searched = _search(others, asked.bottleneck_words, ("title", "summary"))
        found += [(one, ()) for one in searched[:SHOWN_OF_SEARCH]]
    elif text:
        known = {str(one.pk): one for one in others[:MOST_COMPARED]}
        candidates = [Candidate(id=pk, title=one.title, text=one.summary) for pk, one in known.items()]
        found += [(known[match.id], match.why) for match in rank(text, candidates, limit=SHOWN)]
    spread = read_spread((one.pk for one, _ in found), today - timedelta(days=TREND_DAYS))
    return tuple(_bottleneck_option(one, why, spread[one.pk]) for one, why in found)


def _search(rows: QuerySet[M], words: str, fields: Sequence[str]) -> QuerySet[M]:
    for word in words.split():
        anywhere = Q()
        for field in fields:
            anywhere |= Q(**{f"{field}__icontains": word})
        rows = rows.filter(anywhere)
    return rows


def _issue_option(issue: Issue, why: tuple[str, ...], *, obstacle: str = "") -> Option:
    return Option(
        pk=issue.pk,
        value=str(issue.pk),
        url=reverse("issues:detail", args=[issue.pk]),
        title=mark(issue.title, why),
        excerpt=mark(Truncator(issue.question).chars(EXCERPT), why),
        why=why,
        context=place_of(issue.organisation, issue.region),
        fictional=issue.fictional,
        obstacle=obstacle,
    )


def _bottleneck_option(bottleneck: Bottleneck, why: tuple[str, ...], spread: Spread) -> Option:
    return Option(
        pk=bottleneck.pk,
        value=f"{bottleneck.pk}:{bottleneck.version}",
        url=reverse("bottlenecks:detail", args=[bottleneck.pk]),
        title=mark(bottleneck.title, why),
        excerpt=mark(Truncator(bottleneck.summary).chars(EXCERPT), why),
        why=why,
        context=WORKFLOW.states[bottleneck.state],
        fictional=bottleneck.fictional,
        spread=spread,
    )


def mark(text: str, words: Collection[str]) -> tuple[Piece, ...]:
    """Cut a text into pieces, so that the page can mark the words that match."""
    stems = {stem(fold(word)) for word in words}
    pieces: list[Piece] = []
    end = 0
    for found in WORD.finditer(text) if stems else ():
        if stem(fold(found.group())) in stems:
            pieces += [Piece(text=text[end : found.start()], hit=False), Piece(text=found.group(), hit=True)]
            end = found.end()
    pieces.append(Piece(text=text[end:], hit=False))
    return tuple(piece for piece in pieces if piece.text)


def read_bundling(actor: Actor, bundling_id: int) -> Bundling:
    """Return a bundling that stands and that this actor may undo; Denied otherwise."""
    rows = Bundling.objects.select_related("issue", "bottleneck").filter(until__isnull=True)
    found = rows.filter(pk=bundling_id).first()
    if found is None:
        raise Denied("Deze bundeling is er niet meer. Iemand heeft de kwestie al losgemaakt.")
    if not policies.works_on(actor, found.bottleneck):
        policies.check_may_bundle(actor, found.issue.region_id, found.issue.theme_id)
    return found
