"""The agenda and the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.views.answering import refuse, show_form
from leerlus.linking.meetings import actions, policies, queries
from leerlus.linking.meetings.forms import ClusterForm, ItemForm, TimesForm
from leerlus.linking.meetings.models import AgendaItem
from leerlus.linking.meetings.workflow import MOST_VOTES, TASK
from leerlus.ui.toasts import say_done

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from leerlus.people.actors import Actor
    from leerlus.people.middleware import ActorRequest

MOST_AT_ONCE = 60
LONGEST_NUMBER = 15


def as_number(text: str) -> int | None:
    """Return the number of a thing as a database can look for it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


@login_required
def show_agenda(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show the agenda; let members choose what is most urgent and who runs it propose from the work."""
    page = queries.read_meeting(request.actor, meeting_id, guests=False)
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_own(meeting_id=meeting_id, **form.written, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "Het punt staat op de agenda.")
            return redirect("meetings:agenda", meeting_id)
    return _show(request, page, form, own=form)


@login_required
@require_POST
def set_times(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Say how long each item takes."""
    page = queries.read_meeting(request.actor, meeting_id, guests=False)
    form = TimesForm(request.POST, lines=page.agenda)
    if form.is_valid():
        try:
            actions.set_times(meeting_id=meeting_id, minutes=form.minutes, by=request.actor, at=timezone.now())
        except Denied as refusal:
            refuse(form, refusal)
        else:
            say_done(request, "De tijd per punt is bewaard.")
            answer = redirect("meetings:agenda", meeting_id)
            answer["Location"] += "#tijd"
            return answer
    return _show(request, page, form, times=form)


def _show(
    request: ActorRequest,
    page: queries.MeetingPage,
    form: Form,
    *,
    own: ItemForm | None = None,
    times: TimesForm | None = None,
) -> HttpResponse:
    """Show the agenda with its forms; `form` is the one that was filled in."""
    makes = page.may_run and policies.takes_items(page.meeting)
    context = {
        "page": page,
        "meeting": page.meeting,
        "community": page.community,
        "groups": _propose(request.actor, page) if makes else (),
        "makes": makes,
        "most": MOST_VOTES,
        "own": own or ItemForm(),
        "times": times or TimesForm(lines=page.agenda),
    }
    return show_form(request, "meetings/agenda.html", form, context)


def _propose(actor: Actor, page: queries.MeetingPage) -> tuple[queries.ProposalGroup, ...]:
    on_it = [line.item for line in page.agenda]
    return queries.propose(actor, page.meeting, page.community, page.place, on_it=on_it)


@login_required
@require_POST
def add_items(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Put what was ticked on the agenda."""
    keys = []
    for ticked in request.POST.getlist("voorstel")[:MOST_AT_ONCE]:
        source, _, text = ticked.partition("-")
        number = as_number(text)
        if source in {*AgendaItem.Source.values, TASK} and number is not None:
            keys.append((source, number))
    if not keys:
        raise Denied("Vink aan wat op de agenda moet.")
    actions.add_items(meeting_id=meeting_id, keys=keys, by=request.actor, at=timezone.now())
    say_done(request, "Dit staat nu op de agenda.")
    return redirect("meetings:agenda", meeting_id)


@login_required
@require_POST
def remove_item(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Take an item off the agenda."""
    actions.remove_item(item_id=item_id, by=request.actor, at=timezone.now())
    say_done(request, "Het punt is van de agenda.")
    return redirect("meetings:agenda", meeting_id)


@login_required
@require_POST
def prefer(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Remember what a member finds most urgent."""
    numbers = [as_number(text) for text in request.POST.getlist("punt")[:MOST_AT_ONCE]]
    chosen = [number for number in numbers if number is not None]
    actions.prefer(meeting_id=meeting_id, item_ids=chosen, by=request.actor, at=timezone.now())
    say_done(request, "Uw keuze is bewaard. Wat de meeste leden kiezen, komt eerst.")
    return redirect("meetings:agenda", meeting_id)


@login_required
def show_board(request: ActorRequest, meeting_id: int) -> HttpResponse:
    """Show the items in columns; who runs the meeting lays them together."""
    page = queries.read_meeting(request.actor, meeting_id, guests=False)
    makes = page.may_run and policies.takes_items(page.meeting)
    form = ClusterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_cluster(
                meeting_id=meeting_id, name=form.cleaned_data["name"], by=request.actor, at=timezone.now()
            )
        except Denied as refusal:
            refuse(form, refusal)
        else:
            return redirect("meetings:board", meeting_id)
    columns = queries.as_board(page.meeting, page.agenda)
    context = {"meeting": page.meeting, "community": page.community, "columns": columns, "makes": makes}
    return show_form(request, "meetings/board.html", form, context)


@login_required
@require_POST
def move_item(request: ActorRequest, meeting_id: int, item_id: int) -> HttpResponse:
    """Lay an item in another column, or say what the group thinks of it; the reader comes back to the card."""
    at = timezone.now()
    if "merk" in request.POST:
        actions.mark_item(item_id=item_id, mark=request.POST["merk"], by=request.actor, at=at)
    else:
        seen_in, to = as_number(request.POST.get("van", "")), as_number(request.POST.get("naar", ""))
        actions.move_item(item_id=item_id, seen_in=seen_in, to=to, by=request.actor, at=at)
    answer = redirect("meetings:board", meeting_id)
    answer["Location"] += f"#punt-{item_id}"
    return answer
