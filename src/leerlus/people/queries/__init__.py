"""Reading about people: what this actor may see of organisations, members, invitations and accounts."""

from leerlus.people.queries.accounts import Device, collect_own_data, devices_of
from leerlus.people.queries.demo import DemoAccount, demo_accounts, find_demo_person
from leerlus.people.queries.invitations import (
    describe_roles,
    find_invitation,
    find_invited,
    hash_token,
    is_open,
    read_invitation,
)
from leerlus.people.queries.knowing import Knower, all_who_know, who_know
from leerlus.people.queries.organisations import (
    Member,
    OpenInvitation,
    OrganisationPage,
    choices_of_roles,
    organisations_managed,
    read_organisation,
    read_organisation_page,
    read_role,
)
from leerlus.people.queries.roles import (
    HeldRole,
    count_other_platform_administrators,
    count_others,
    describe_role,
    held_on,
    roles_held,
)

__all__ = [
    "DemoAccount",
    "Device",
    "HeldRole",
    "Knower",
    "Member",
    "OpenInvitation",
    "OrganisationPage",
    "all_who_know",
    "choices_of_roles",
    "collect_own_data",
    "count_other_platform_administrators",
    "count_others",
    "demo_accounts",
    "describe_role",
    "describe_roles",
    "devices_of",
    "find_demo_person",
    "find_invitation",
    "find_invited",
    "hash_token",
    "held_on",
    "is_open",
    "organisations_managed",
    "read_invitation",
    "read_organisation",
    "read_organisation_page",
    "read_role",
    "roles_held",
    "who_know",
]
