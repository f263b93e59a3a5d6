from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from leerlus.audit.steps import Denied
from leerlus.people import policies
from leerlus.people.actors import CLOCK, VISITOR, Actor, Grant, OrganisationKind, Role

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HERE, THERE = 1, 2
MUNICIPALITY, MINISTRY, DIVOSA, VNG = (
    OrganisationKind.MUNICIPALITY,
    OrganisationKind.MINISTRY,
    OrganisationKind.DIVOSA,
    OrganisationKind.VNG,
)


def somebody(role: Role, organisation: int = HERE, person: int = 1) -> Actor:
    grant = Grant(role=role, organisation_id=organisation, organisation_name="Hier", organisation_kind=MUNICIPALITY)
    return Actor(person_id=person, name="Iemand", grants=(grant,))


ALICE = somebody(Role.PROFESSIONAL)
GRACE = somebody(Role.ORGANISATION_ADMINISTRATOR, person=2)
IVAN = somebody(Role.PLATFORM_ADMINISTRATOR, THERE, person=3)


@dataclass
class Invited:
    """An invitation, as the policies see it."""

    organisation_id: int = HERE
    expires_at: datetime = NOW + timedelta(days=1)
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass
class Held:
    """A role, as the policies see it."""

    role: str
    organisation_id: int = HERE


@pytest.mark.parametrize(
    ("actor", "here", "there", "some", "adds"),
    [
        (VISITOR, False, False, False, False),
        (CLOCK, False, False, False, False),
        (ALICE, False, False, False, False),
        (GRACE, True, False, True, False),
        (IVAN, True, True, True, True),
        *((somebody(r), False, False, False, False) for r in set(Role) - {*GRACE.roles, *IVAN.roles}),
    ],
)
def test_who_administers(actor: Actor, here: bool, there: bool, some: bool, adds: bool) -> None:
    assert policies.may_manage(actor, HERE) is here
    assert policies.may_manage(actor, THERE) is there
    assert policies.may_manage_some(actor) is some
    assert policies.may_add_organisation(actor) is adds


@pytest.mark.parametrize(
    ("role", "kind", "by_grace", "by_ivan"),
    [
        (Role.PROFESSIONAL, MUNICIPALITY, True, True),
        (Role.COMMUNITY_LEADER, MUNICIPALITY, True, True),
        (Role.EXPERIENCE_EXPERT, MUNICIPALITY, True, True),
        (Role.ORGANISATION_ADMINISTRATOR, MUNICIPALITY, True, True),
        (Role.REGIONAL_COORDINATOR, MUNICIPALITY, False, True),
        (Role.PLATFORM_ADMINISTRATOR, MUNICIPALITY, False, True),
        (Role.KNOWLEDGE_EDITOR, DIVOSA, False, True),
        (Role.KNOWLEDGE_EDITOR, MUNICIPALITY, False, False),
        (Role.REVIEWER, VNG, False, True),
        (Role.REVIEWER, MUNICIPALITY, False, False),
        (Role.SYSTEM_ADVISER, MINISTRY, False, True),
        (Role.SYSTEM_ADVISER, DIVOSA, False, False),
    ],
)
def test_who_gives_which_role(role: Role, kind: OrganisationKind, by_grace: bool, by_ivan: bool) -> None:
    for actor, expected in ((GRACE, by_grace), (IVAN, by_ivan), (ALICE, False), (VISITOR, False)):
        assert (role in policies.roles_to_give(actor, HERE, kind)) is expected
        if expected:
            policies.check_may_invite(actor, HERE, kind, [role], region="AM09")
        else:
            with pytest.raises(Denied):
                policies.check_may_invite(actor, HERE, kind, [role], region="AM09")


@pytest.mark.parametrize(
    ("roles", "region", "sentence"),
    [
        ([], None, "Kies ten minste één rol."),
        ([Role.REGIONAL_COORDINATOR], None, "Een regiocoördinator werkt voor één regio. Kies de regio."),
        (
            [Role.SYSTEM_ADVISER],
            None,
            "De rol adviseur stelsel past niet bij een organisatie van de soort “Gemeente”.",
        ),
    ],
)
def test_a_refused_invitation_says_why(roles: list[Role], region: str | None, sentence: str) -> None:
    with pytest.raises(Denied) as refusal:
        policies.check_may_invite(IVAN, HERE, MUNICIPALITY, roles, region=region)
    assert str(refusal.value) == sentence


