"""Pages about accounts and organisations: parse with a form, act, redirect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from leerlus.audit.steps import Denied
from leerlus.people import actions, policies, queries
from leerlus.people.actors import OrganisationKind
from leerlus.people.forms import (
    CaseloadForm,
    EndRoleForm,
    InvitationForm,
    NewAccountForm,
    OrganisationForm,
    ProfileForm,
    SearchForm,
)
from leerlus.people.models import Person
from leerlus.people.signin import sign_in
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

    from leerlus.people.middleware import ActorRequest
    from leerlus.people.models import Invitation, Organisation

PAGE = 50


def own_account(request: HttpRequest) -> Person:
    """Return who is signed in."""
    if not isinstance(request.user, Person):
        raise Denied("Log eerst in.")
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also when that is nothing: a form with only an empty box is sent as well."""
    return request.POST if request.method == "POST" else None


@login_required
def profile(request: ActorRequest) -> HttpResponse:
    """Show and change one's own profile."""
    person = own_account(request)
    initial = {
        "name": person.name,
        "digest": person.digest,
        "may_be_sampled": person.may_be_sampled,
        "helps_with": list(person.helps_with.values_list("pk", flat=True)),
    }
    form = ProfileForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.change_profile(person=person, **form.cleaned_data, by=request.actor, at=timezone.now())
        say_done(request, "Uw gegevens zijn bewaard.")
        return redirect("people:profile")
    context = {
        "form": form,
        "person": person,
        "roles": queries.roles_held(person.pk, timezone.localdate()),
        "manages": policies.may_manage_some(request.actor),
    }
    return render(request, "people/profile.html", context)


