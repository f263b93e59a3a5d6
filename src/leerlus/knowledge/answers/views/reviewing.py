"""Pages of the reviewers: what waits for them, one exact text, and what they say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions, policies, queries
from leerlus.knowledge.answers.forms import RemarkForm, ReturningForm, SpeakingForm
from leerlus.knowledge.answers.views.trying import sent, show_form, try_deed
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from leerlus.knowledge.answers.queries import ReviewPage
    from leerlus.people.middleware import ActorRequest

DESK = ("Te beoordelen", "/vragen/beoordelen/")


@login_required
@require_safe
def show_reviews(request: ActorRequest) -> HttpResponse:
    """Show what waits for this reviewer, and what waits for others."""
    seats = queries.seats_on(request.actor, timezone.localdate())
    if not policies.may_read_reviews(request.actor, seats):
        raise Denied("Deze lijst is voor beoordelaars van Divosa, VNG en SZW.")
    lines = queries.list_for_reviewer(seats)
    context = {
        "mine": [line for line in lines if line.mine],
        "others": [line for line in lines if not line.mine],
        "seats": seats,
    }
    return render(request, "answers/reviews.html", context)


@login_required
@require_safe
def show_review(request: ActorRequest, review_id: int) -> HttpResponse:
    """Show one exact text with who said what."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    review = page.line.review
    context = {"page": page, "review": review, "content": review.content, "facts": page.facts}
    context["now"] = timezone.now()
    return render(request, "answers/review.html", context)


def _as_shown(page: ReviewPage) -> dict[str, str]:
    """Return what the form carries: the text and the place at the table that its reader saw.

    Who has two places must not speak from the other one because a colleague took the first meanwhile.
    """
    kind = page.seat.kind.value if page.seat else ""
    return {"content_hash": page.line.review.content_hash, "kind": kind}


def _spoken_for(page: ReviewPage) -> str:
    name = page.seat.organisation_name if page.seat else "uw organisatie"
    return f"{page.line.review.content['question']} U spreekt voor {name}."


@login_required
def approve(request: ActorRequest, review_id: int) -> HttpResponse:
    """Approve exactly this text."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    back = reverse("answers:review", args=[review_id])
    form = SpeakingForm(sent(request), initial=_as_shown(page))

    def deed(written: dict[str, Any]) -> None:
        actions.approve(review_id=review_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "U keurde precies deze tekst goed. Verandert hij, dan vragen wij het opnieuw.")
        return redirect("answers:reviews")
    return show_form(
        request, form, title="Deze tekst goedkeuren", intro=_spoken_for(page),
        button="Deze tekst goedkeuren", back=back, crumb=DESK,
    )  # fmt: skip


@login_required
def decline(request: ActorRequest, review_id: int) -> HttpResponse:
    """Give the text back with a reason."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    back = reverse("answers:review", args=[review_id])
    form = ReturningForm(sent(request), initial=_as_shown(page))

    def deed(written: dict[str, Any]) -> None:
        actions.decline(review_id=review_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "De tekst gaat terug naar de redactie, met uw reden.")
        return redirect("answers:reviews")
    return show_form(
        request, form, title="Tekst teruggeven", intro=_spoken_for(page),
        button="Tekst teruggeven", back=back, crumb=DESK,
    )  # fmt: skip


@login_required
def remark(request: ActorRequest, review_id: int) -> HttpResponse:
    """Say something about a passage."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    back = reverse("answers:review", args=[review_id])
    form = RemarkForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        actions.remark(review_id=review_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, "Uw opmerking staat bij de tekst.")
        return redirect(back)
    return show_form(
        request, form, title="Opmerking bij de tekst", intro=page.line.review.content["question"],
        button="Opmerking plaatsen", back=back, crumb=DESK,
    )  # fmt: skip
