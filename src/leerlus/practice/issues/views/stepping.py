"""Steps with one issue: what the linking level says of it, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone

from leerlus.audit.steps import Denied, Stale
from leerlus.people.actors import LINKING_ROLES
from leerlus.practice.issues import actions, policies, queries
from leerlus.practice.issues.forms import AnswerForm, RespondForm, VersionedForm, WithdrawForm
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.workflow import SUBMITTED, WORKFLOW
from leerlus.ui.guarding import CONFIRMED
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest
    from leerlus.practice.issues.models import Issue


@login_required
def respond(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Give the first response, or later: say where it stands."""
    issue = queries.find_issue(request.actor, issue_id)
    name = "respond" if issue.state == SUBMITTED else "report"
    check_linking(request, issue, name)
    form = RespondForm(request.POST or None, initial={"version": issue.version})
    done = "Uw reactie is verstuurd naar de indiener en wie dit herkent."
    return take_step(request, issue, form, name, done, act=actions.respond)


@login_required
def answer(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Answer an issue that needs no bottleneck."""
    issue = queries.find_issue(request.actor, issue_id)
    check_linking(request, issue, "answer")
    form = AnswerForm(request.POST or None, initial={"version": issue.version})
    done = "Uw antwoord is verstuurd. Wij vragen of het helpt."
    return take_step(request, issue, form, "answer", done, act=actions.answer)


@login_required
def withdraw(request: ActorRequest, issue_id: int) -> HttpResponse:
    """Take an own issue back."""
    issue = queries.find_issue(request.actor, issue_id)
    raiser = issue.parties.get(kind=Party.Kind.RAISER)
    if request.method != "POST" or not policies.speaks_for(request.actor, raiser):
        policies.check_may_withdraw(
            request.actor, issue, raiser, recognised=bool(queries.count_recognition([issue.pk]))
        )
    form = WithdrawForm(request.POST or None, initial={"version": issue.version})
    return take_step(request, issue, form, "withdraw", "Uw kwestie is ingetrokken.", act=actions.withdraw)


def check_linking(request: ActorRequest, issue: Issue, name: str) -> None:
    """Refuse whoever does not work on this issue; that a step comes too late is said on the form."""
    works_here = request.actor.holds(*LINKING_ROLES, region=issue.region_id, theme=issue.theme_id) is not None
    if request.method != "POST" or not works_here:
        policies.check_may_link(request.actor, issue, name)


def take_step(
    request: ActorRequest, issue: Issue, form: VersionedForm, name: str, done: str, *, act: Callable[..., Issue]
) -> HttpResponse:
    """Show the form of a step; once it is right, take the step and go back to the issue."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                act(issue_id=issue.pk, by=request.actor, at=timezone.now(), **form.written)
            except Denied as refusal:
                form.add_error(None, str(refusal))
                status = 409 if isinstance(refusal, Stale) else 422
                offer_again(form, issue)
            else:
                say_done(request, done)
                return redirect("issues:detail", issue.pk)
    context = {
        "form": form,
        "issue": issue,
        "step": WORKFLOW.step(name),
        "fields": [form[each] for each in form.fields if each not in {CONFIRMED, "version"}],
        "whereabouts": queries.whereabouts(issue, timezone.localdate()),
        "state": queries.state_name(issue),
        "level": queries.level_of(issue),
    }
    return render(request, "issues/step.html", context, status=status)


def offer_again(form: VersionedForm, issue: Issue) -> None:
    """Let the form speak of the issue as it is now: whoever has seen the new state may send the same words."""
    form.data = {**form.data.dict(), "version": str(issue.version)}  # type: ignore[attr-defined] # a QueryDict
