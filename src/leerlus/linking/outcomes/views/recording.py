"""Recording an outcome or an agreement, after a look at what each party will read; and opening again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import policies
from leerlus.linking.bottlenecks import queries as bottleneck_queries
from leerlus.linking.bottlenecks.views.answering import (
    check_fresh,
    goes_back,
    refuse,
    send_away,
    sends,
    show_form,
)
from leerlus.linking.bottlenecks.workflow import WORKFLOW
from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.forms import AgreeForm, ReopenForm, SolveForm
from leerlus.practice.issues.views.drafting import Writing
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.middleware import ActorRequest


def _save(bottleneck: Bottleneck, writing: Writing) -> HttpResponse | None:
    """Keep what the owner typed, whatever button was pressed; return the answer when that was all that was asked."""
    request = writing.request
    if request.method != "POST":
        return None
    if writing.is_saving:
        policies.check_may_edit(request.actor, bottleneck)
        return writing.save()
    if policies.works_on(request.actor, bottleneck):
        # Whoever sends has a draft from the preview; a second click finds none, and must not make one again.
        writing.keep(fresh=not sends(request))
    return None


def _context_of(bottleneck: Bottleneck, writing: Writing) -> dict[str, Any]:
    return {
        "bottleneck": bottleneck,
        "draft": writing.draft,
        "moved": writing.draft is not None and writing.draft.saved_at < bottleneck.changed_at,
    }


@login_required
def solve(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Record the outcome that solves a bottleneck, and what it meant for inburgeraars if that was not written yet."""
    bottleneck = bottleneck_queries.read_bottleneck(request.actor, bottleneck_id)
    writing = Writing(
        request,
        SolveForm,
        label=f"Opbrengst vastleggen: {bottleneck.title}",
        given={"version": bottleneck.version, "meaning": bottleneck.meaning},
    )
    saved = _save(bottleneck, writing)
    if saved:
        return saved
    form = SolveForm(request.POST or None, initial=writing.initial)
    context = _context_of(bottleneck, writing)
    if request.method != "POST":
        away = send_away(request, bottleneck, "solve", writing)
        if away:
            return away
    elif form.is_valid() and not goes_back(request):
        text, written = form.as_text(), form.cleaned_data
        try:
            policies.check_may_edit(request.actor, bottleneck)
            WORKFLOW.check("solve", bottleneck.state)
            check_fresh(form, bottleneck)
            if not sends(request):
                message = actions.message_of_outcome(text, bottleneck.pk)
                context["preview"] = bottleneck_queries.preview(bottleneck, "solve", message)
                return render(request, "outcomes/solve.html", {**context, "form": form})
            actions.solve(
                bottleneck_id=bottleneck_id,
                kind=written["kind"],
                text=text,
                meaning=written["meaning"],
                by=request.actor,
                at=timezone.now(),
                version=written["version"],
                draft_id=writing.draft_id,
            )
        except Denied as refusal:
            refuse(form, refusal, version=bottleneck.version)
        else:
            say_done(request, "De opbrengst is vastgelegd en verstuurd. Over zes weken vragen wij of zij werkt.")
            return redirect("bottlenecks:detail", bottleneck_id)
    context["readers"] = bottleneck_queries.count_readers(bottleneck, "solve")
    return show_form(request, "outcomes/solve.html", form, context)


@login_required
def agree(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Make a temporary agreement."""
    bottleneck = bottleneck_queries.read_bottleneck(request.actor, bottleneck_id)
    writing = Writing(
        request,
        AgreeForm,
        label=f"Tijdelijke afspraak maken: {bottleneck.title}",
        given={"version": bottleneck.version},
    )
    saved = _save(bottleneck, writing)
    if saved:
        return saved
    form = AgreeForm(request.POST or None, initial=writing.initial)
    context = _context_of(bottleneck, writing)
    if request.method != "POST":
        away = send_away(request, bottleneck, "agree", writing)
        if away:
            return away
    elif form.is_valid() and not goes_back(request):
        text, written = form.as_text(), form.cleaned_data
        try:
            policies.check_may(request.actor, bottleneck, "agree")
            check_fresh(form, bottleneck)
            if not sends(request):
                message = actions.message_of_agreement(text, written["ends_on"], bottleneck.pk)
                context["preview"] = bottleneck_queries.preview(bottleneck, "agree", message)
                return render(request, "outcomes/agree.html", {**context, "form": form})
            actions.agree(
                bottleneck_id=bottleneck_id,
                text=text,
                ends_on=written["ends_on"],
                by=request.actor,
                at=timezone.now(),
                version=written["version"],
                draft_id=writing.draft_id,
            )
        except Denied as refusal:
            refuse(form, refusal, version=bottleneck.version)
        else:
            say_done(request, "De tijdelijke afspraak is gemaakt en verstuurd.")
            return redirect("bottlenecks:detail", bottleneck_id)
    context["readers"] = bottleneck_queries.count_readers(bottleneck, "agree")
    return show_form(request, "outcomes/agree.html", form, context)


@login_required
def reopen(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Ask once for the reason, then open a bottleneck again."""
    bottleneck = bottleneck_queries.read_bottleneck(request.actor, bottleneck_id)
    form = ReopenForm(request.POST or None, initial={"version": bottleneck.version})
    if request.method != "POST":
        away = send_away(request, bottleneck, "reopen")
        if away:
            return away
    elif form.is_valid():
        try:
            actions.reopen(
                bottleneck_id=bottleneck_id,
                reason=form.cleaned_data["reason"],
                by=request.actor,
                at=timezone.now(),
                version=form.cleaned_data["version"],
            )
        except Denied as refusal:
            refuse(form, refusal, version=bottleneck.version)
        else:
            say_done(request, "Het knelpunt is heropend. Alle partijen lezen waarom.")
            return redirect("bottlenecks:detail", bottleneck_id)
    context = {"bottleneck": bottleneck, "readers": bottleneck_queries.count_readers(bottleneck, "reopen")}
    return show_form(request, "outcomes/reopen.html", form, context)
