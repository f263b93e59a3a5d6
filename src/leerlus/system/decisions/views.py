"""Pages of decisions: the public list, one decision, and recording one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.audit.steps import Denied, Stale
from leerlus.people.models import Theme
from leerlus.practice.issues.views.drafting import Writing
from leerlus.system.decisions import actions, queries
from leerlus.system.decisions.forms import DecisionForm, ListFilter
from leerlus.system.escalations.policies import check_may_handle
from leerlus.system.escalations.queries import (
    SHOWN_FIRST,
    check_takes,
    clock_of,
    find_escalation,
    fingerprint,
    read_audience,
)
from leerlus.system.escalations.workflow import DECIDED, OFFERED, WORKFLOW
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.actions import Message
    from leerlus.system.escalations.models import Escalation

PAGE = 25


@require_safe
def decisions(request: ActorRequest) -> HttpResponse:
    """Show what was decided, the latest on top."""
    form = ListFilter(request.GET, themes=Theme.objects.all())
    form.is_valid()  # an address that somebody changed by hand narrows by what it got right
    instrument, theme = form.cleaned_data.get("instrument", ""), form.cleaned_data.get("thema", "")
    found = queries.list_decisions(request.actor, instrument=instrument, theme=theme)
    page = Paginator(found, PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.read_rows(page.object_list, timezone.localdate()),
        "is_filtered": bool(instrument or theme),
        "is_public": not request.actor.grants,
    }
    return render(request, "decisions/list.html", context)


@require_safe
def decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """Show one decision and the whole way to it."""
    found = queries.find_decision(request.actor, decision_id)
    page = queries.read_page(request.actor, found, timezone.localdate())
    context = {
        "page": page,
        "decision": found,
        "bottleneck": found.bottleneck,
        "escalation": found.escalation,
        "is_public": not request.actor.grants,
    }
    return render(request, "decisions/detail.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Record a decision; nothing is sent that was not shown first."""
    escalation = find_escalation(request.actor, escalation_id)
    check_takes(request.actor, escalation, "decide")
    writing = Writing(request, DecisionForm, label=f"Besluit vastleggen: {escalation.bottleneck.title}")
    if request.method != "POST":
        return _ask(writing, escalation)
    if writing.is_saving:
        saved = writing.save()
        if saved:
            return saved
    return _take(writing, escalation, records=request.POST.get("stap") == "vastleggen")


def _take(writing: Writing, escalation: Escalation, *, records: bool) -> HttpResponse:
    """Show what everybody will read, or record it when that was seen; what was typed is kept, whatever is wrong."""
    request = writing.request
    # Whoever records has a draft from the preview; a second click finds none, and must not make one again.
    writing.keep(fresh=not records)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(writing, escalation, form, status=422)
    text = _text_of(form)
    message = actions.message_of(text, escalation.bottleneck_id)
    try:
        if form.cleaned_data["version"] != escalation.version:
            raise Stale("Het signaal")
        check_may_handle(request.actor, escalation, "decide")
        if records and form.cleaned_data["seen"] == fingerprint(message):
            return _record(writing, escalation, text, form.cleaned_data["version"])
    except Denied as refusal:
        form.add_error(None, str(refusal))
        now = find_escalation(request.actor, escalation.pk)
        return _show(writing, now, form, status=409 if isinstance(refusal, Stale) else 422)
    if records:
        form.add_error(None, SHOWN_FIRST)
    return _show(writing, escalation, form, message, status=422 if records else 200)


def _ask(writing: Writing, escalation: Escalation) -> HttpResponse:
    """Show the form, empty or as it was left, or go to where the escalation is instead."""
    request = writing.request
    if writing.draft is not None or escalation.state in WORKFLOW.step("decide").sources:
        return _show(writing, escalation, DecisionForm(initial=writing.initial))
    if escalation.state == DECIDED:
        messages.info(request, "Over dit signaal is al besloten. Dit is het besluit.")
        return redirect("decisions:detail", escalation.decision.pk)
    first = "Neem het signaal eerst aan." if escalation.state == OFFERED else "Het ligt weer bij de schakel."
    messages.info(request, f"U kunt nu geen besluit vastleggen. {first}")
    return redirect("escalations:detail", escalation.pk)


def _text_of(form: DecisionForm) -> actions.DecisionText:
    given = form.cleaned_data
    return actions.DecisionText(
        instrument=given["instrument"],
        title=given["title"],
        text=given["text"],
        reason=given["reason"],
        change=given["change"],
        effective_on=given["effective_on"],
        ends_on=given["ends_on"],
        references=given["references"],
    )


def _record(writing: Writing, escalation: Escalation, text: actions.DecisionText, version: int) -> HttpResponse:
    audience = read_audience(escalation.bottleneck_id, "decide")
    recorded = actions.decide(
        escalation_id=escalation.pk,
        text=text,
        version=version,
        by=writing.request.actor,
        at=timezone.now(),
        draft_id=writing.draft_id,
    )
    say_done(writing.request, f"Het besluit is vastgelegd. {audience.told}")
    return redirect("decisions:detail", recorded.pk)


def _show(
    writing: Writing,
    escalation: Escalation,
    form: DecisionForm,
    message: Message | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    draft = writing.draft
    context = {
        "form": form,
        "draft": draft,
        "moved": draft is not None and draft.saved_at < escalation.bottleneck.changed_at,
        "escalation": escalation,
        "bottleneck": escalation.bottleneck,
        "dossier_url": reverse("escalations:detail", args=[escalation.pk]),
        "state": WORKFLOW.states[escalation.state],
        "is_possible": escalation.state in WORKFLOW.step("decide").sources,
        "decided": getattr(escalation, "decision", None),
        "clock": clock_of(escalation.state, escalation.due_on, timezone.localdate()),
        "message": message,
        "seen": fingerprint(message) if message else "",
        "audience": read_audience(escalation.bottleneck_id, "decide"),
    }
    return render(writing.request, "decisions/decide.html", context, status=status)
