"""Becoming a member, and stopping."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.communities import actions, policies, queries
from leerlus.linking.communities.forms import JoinForm
from leerlus.linking.communities.workflow import MEMBER
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.linking.communities.models import Membership
    from leerlus.people.middleware import ActorRequest


def own_place(request: ActorRequest, slug: str) -> Membership | None:
    """Return the place that this reader has in a community, if there is one."""
    return queries.find_by_slug(slug).memberships.standing().of(request.actor).first()


def to_page(request: ActorRequest, slug: str) -> HttpResponse:
    """Lead back who is no member (any more), mostly because the button was pressed twice."""
    messages.info(request, "U bent geen lid van deze community.")
    return redirect("communities:detail", slug)


@login_required
def join(request: ActorRequest, slug: str) -> HttpResponse:
    """Become a member, or ask to."""
    community = queries.find_by_slug(slug)
    try:
        step = policies.check_may_join(request.actor, queries.place_of(request.actor, community))
    except Denied as refusal:
        messages.error(request, str(refusal))
        return redirect("communities:detail", slug)
    form = JoinForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.join(
                community_id=community.pk,
                organisation_id=form.cleaned_data["organisation"],
                motivation=form.cleaned_data["motivation"],
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            is_member = made.state == MEMBER
            say_done(request, "U bent nu lid." if is_member else "Uw vraag ligt bij de communitytrekker.")
            return redirect("communities:detail", slug)
    return show_form(request, "communities/join.html", form, {"community": community, "step": step})


@login_required
@require_POST
def decline(request: ActorRequest, slug: str) -> HttpResponse:
    """Say no to an invitation, or take an own request back."""
    own = own_place(request, slug)
    if own is None:
        return to_page(request, slug)
    name = "decline" if own.state == "invited" else "withdraw"
    actions.step_membership(membership_id=own.pk, name=name, by=request.actor, at=timezone.now())
    say_done(request, "U doet niet mee. U kunt later alsnog lid worden.")
    return redirect("communities:detail", slug)


@login_required
def leave(request: ActorRequest, slug: str) -> HttpResponse:
    """Say what stays, and then leave."""
    own = own_place(request, slug)
    if own is None or own.state != MEMBER:
        return to_page(request, slug)
    if request.method == "POST":
        actions.step_membership(membership_id=own.pk, name="leave", by=request.actor, at=timezone.now())
        say_done(request, "U bent geen lid meer. Wat u bijdroeg, blijft staan bij uw rol en organisatie.")
        return redirect("communities:detail", slug)
    return render(request, "communities/leave.html", {"community": own.community, "own": own})
