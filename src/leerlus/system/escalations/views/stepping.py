"""Accepting, sending back and taking back: each asks once, and says what everybody will read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leerlus.audit.steps import Denied, Stale
from leerlus.system.escalations import actions, queries
from leerlus.system.escalations.forms import PostponeForm, ReasonForm, StepForm
from leerlus.system.escalations.workflow import WORKFLOW
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.people.actors import Actor
    from leerlus.people.middleware import ActorRequest
    from leerlus.system.escalations.models import Escalation


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage:
    """The words of a page that takes one step; `title` and `message` are how the message to the parties begins."""

    name: str
    question: str
    follows: str
    title: str
    message: str
    done: str
    reason_help: str = ""

    @property
    def label(self) -> str:
        """The verb on the button."""
        return WORKFLOW.step(self.name).label

    def is_possible(self, escalation: Escalation) -> bool:
        """Tell whether it can be taken from where the escalation is now."""
        return escalation.state in WORKFLOW.step(self.name).sources


ACCEPT = StepPage(
    name="accept",
    question="Neemt u dit signaal aan?",
    follows="Wie aanneemt, belooft een besluit. Ook “geen wijziging” is een besluit, met een reden. "
    "Na het aannemen kan het signaal niet meer terug naar de schakel.",
    title="Aangenomen door het stelsel",
    message="Het ministerie heeft dit aangenomen en neemt er een besluit over.",
    done="U hebt het signaal aangenomen.",
)
SEND_BACK = StepPage(
    name="send_back",
    question="Waarom geeft u dit signaal terug?",
    follows="Het knelpunt ligt daarna weer bij de schakel. De schakel kan het later opnieuw aanbieden.",
    title="Terug bij de schakel",
    message="Het ministerie geeft dit terug.",
    done="U hebt het signaal teruggegeven.",
    reason_help="Schrijf wat de schakel wel kan doen, of wat er nog ontbreekt. Uw reden gaat woordelijk mee.",
)
TAKE_BACK = StepPage(
    name="take_back",
    question="Waarom neemt u dit signaal terug?",
    follows="Het knelpunt ligt daarna weer bij u. U kunt het later opnieuw aanbieden.",
    title="Terug bij de schakel",
    message="De schakel neemt het signaal terug.",
    done="U hebt het signaal teruggenomen.",
    reason_help="Schrijf waarom, en wat u nu gaat doen. Uw reden gaat woordelijk mee.",
)
POSTPONE = StepPage(
    name="postpone",
    question="Waarom komt het besluit later?",
    follows="Het signaal blijft bij u. Iedereen leest uw reden en de nieuwe datum.",
    title="Het stelsel besluit later",
    message="Het besluit komt later: uiterlijk op de dag die u kiest.",
    done="U hebt een nieuwe datum beloofd.",
    reason_help="Schrijf waar het besluit op wacht. Uw reden gaat woordelijk mee.",
)
FORMS = {ACCEPT.name: StepForm, POSTPONE.name: PostponeForm}


@require_http_methods(["GET", "HEAD", "POST"])
def postpone(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Promise a new day, with the reason."""
    return take_step(request, escalation_id, POSTPONE)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Ask once, then accept."""
    return take_step(request, escalation_id, ACCEPT)


@require_http_methods(["GET", "HEAD", "POST"])
def send_back(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Return it to the linking level, with the reason."""
    return take_step(request, escalation_id, SEND_BACK)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: ActorRequest, escalation_id: int) -> HttpResponse:
    """Take an own one back, with the reason."""
    return take_step(request, escalation_id, TAKE_BACK)


def take_step(request: ActorRequest, escalation_id: int, page: StepPage) -> HttpResponse:
    """Ask for what this step needs, take it, and say what happened; after a collision everything typed is kept."""
    escalation = queries.find_escalation(request.actor, escalation_id)
    queries.check_takes(request.actor, escalation, page.name)
    make = FORMS.get(page.name, ReasonForm)
    if request.method != "POST":
        if page.is_possible(escalation):
            return _show(request, escalation, page, make())
        state = WORKFLOW.states[escalation.state].lower()
        messages.info(request, f"{page.label} kan nu niet: het signaal staat op “{state}”.")
        return redirect("escalations:detail", escalation_id)
    form = make(request.POST)
    if not form.is_valid():
        return _show(request, escalation, page, form, status=422)
    audience = queries.read_audience(escalation.bottleneck_id, page.name)
    try:
        _run(page, escalation_id, form, request.actor)
    except Denied as refusal:
        form.add_error(None, str(refusal))
        now = queries.find_escalation(request.actor, escalation_id)
        return _show(request, now, page, form, status=409 if isinstance(refusal, Stale) else 422)
    say_done(request, f"{page.done} {audience.told}")
    return redirect("escalations:detail", escalation_id)


def _run(page: StepPage, escalation_id: int, form: StepForm, actor: Actor) -> None:
    at, version = timezone.now(), form.cleaned_data["version"]
    if page is ACCEPT:
        actions.accept(escalation_id=escalation_id, by=actor, at=at, version=version)
        return
    if page is POSTPONE:
        words = {"reason": form.cleaned_data["reason"], "until": form.cleaned_data["until"]}
        actions.postpone(escalation_id=escalation_id, by=actor, at=at, version=version, **words)
        return
    act = actions.send_back if page is SEND_BACK else actions.take_back
    act(escalation_id=escalation_id, reason=form.cleaned_data["reason"], by=actor, at=at, version=version)


def _show(
    request: ActorRequest, escalation: Escalation, page: StepPage, form: StepForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "step": page,
        "escalation": escalation,
        "bottleneck": escalation.bottleneck,
        "dossier_url": reverse("escalations:detail", args=[escalation.pk]),
        "state": WORKFLOW.states[escalation.state],
        "is_possible": page.is_possible(escalation),
        "audience": queries.read_audience(escalation.bottleneck_id, page.name),
        "decides_by": queries.decision_day(timezone.localdate()) if page is ACCEPT else None,
    }
    return render(request, "escalations/step.html", context, status=status)
