"""Whoever downloads their own data gets all of it: each table with a person in it is there, or a reason why not."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from django.apps import apps as registry
from django.utils.module_loading import import_string

from leerlus.config.panels import OWN_DATA
from leerlus.people.models import Person
from leerlus.people.queries import accounts

if TYPE_CHECKING:
    from django.db.models import Model

LEFT_OUT = {
    "Invitation.invited_by": "an act of administration, about somebody else",
    "Invitation.accepted_by": "it became the account, which is there",
    "Answer.locked_by": "who has a text open now",
    "StartPage.locked_by": "the same",
    "ContentPage.locked_by": "the same",
    "StoryPage.locked_by": "the same",
    "StartPage.owner": "who made a page for everybody, as an editor",
    "ContentPage.owner": "the same",
    "StoryPage.owner": "the same",
    "Mail.person": "what the mail said is there; this is only whether it went",
}


def pointers() -> dict[str, type[Model]]:
    """Return every field of ours that points to a person, with its table."""
    return {
        f"{model.__name__}.{field.name}": model
        for model in registry.get_models()
        if model.__module__.startswith("leerlus.")
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is Person
    }


def test_each_table_with_a_person_is_in_the_file_or_left_out_for_a_reason() -> None:
    makers = [inspect.getsource(import_string(path)) for path in OWN_DATA]
    told = "\n".join([*makers, inspect.getsource(accounts)])
    found = pointers()
    reached = {name for name, model in found.items() if f"{model.__name__}.objects" in told}
    by_name = {"RoleGrant.person": "person.grants"}
    reached |= {name for name, words in by_name.items() if words in told}
    assert set(found) - reached - set(LEFT_OUT) == set(), "tell it in own_data, or say here why not"
    assert set(LEFT_OUT) <= set(found), "this is no field any more"
