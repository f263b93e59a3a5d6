"""What waits for reviewers, the page of one review, and links for who has no account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.models import ApprovalLink, Deputy, Judgement, Publication, Remark, ReviewRound
from leerlus.knowledge.answers.policies import Seat
from leerlus.knowledge.answers.queries.comparing import Changes, name_citation, what_changed
from leerlus.knowledge.answers.workflow import DECLINED, OPEN, PUBLISHED, QUORUM, VOIDED
from leerlus.law.articles.models import Law
from leerlus.people.actors import KIND_NAMES, OrganisationKind, Role
from leerlus.people.models import Person, RoleGrant, Theme
from leerlus.people.queries import hash_token
from leerlus.ui.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLine:
    """A review as a reviewer sees it in a list: whether it waits for them, and for whom else."""

    review: ReviewRound
    mine: bool
    missing: tuple[OrganisationKind, ...]

    @property
    def waits_for(self) -> str:
        """Whose approval is missing, in words."""
        return ", ".join(KIND_NAMES[kind] for kind in self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What stands around a text, in words; `sources` are name, law and article."""

    sources: tuple[tuple[str, str, str], ...]
    themes: tuple[str, ...]
    audience: tuple[str, ...]
    law_from: date
    law_until: date | None
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is different from an earlier text: which that was, in words, and the parts that changed; none: nothing."""

    title: str
    changes: Changes
    is_same: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One review: the exact text, who said what, and what this reader may do.

    seat      for whom this reader can still approve or decline; None: nothing
    lends     the organisation for which this reader may lend a link; None: none
    outdated  the text of the answer is another one by now
    compared  what changed since the organisation of this reader last spoke, and in what is public now
    """

    line: ReviewLine
    judgements: tuple[Judgement, ...]
    remarks: tuple[Remark, ...]
    links: tuple[ApprovalLink, ...]
    facts: Facts
    seat: Seat | None
    lends: Seat | None
    edits: bool
    outdated: bool
    compared: tuple[Compared, ...]

    @property
    def approved_by(self) -> str:
        """Who approved already, in words; a reservation is worth a look before one approves as well."""
        return ", ".join(
            str(each.organisation) + (" (met voorbehoud)" if each.words else "")
            for each in self.judgements
            if each.verdict == Judgement.Verdict.APPROVE
        )


def seats_on(actor: Actor, today: date) -> tuple[Seat, ...]:
    """Return the places at the table that an actor has on a day; one query."""
    if actor.person_id is None:
        return ()
    replaced = Deputy.objects.filter(
        person_id=actor.person_id, since__lte=today, until__gte=today, organisation__kind__in=QUORUM
    )
    return policies.seats_of(
        actor,
        [
            Seat(
                organisation_id=each.organisation_id,
                organisation_name=each.organisation.name,
                kind=OrganisationKind(each.organisation.kind),
                is_deputy=True,
            )
            for each in replaced.select_related("organisation")
        ],
    )


def _line(review: ReviewRound, seats: Sequence[Seat]) -> ReviewLine:
    missing = policies.missing_kinds(review.judgements.all(), review.content_hash)
    mine = review.state == OPEN and any(seat.kind in missing for seat in seats)
    return ReviewLine(review=review, mine=mine, missing=missing)


def list_for_reviewer(seats: Sequence[Seat]) -> list[ReviewLine]:
    """Return the reviews that are open, what waits for these places first; two queries."""
    if not seats:
        return []
    found = ReviewRound.objects.filter(state=OPEN).prefetch_related("judgements").order_by("due_on", "pk")
    return sorted((_line(each, seats) for each in found), key=lambda line: not line.mine)


def read_review(actor: Actor, review_id: int, today: date) -> ReviewPage:
    """Return one review for who edits or reviews; about nine queries."""
    seats = seats_on(actor, today)
    if not policies.may_read_reviews(actor, seats):
        raise Denied("Deze beoordeling is er niet, of u mag haar niet zien.")
    review = ReviewRound.objects.select_related("answer").prefetch_related("judgements__organisation").filter(
        pk=review_id
    ).first()  # fmt: skip
    if review is None:
        raise Denied("Deze beoordeling is er niet, of u mag haar niet zien.")
    line = _line(review, seats)
    running = review.state == OPEN
    return ReviewPage(
        line=line,
        judgements=tuple(review.judgements.all()),
        remarks=tuple(review.remarks.all()),
        links=tuple(review.links.filter(used_at=None, withdrawn_at=None).select_related("organisation")),
        facts=facts_of(review),
        seat=next((seat for seat in seats if running and seat.kind in line.missing), None),
        lends=next((seat for seat in seats if running and seat.kind in line.missing and not seat.is_deputy), None),
        edits=policies.may_edit(actor),
        outdated=review.answer.edition != review.edition,
        compared=compare_with_earlier(review, [seat.kind for seat in seats]),
    )


