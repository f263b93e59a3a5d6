"""What who runs a community does: let members in, place them, and write its page."""

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
from leerlus.linking.communities.forms import EditForm, InviteForm
from leerlus.linking.communities.models import Membership
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from leerlus.people.actors import Actor
    from leerlus.people.middleware import ActorRequest

SURE = "zeker"
"""What the second of two pages sends along, of a step that cannot be taken back and that the member hears of."""

DONE = {
    "admit": "Toegelaten. Dit lid ziet nu wie er meedoet.",
    "refuse": "Niet toegelaten.",
    "withdraw": "De uitnodiging is ingetrokken.",
    "dismiss": "Het lidmaatschap is beëindigd. Wat dit lid bijdroeg, blijft staan.",
    "core": "Dit lid hoort nu bij de kerngroep.",
    "broad": "Dit lid hoort nu bij het brede netwerk.",
    "lead": "Dit lid trekt deze community nu mee.",
    "lead_no_more": "Dit lid trekt deze community niet meer.",
}
"""What who runs a community can do with a member, and what the page says then."""


@login_required
def show_members(request: ActorRequest, slug: str) -> HttpResponse:
    """Show who takes part and who asks to, and invite somebody."""
    page = queries.read_members(request.actor, slug, timezone.localdate())
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        actions.invite(community_id=page.community.pk, email=email, by=request.actor, at=timezone.now())
        # The same sentence whether or not there is an account: the page does not tell who has one.
        say_done(
            request,
            "Heeft dit adres een account, dan krijgt die persoon een mail en een uitnodiging bij Mijn werk.",
        )
        return redirect("communities:members", slug)
    context = {"page": page, "community": page.community}
    return show_form(request, "communities/members.html", form, context)


@login_required
@require_POST
def change_member(request: ActorRequest, slug: str, membership_id: int) -> HttpResponse:
    """Let somebody in, or place a member."""
    name = request.POST.get("stap", "")
    if name not in DONE:
        raise Denied("Kies wat u met dit lid wilt doen.")
    page = queries.read_members(request.actor, slug, timezone.localdate())
    member = next((each for each in page.members if each.pk == membership_id), None)
    if name == "dismiss" and SURE not in request.POST and member is not None:
        context = {"community": page.community, "member": member, "sure": SURE}
        return render(request, "communities/dismiss.html", context)
    try:
        _change(membership_id, name, by=request.actor, at=timezone.now())
    except Denied as refusal:
        # Mostly a colleague was first, or the button was pressed twice.
        messages.warning(request, str(refusal))
    else:
        say_done(request, DONE[name])
    return redirect("communities:members", slug)


def _change(membership_id: int, name: str, *, by: Actor, at: datetime) -> None:
    if name in Membership.Part.values:
        actions.place_in(membership_id=membership_id, part=name, by=by, at=at)
    elif name.startswith("lead"):
        actions.ask_to_lead(membership_id=membership_id, leads=name == "lead", by=by, at=at)
    else:
        actions.step_membership(membership_id=membership_id, name=name, by=by, at=at)


@login_required
def edit(request: ActorRequest, slug: str) -> HttpResponse:
    """Change what stands on the page of a community."""
    community = queries.find_by_slug(slug)
    policies.check_may_run(request.actor, queries.place_of(request.actor, community))
    names = ("goals", "method", "agreements", "admission", "rhythm_weeks")
    now = {name: getattr(community, name) for name in names}
    initial = {**now, "themes": [theme.pk for theme in community.themes.all()], "version": community.version}
    form = EditForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        written = form.written
        themes, version = [theme.pk for theme in written.pop("themes")], written.pop("version")
        try:
            actions.edit(
                community_id=community.pk,
                texts=actions.Texts(**written),
                themes=themes,
                version=version,
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal, version=community.version)
        else:
            say_done(request, "De pagina van de community is aangepast.")
            return redirect("communities:detail", slug)
    return show_form(request, "communities/edit.html", form, {"community": community, "now": now})
