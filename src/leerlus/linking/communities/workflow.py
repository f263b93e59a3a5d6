"""How somebody becomes a member of a community and stops being one: the states, and the steps between them."""

from __future__ import annotations

from leerlus.audit.steps import Step, Turn, Workflow
from leerlus.people.actors import CLOCK_ROLE, LINKING_ROLES, Role

OPEN = "open"
ON_REQUEST = "on_request"
BY_INVITATION = "by_invitation"

ADMISSIONS = {
    OPEN: "Open: wie wil, doet mee",
    ON_REQUEST: "Op verzoek: de communitytrekker laat toe",
    BY_INVITATION: "Op uitnodiging van de communitytrekker",
}

ASKED = "asked"
INVITED = "invited"
MEMBER = "member"
DECLINED = "declined"
LEFT = "left"

STANDING = (ASKED, INVITED, MEMBER)
"""States of which somebody has one at a time in a community."""

JOINERS = frozenset(Role)
"""Everybody with a role may be a member: a community is for those who do the work and for who work with it."""

WORKFLOW = Workflow(
    subject="membership",
    noun="het lidmaatschap",
    states={
        ASKED: "Gevraagd",
        INVITED: "Uitgenodigd",
        MEMBER: "Lid",
        DECLINED: "Niet doorgegaan",
        LEFT: "Geen lid meer",
    },
    final=frozenset({DECLINED, LEFT}),
    steps=(
        Step(
            name="join",
            label="Lid worden",
            done="Lid geworden",
            sources=(),
            target=MEMBER,
            who=JOINERS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="ask",
            label="Vragen om mee te doen",
            done="Gevraagd om mee te doen",
            sources=(),
            target=ASKED,
            who=JOINERS,
            turn=Turn.OWNER,
        ),
        Step(
            name="invite",
            label="Uitnodigen",
            done="Uitgenodigd",
            sources=(),
            target=INVITED,
            who=LINKING_ROLES,
            turn=Turn.RAISER,
        ),
        Step(
            name="admit",
            label="Toelaten",
            done="Toegelaten",
            sources=(ASKED,),
            target=MEMBER,
            who=LINKING_ROLES,
            turn=Turn.NOBODY,
        ),
        Step(
            name="refuse",
            label="Niet toelaten",
            done="Niet toegelaten",
            sources=(ASKED,),
            target=DECLINED,
            who=LINKING_ROLES,
            turn=Turn.NOBODY,
        ),
        Step(
            name="accept",
            label="Uitnodiging aannemen",
            done="Lid geworden",
            sources=(INVITED,),
            target=MEMBER,
            who=JOINERS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="decline",
            label="Niet meedoen",
            done="Uitnodiging niet aangenomen",
            sources=(INVITED,),
            target=DECLINED,
            who=JOINERS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="withdraw",
            label="Vraag of uitnodiging intrekken",
            done="Ingetrokken",
            sources=(ASKED, INVITED),
            target=DECLINED,
            who=JOINERS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="leave",
            label="Weggaan uit de community",
            done="Weggegaan",
            sources=(MEMBER,),
            target=LEFT,
            who=JOINERS,
            turn=Turn.NOBODY,
        ),
        Step(
            name="dismiss",
            label="Lidmaatschap beëindigen",
            done="Lidmaatschap beëindigd",
            sources=(MEMBER,),
            target=LEFT,
            who=LINKING_ROLES,
            turn=Turn.NOBODY,
        ),
        Step(
            name="lapse",
            label="Rol bij de organisatie voorbij",
            done="Geen rol meer bij deze organisatie",
            sources=STANDING,
            target=LEFT,
            who=frozenset({CLOCK_ROLE}),
            turn=Turn.NOBODY,
        ),
    ),
)

OWN_STEPS = frozenset({"accept", "decline", "leave"})
"""Steps that only the person takes; `withdraw` is for either side; all others with an existing place are for who runs
the community."""

TOLD = ("invite", "admit", "refuse", "dismiss")
"""Steps that another takes, and that the person hears of by mail."""
