"""Becoming a member of a community, and stopping; each step is one row of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities import policies
from leerlus.linking.communities.models import Community, Membership, MembershipMail
from leerlus.linking.communities.queries.places import find_community, place_of
from leerlus.linking.communities.workflow import LEFT, MEMBER, TOLD, WORKFLOW
from leerlus.people.actors import LINKING_ROLES

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.people.actors import Actor


def lock_community(community_id: int) -> Community:
    """Return the community, locked: who joins, is invited and what is agreed wait for each other."""
    found = Community.objects.select_for_update().filter(pk=community_id).first()
    if found is None:
        raise Denied("Deze community is er niet.")
    return found


def remember(
    membership: Membership, name: str, *, by: Actor, at: datetime, from_state: str, is_step: bool = True, note: str = ""
) -> None:
    """Write one line of the history of a community, and let the person hear of it when another did it."""
    record(
        subject="membership",
        subject_id=membership.pk,
        name=name,
        is_step=is_step,
        from_state=from_state,
        to_state=membership.state,
        actor_id=by.person_id,
        actor_label=by.label(*sorted(LINKING_ROLES)),
        at=at,
        note=note,
        data={"community": membership.community_id},
    )
    if name in TOLD and membership.person_id not in (None, by.person_id):
        MembershipMail.objects.create(membership=membership, step=name)


@transaction.atomic
def join(*, community_id: int, organisation_id: int, motivation: str = "", by: Actor, at: datetime) -> Membership:
    """Become a member for one of the own organisations, or ask to; who was invited accepts by it."""
    community = lock_community(community_id)
    name = policies.check_may_join(by, place_of(by, community, at=at))
    grant = policies.check_role_in(by, organisation_id)
    if name == "accept":
        invited = community.memberships.standing().of(by).get()
        return step_membership(membership_id=invited.pk, name=name, organisation_id=organisation_id, by=by, at=at)
    state = WORKFLOW.step(name).target
    made = Membership.objects.create(
        community=community,
        person_id=by.person_id,
        organisation_id=grant.organisation_id,
        role=grant.role,
        state=state,
        motivation=motivation,
        asked_at=at,
        since=at if state == MEMBER else None,
    )
    remember(made, name, by=by, at=at, from_state="")
    return made


@transaction.atomic
def step_membership(
    *, membership_id: int, name: str, organisation_id: int | None = None, by: Actor, at: datetime
) -> Membership:
    """Take one step with a membership: admit, refuse, accept, decline, withdraw, leave, dismiss or lapse."""
    found = Membership.objects.select_related("organisation").filter(pk=membership_id).first()
    if found is None:
        raise Denied("Dit lidmaatschap is er niet.")
    community = find_community(found.community_id)
    is_own = found.person_id is not None and found.person_id == by.person_id
    step = policies.check_may_step(by, place_of(by, community, at=at), name, state=found.state, is_own=is_own)
    values: dict[str, object] = {"state": step.target}
    if step.target == MEMBER:
        values["since"] = at
        if organisation_id is not None:
            grant = policies.check_role_in(by, organisation_id)
            values |= {"organisation_id": grant.organisation_id, "role": grant.role}
    else:
        values |= {"until": at, "leads": False, "motivation": ""}
    if step.target == LEFT and by.is_clock:
        values["person_id"] = None
    before = found.state
    # Compare and set: of two who act at once the second is told.
    if not Membership.objects.filter(pk=found.pk, state=before).update(**values):
        raise Stale("Het lidmaatschap")
    found.refresh_from_db()
    remember(found, name, by=by, at=at, from_state=before)
    return found
