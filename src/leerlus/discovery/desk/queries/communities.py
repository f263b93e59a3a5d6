"""What communities bring to a desk: requests for who runs one, invitations for who was invited."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import COUNTED, Due, WorkList, work_list
from leerlus.linking.communities.models import Membership
from leerlus.linking.communities.queries import places_run_by
from leerlus.linking.communities.workflow import ASKED, INVITED
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.asked import Asked
from leerlus.ui.dates import long_date
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.actors import Actor

# Most desks need none of what follows, so the first questions are the cheapest.
ASK_WAITING: Asked[tuple[int]] = Asked(lambda: Membership.objects.filter(state=ASKED).values_list("pk")[:1], tuple)
ASK_LED: Asked[tuple[int]] = Asked(
    lambda person: Membership.objects.members().filter(person_id=person, leads=True).values_list("pk")[:1], tuple
)
ASK_INVITED: Asked[tuple[int]] = Asked(
    lambda person: Membership.objects.filter(person_id=person, state=INVITED).values_list("pk")[:1], tuple
)

ANSWER_DAYS = 14
"""Within so many days somebody who asks to take part gets an answer; then the desk says that it is late."""


def community_work(actor: Actor, today: date) -> list[Due]:
    """Return what waits in the communities that this actor runs: at most seven queries, two while nobody asks."""
    if not ASK_WAITING() or not (actor.has(*LINKING_ROLES) or ASK_LED(actor.key)):
        return []
    run = {one.pk: one for one in places_run_by(actor, today)}
    if not run:
        return []
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
