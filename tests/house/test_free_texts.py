"""What people write for others to read is looked at for personal data first: every form, also one that comes later."""

from __future__ import annotations

import importlib
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest
from django import forms
from wagtail.blocks.base import BlockField

from leerlus.knowledge.answers.models import Answer
from leerlus.knowledge.answers.wagtail_hooks import AnswerViewSet
from leerlus.knowledge.pages.models import ContentPage, StoryPage
from leerlus.ui.fields import PlainText
from leerlus.ui.guarding import GuardedForm
from tests.house.tree import apps

if TYPE_CHECKING:
    from django.db.models import Model

ELSEWHERE = {
    "RaiseForm": "is looked at on the page between writing and sending, where the words are marked",
    "WriteForm": "stays in the group, sealed; what leaves it is written anew in the form of a kwestie (docs/adr/0016)",
}
"""Forms that are looked at in another way, or not shared."""


def all_forms() -> list[type[forms.Form]]:
    """Return the forms of every app, with the modules that hold them."""
    for app in apps():
        if find_spec(f"leerlus.{app.name}.forms"):
            importlib.import_module(f"leerlus.{app.name}.forms")
    found, waiting = set(), [forms.Form]
    while waiting:
        waiting += (below := [each for each in waiting.pop().__subclasses__() if each not in found])
        found.update(below)
    return sorted(
        (form for form in found if form.__module__.startswith("leerlus.")), key=lambda form: form.__qualname__
    )


def free_texts(form: type[forms.Form]) -> list[str]:
    """Return the fields in which one writes for others; not those for searching."""
    fields = form.base_fields.items()
    return [name for name, field in fields if isinstance(field, PlainText) and not searches(field)]


def searches(field: forms.Field) -> bool:
    """Tell whether this is a box to search with."""
    return field.widget.attrs.get("type") == "search" or getattr(field.widget, "input_type", "") == "search"


WITH_TEXT = [form for form in all_forms() if free_texts(form)]


@pytest.mark.parametrize("form", WITH_TEXT, ids=lambda form: form.__name__)
def test_a_form_that_others_read_is_guarded(form: type[forms.Form]) -> None:
    assert issubclass(form, GuardedForm) or form.__name__ in ELSEWHERE


@pytest.mark.parametrize(
    "form", [form for form in WITH_TEXT if issubclass(form, GuardedForm)], ids=lambda it: it.__name__
)
def test_every_text_of_it_is_looked_at(form: type[GuardedForm]) -> None:
    filled = form(dict.fromkeys(free_texts(form), "Bel mevrouw Haddad op 06-12345678."))
    assert not filled.is_valid()
    for name in free_texts(form):
        assert "“Haddad” (naam), “06-12345678” (telefoonnummer)" in " ".join(map(str, filled.errors[name]))
    assert filled.findings


def test_a_large_box_is_for_free_text() -> None:
    strange = [
        f"{form.__name__}.{name}"
        for form in all_forms()
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.Textarea) and not isinstance(field, PlainText)
    ]
    assert [each for each in strange if not each.startswith("ExampleForm.")] == []


NOT_WORDS = {"slug", "comment_notifications", "paragraph"}
"""Texts in the content system that say nothing: an address, what the content system itself keeps, a number."""


@pytest.mark.parametrize("model", [Answer, ContentPage, StoryPage], ids=lambda model: model.__name__)
def test_what_editors_write_in_the_content_system_is_looked_at(model: type[Model]) -> None:
    handler = AnswerViewSet.edit_handler.bind_to_model(model) if model is Answer else model.get_edit_handler()  # type: ignore[attr-defined]
    form = handler.get_form_class()
    words = {
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField | BlockField) and not isinstance(field, forms.ChoiceField)
    }
    assert words - NOT_WORDS <= set(form.looked_at)


def test_every_exception_is_still_needed() -> None:
    assert ELSEWHERE.keys() <= {form.__name__ for form in WITH_TEXT if not issubclass(form, GuardedForm)}