def test_only_divosa_has_coordinators_for_the_whole_country() -> None:
    policies.check_may_invite(IVAN, HERE, OrganisationKind.DIVOSA, [Role.REGIONAL_COORDINATOR], region=None)


@pytest.mark.parametrize(
    ("invitation", "actor", "invited_id", "sentence"),
    [
        (Invited(), VISITOR, None, None),
        (Invited(), VISITOR, 7, None),
        (Invited(), ALICE, ALICE.person_id, None),
        (Invited(), ALICE, None, "ander e-mailadres"),
        (Invited(), ALICE, 7, "ander e-mailadres"),
        (Invited(expires_at=NOW), VISITOR, None, "verlopen"),
        (Invited(accepted_at=NOW), VISITOR, None, "al gebruikt"),
        (Invited(withdrawn_at=NOW), VISITOR, None, "ingetrokken"),
    ],
)
def test_who_accepts_an_invitation(
    invitation: Invited, actor: Actor, invited_id: int | None, sentence: str | None
) -> None:
    if sentence is None:
        policies.check_may_accept(actor, invitation, invited_id=invited_id, at=NOW)
    else:
        with pytest.raises(Denied, match=sentence):
            policies.check_may_accept(actor, invitation, invited_id=invited_id, at=NOW)


@pytest.mark.parametrize(
    ("invitation", "actor", "allowed"),
    [
        (Invited(), GRACE, True),
        (Invited(), IVAN, True),
        (Invited(), ALICE, False),
        (Invited(organisation_id=THERE), GRACE, False),
        (Invited(expires_at=NOW - timedelta(days=90)), GRACE, True),
        (Invited(accepted_at=NOW), GRACE, False),
        (Invited(withdrawn_at=NOW), IVAN, False),
    ],
)
def test_who_sends_again_or_withdraws(invitation: Invited, actor: Actor, allowed: bool) -> None:
    if allowed:
        policies.check_may_change_invitation(actor, invitation)
    else:
        with pytest.raises(Denied):
            policies.check_may_change_invitation(actor, invitation)


@pytest.mark.parametrize(
    ("role", "actor", "others", "allowed"),
    [
        (Role.PROFESSIONAL, GRACE, 0, True),
        (Role.REGIONAL_COORDINATOR, GRACE, 0, True),
        (Role.ORGANISATION_ADMINISTRATOR, GRACE, 0, False),
        (Role.ORGANISATION_ADMINISTRATOR, GRACE, 1, True),
        (Role.ORGANISATION_ADMINISTRATOR, IVAN, 0, True),
        (Role.PLATFORM_ADMINISTRATOR, GRACE, 3, False),
        (Role.PLATFORM_ADMINISTRATOR, IVAN, 0, False),
        (Role.PLATFORM_ADMINISTRATOR, IVAN, 1, True),
        (Role.PROFESSIONAL, ALICE, 5, False),
        (Role.PROFESSIONAL, VISITOR, 5, False),
    ],
)
def test_who_ends_a_role(role: Role, actor: Actor, others: int, allowed: bool) -> None:
    if allowed:
        policies.check_may_end_role(actor, Held(role), others=others)
    else:
        with pytest.raises(Denied):
            policies.check_may_end_role(actor, Held(role), others=others)


@pytest.mark.parametrize(
    ("actor", "person_id", "others", "allowed"),
    [
        (ALICE, 1, 0, True),
        (ALICE, 2, 5, False),
        (IVAN, 3, 1, True),
        (IVAN, 3, 0, False),
        (IVAN, 1, 5, False),
        (VISITOR, 1, 5, False),
    ],
)
def test_who_deletes_an_account(actor: Actor, person_id: int, others: int, allowed: bool) -> None:
    if allowed:
        policies.check_may_delete_account(actor, person_id, other_platform_administrators=others)
    else:
        with pytest.raises(Denied):
            policies.check_may_delete_account(actor, person_id, other_platform_administrators=others)
