"""What every form at the linking level does when it may not go through: say what is wrong, and keep what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks.workflow import WORKFLOW

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.views.drafting import Writing

STALE = "stale"
STEP, SEND, CHANGE = "stap", "versturen", "aanpassen"
"""The name and the values of the two buttons below a preview."""

INVALID, CONFLICT = 422, 409


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


def send_away(
    request: ActorRequest, bottleneck: Bottleneck, step: str, writing: Writing | None = None
) -> HttpResponse | None:
    """Return the way back for an owner who follows an old link to a step that can not be taken now.

    Raises Denied for who is not the owner. What must be filled in first, the form of the step asks for. Whoever wrote
    something for the step gets to see that instead.
    """
    try:
        policies.check_may_edit(request.actor, bottleneck)
    except Denied as refusal:
        if writing is None or writing.draft is None:
            raise
        return writing.show_left_over(str(refusal))
    try:
        WORKFLOW.check(step, bottleneck.state)
    except Denied as refusal:
        if writing is not None and writing.draft is not None:
            return writing.show_left_over(str(refusal))
        messages.error(request, str(refusal))
        return redirect("bottlenecks:detail", bottleneck.pk)
    return None
