"""What communities bring to a desk: tasks, requests for who runs one, invitations for who was invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import COUNTED, Due, WorkList, work_list
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import places_run_by
from leerlus.linking.communities.workflow import ASKED, INVITED, MEMBER
from leerlus.linking.meetings.models import Task
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.asked import Asked
from leerlus.ui.dates import long_date
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from leerlus.people.actors import Actor

# Most desks need none of what follows, so the first questions are the cheapest.
ASK_WAITING: Asked[tuple[int]] = Asked(lambda: Membership.objects.filter(state=ASKED).values_list("pk")[:1], tuple)
ASK_LED: Asked[tuple[int]] = Asked(
    lambda person: Membership.objects.members().filter(person_id=person, leads=True).values_list("pk")[:1], tuple
)
ASK_INVITED: Asked[tuple[int]] = Asked(
    lambda person: Membership.objects.filter(person_id=person, state=INVITED).values_list("pk")[:1], tuple
)
ASK_OWED: Asked[tuple[int]] = Asked(
    lambda person: Task.objects.filter(owner__person_id=person, done_at__isnull=True).values_list("pk")[:1], tuple
)
ASK_LEFT: Asked[tuple[int]] = Asked(
    lambda: Task.objects.filter(done_at__isnull=True).exclude(owner__state=MEMBER).values_list("pk")[:1], tuple
)

ANSWER_DAYS = 14
"""Within so many days somebody who asks to take part gets an answer; then the desk says that it is late."""


def community_work(actor: Actor, today: date) -> list[Due]:
    """Return the own tasks, and what waits in the communities that this actor runs: three queries for most readers."""
    own = _tasks(Task.objects.filter(owner__person_id=actor.key), "U zou dit doen.") if ASK_OWED(actor.key) else []
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
    """Return the requests, and the tasks that nobody does any more; at most ten queries, two while there are none."""
    if not (ASK_WAITING() or ASK_LEFT()) or not (actor.has(*LINKING_ROLES) or ASK_LED(actor.key)):
        return []
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


def invitations_to(actor: Actor) -> WorkList:
    """Return the communities that invited this actor; two queries, one for most readers."""
    if not ASK_INVITED(actor.key):
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
