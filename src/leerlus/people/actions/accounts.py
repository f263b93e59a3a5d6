"""What people do with their own account, and what the software finds out about its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.people.actors import CLOCK
from leerlus.people.models import Person, Theme
from leerlus.people.policies import check_may_change_account, check_may_delete_account
from leerlus.people.queries import count_other_platform_administrators
from leerlus.people.signin import forget_attempts

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from leerlus.people.actors import Actor


def change_profile(
    *,
    person: Person,
    name: str,
    digest: Person.Digest,
    may_be_sampled: bool,
    helps_with: Collection[str],
    by: Actor,
    at: datetime,
) -> None:
    """Change the name, how often feedback comes by mail, whether to be asked about what others raised, and themes.

    helps_with  the themes about which others may ask this person; only by this choice do others see the name
    """
    check_may_change_account(by, person.pk)
    with transaction.atomic():
        person.name = name
        person.digest = digest
        person.may_be_sampled = may_be_sampled
        person.save(update_fields=["name", "digest", "may_be_sampled"])
        person.helps_with.set(Theme.objects.filter(pk__in=helps_with))
        _remember_change(person.pk, by, at)


def stop_being_sampled(*, person_id: int, by: Actor, at: datetime) -> None:
    """Ask this person nothing any more about what others raised."""
    check_may_change_account(by, person_id)
    with transaction.atomic():
        if Person.objects.filter(pk=person_id, may_be_sampled=True).update(may_be_sampled=False):
            _remember_change(person_id, by, at)


def _remember_change(person_id: int, by: Actor, at: datetime) -> None:
    record(
        subject="person",
        subject_id=person_id,
        name="profile_changed",
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(),
        at=at,
    )


def delete_account(*, person: Person, by: Actor, at: datetime) -> None:
    """Delete the account and everything that names the person; contributions stay with the organisation."""
    others = count_other_platform_administrators(person.pk, timezone.localdate(at))
    check_may_delete_account(by, person.pk, other_platform_administrators=others)
    with transaction.atomic():
        record(
            subject="person",
            subject_id=person.pk,
            name="account_deleted",
            is_step=False,
            actor_id=by.person_id,
            actor_label=by.label(),
            at=at,
            note="De bijdragen blijven, zonder naam, bij de organisatie.",
        )
        forget_attempts(person.email)
        person.delete()


@transaction.atomic
def note_unreachable(*, person_id: int, at: datetime) -> None:
    """Remember since when the mail server refuses the address of this person, so that they can look at it."""
    if Person.objects.filter(pk=person_id, unreachable_since__isnull=True).update(unreachable_since=at):
        _note(person_id, "address_refused", at)


@transaction.atomic
def note_reachable(*, person_id: int, at: datetime) -> None:
    """Forget that: a mail was taken again."""
    if Person.objects.filter(pk=person_id, unreachable_since__isnull=False).update(unreachable_since=None):
        _note(person_id, "address_accepted", at)


def _note(person_id: int, name: str, at: datetime) -> None:
    record(
        subject="person",
        subject_id=person_id,
        name=name,
        is_step=False,
        actor_id=None,
        actor_label=CLOCK.label(),
        at=at,
    )
