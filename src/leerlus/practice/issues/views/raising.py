"""Writing an issue: the form, the draft that saves itself, and what is like it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.practice.issues import actions, policies, queries
from leerlus.practice.issues.forms import TEXT_FIELDS, RaiseForm, is_too_long, is_worth_keeping, words_of
from leerlus.practice.issues.models import Source
from leerlus.practice.issues.views.drafting import read_number
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.models import Draft, Issue

TOO_LONG = "Dit is te veel tekst voor één kwestie. Maak het korter; tot die tijd wordt uw concept niet bewaard."
LONGEST_TITLE = 140
ALREADY = "U hebt deze kwestie al ingediend. Wilt u iets toevoegen? Dat kan hieronder, bij de bijdragen."


@login_required
def raise_issue(request: ActorRequest) -> HttpResponse:
    """Show the form and take what was written; sending comes after the check."""
    try:
        policies.check_may_raise(request.actor)
    except Denied as refusal:
        return render(request, "ui/denied.html", {"reason": str(refusal)}, status=403)
    if request.method == "POST":
        return take(request)
    draft_id = read_number(request.GET.get("concept"))
    draft = queries.find_draft(request.actor, draft_id)
    if draft is None and "concept" in request.GET:
        return show_what_became(request, draft_id)
    words = draft.data if draft else {}
    asked = request.GET.get("bron")
    begun = {"source": asked} if asked in Source.values else {}
    if looked_for := request.GET.get("woorden", "").strip():
        begun["title"] = looked_for[:LONGEST_TITLE]
    initial = {**begun, **words}
    return show_form(request, RaiseForm(initial=initial, actor=request.actor), words, draft)


def take(request: ActorRequest) -> HttpResponse:
    """Keep what was typed, whatever button was pressed and whatever is wrong with it, and go on."""
    words = words_of(RaiseForm, request.POST)
    form = RaiseForm(request.POST, actor=request.actor)
    draft_id = read_number(request.POST.get("concept"))
    raised = queries.find_raised(request.actor, draft_id)
    if raised is not None and is_same(raised, words):
        messages.info(request, ALREADY)
        return redirect("issues:detail", raised.pk)
    if is_too_long(words):
        form.add_error(None, TOO_LONG)
        return show_form(request, form, words, queries.find_draft(request.actor, draft_id), status=422)
    draft = actions.save_draft(data=words, by=request.actor, at=timezone.now(), draft_id=draft_id)
    deed, _, number = request.POST.get("stap", "").partition("-")
    issue_id = read_number(number)
    match deed:
        case "herken" if issue_id is not None:
            return redirect(f"{reverse('issues:recognise', args=[issue_id])}?concept={draft.pk}")
        case "volg" if issue_id is not None:
            actions.follow(issue_id=issue_id, by=request.actor, at=timezone.now())
            say_done(request, "U volgt deze kwestie nu. Uw concept is bewaard.")
        case "bewaren":
            say_done(request, "Uw concept is bewaard. U vindt het terug bij Mijn kwesties.")
        case "zoeken":
            pass
        case _:
            if not form.is_valid():
                return show_form(request, form, words, draft, status=422)
            return redirect("issues:check", draft.pk)
    return redirect(f"{reverse('issues:raise')}?concept={draft.pk}{'#vergelijkbaar' if deed == 'zoeken' else ''}")


def is_same(issue: Issue, words: Mapping[str, str]) -> bool:
    """Tell whether somebody sent the same text again, as after a double click."""
    return all(getattr(issue, name) == words[name] for name in TEXT_FIELDS)


def show_form(
    request: ActorRequest, form: RaiseForm, words: Mapping[str, str], draft: Draft | None, *, status: int = 200
) -> HttpResponse:
    """Show the form with what is like it beside it."""
    context = {
        "form": form,
        "draft": draft,
        "similar": queries.find_similar(request.actor, words),
        "asked": queries.is_enough(words),
    }
    return render(request, "issues/raise.html", context, status=status)


def show_what_became(request: ActorRequest, draft_id: int | None) -> HttpResponse:
    """Bring somebody whose draft is gone to the issue that it became."""
    raised = queries.find_raised(request.actor, draft_id)
    if raised is None:
        raise Denied("Dit concept is er niet meer. Kijk bij Mijn kwesties.")
    messages.info(request, ALREADY)
    return redirect("issues:detail", raised.pk)


@login_required
@require_POST
def save_draft(request: ActorRequest) -> HttpResponse:
    """Save the draft while somebody writes; answers with the line that says so."""
    policies.check_may_raise(request.actor)
    words = words_of(RaiseForm, request.POST)
    draft_id = read_number(request.POST.get("concept"))
    raised = queries.find_raised(request.actor, draft_id)
    status = 200
    context: dict[str, Any] = {}
    if raised is not None and is_same(raised, words):
        context["raised"] = raised
    elif is_too_long(words):
        context["failure"], status = TOO_LONG, 422
    elif draft_id is not None or is_worth_keeping(RaiseForm, words, {}):
        draft = actions.save_draft(data=words, by=request.actor, at=timezone.now(), draft_id=draft_id)
        context["draft"] = draft
        if "HX-Request" not in request.headers:
            return redirect(f"{reverse('issues:raise')}?concept={draft.pk}")
    return render(request, "issues/saved.html", context, status=status)


@login_required
@require_POST
def similar(request: ActorRequest) -> HttpResponse:
    """Show what is like the text so far. It is a POST because of the length of the text; nothing changes."""
    policies.check_may_raise(request.actor)
    words = words_of(RaiseForm, request.POST)
    context = {"similar": queries.find_similar(request.actor, words), "asked": queries.is_enough(words), "swap": True}
    return render(request, "issues/similar.html", context)
