"""Pages for speaking in somebody's place: a link that works once, and deputies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions, policies, queries
from leerlus.knowledge.answers.forms import ApproveForm, DeclineForm, DeputyForm, LinkForm
from leerlus.knowledge.answers.models import Deputy
from leerlus.knowledge.answers.views.reviewing import DESK
from leerlus.knowledge.answers.views.trying import INVALID, sent, show_form, try_deed
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpResponse

    from leerlus.people.middleware import ActorRequest

GONE = 410


@login_required
def lend_link(request: ActorRequest, review_id: int) -> HttpResponse:
    """Mail a link to a colleague without an account."""
    page = queries.read_review(request.actor, review_id, timezone.localdate())
    seat = policies.seat_for([page.lends] if page.lends else [])
    back = reverse("answers:review", args=[review_id])
    form = LinkForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        actions.lend_link(
            review_id=review_id, organisation_id=seat.organisation_id, by=request.actor, at=timezone.now(), **written
        )

    if try_deed(request, form, deed):
        say_done(request, "De link is gemaild. Hij werkt één keer, tot veertien dagen na nu.")
        return redirect(back)
    return show_form(
        request,
        form,
        title="Een collega laten beoordelen",
        intro=f"Uw collega heeft geen account nodig en beslist één keer voor {seat.organisation_name}.",
        button="Link mailen",
        back=back,
        crumb=DESK,
    )


@login_required
@require_POST
def withdraw_link(request: ActorRequest, link_id: int) -> HttpResponse:
    """Make a link stop working."""
    actions.withdraw_link(link_id=link_id, by=request.actor, at=timezone.now())
    say_done(request, "De link werkt niet meer.")
    return redirect("answers:reviews")


@never_cache
def approve_by_link(request: ActorRequest, token: str) -> HttpResponse:
    """Show the exact text to whoever has the link; only a POST uses it."""
    now = timezone.now()
    try:
        link = queries.read_by_link(token, now)
    except Denied as refusal:
        return render(request, "answers/link_closed.html", {"reason": refusal}, status=GONE)
    declines = request.POST.get("stap") == "teruggeven"
    given = {"content_hash": link.content_hash}
    yes = ApproveForm(None if declines else sent(request), initial=given)
    no = DeclineForm(request.POST if declines else None, initial=given)

    def deed(written: dict[str, Any]) -> None:
        if declines:
            actions.decline_by_link(token=token, at=now, **written)
        else:
            actions.approve_by_link(token=token, at=now, **written)

    if try_deed(request, no if declines else yes, deed):
        return render(request, "answers/link_used.html", {"declined": declines, "organisation": link.organisation})
    context = {"link": link, "review": link.review, "content": link.review.content, "yes": yes, "no": no}
    context |= {"facts": queries.facts_of(link.review), "compared": queries.compare_with_earlier(link.review)}
    return render(request, "answers/by_link.html", context, status=INVALID if yes.errors or no.errors else 200)


@login_required
def deputise(request: ActorRequest) -> HttpResponse:
    """Name who reviews in one's place, and see who does."""
    today = timezone.localdate()
    seats = queries.seats_on(request.actor, today)
    seat = policies.seat_for(policies.places_to_lend(request.actor, seats))
    form = DeputyForm(sent(request))

    def deed(written: dict[str, Any]) -> None:
        actions.name_deputy(organisation_id=seat.organisation_id, by=request.actor, at=timezone.now(), **written)

    if try_deed(request, form, deed):
        say_done(request, f"De vervanger beoordeelt in die tijd voor {seat.organisation_name}.")
        return redirect("answers:deputise")
    named = Deputy.objects.filter(organisation_id=seat.organisation_id, until__gte=today).select_related("person")
    context = {"form": form, "seat": seat, "named": named, "reviews": bool(seats)}
    return render(request, "answers/deputise.html", context, status=INVALID if form.errors else 200)


@login_required
@require_POST
def end_deputy(request: ActorRequest, deputy_id: int) -> HttpResponse:
    """End a period of replacing at once."""
    actions.end_deputy(deputy_id=deputy_id, by=request.actor, at=timezone.now())
    say_done(request, "De vervanging is gestopt.")
    return redirect("answers:deputise")