@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    """Hand over everything that is known of the reader, as a file."""
    response = JsonResponse(
        queries.collect_own_data(own_account(request)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response["Content-Disposition"] = 'attachment; filename="mijn-gegevens-leerlus.json"'
    return response


@login_required
def delete_account(request: ActorRequest) -> HttpResponse:
    """Ask once, then delete the account of the reader."""
    person = own_account(request)
    if request.method != "POST":
        return render(request, "people/delete_account.html", {"person": person})
    actions.delete_account(person=person, by=request.actor, at=timezone.now())
    logout(request)
    say_done(request, "Uw account is verwijderd. Wat u inbracht, blijft zonder uw naam bij uw organisatie.")
    return redirect("/")


@login_required
def devices(request: HttpRequest) -> HttpResponse:
    """Show where the reader is signed in, and end the sessions elsewhere or all of them."""
    person, this = own_account(request), request.session.session_key
    if request.method != "POST":
        return render(request, "people/devices.html", {"devices": queries.devices_of(person, this=this)})
    everywhere = "everywhere" in request.POST
    for session in UserSession.objects.filter(user=person):
        if everywhere or session.session_key != this:
            session.end()
    if everywhere:
        logout(request)
        say_done(request, "U bent op alle apparaten uitgelogd.")
        return redirect("account_login")
    say_done(request, "U bent op uw andere apparaten uitgelogd.")
    return redirect("people:devices")


@login_required
@require_safe
def organisations(request: ActorRequest) -> HttpResponse:
    """Let an administrator choose an organisation; whoever administers one goes straight there."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["zoek"] if form.is_valid() else ""
    managed = queries.organisations_managed(request.actor, words)
    adds = policies.may_add_organisation(request.actor)
    if not adds and managed.count() == 1:
        return redirect("people:organisation", managed[0].pk)
    page = Paginator(managed, PAGE).get_page(request.GET.get("pagina"))
    return render(request, "people/organisations.html", {"form": form, "page": page, "adds": adds, "words": words})


@login_required
def add_organisation(request: ActorRequest) -> HttpResponse:
    """Add an organisation."""
    policies.check_may_add_organisation(request.actor)
    form = OrganisationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        added = actions.add_organisation(**form.cleaned_data, by=request.actor, at=timezone.now())
        say_done(request, f"{added.name} is toegevoegd. Nodig nu de eerste beheerder uit.")
        return redirect("people:organisation", added.pk)
    return render(request, "people/add_organisation.html", {"form": form})


@login_required
@require_safe
def organisation(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Show the members and the open invitations of an organisation."""
    page = queries.read_organisation_page(request.actor, organisation_id, at=timezone.now(), today=timezone.localdate())
    return render(request, "people/organisation.html", {"page": page, "form": caseload_form(page.organisation)})


def caseload_form(chosen: Organisation) -> CaseloadForm | None:
    """Return the form with the number that a municipality gave; other organisations give none."""
    if chosen.kind != OrganisationKind.MUNICIPALITY:
        return None
    return CaseloadForm(initial={"caseload": chosen.caseload})


@login_required
@require_POST
def tell_caseload(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Note how many inburgeraars a municipality guides."""
    page = queries.read_organisation_page(request.actor, organisation_id, at=timezone.now(), today=timezone.localdate())
    form = CaseloadForm(request.POST)
    if not form.is_valid():
        return render(request, "people/organisation.html", {"page": page, "form": form}, status=422)
    actions.tell_caseload(
        organisation_id=organisation_id, caseload=form.cleaned_data["caseload"], by=request.actor, at=timezone.now()
    )
    say_done(request, "Het aantal is bewaard." if form.cleaned_data["caseload"] is not None else "Het aantal is weg.")
    return redirect("people:organisation", organisation_id)


@login_required
def invite(request: ActorRequest, organisation_id: int) -> HttpResponse:
    """Invite somebody."""
    chosen = queries.read_organisation(request.actor, organisation_id)
    form = InvitationForm(posted(request), roles=queries.choices_of_roles(request.actor, chosen))
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        try:
            send(
                request,
                lambda: actions.invite(organisation=chosen, **form.cleaned_data, by=request.actor, at=timezone.now()),
                f"De uitnodiging voor {email} is verstuurd.",
            )
        except Denied as denied:
            form.add_error(None, str(denied))
        else:
            return redirect("people:organisation", chosen.pk)
    return render(request, "people/invite.html", {"form": form, "organisation": chosen})


def send(request: HttpRequest, act: Callable[[], object], sentence: str) -> None:
    """Do something that mails; when only the mail fails, say so, because the rest was written."""
    try:
        act()
    except OSError:
        messages.error(request, "De uitnodiging is bewaard, maar de mail kon niet weg. Stuur haar straks opnieuw.")
    else:
        say_done(request, sentence)


@login_required
@require_POST
def resend(request: ActorRequest, invitation_id: int) -> HttpResponse:
    """Send an invitation again."""
    chosen = queries.read_invitation(request.actor, invitation_id)
    send(
        request,
        lambda: actions.resend_invitation(invitation=chosen, by=request.actor, at=timezone.now()),
        f"De uitnodiging voor {chosen.email} is opnieuw verstuurd. De vorige link werkt niet meer.",
    )
    return redirect("people:organisation", chosen.organisation_id)


@login_required
@require_POST
def withdraw(request: ActorRequest, invitation_id: int) -> HttpResponse:
    """Withdraw an invitation."""
    chosen = queries.read_invitation(request.actor, invitation_id)
    actions.withdraw_invitation(invitation=chosen, by=request.actor, at=timezone.now())
    say_done(request, f"De uitnodiging voor {chosen.email} is ingetrokken.")
    return redirect("people:organisation", chosen.organisation_id)


@login_required
def end_role(request: ActorRequest, grant_id: int) -> HttpResponse:
    """Ask once, then end a role."""
    today = timezone.localdate()
    held = queries.read_role(request.actor, grant_id, today)
    form = EndRoleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_role(held=held, **form.cleaned_data, by=request.actor, at=timezone.now())
        except Denied as denied:
            form.add_error(None, str(denied))
        else:
            name = held.person.name
            say_done(request, f"De rol van {name} is beëindigd. Wat open stond, ligt nu bij de organisatie.")
            return redirect("people:organisation", held.organisation_id)
    context = {"form": form, "held": held, "role": queries.describe_role(held)}
    return render(request, "people/end_role.html", context)


@never_cache
@sensitive_post_parameters("password")
def invitation(request: ActorRequest, token: str) -> HttpResponse:
    """Show an invitation and accept it; only a POST changes anything, so a mail scanner can follow the link safely."""
    at = timezone.now()
    found = queries.find_invitation(token)
    if found is None:
        return render(request, "people/invitation_closed.html", status=404)
    invited = queries.find_invited(found)
    try:
        policies.check_may_accept(request.actor, found, invited_id=invited.pk if invited else None, at=at)
    except Denied as denied:
        status = 403 if queries.is_open(found, at) else 410
        return render(request, "people/invitation_closed.html", {"reason": str(denied)}, status=status)
    form = None if invited else NewAccountForm(posted(request), email=found.email)
    if request.method == "POST" and (form is None or form.is_valid()):
        answers = form.cleaned_data if form else {}
        person = actions.accept_invitation(token=token, **answers, by=request.actor, at=at)
        return welcome(request, found, person, is_new=form is not None)
    context = {"form": form, "invitation": found, "roles": queries.describe_roles(found)}
    return render(request, "people/invitation.html", context)


def welcome(request: ActorRequest, accepted: Invitation, person: Person, *, is_new: bool) -> HttpResponse:
    """Bring somebody who accepted an invitation to the next page."""
    say_done(request, f"U doet nu mee voor {accepted.organisation.name}.")
    if is_new:
        return sign_in(request, person)
    return redirect("account_login" if request.actor.is_visitor else "people:profile")


@require_POST
def demo_sign_in(request: HttpRequest, person_id: int) -> HttpResponse:
    """Become one of the invented people of the demo; outside the demo this page is not there."""
    person = queries.find_demo_person(person_id)
    if person is None:
        raise Http404
    logout(request)
    return sign_in(request, person)
