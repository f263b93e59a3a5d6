"""Who may do what with a bottleneck, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.workflow import ACTIVE, WORKFLOW
from leerlus.people.actors import CLOCK_ROLE, LINKING_ROLES, Role

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.audit.steps import Step
    from leerlus.people.actors import Actor, Grant


class BottleneckFacts(Protocol):
    """What the policies need to know of a bottleneck."""

    state: str
    owner_region_id: str | None
    theme_id: str
    meaning: str
    published_at: datetime | None


def may_read(actor: Actor, bottleneck: BottleneckFacts) -> bool:
    """Tell whether the actor may read this bottleneck."""
    if actor.is_clock or actor.has(*LINKING_ROLES, Role.PLATFORM_ADMINISTRATOR):
        return True
    if actor.grants:
        return bottleneck.state != "dissolved"
    return bottleneck.published_at is not None


def check_may_read(actor: Actor, bottleneck: BottleneckFacts) -> None:
    """Raise Denied if the actor may not read it; the sentence does not tell that it exists."""
    if not may_read(actor, bottleneck):
        raise Denied("Dit knelpunt is er niet, of u mag het niet zien.")


def may_bundle(actor: Actor, region: str | None, theme: str) -> bool:
    """Tell whether the actor bundles issues of this region and theme, and makes them loose."""
    return actor.holds(*LINKING_ROLES, region=region, theme=theme) is not None


def check_may_bundle(actor: Actor, region: str | None, theme: str) -> Grant:
    """Return the role in which the actor bundles issues of this region and theme; Denied otherwise."""
    grant = actor.holds(*LINKING_ROLES, region=region, theme=theme)
    if grant is None:
        raise Denied("Alleen de regiocoördinator of de communitytrekker van deze regio of dit thema bundelt.")
    return grant


def check_takes_issues(bottleneck: BottleneckFacts) -> None:
    """Raise Denied if the bottleneck has an answer already, or has been dissolved."""
    if bottleneck.state not in ACTIVE:
        raise Denied(
            "Dit knelpunt is al beantwoord of opgeheven. Heropen het eerst, of beantwoord de kwestie rechtstreeks."
        )


def works_on(actor: Actor, bottleneck: BottleneckFacts) -> bool:
    """Tell whether the actor works on this bottleneck at the linking level."""
    return actor.holds(*LINKING_ROLES, region=bottleneck.owner_region_id, theme=bottleneck.theme_id) is not None


def check_may(actor: Actor, bottleneck: BottleneckFacts, name: str) -> Step:
    """Return the step `name` if the actor may take it on this bottleneck now; Denied otherwise."""
    step = WORKFLOW.step(name)
    if actor.is_clock and CLOCK_ROLE in step.who:
        return WORKFLOW.check(name, bottleneck.state)
    if Role.SYSTEM_ADVISER in step.who:
        if not actor.has(Role.SYSTEM_ADVISER):
            raise Denied("Alleen de adviseur van het ministerie doet dit.")
    elif not (step.who & LINKING_ROLES) or not works_on(actor, bottleneck):
        raise Denied("Alleen de eigenaar van dit knelpunt doet dit: de coördinator van de regio, of de landelijke.")
    WORKFLOW.check(name, bottleneck.state)
    if "meaning" in step.needs and not bottleneck.meaning.strip():
        raise Denied("Vul eerst in wat dit knelpunt betekent voor inburgeraars. Zonder dat is er geen opbrengst.")
    return step


def may(actor: Actor, bottleneck: BottleneckFacts, name: str) -> bool:
    """Tell whether the actor may take this step now."""
    try:
        check_may(actor, bottleneck, name)
    except Denied:
        return False
    return True


def check_may_edit(actor: Actor, bottleneck: BottleneckFacts) -> None:
    """Raise Denied if the actor may not edit the texts and actions."""
    if not works_on(actor, bottleneck):
        raise Denied("Alleen de eigenaar van dit knelpunt past de tekst aan.")


def check_may_speak(actor: Actor, bottleneck: BottleneckFacts) -> Grant:
    """Return the role of the experience expert who adds a voice; Denied otherwise."""
    check_may_read(actor, bottleneck)
    grant = next((g for g in actor.grants if g.role is Role.EXPERIENCE_EXPERT), None)
    if grant is None:
        raise Denied("Alleen ervaringsdeskundigen vertellen hier wat het voor inburgeraars betekent.")
    return grant
