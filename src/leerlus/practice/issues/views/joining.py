"""Taking part: here too, follow, and the discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leerlus.audit.steps import Denied
from leerlus.practice.issues import actions, policies, queries
from leerlus.practice.issues.forms import ContributeForm, RecogniseForm
from leerlus.practice.issues.views.drafting import read_number
from leerlus.practice.issues.views.reading import show_issue
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest


@login_required
def recognise(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Say "here too", with how it is there; who came from an own draft finds its words filled in."""
    issue = queries.find_issue(request.actor, issue_id)
    policies.check_may_raise(request.actor)
    draft_id = read_number(request.POST.get("concept") or request.GET.get("concept"))
    draft = queries.find_draft(request.actor, draft_id)
    status = 200
    if request.method == "POST":
        form = RecogniseForm(request.POST)
        if form.is_valid():
            try:
                actions.recognise(
                    issue_id=issue_id, context=form.cleaned_data["context"], by=request.actor, at=timezone.now()
                )
            except Denied as refusal:
                form.add_error(None, str(refusal))
            else:
                also = " Uw concept staat nog bij Mijn kwesties." if draft else ""
                say_done(request, f"U hoort nu bij deze kwestie en krijgt elke terugkoppeling.{also}")
                return redirect("issues:detail", issue_id)
        status = 422
    else:
        form = RecogniseForm(initial={"context": draft.data.get("situation", "")} if draft else None)
    source = queries.source_of(request.actor, issue.organisation, issue.region)
    context = {"form": form, "issue": issue, "source": source, "draft": draft}
    return render(request, "issues/recognise.html", context, status=status)


@login_required
@require_POST
def leave(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Take a recognition back."""
    queries.find_issue(request.actor, issue_id)
    try:
        actions.leave(issue_id=issue_id, by=request.actor, at=timezone.now())
    except Denied as refusal:
        messages.warning(request, str(refusal))
    else:
        say_done(request, "U hoort niet meer bij deze kwestie. Wat u eerder las, blijft van u.")
    return redirect(after_leaving(request, issue_id))


def after_leaving(request: ActorRequest, issue_id: int) -> str:
    """Return where to go: back to the issue, unless one could only read it as a party."""
    try:
        queries.find_issue(request.actor, issue_id)
    except Denied:
        return reverse("issues:mine")
    return reverse("issues:detail", args=[issue_id])


@login_required
@require_POST
def follow(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Follow an issue."""
    actions.follow(issue_id=issue_id, by=request.actor, at=timezone.now())
    say_done(request, "U volgt deze kwestie. U vindt haar terug bij Mijn kwesties.")
    return redirect("issues:detail", issue_id)


@login_required
@require_POST
def unfollow(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Stop following."""
    queries.find_issue(request.actor, issue_id)
    actions.unfollow(issue_id=issue_id, by=request.actor, at=timezone.now())
    say_done(request, "U volgt deze kwestie niet meer.")
    return redirect("issues:detail", issue_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def contribute(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Add to the discussion; who comes by the address alone gets the page of the issue."""
    if request.method != "POST":
        return redirect("issues:detail", issue_id)
    form = ContributeForm(request.POST)
    queries.find_issue(request.actor, issue_id)
    if form.is_valid():
        actions.contribute(issue_id=issue_id, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
        say_done(request, "Uw bijdrage staat erbij.")
        return redirect(f"{reverse('issues:detail', args=[issue_id])}#bijdragen")
    return show_issue(request, issue_id, form, status=422)