def compare_with_earlier(review: ReviewRound, kinds: Sequence[OrganisationKind] = ()) -> tuple[Compared, ...]:
    """Compare with what these organisations last spoke about, and with what is public; at most four queries."""
    if review.state == PUBLISHED:
        return ()
    found = []
    spoken = Judgement.objects.filter(review__answer=review.answer_id, review__lt=review.pk, kind__in=kinds)
    last = spoken.select_related("review", "organisation").order_by("-pk").first() if kinds else None
    if last is not None:
        did = "goedkeurde" if last.verdict == Judgement.Verdict.APPROVE else "teruggaf"
        on = short_date(timezone.localdate(last.at), timezone.localdate())
        found.append(_compare(f"Sinds {last.organisation} een tekst {did}, op {on}", last.review, review))
    latest = Publication.objects.filter(answer=review.answer_id, published_until__isnull=True).first()
    if latest is not None and (last is None or latest.content_hash != last.review.content_hash):
        found.append(_compare(f"Sinds versie {latest.number}, die nu openbaar is", latest, review))
    return tuple(found)


def _compare(title: str, before: ReviewRound | Publication, after: ReviewRound) -> Compared:
    same = before.content_hash == after.content_hash
    return Compared(title=title, is_same=same, changes=what_changed(before.content, after.content))


def facts_of(review: ReviewRound) -> Facts:
    """Put what stands around the text that is reviewed into words; one query."""
    content = review.content
    laws = dict(Law.objects.values_list("slug", "name"))
    return Facts(
        sources=tuple((name_citation(each, laws), each["law"], each["article"]) for each in content["citations"]),
        themes=tuple(theme.name for theme in Theme.objects.all() if theme.pk in content["themes"]),
        audience=tuple(KIND_NAMES[OrganisationKind(kind)] for kind in content["audience"]),
        law_from=date.fromisoformat(content["law_from"]),
        law_until=date.fromisoformat(content["law_until"]) if content["law_until"] else None,
        review_on=date.fromisoformat(content["review_on"]),
    )


def find_link(token: str) -> ApprovalLink | None:
    """Return the link of a token, also one that does not work any more; None: there is none."""
    links = ApprovalLink.objects.select_related("organisation", "review__answer")
    return links.filter(token_hash=hash_token(token)).first()


def read_by_link(token: str, now: datetime) -> ApprovalLink:
    """Return the link with the text it is for; Denied, with what happened, when it does not work any more."""
    link = find_link(token)
    if link is not None and link.used_at is not None:
        raise Denied(_say_used(link))
    policies.check_link(link, now)
    assert link is not None  # noqa: S101 - check_link refused None
    review = link.review
    if review.state == DECLINED:
        raise Denied("Een beoordelaar gaf deze tekst al terug. De redactie past haar aan. U hoeft niets te doen.")
    if review.answer.edition != review.edition or review.reason == policies.CHANGED:
        raise Denied(policies.CHANGED)
    if review.state == VOIDED:
        raise Denied("De redactie nam deze tekst terug. U hoeft niets te doen.")
    missing = policies.missing_kinds(review.judgements.all(), review.content_hash)
    if review.state != OPEN or link.organisation.kind not in missing:
        raise Denied(f"Een collega keurde deze tekst al goed voor {link.organisation}. U hoeft niets meer te doen.")
    return link


def _say_used(link: ApprovalLink) -> str:
    """Say what was decided with a link: whoever has it must notice when that was somebody else."""
    said = link.review.judgements.filter(organisation=link.organisation, via=Judgement.Via.LINK).last()
    if said is None or link.used_at is None:
        return "Deze link is al gebruikt. Zij werkt één keer."
    did = (
        "keurde iemand de tekst ermee goed"
        if said.verdict == Judgement.Verdict.APPROVE
        else "gaf iemand de tekst ermee terug"
    )
    on = short_date(timezone.localdate(link.used_at), timezone.localdate())
    return (
        f"Deze link is al gebruikt. Op {on} {did}, voor {link.organisation}. "
        f"Was u dat niet? Laat het de beoordelaar van {link.organisation} weten."
    )


def waiting_reviewers(now: datetime) -> list[tuple[Person, list[ReviewRound]]]:
    """Return for each reviewer and deputy what waits for them; four queries. For the mail that reminds."""
    today = timezone.localdate(now)
    open_reviews = list(ReviewRound.objects.filter(state=OPEN).prefetch_related("judgements").order_by("due_on", "pk"))
    if not open_reviews:
        return []
    wanted: dict[OrganisationKind, list[ReviewRound]] = {kind: [] for kind in QUORUM}
    for review in open_reviews:
        for kind in policies.missing_kinds(review.judgements.all(), review.content_hash):
            wanted[kind].append(review)
    held = RoleGrant.objects.filter(role=Role.REVIEWER, organisation__kind__in=QUORUM, since__lte=today)
    rows = set(held.exclude(until__lt=today).values_list("person_id", "organisation__kind"))
    deputies = Deputy.objects.filter(since__lte=today, until__gte=today, organisation__kind__in=QUORUM)
    rows |= set(deputies.values_list("person_id", "organisation__kind"))
    people = {person.pk: person for person in Person.objects.filter(pk__in={pk for pk, _ in rows}, is_active=True)}
    return [
        (people[pk], wanted[OrganisationKind(kind)])
        for pk, kind in sorted(rows)
        if pk in people and wanted[OrganisationKind(kind)]
    ]
