"""What the owner changes: the texts, whether the public may read it, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import actions, policies, queries
from leerlus.linking.bottlenecks.forms import EditForm, ReportForm
from leerlus.linking.bottlenecks.views.answering import (
    check_fresh,
    goes_back,
    refuse,
    send_away,
    sends,
    show_form,
)
from leerlus.practice.issues.notify import Message
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
def edit(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Change title, summary and meaning."""
    bottleneck = queries.read_bottleneck(request.actor, bottleneck_id)
    texts = {name: getattr(bottleneck, name) for name in ("title", "summary", "meaning")}
    form = EditForm(request.POST or None, initial={**texts, "version": bottleneck.version})
    if request.method == "GET":
        policies.check_may_edit(request.actor, bottleneck)
    elif form.is_valid():
        try:
            actions.edit(bottleneck_id=bottleneck_id, **form.written, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal, version=bottleneck.version)
        else:
            say_done(request, "De tekst is aangepast. De oude tekst staat in de geschiedenis.")
            return redirect("bottlenecks:detail", bottleneck_id)
    context = {"bottleneck": bottleneck, "now": texts}
    return show_form(request, "bottlenecks/edit.html", form, context)


@login_required
@require_POST
def publish(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Let everybody read it."""
    actions.publish(bottleneck_id=bottleneck_id, by=request.actor, at=timezone.now())
    undo = reverse("bottlenecks:unpublish", args=[bottleneck_id])
    say_done(request, "Iedereen kan dit knelpunt nu lezen, zonder de kwesties.", undo_url=undo)
    return redirect("bottlenecks:detail", bottleneck_id)


@login_required
@require_POST
def unpublish(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Take it back from the public pages."""
    actions.unpublish(bottleneck_id=bottleneck_id, by=request.actor, at=timezone.now())
    undo = reverse("bottlenecks:publish", args=[bottleneck_id])
    say_done(request, "Alleen professionals kunnen dit knelpunt nu nog lezen.", undo_url=undo)
    return redirect("bottlenecks:detail", bottleneck_id)


@login_required
def report(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Tell every party where it stands, after a look at what they will read."""
    bottleneck = queries.read_bottleneck(request.actor, bottleneck_id)
    form = ReportForm(request.POST or None, initial={"version": bottleneck.version})
    context = {"bottleneck": bottleneck, "readers": queries.count_readers(bottleneck, "report")}
    if request.method == "GET":
        away = send_away(request, bottleneck, "report")
        if away:
            return away
    elif form.is_valid() and not goes_back(request):
        try:
            policies.check_may(request.actor, bottleneck, "report")
            check_fresh(form, bottleneck)
            text, version = form.cleaned_data["text"], form.cleaned_data["version"]
            if not sends(request):
                context["preview"] = queries.preview(bottleneck, "report", Message(text=text))
                return render(request, "bottlenecks/report.html", {**context, "form": form})
            actions.report(bottleneck_id=bottleneck_id, text=text, by=request.actor, at=timezone.now(), version=version)
        except Denied as refusal:
            refuse(form, refusal, version=bottleneck.version)
        else:
            say_done(request, "De stand van zaken is verstuurd.")
            return redirect("bottlenecks:detail", bottleneck_id)
    return show_form(request, "bottlenecks/report.html", form, context)
