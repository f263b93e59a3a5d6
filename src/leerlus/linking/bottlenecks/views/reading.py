"""The list, the page of one bottleneck, and the two small forms on that page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks import actions, queries
from leerlus.linking.bottlenecks.forms import ActionPointForm, SearchForm, VoiceForm
from leerlus.linking.bottlenecks.views.answering import INVALID, refuse
from leerlus.ui.pictures import place_tiles
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.linking.bottlenecks.models import Bottleneck
    from leerlus.people.middleware import ActorRequest

PER_PAGE = 25


@require_safe
def show_list(request: ActorRequest) -> HttpResponse:
    """Show the bottlenecks that this reader may see and looks for."""
    form = SearchForm(request.GET)
    wanted = form.search()
    page = Paginator(queries.search(request.actor, wanted), PER_PAGE).get_page(request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": queries.describe(page.object_list, request.actor, timezone.localdate()),
        "acts": queries.acts(request.actor),
        "is_public": not request.actor.grants,
        "is_narrowed": wanted != queries.Search(),
        "small": settings.SMALL_NUMBER,
    }
    return render(request, "bottlenecks/list.html", context)


@require_safe
def show_bottleneck(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Show one bottleneck."""
    return _show(request, queries.read_bottleneck(request.actor, bottleneck_id))


@require_safe
def show_history(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Show what happened to a bottleneck: a page, or for its own page a part that opens there."""
    bottleneck = queries.read_bottleneck(request.actor, bottleneck_id)
    context = {"bottleneck": bottleneck, "history": queries.read_history(request.actor, bottleneck)}
    is_part = bool(getattr(request, "htmx", False))
    answer = render(request, "bottlenecks/_history.html" if is_part else "bottlenecks/history.html", context)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _show(
    request: ActorRequest,
    bottleneck: Bottleneck,
    *,
    action_point: ActionPointForm | None = None,
    voice: VoiceForm | None = None,
) -> HttpResponse:
    """Show the page of a bottleneck; a form that was filled in wrong stands open on it, with what was typed."""
    page = queries.read_page(request.actor, bottleneck, timezone.localdate(), request.GET.get("pagina", 1))
    context = {
        "page": page,
        "bottleneck": bottleneck,
        "small": settings.SMALL_NUMBER,
        "few": f"minder dan {settings.SMALL_NUMBER} kwesties",
        "public_map": place_tiles(page.evidence.tiles) if page.is_public else None,
        "action_point_form": action_point or (ActionPointForm() if page.may_edit else None),
        "voice_form": voice or (VoiceForm() if page.may_speak else None),
    }
    return render(request, "bottlenecks/detail.html", context, status=INVALID if action_point or voice else 200)


@login_required
@require_POST
def add_action_point(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Note that somebody does something."""
    bottleneck = queries.read_bottleneck(request.actor, bottleneck_id)
    form = ActionPointForm(request.POST)
    if form.is_valid():
        try:
            actions.add_action_point(bottleneck_id=bottleneck_id, **form.written, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De actie staat op de lijst.")
            return redirect(_place(bottleneck_id, "acties"))
    return _show(request, bottleneck, action_point=form)


@login_required
@require_POST
def finish_action_point(request: ActorRequest, action_point_id: int, *, done: bool) -> HttpResponse:
    """Mark an action as done, or as not done after all."""
    point = actions.finish_action_point(action_point_id=action_point_id, done=done, by=request.actor, at=timezone.now())
    other = "resume_action_point" if done else "finish_action_point"
    words = "is klaar" if done else "staat weer open"
    say_done(request, f"De actie “{point.text}” {words}.", undo_url=reverse(f"bottlenecks:{other}", args=[point.pk]))
    return redirect(_place(point.bottleneck_id, "acties"))


@login_required
@require_POST
def add_voice(request: ActorRequest, bottleneck_id: int) -> HttpResponse:
    """Let an experience expert say what it means for inburgeraars."""
    bottleneck = queries.read_bottleneck(request.actor, bottleneck_id)
    form = VoiceForm(request.POST)
    if form.is_valid():
        try:
            actions.add_voice(
                bottleneck_id=bottleneck_id, text=form.cleaned_data["text"], by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Uw ervaring staat bij dit knelpunt.")
            return redirect(_place(bottleneck_id, "betekenis"))
    return _show(request, bottleneck, voice=form)


def _place(bottleneck_id: int, anchor: str) -> str:
    return f"{reverse('bottlenecks:detail', args=[bottleneck_id])}#{anchor}"
