"""What communities bring to a desk: tasks, requests for who runs one, invitations for who was invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import IntegerField, Q, Value
from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import COUNTED, Due, WorkList, work_list
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import places_run_by
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.linking.meetings.models import Task
from leerlus.linking.recalls.models import Recall
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.asked import Asked
from leerlus.ui.dates import long_date
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

RECALLED = "recalled"

# Most desks need none of what follows, so the first questions are the cheapest.
ASK_PLACES: Asked[tuple[str, bool]] = Asked(
    lambda person: Membership.objects.standing().filter(person_id=person).values_list("state", "leads"), tuple
)
"""The state of each place of somebody in a community, and whether they lead it."""

ASK_WAITING: Asked[tuple[int | None, str]] = Asked(
    lambda person: (
        Task.objects.filter(done_at__isnull=True)
        .filter(Q(owner__person_id=person) | ~Q(owner__state=MEMBER))
        .order_by()
        .values_list("owner__person_id", "owner__state")
        .union(
            Membership.objects.filter(state=ASKED)
            .order_by()
            .annotate(whoever=Value(None, IntegerField()))
            .values_list("whoever", "state"),
            Recall.objects.filter(person_id=person, read_at__isnull=True)
            .order_by()
            .annotate(kind=Value(RECALLED))
            .values_list("person_id", "kind"),
        )
    ),
    tuple,
)
"""Who has something to do, of this person and of whoever is no member any more; whether anybody asks to join; and
whether an answer that this person keeps says something else."""

ANSWER_DAYS = 14
"""Within so many days somebody who asks to take part gets an answer; then the desk says that it is late."""


def community_work(
    actor: Actor, today: date, places: Sequence[tuple[str, bool]], waiting: Sequence[tuple[int | None, str]]
) -> list[Due]:
    """Return the own tasks, and what waits in the communities that this actor runs: no query for most readers."""
    waiting = [each for each in waiting if each[1] != RECALLED]
    is_busy = any(person == actor.key for person, _ in waiting)
    own = _tasks(Task.objects.filter(owner__person_id=actor.key), "U zou dit doen.") if is_busy else []
    runs_some = actor.has(*LINKING_ROLES) or any(leads and state == MEMBER for state, leads in places)
    if not runs_some or not any(state != MEMBER for _, state in waiting):
        return own
    return [*own, *_of_who_runs(actor, today)]


def _tasks(found: QuerySet[Task], why: str) -> list[Due]:
    """Return what members would do; one query."""
    listed = found.filter(done_at__isnull=True).select_related("meeting__community", "owner__organisation")
    return [
        Due(
            row=WorkRow(
                title=each.text,
                url=row_url("meetings:minutes", each.meeting_id),
                why=f"{why} Uit de bijeenkomst “{each.meeting.title}”.",
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


def _of_who_runs(actor: Actor, today: date) -> list[Due]:
    """Return the requests, and the tasks that nobody does any more; at most eight queries."""
    run = {one.pk: one for one in places_run_by(actor, today)}
    if not run:
        return []
    asked = Membership.objects.filter(community__in=list(run), state=ASKED).select_related("organisation")
    left = Task.objects.filter(meeting__community__in=list(run)).exclude(owner__state=MEMBER)
    return _tasks(left, "Wie dit zou doen, is weg.") + [
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


def invitations_to(actor: Actor, places: Sequence[tuple[str, bool]]) -> WorkList:
    """Return the communities that invited this actor; one query, none for most readers."""
    if not any(state == INVITED for state, _ in places):
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
