"""What communities bring to a desk: tasks, requests for who runs one, invitations for who was invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import COUNTED, Due, WorkList, work_list
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import communities_run_by
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.linking.meetings.models import Meeting, Task
from leerlus.linking.meetings.workflow import CONCEPT, INVITE_BEFORE
from leerlus.ui.dates import long_date
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from leerlus.discovery.desk.queries.here import Here
    from leerlus.linking.communities.queries.running import Run
    from leerlus.people.actors import Actor

LOOK_WITHIN = timedelta(days=7)
"""So long who runs a community has at least to look at what its rhythm proposes."""

ANSWER_DAYS = 14
"""Within so many days somebody who asks to take part gets an answer; then the desk says that it is late."""


def community_work(actor: Actor, today: date, here: Here) -> list[Due]:
    """Return the own tasks, and what waits in the communities that this actor runs; at most five queries."""
    waits = here.kinds & {"asked", "left", "concept"}
    run = communities_run_by(actor, today, here.own) if waits else {}
    work = _tasks(actor, run if "left" in waits else {}) if "task" in here.kinds or (run and "left" in waits) else []
    if run and "concept" in waits:
        work += _proposed(list(run), today)
    if run and "asked" in waits:
        work += _asked(run, today)
    return work


def _tasks(actor: Actor, run: Mapping[int, Run]) -> list[Due]:
    """Return what this actor would do, and what nobody does any more in the communities they run; one query."""
    theirs = Q(owner__person_id=actor.key)
    nobodys = Q(meeting__community__in=list(run)) & ~Q(owner__state=MEMBER)
    found = Task.objects.filter(theirs | nobodys if run else theirs, done_at__isnull=True)
    listed = found.select_related("meeting__community", "owner__organisation")
    return [
        Due(
            row=WorkRow(
                title=each.text,
                url=row_url("meetings:minutes", each.meeting_id),
                why=f"{_why(actor, each)} Uit de bijeenkomst “{each.meeting.title}”.",
                status_text=each.kind,
                context=f"{each.kind} · {each.meeting.community.name}",
                step_label="Zeggen wat ervan kwam",
                step_url=row_url("meetings:report", each.pk),
                fictional=each.meeting.fictional,
            ),
            due_on=each.due_on,
            came=timezone.localdate(each.made_at),
        )
        for each in listed[: COUNTED + 1]
    ]


def _why(actor: Actor, task: Task) -> str:
    return "U zou dit doen." if task.owner.person_id == actor.key else "Wie dit zou doen, is weg."


def _asked(run: Mapping[int, Run], today: date) -> list[Due]:
    """Return who asked to take part; one query."""
    asked = Membership.objects.filter(community__in=list(run), state=ASKED).select_related("organisation")
    return [
        Due(
            row=WorkRow(
                title=f"{each.get_role_display()} van {each.organisation.name} wil meedoen",
                url=reverse("communities:members", args=[run[each.community_id].slug]),
                why=f"Gevraagd: {long_date(timezone.localdate(each.asked_at), today)}.",
                context=f"Community · {run[each.community_id].name}",
                step_label="Toelaten of niet",
                step_url=f"{reverse('communities:members', args=[run[each.community_id].slug])}#gevraagd",
            ),
            due_on=timezone.localdate(each.asked_at) + timedelta(days=ANSWER_DAYS),
            came=timezone.localdate(each.asked_at),
        )
        for each in asked[: COUNTED + 1]
    ]


def _proposed(communities: list[int], today: date) -> list[Due]:
    """Return the meetings that a rhythm proposes; one query."""
    found = Meeting.objects.filter(community__in=communities, state=CONCEPT).select_related("community")
    return [
        Due(
            row=WorkRow(
                title=f"De volgende bijeenkomst: {long_date(each.starts_on, today)}",
                url=row_url("meetings:detail", each.pk),
                why=f"Let op: dit is {each.holiday}." if each.holiday else "Het ritme stelt deze dag voor.",
                context=f"Bijeenkomst · {each.community.name}",
                step_label="Bekijken en bevestigen",
                step_url=row_url("meetings:confirm", each.pk),
                fictional=each.fictional,
            ),
            due_on=max(each.starts_on - INVITE_BEFORE, timezone.localdate(each.changed_at) + LOOK_WITHIN),
            came=timezone.localdate(each.changed_at),
        )
        for each in found
        if each.starts_on
    ]


def invitations_to(actor: Actor, here: Here) -> WorkList:
    """Return the communities that invited this actor; one query, none for most readers."""
    if "invited" not in here.kinds:
        return work_list([])
    found = Membership.objects.of(actor).filter(state=INVITED).select_related("community")
    return work_list(
        [
            WorkRow(
                title=each.community.name,
                url=reverse("communities:detail", args=[each.community.slug]),
                why="De communitytrekker nodigt u uit om mee te doen.",
                status="new",
                status_text="Uitnodiging",
                context="Community",
                step_label="Aannemen of niet",
                step_url=reverse("communities:detail", args=[each.community.slug]),
                fictional=each.community.fictional,
            )
            for each in found[: COUNTED + 1]
        ]
    )
