"""Running a community: inviting, who stands near, who leads too, and the texts on its page."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities import policies
from leerlus.linking.communities.actions.joining import lock_community, remember, step_membership
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.communities.queries.places import find_community, place_of
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.people.acting import actor_of
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.models import Person, Theme

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.people.actors import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """What who runs a community writes on its page."""

    goals: str
    method: str
    agreements: str
    admission: str
    rhythm_weeks: int | None


@transaction.atomic
def edit(
    *,
    community_id: int,
    texts: Texts,
    themes: Sequence[str],
    by: Actor,
    at: datetime,
    version: int,
) -> Community:
    """Change goals, themes, agreements and who may join; the history keeps the old texts."""
    community = lock_community(community_id)
    policies.check_may_run(by, place_of(by, community, at=at))
    if community.version != version:
        raise Stale("De tekst van de community")
    old = {name: getattr(community, name) for name in asdict(texts)}
    old["themes"] = [theme.pk for theme in community.themes.all()]
    for name, value in asdict(texts).items():
        setattr(community, name, value)
    community.version += 1
    community.save(update_fields=[*asdict(texts), "version"])
    community.themes.set(Theme.objects.filter(pk__in=themes))
    record(
        subject="community",
        subject_id=community.pk,
        name="edit",
        is_step=False,
        actor_id=by.person_id,
        actor_label=by.label(*sorted(LINKING_ROLES)),
        at=at,
        data={"old": old},
    )
    return community


@transaction.atomic
def invite(*, community_id: int, email: str, by: Actor, at: datetime) -> Membership | None:
    """Invite somebody who has an account; None when nobody has this address. Who asked already is admitted by it."""
    community = lock_community(community_id)
    policies.check_may_run(by, place_of(by, community, at=at))
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    if person is None:
        return None
    grant = next(iter(actor_of(person, at.date()).grants), None)
    if grant is None:
        return None
    standing = community.memberships.standing().filter(person=person).first()
    if standing is not None:
        is_asking = standing.state == ASKED
        return step_membership(membership_id=standing.pk, name="admit", by=by, at=at) if is_asking else standing
    made = Membership.objects.create(
        community=community,
        person=person,
        organisation_id=grant.organisation_id,
        role=grant.role,
        state=INVITED,
        asked_at=at,
    )
    remember(made, "invite", by=by, at=at, from_state="")
    return made


@transaction.atomic
def place_in(*, membership_id: int, part: str, by: Actor, at: datetime) -> Membership:
    """Put a member in the core group or in the broad network."""
    member = _lock_member(membership_id, by, at)
    if part not in Membership.Part.values:
        raise Denied("Kies de kerngroep of het brede netwerk.")
    if member.part != part:
        member.part = part
        member.save(update_fields=["part"])
        remember(member, f"to_{part}", by=by, at=at, from_state=member.state, is_step=False)
    return member


@transaction.atomic
def ask_to_lead(*, membership_id: int, leads: bool, by: Actor, at: datetime) -> Membership:
    """Let a member run this one community too, or no longer."""
    member = _lock_member(membership_id, by, at)
    if member.leads != leads:
        member.leads = leads
        member.save(update_fields=["leads"])
        remember(member, "leads" if leads else "leads_no_more", by=by, at=at, from_state=member.state, is_step=False)
    return member


def _lock_member(membership_id: int, by: Actor, at: datetime) -> Membership:
    found = Membership.objects.select_for_update(of=("self",)).filter(pk=membership_id).first()
    if found is None:
        raise Denied("Dit lidmaatschap is er niet.")
    policies.check_may_run(by, place_of(by, find_community(found.community_id), at=at))
    if found.state != MEMBER:
        raise Stale("Het lidmaatschap")
    return found
