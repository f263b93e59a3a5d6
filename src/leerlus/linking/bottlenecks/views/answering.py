"""What every form at the linking level does when it may not go through: say what is wrong, and keep what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.measures.personal_data import find

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.middleware import ActorRequest

CONFIRMED = "confirmed"
STALE = "stale"
STEP, SEND, CHANGE = "stap", "versturen", "aanpassen"
"""The name and the values of the two buttons below a preview."""

INVALID, CONFLICT = 422, 409


def is_sound(form: forms.Form, *texts: str) -> bool:
    """Tell whether the form is filled in well, and these texts hold no personal data unless the writer says so.

    When something was found, the form gets a box to tick.
    """
    valid = form.is_valid()
    found = {name: findings for name in texts if (findings := find(form.cleaned_data.get(name) or ""))}
    if not found:
        return valid
    form.fields[CONFIRMED] = forms.BooleanField(
        label="Dit zijn geen persoonsgegevens van een inburgeraar", required=False
    )
    if form.data.get(form.add_prefix(CONFIRMED)):
        return valid
    for name, findings in found.items():
        text = form.cleaned_data[name]
        what = ", ".join(f"“{text[one.start : one.end]}” ({one.kind_name})" for one in findings)
        form.add_error(
            name,
            f"Hier staan mogelijk persoonsgegevens: {what}. Haal ze weg, of vink onderaan aan dat zij dat niet zijn.",
        )
    return False


def refuse(form: forms.Form, refusal: Denied, **fresh: object) -> None:
    """Put the refusal above the form. When somebody else was first, the form goes on from the stand of now.

    fresh  what the hidden fields become in that case, e.g. the version
    """
    stale = isinstance(refusal, Stale)
    form.add_error(None, ValidationError(str(refusal), code=STALE if stale else "refused"))
    if stale and isinstance(form.data, QueryDict):
        data = form.data.copy()
        for name, value in fresh.items():
            data[name] = str(value)
        form.data = data


def written(form: forms.Form) -> dict[str, Any]:
    """Return what an action wants to know of a sound form."""
    return {name: value for name, value in form.cleaned_data.items() if name != CONFIRMED}


def check_fresh(form: forms.Form, bottleneck: Bottleneck) -> None:
    """Raise Stale already before the preview, if somebody changed the bottleneck while this form was filled in."""
    if form.cleaned_data["version"] != bottleneck.version:
        raise Stale("Het knelpunt")


def show_form(request: HttpRequest, template: str, form: forms.Form, context: dict[str, Any]) -> HttpResponse:
    """Show a page with a form, with the status that goes with its mistakes."""
    stale = form.has_error(NON_FIELD_ERRORS, STALE)
    status = 200
    if form.is_bound and form.errors:
        status = CONFLICT if stale else INVALID
    return render(request, template, {**context, "form": form, "stale": stale}, status=status)


def sends(request: HttpRequest) -> bool:
    """Tell whether the reader saw the preview and sends it."""
    return request.method == "POST" and request.POST.get(STEP) == SEND


def goes_back(request: HttpRequest) -> bool:
    """Tell whether the reader wants to change the text after the preview."""
    return request.method == "POST" and request.POST.get(STEP) == CHANGE


def send_away(request: ActorRequest, bottleneck: Bottleneck, step: str) -> HttpResponse | None:
    """Return the way back for an owner who follows an old link to a step that can not be taken now.

    Raises Denied for who is not the owner. What must be filled in first, the form of the step asks for.
    """
    policies.check_may_edit(request.actor, bottleneck)
    try:
        WORKFLOW.check(step, bottleneck.state)
    except Denied as refusal:
        messages.error(request, str(refusal))
        return redirect("bottlenecks:detail", bottleneck.pk)
    return None
