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
from leerlus.knowledge.answers.queries.comparing import Changes, what_changed
from leerlus.knowledge.answers.workflow import OPEN, QUORUM
from leerlus.law.articles.models import Law
from leerlus.people.actors import KIND_NAMES, OrganisationKind, Role
from leerlus.people.models import Person, RoleGrant, Theme
from leerlus.people.queries import hash_token

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
class ReviewPage:
    """One review: the exact text, who said what, and what this reader may do.

    seat      for whom this reader can still approve or decline; None: nothing
    lends     the organisation for which this reader may lend a link; None: none
    outdated  the text of the answer is another one by now
    before    the number of the version that is public now; 0: none          changes   what this text changes in it
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
    before: int
    changes: Changes


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
    """Return one review for who edits or reviews; about eight queries."""
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
    latest = Publication.objects.filter(answer=review.answer_id, published_until__isnull=True).first()
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
        before=latest.number if latest else 0,
        changes=what_changed(latest.content, review.content) if latest else (),
    )


def facts_of(review: ReviewRound) -> Facts:
    """Put what stands around the text that is reviewed into words; one query."""
    content = review.content
    laws = dict(Law.objects.values_list("slug", "name"))
    return Facts(
        sources=tuple(
            (
                f"{laws.get(each['law'], each['law'])}, artikel {each['article']}"
                + (f", lid {each['paragraph']}" if each["paragraph"] else ""),
                each["law"],
                each["article"],
            )
            for each in content["citations"]
        ),
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
    """Return the link with the text it is for; Denied when it does not work any more."""
    link = find_link(token)
    policies.check_link(link, now)
    if link is None or link.review.state != OPEN or link.review.answer.edition != link.review.edition:
        raise Denied(policies.CHANGED)
    return link


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
