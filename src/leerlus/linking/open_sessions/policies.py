"""Who may open intervisie to a community, and who may sign up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.audit.steps import Denied
from leerlus.linking.communities.policies import check_takes_part
from leerlus.linking.communities.workflow import MEMBER

if TYPE_CHECKING:
    from leerlus.linking.communities.policies import Place
    from leerlus.people.actors import Actor


def check_may_open_to(actor: Actor, place: Place) -> None:
    """Raise Denied if the actor may not open a session to this community: members and who runs it may."""
    check_takes_part(actor, place)
    if place.has_ended:
        raise Denied("Deze community is afgerond. Kies een andere.")


def check_may_sign_up(place: Place) -> None:
    """Raise Denied if somebody with this place may not sign up: only members may, whoever runs it or not."""
    if place.state != MEMBER:
        raise Denied("Alleen leden van de community melden zich aan. Word eerst lid.")
