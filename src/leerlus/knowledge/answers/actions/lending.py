"""Letting somebody else of one's organisation speak: by a link that works once, or as a deputy for a period."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.knowledge.answers import policies
from leerlus.knowledge.answers.actions.reviewing import judge
from leerlus.knowledge.answers.actions.stepping import lock_review, note
from leerlus.knowledge.answers.models import ApprovalLink, Deputy, Judgement
from leerlus.knowledge.answers.notify import send_link
from leerlus.knowledge.answers.policies import Seat
from leerlus.knowledge.answers.queries import find_link, seats_on
from leerlus.knowledge.answers.workflow import LINK_VALID_FOR, WORKFLOW
from leerlus.people.actors import VISITOR, OrganisationKind, Role
from leerlus.people.models import Person
from leerlus.people.queries import hash_token

if TYPE_CHECKING:
    from datetime import date, datetime

    from leerlus.people.actors import Actor


def lend_link(*, review_id: int, organisation_id: int, email: str, by: Actor, at: datetime) -> tuple[ApprovalLink, str]:
    """Mail a link to somebody of this organisation without an account; return it with its token."""
    policies.check_may_lend(by, seats_on(by, timezone.localdate(at)), organisation_id)
    token = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            _, review = lock_review(review_id)
            WORKFLOW.check("approve", review.state)
            link = ApprovalLink.objects.create(
                review=review,
                organisation_id=organisation_id,
                content_hash=review.content_hash,
                token_hash=hash_token(token),
                made_by=by.label(),
                made_at=at,
                expires_at=at + LINK_VALID_FOR,
            )
            note(review.answer_id, "link_lent", by=by, at=at, review=review.pk, organisation=organisation_id)
            transaction.on_commit(lambda: send_link(link, email=email, token=token))
    except IntegrityError as error:
        raise Denied("Er staat voor deze tekst al een link open. Trek die eerst in.") from error
    return link, token


@transaction.atomic
def withdraw_link(*, link_id: int, by: Actor, at: datetime) -> None:
    """Make a link stop working."""
    link = ApprovalLink.objects.select_related("review").filter(pk=link_id).first()
    if link is None:
        raise Denied("Deze link is er niet.")
    policies.check_may_lend(by, seats_on(by, timezone.localdate(at)), link.organisation_id)
    open_links = ApprovalLink.objects.filter(pk=link_id, used_at__isnull=True, withdrawn_at__isnull=True)
    if not open_links.update(withdrawn_at=at):
        raise Stale("De link")
    note(link.review.answer_id, "link_withdrawn", by=by, at=at, review=link.review_id)


def approve_by_link(*, token: str, content_hash: str, reservation: str = "", at: datetime) -> Judgement:
    """Approve the text that this link is for."""
    return _speak_by_link(token, content_hash, Judgement.Verdict.APPROVE, reservation, at)


def decline_by_link(*, token: str, content_hash: str, reason: str, at: datetime) -> Judgement:
    """Give back the text that this link is for."""
    return _speak_by_link(token, content_hash, Judgement.Verdict.DECLINE, reason, at)


@transaction.atomic
def _speak_by_link(token: str, content_hash: str, verdict: str, words: str, at: datetime) -> Judgement:
    """Use the link and write the judgement: both or neither, and the link for one of two clicks only."""
    link = find_link(token)
    policies.check_link(link, at)
    assert link is not None  # noqa: S101 - check_link refused None
    lock_review(link.review_id)
    if not ApprovalLink.objects.filter(pk=link.pk, used_at__isnull=True, withdrawn_at__isnull=True).update(used_at=at):
        raise Stale("De link")
    if link.content_hash != content_hash:
        raise Denied(policies.CHANGED)
    organisation = link.organisation
    seat = Seat(
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        kind=OrganisationKind(organisation.kind),
    )
    return judge(
        review_id=link.review_id,
        content_hash=content_hash,
        verdict=verdict,
        words=words,
        seat=seat,
        via=Judgement.Via.LINK,
        by=VISITOR,
        at=at,
        label=f"zonder account, {organisation.name}",
    )


@transaction.atomic
def name_deputy(*, organisation_id: int, email: str, since: date, until: date, by: Actor, at: datetime) -> Deputy:
    """Let somebody who has an account review for this organisation during a period."""
    policies.check_may_lend(by, seats_on(by, timezone.localdate(at)), organisation_id)
    if until < since or until < timezone.localdate(at):
        raise Denied("De laatste dag ligt voor de eerste, of is al geweest. Kies een latere dag.")
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        raise Denied("Met dit e-mailadres heeft niemand een account. Vraag uw beheerder om een uitnodiging.")
    deputy = Deputy.objects.create(organisation_id=organisation_id, person=person, since=since, until=until)
    _remember(organisation_id, "deputy_named", by, at, deputy.pk)
    return deputy


@transaction.atomic
def end_deputy(*, deputy_id: int, by: Actor, at: datetime) -> None:
    """End a period of replacing at once."""
    deputy = Deputy.objects.filter(pk=deputy_id).first()
    if deputy is None:
        raise Denied("Deze vervanging is er niet meer.")
    policies.check_may_lend(by, seats_on(by, timezone.localdate(at)), deputy.organisation_id)
    deputy.delete()
    _remember(deputy.organisation_id, "deputy_ended", by, at, deputy_id)


def _remember(organisation_id: int, name: str, by: Actor, at: datetime, deputy_id: int) -> None:
    record(
        subject="organisation",
        subject_id=organisation_id,
        name=name,
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(Role.REVIEWER),
        at=at,
        data={"deputy": deputy_id},
    )
