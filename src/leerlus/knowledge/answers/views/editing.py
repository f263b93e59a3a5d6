"""Pages of the editors: the work list, one answer, and the steps with it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.knowledge.answers import actions, policies, queries
from leerlus.knowledge.answers.forms import OfferForm, PublishForm, ReasonForm
from leerlus.knowledge.answers.models import address_of
from leerlus.knowledge.answers.views.trying import sent, show_form, try_deed
from leerlus.knowledge.answers.workflow import REVIEW_DAYS
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

DESK = ("Werklijst antwoorden", "/vragen/redactie/")


@login_required
@require_safe
def show_desk(request: ActorRequest) -> HttpResponse:
    """Show the editors all answers, what needs them first, and what readers ask."""
    policies.check_may_edit(request.actor)
    lines = queries.list_for_editors(timezone.localdate())
    context = {
        "acts": [line for line in lines if line.acts],
        "rests": [line for line in lines if not line.acts],
        "questions": queries.waiting_questions()[:50],
    }
    return render(request, "answers/desk.html", context)


@login_required
@require_safe
def edit(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Show one answer to who writes it: where it stands, and the one next step."""
    page = queries.read_for_editor(request.actor, answer_id, timezone.localdate())
    latest = page.line.latest
    context = {
        "page": page,
        "line": page.line,
        "answer": page.line.answer,
        "public": latest.address if latest else "",
        "panels": queries.panels_of(request.actor, answer_id),
    }
    return render(request, "answers/edit.html", context)


@login_required
def offer(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Offer the text as it stands now."""
    page = queries.read_for_editor(request.actor, answer_id, timezone.localdate())
    back = reverse("answers:edit", args=[answer_id])
    form = OfferForm(sent(request), initial={"due_on": timezone.localdate() + timedelta(days=REVIEW_DAYS)})

    def deed(written: dict[str, Any]) -> None:
        actions.open_review(answer_id=answer_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "De tekst ligt nu bij Divosa, VNG en SZW.")
        return redirect(back)
    return show_form(
        request,
        form,
        title="Ter beoordeling aanbieden",
        intro=f"{page.line.answer.question} Verandert u de tekst hierna, dan vervallen de goedkeuringen.",
        button="Aan Divosa, VNG en SZW aanbieden",
        back=back,
        crumb=DESK,
    )


@login_required
def publish(request: ActorRequest, review_id: int) -> HttpResponse:
    """Publish the approved text, now or on a day."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    policies.check_may_edit(request.actor)
    answer_id = page.line.review.answer_id
    back = reverse("answers:edit", args=[answer_id])
    form = PublishForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        now, day = timezone.now(), written["publish_on"]
        if day is None:
            actions.publish(review_id=review_id, by=request.actor, at=now)
        else:
            actions.schedule(review_id=review_id, publish_on=day, by=request.actor, at=now)

    if try_deed(request, form, deed):
        if form.cleaned_data["publish_on"] is None:
            say_done(request, "Het antwoord is gepubliceerd.")
            return redirect(address_of(answer_id, page.line.review.content["question"]))
        say_done(request, "Het antwoord staat klaar. Op die dag verschijnt het vanzelf.")
        return redirect(back)
    return show_form(
        request, form, title="Antwoord publiceren", intro=page.line.review.content["question"],
        button="Antwoord publiceren", back=back, crumb=DESK,
    )  # fmt: skip


@login_required
def withdraw(request: ActorRequest, answer_id: int) -> HttpResponse:
    """Withdraw an answer, with a reason for the reader."""
    page = queries.read_for_editor(request.actor, answer_id, timezone.localdate())
    back = reverse("answers:edit", args=[answer_id])
    form = ReasonForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        actions.withdraw(answer_id=answer_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "Het antwoord is vervallen. Wie het gebruikte of bewaarde, krijgt bericht.")
        return redirect(back)
    return show_form(
        request,
        form,
        title="Antwoord laten vervallen",
        intro=f"{page.line.answer.question} De lezer ziet uw reden. Wie het antwoord gebruikte, krijgt bericht.",
        button="Antwoord laten vervallen",
        back=back,
        crumb=DESK,
    )


@login_required
def stop_review(request: ActorRequest, review_id: int) -> HttpResponse:
    """Take a text back from review."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    policies.check_may_edit(request.actor)
    back = reverse("answers:edit", args=[page.line.review.answer_id])
    form = ReasonForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        actions.stop_review(review_id=review_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "De beoordeling is gestopt. De goedkeuringen tellen niet meer.")
        return redirect(back)
    return show_form(
        request, form, title="Beoordeling stoppen", intro=page.line.review.content["question"],
        button="Beoordeling stoppen", back=back, crumb=DESK,
    )  # fmt: skip
