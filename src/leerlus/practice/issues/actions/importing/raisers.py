"""Who raises the issues of a list: one person for all, or per organisation somebody who works there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.measures.sheets import normalise
from leerlus.people.acting import actor_of
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant
from leerlus.people.queries.roles import held_on
from leerlus.practice.issues import policies
from leerlus.practice.issues.actions.importing.cells import show
from leerlus.practice.issues.actions.importing.plans import Raiser

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date


def find_raisers(organisations: Collection[int], email: str, today: date) -> tuple[dict[int, Raiser], dict[int, str]]:
    """Return per organisation who raises its issues, and for the others why nobody can."""
    raisers: dict[int, Raiser] = {}
    unraised: dict[int, str] = {}
    person = Person.objects.filter(email=normalise(email), is_active=True).first() if email else None
    for organisation in Organisation.objects.filter(pk__in=organisations):
        if email and person is None:
            unraised[organisation.pk] = f"Niemand met een account heeft het e-mailadres {show(email)}."
            continue
        someone = person or _first_professional(organisation.pk, today)
        if someone is None:
            unraised[organisation.pk] = (
                f"Bij {organisation} werkt nog geen professional met een account. Nodig eerst iemand uit, of noem met "
                "--als het e-mailadres van wie indient."
            )
            continue
        actor = actor_of(someone, today)
        try:
            policies.check_may_raise(actor, organisation.pk)
        except Denied:
            unraised[organisation.pk] = (
                f"Wie u noemt met --als, mag voor {organisation} geen kwestie indienen. Geef die persoon eerst een rol "
                "in deze organisatie, of noem iemand anders."
            )
            continue
        raisers[organisation.pk] = Raiser(actor=actor, fictional=someone.fictional or organisation.fictional)
    return raisers, unraised


def _first_professional(organisation: int, today: date) -> Person | None:
    """Return who has worked there longest of those who still do."""
    held = RoleGrant.objects.filter(held_on(today), organisation_id=organisation, role=Role.PROFESSIONAL)
    grant = held.filter(person__is_active=True).select_related("person").order_by("since", "pk").first()
    return grant.person if grant else None
