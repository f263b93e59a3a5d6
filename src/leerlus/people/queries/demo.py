"""Reading the accounts of the demo."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When

from leerlus.people.actors import Role, name_role
from leerlus.people.models import Person, RoleGrant

DEMO_ADDRESS = "@voorbeeld.nl"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoAccount:
    """An invented person that everybody may be in the demo."""

    person_id: int
    name: str
    role: str
    organisation: str
    introduction: str


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts that the demo offers, in the order of the roles; one query, none outside the demo."""
    if not settings.DEMO:
        return ()
    order = Case(
        *(When(role=role.value, then=Value(place)) for place, role in enumerate(Role)), output_field=IntegerField()
    )
    rows = (
        RoleGrant.objects.filter(
            person__fictional=True, person__is_active=True, person__email__endswith=DEMO_ADDRESS, until__isnull=True
        )
        .exclude(person__demo_introduction="")
        .select_related("person", "organisation")
        .order_by(order, "person__name", "pk")
    )
    accounts: dict[int, DemoAccount] = {}
    for row in rows:
        account = DemoAccount(
            person_id=row.person_id,
            name=row.person.name,
            role=name_role(Role(row.role), row.region_id),
            organisation=row.organisation.name,
            introduction=row.person.demo_introduction,
        )
        accounts.setdefault(row.person_id, account)
    return tuple(accounts.values())


def find_demo_person(person_id: int) -> Person | None:
    """Return the person behind a demo account, or None; always None outside the demo."""
    if person_id not in {account.person_id for account in demo_accounts()}:
        return None
    return Person.objects.get(pk=person_id)
