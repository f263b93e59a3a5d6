"""What every page with a form does: try the deed, and show the form again with what was typed when it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from leerlus.audit.steps import Denied

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse, QueryDict

INVALID = 422


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when it is empty; None when the page is only looked at."""
    return request.POST if request.method == "POST" else None


def try_deed(request: HttpRequest, form: forms.Form, deed: Callable[[dict[str, Any]], object]) -> bool:
    """Do the deed with what was typed; a refusal comes to stand above the form. Return whether it was done."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        deed({name: value for name, value in form.cleaned_data.items() if name != "confirmed"})
    except Denied as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def show_form(
    request: HttpRequest,
    form: forms.Form,
    *,
    title: str,
    button: str,
    back: str,
    intro: str = "",
    crumb: tuple[str, str] = ("Vragen en antwoorden", "/vragen/"),
) -> HttpResponse:
    """Show a page with one form, with the status that goes with its mistakes."""
    context = {"form": form, "title": title, "button": button, "back": back, "intro": intro, "crumb": crumb}
    return render(request, "answers/form.html", context, status=INVALID if form.errors else 200)
