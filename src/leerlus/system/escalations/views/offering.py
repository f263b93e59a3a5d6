"""Offering a bottleneck to the system level: write, see what everybody will read, and offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks.policies import check_may, check_may_edit, works_on
from leerlus.linking.bottlenecks.queries.evidence import read_evidence
from leerlus.practice.issues.views.drafting import Writing
from leerlus.system.escalations import actions, queries
from leerlus.system.escalations.forms import OfferForm
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.actors import Actor
    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.notify import Message


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Offer a bottleneck; nothing is sent that was not shown first."""
    bottleneck = queries.find_bottleneck(request.actor, bottleneck_id)
    writing = Writing(request, OfferForm, label=f"Aanbieden aan het stelsel: {bottleneck.title}")
    if request.method != "POST":
        running = queries.running_escalation(bottleneck_id)
        if running is None or writing.draft is not None:
            return _show(writing, bottleneck, OfferForm(initial=writing.initial))
        messages.info(request, "Dit knelpunt ligt al bij het stelsel. Dit is het dossier.")
        return redirect("escalations:detail", running.pk)
    if writing.is_saving:
        check_may_edit(request.actor, bottleneck)
        saved = writing.save()
        if saved:
            return saved
    return _take(writing, bottleneck, records=request.POST.get("stap") == "vastleggen")


def _take(writing: Writing, bottleneck: Bottleneck, *, records: bool) -> HttpResponse:
    """Show what everybody will read, or offer it when that was seen; what was typed is kept, whatever is wrong."""
    request = writing.request
    if works_on(request.actor, bottleneck):
        # Whoever records has a draft from the preview; a second click finds none, and must not make one again.
        writing.keep(fresh=not records)
    form = OfferForm(request.POST)
    if not form.is_valid():
        return _show(writing, bottleneck, form, status=422)
    asked = form.cleaned_data
    message = queries.offer_message(question=asked["question"], why=asked["why"], bottleneck_id=bottleneck.pk)
    try:
        _check(request.actor, bottleneck, asked["version"])
        if records and asked["seen"] == queries.fingerprint(message):
            return _record(writing, bottleneck, form)
    except Denied as refusal:
        form.add_error(None, str(refusal))
        return _show(writing, bottleneck, form, status=409 if isinstance(refusal, Stale) else 422)
    if records:
        form.add_error(None, queries.SHOWN_FIRST)
    return _show(writing, bottleneck, form, message, status=422 if records else 200)


def _check(actor: Actor, bottleneck: Bottleneck, version: int) -> None:
    """Raise what the action would raise, before the preview promises something."""
    if version != bottleneck.version:
        raise Stale("Het knelpunt")
    check_may(actor, bottleneck, "offer")


def _record(writing: Writing, bottleneck: Bottleneck, form: OfferForm) -> HttpResponse:
    audience = queries.read_audience(bottleneck.pk, "offer")
    escalation = actions.offer(
        bottleneck_id=bottleneck.pk,
        question=form.cleaned_data["question"],
        why=form.cleaned_data["why"],
        version=form.cleaned_data["version"],
        by=writing.request.actor,
        at=timezone.now(),
        draft_id=writing.draft_id,
    )
    say_done(writing.request, f"U hebt het knelpunt aangeboden aan het stelsel. {audience.told}")
    return redirect("escalations:detail", escalation.pk)


def _show(
    writing: Writing,
    bottleneck: Bottleneck,
    form: OfferForm,
    message: Message | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    request, draft, today = writing.request, writing.draft, timezone.localdate()
    try:
        check_may(request.actor, bottleneck, "offer")
        obstacle = ""
    except Denied as refusal:
        obstacle = str(refusal)
    context = {
        "form": form,
        "draft": draft,
        "moved": draft is not None and draft.saved_at < bottleneck.changed_at,
        "bottleneck": bottleneck,
        "back_url": reverse("bottlenecks:detail", args=[bottleneck.pk]),
        "running": queries.running_escalation(bottleneck.pk) if obstacle else None,
        "obstacle": obstacle,
        "evidence": read_evidence(bottleneck.pk, today, settings.SMALL_NUMBER),
        "message": message,
        "seen": queries.fingerprint(message) if message else "",
        "audience": queries.read_audience(bottleneck.pk, "offer"),
        "answered_by": queries.intake_day(today),
    }
    return render(request, "escalations/offer.html", context, status=status)
