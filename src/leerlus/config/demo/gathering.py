"""Who meets whom in the demo: the members of the community in the Achterhoek; all of them are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.communities import actions
from leerlus.linking.communities.models import Community, Membership

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.config.demo.players import Players
    from leerlus.people.actors import Actor

SLUG = "achterhoek"
OPEN_SINCE = timedelta(days=420)

CORE = ("klantmanager", "docent", "ervaringsdeskundige")
"""The accounts of the demo that are members, in the core group."""

BROAD = (
    "Gemeente Doetinchem",
    "Gemeente Winterswijk",
    "Gemeente Oost Gelre",
    "Stichting Nieuwe Buren (fictief)",
    "Werkplaats De Lindeboom (fictief)",
    "COA",
)
ASKS = "Gemeente Aalten"
AGREEMENTS = (
    "Wat hier over een situatie wordt verteld, blijft hier. Wij noemen nooit de naam van een inburgeraar. "
    "Elke oplossing krijgt een eigenaar, die de volgende keer vertelt wat ervan kwam. "
    "(Deze afspraken, het ritme van zes weken en de leden zijn fictief.)"
)


def gather(players: Players, at: datetime) -> None:
    """Fill the community: a leader, members of several organisations, and one who asks to take part."""
    community = Community.objects.get(slug=SLUG)
    Community.objects.filter(pk=community.pk).update(agreements=AGREEMENTS, rhythm_weeks=6)
    leader = players.accounts["communitytrekker"]
    since = at - OPEN_SINCE
    _join(community, leader, since, part=Membership.Part.CORE, leader=leader)
    for key in CORE:
        _join(community, players.accounts[key], since, part=Membership.Part.CORE, leader=leader)
    for name in BROAD:
        _join(community, players.professional(name), since, part=Membership.Part.BROAD, leader=leader)
    asks = players.professional(ASKS)
    actions.join(
        community_id=community.pk,
        organisation_id=asks.grants[0].organisation_id,
        motivation="Wij beginnen in onze gemeente met duale trajecten en willen weten hoe anderen dat doen.",
        by=asks,
        at=at - timedelta(days=3),
    )


def _join(community: Community, who: Actor, since: datetime, *, part: str, leader: Actor) -> None:
    """Let somebody ask to take part and be let in; whoever runs it needs nobody's leave."""
    organisation_id = who.grants[0].organisation_id
    made = actions.join(community_id=community.pk, organisation_id=organisation_id, by=who, at=since)
    if made.state == "asked":
        actions.step_membership(membership_id=made.pk, name="admit", by=leader, at=since + timedelta(days=2))
    actions.place_in(membership_id=made.pk, part=part, by=leader, at=since + timedelta(days=2))
