"""Who may do what with an issue, and when. Each `check_` raises Denied with a sentence; its twin answers yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from leerlus.audit.steps import Denied
from leerlus.people.actors import LINKING_ROLES, Role
from leerlus.practice.issues.workflow import LOOSE, PARTIES, RAISERS, WORKFLOW

if TYPE_CHECKING:
    from leerlus.audit.steps import Step
    from leerlus.people.actors import Actor, Grant

READS_ALL = frozenset(
    {
        *LINKING_ROLES,
        Role.SYSTEM_ADVISER,
        Role.KNOWLEDGE_EDITOR,
        Role.REVIEWER,
        Role.PLATFORM_ADMINISTRATOR,
    }
)
"""Roles that read every issue within the limits of the role, also one that is shared with a region only."""


class IssueFacts(Protocol):
    """What the policies need to know of an issue."""

    @property
    def state(self) -> str:
        """Where it stands in the workflow."""

    @property
    def organisation_id(self) -> int:
        """Whose it is."""

    @property
    def region_id(self) -> str | None:
        """The region of that organisation, if it has one."""

    @property
    def theme_id(self) -> str:
        """What it is about."""

    @property
    def visibility(self) -> str:
        """Who may read it."""


class PartyFacts(Protocol):
    """What the policies need to know of a party."""

    @property
    def person_id(self) -> int | None:
        """Who it is; nobody when the person has gone."""

    @property
    def organisation_id(self) -> int:
        """For which organisation."""

    @property
    def kind(self) -> str:
        """Raiser or recogniser."""


def may_read(actor: Actor, issue: IssueFacts, *, is_party: bool = False) -> bool:
    """Tell whether the actor may read this issue."""
    if actor.is_clock or issue.visibility == "public":
        return True
    if actor.is_visitor or not actor.grants:
        return False
    if issue.visibility == "professionals" or is_party:
        return True
    near = issue.organisation_id in actor.organisation_ids or issue.region_id in actor.region_codes
    return near or actor.holds(*READS_ALL, region=issue.region_id, theme=issue.theme_id) is not None


def check_may_read(actor: Actor, issue: IssueFacts, *, is_party: bool = False) -> None:
    """Raise Denied if the actor may not read this issue; the sentence does not tell that it exists."""
    if not may_read(actor, issue, is_party=is_party):
        raise Denied("Deze kwestie is er niet, of u mag haar niet zien.")


def check_may_raise(actor: Actor, organisation_id: int | None = None) -> Grant:
    """Return the role in which the actor raises an issue; Denied without one."""
    grants = [grant for grant in actor.grants if grant.role in RAISERS]
    if not grants:
        raise Denied("Alleen professionals en ervaringsdeskundigen dienen kwesties in. Vraag uw beheerder om die rol.")
    for grant in grants:
        if organisation_id in {None, grant.organisation_id}:
            return grant
    raise Denied("U hebt geen rol in deze organisatie. Kies een organisatie waar u voor werkt.")


def may_raise(actor: Actor) -> bool:
    """Tell whether the actor may raise an issue, recognise one or join a discussion."""
    return any(grant.role in RAISERS for grant in actor.grants)


def check_may_recognise(actor: Actor, issue: IssueFacts, *, is_party: bool) -> Grant:
    """Return the role in which the actor says "here too"; Denied otherwise."""
    grant = check_may_raise(actor)
    check_may_read(actor, issue, is_party=is_party)
    if is_party:
        raise Denied("U hoort al bij deze kwestie. U krijgt elke terugkoppeling.")
    if issue.state == "withdrawn":
        raise Denied("Deze kwestie is ingetrokken. Dien uw kwestie zelf in.")
    return grant


def check_may_link(actor: Actor, issue: IssueFacts, step: str) -> Step:
    """Return the linking-level step if the actor may take it on this issue now; Denied otherwise."""
    if actor.holds(*LINKING_ROLES, region=issue.region_id, theme=issue.theme_id) is None:
        raise Denied("Alleen de regiocoördinator of de communitytrekker van deze regio of dit thema doet dit.")
    return WORKFLOW.check(step, issue.state)


def may_link(actor: Actor, issue: IssueFacts, step: str) -> bool:
    """Tell whether the actor may take this linking-level step on this issue now."""
    try:
        check_may_link(actor, issue, step)
    except Denied:
        return False
    return True


def check_may_withdraw(actor: Actor, issue: IssueFacts, raiser: PartyFacts, *, recognised: bool) -> Step:
    """Return the step if the raiser may take the issue back; Denied otherwise."""
    if raiser.person_id is None or raiser.person_id != actor.person_id:
        raise Denied("Alleen wie de kwestie indiende, trekt haar in.")
    if recognised:
        raise Denied("Anderen herkennen deze kwestie. Daarom blijft zij staan, ook voor hen.")
    if issue.state not in LOOSE:
        raise Denied("De schakel werkt al aan deze kwestie. Vraag de regiocoördinator om haar los te maken.")
    return WORKFLOW.check("withdraw", issue.state)


def may_withdraw(actor: Actor, issue: IssueFacts, raiser: PartyFacts, *, recognised: bool) -> bool:
    """Tell whether the raiser may take the issue back."""
    try:
        check_may_withdraw(actor, issue, raiser, recognised=recognised)
    except Denied:
        return False
    return True


def speaks_for(actor: Actor, party: PartyFacts) -> bool:
    """Tell whether the actor is this party: the person, or the organisation when the person has gone."""
    if party.person_id is not None:
        return party.person_id == actor.person_id
    return any(g.organisation_id == party.organisation_id and g.role in PARTIES for g in actor.grants)


def check_may_judge(actor: Actor, party: PartyFacts, *, asks: bool) -> None:
    """Raise Denied if the actor may not say whether this feedback helped."""
    if not speaks_for(actor, party):
        raise Denied("Deze terugkoppeling is er niet, of zij is niet voor u.")
    if not asks:
        raise Denied("Bij dit bericht hoort geen vraag.")


def reopens(verdicts: dict[str, int], parties: int, share_percent: int) -> bool:
    """Tell whether the share of parties for whom it does not help is large enough to reopen.

    verdicts  counts per verdict (`helps`, `partly`, `not`)     parties  all parties that were asked
    """
    return parties > 0 and verdicts.get("not", 0) * 100 >= share_percent * parties
