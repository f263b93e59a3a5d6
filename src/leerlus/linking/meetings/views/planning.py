"""Planning, changing and calling off a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.communities.queries import find_by_slug, place_of
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import CancelForm, PlanForm, PollForm
from leerlus.linking.meetings.forms.planning import say_day
from leerlus.linking.meetings.workflow import CANCELLED, PLANNED, POLLING
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from leerlus.linking.communities.models import Community
    from leerlus.linking.meetings.models import Meeting
    from leerlus.people.middleware import ActorRequest

KEPT = ("title", "purpose", "minutes", "room", "link", "for_whom", "capacity", "per_organisation")
"""What a plan holds besides its day."""


def _plan_of(written: dict[str, Any]) -> actions.Plan:
    return actions.Plan(**{name: written[name] for name in KEPT}, starts_at=written.get("starts_at"))


def _like_the_last(community: Community) -> dict[str, Any]:
    """Fill in what was so the last time, and the day that the rhythm asks for."""
    last = community.meetings.first()
    due = queries.next_in_rhythm(community, timezone.now())
    found: dict[str, Any] = {name: getattr(last, name) for name in KEPT[2:]} if last else {}
    if due:
        local = timezone.localtime(due)
        found |= {"day": local.date(), "clock": local.time()}
    return found


@login_required
def plan(request: ActorRequest, slug: str) -> HttpResponse:
    """Plan a meeting on a day."""
    community = find_by_slug(slug)
    policies.check_may_plan(request.actor, place_of(request.actor, community))
    form = PlanForm(request.POST or None, initial=_like_the_last(community))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.plan(
                community_id=community.pk, plan=_plan_of(form.written), by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De bijeenkomst is gepland. De leden krijgen een uitnodiging.")
            return redirect("meetings:detail", made.pk)
    return show_form(request, "meetings/plan.html", form, {"community": community})


@login_required
def poll(request: ActorRequest, slug: str) -> HttpResponse:
    """Ask the members which day suits."""
    community = find_by_slug(slug)
    policies.check_may_plan(request.actor, place_of(request.actor, community))
    form = PollForm(request.POST or None, initial=_like_the_last(community))
    if request.method == "POST" and form.is_valid():
        options = form.cleaned_data["options"]
        try:
            made = actions.plan(
                community_id=community.pk,
                plan=_plan_of(form.written),
                options=options,
                by=request.actor,
                at=timezone.now(),
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De leden krijgen de vraag wanneer zij kunnen.")
            return redirect("meetings:detail", made.pk)
    return show_form(request, "meetings/plan.html", form, {"community": community, "polls": True})


@login_required
@require_POST
def choose(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Choose the day."""
    chosen = request.POST.get("moment", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 16):  # noqa: PLR2004 - what a database can look for
        raise Denied("Kies een van de momenten.")
    actions.choose(meeting_id=meeting_id, option_id=int(chosen), by=request.actor, at=timezone.now())
    say_done(request, "De datum is gekozen. De leden krijgen een uitnodiging.")
    return redirect("meetings:detail", meeting_id)


@login_required
def change(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Change what was settled."""
    page = queries.read_meeting(request.actor, meeting_id)
    meeting = page.meeting
    policies.check_may(request.actor, page.place, meeting, "change")
    form = PlanForm(request.POST or None, initial=_as_initial(meeting))
    if meeting.holiday and meeting.starts_on:
        form.holidays = (f"{say_day(meeting.starts_on)} is {meeting.holiday}",)
    if meeting.state == POLLING:
        del form.fields["day"], form.fields["clock"]
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        try:
            actions.change(
                meeting_id=meeting_id,
                plan=_plan_of(form.written),
                by=request.actor,
                at=timezone.now(),
                version=version,
            )
        except Denied as refusal:
            refuse(form, refusal, version=meeting.version)
        else:
            say_done(request, "De bijeenkomst is aangepast. Wie komt of nog niet antwoordde, hoort het.")
            return redirect("meetings:detail", meeting_id)
    return show_form(request, "meetings/plan.html", form, {"community": page.community, "meeting": meeting})


@login_required
def confirm(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Look at what the rhythm proposes, change it where needed, and invite the members."""
    page = queries.read_meeting(request.actor, meeting_id)
    meeting = page.meeting
    if meeting.state == PLANNED and page.may_run:
        return redirect("meetings:detail", meeting_id)
    policies.check_may(request.actor, page.place, meeting, "confirm")
    form = PlanForm(request.POST or None, initial=_as_initial(meeting))
    if meeting.holiday and not form.is_bound:
        form.holidays = (f"{say_day(meeting.starts_on)} is {meeting.holiday}",) if meeting.starts_on else ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm(
                meeting_id=meeting_id,
                plan=_plan_of(form.written),
                by=request.actor,
                at=timezone.now(),
                version=form.cleaned_data["version"] or 0,
            )
        except Denied as refusal:
            refuse(form, refusal, version=meeting.version)
        else:
            say_done(request, "De bijeenkomst is gepland. De leden krijgen een uitnodiging.")
            return redirect("meetings:detail", meeting_id)
    context = {"community": page.community, "meeting": meeting, "confirms": True}
    return show_form(request, "meetings/plan.html", form, context)


def _as_initial(meeting: Meeting) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(meeting, name) for name in (*KEPT, "version")}
    if meeting.starts_at:
        local = timezone.localtime(meeting.starts_at)
        # A day that was planned knowingly needs no second leave.
        known = bool(meeting.holiday) and not meeting.is_concept
        found |= {"day": local.date(), "clock": local.time(), "on_holiday": known}
    return found


@login_required
def cancel(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Call a meeting off, with the reason."""
    page = queries.read_meeting(request.actor, meeting_id)
    if page.meeting.state == CANCELLED and page.may_run:
        return redirect("meetings:detail", meeting_id)
    policies.check_may(request.actor, page.place, page.meeting, "cancel")
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.cancel(
                meeting_id=meeting_id, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De bijeenkomst is afgezegd. Wie was uitgenodigd, hoort waarom.")
            return redirect("meetings:detail", meeting_id)
    return show_form(request, "meetings/cancel.html", form, {"meeting": page.meeting, "community": page.community})
