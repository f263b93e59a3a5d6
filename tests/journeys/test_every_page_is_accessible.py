"""Every page in every state: axe finds nothing, nothing scrolls sideways at 320 px, and the console stays silent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.files.models import StoredFile
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.communities.models import Community, Post
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.notify import guest_path
from leerlus.linking.outcomes.models import Outcome, SampleQuestion
from leerlus.people.models import Person
from leerlus.practice.issues.models import Draft, Feedback, Issue
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from tests.journeys.conftest import Site

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
CONTRAST = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
LOOKS = [(320, "light"), (1440, "dark"), (320, "dark"), (1440, "light")]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")

PUBLIC = ["/", "/zo-werkt-het/", "/themas/", "/themas/pip/", "/lusklok/", "/toegankelijkheid/", "/privacy/"]
KNOWLEDGE = [
    "/kennis/",
    "/kennis/de-wet-in-het-kort/",
    "/kennis/verhaal-leren-in-de-keuken/",
    "/tijdlijn/",
    "/hulpmiddelen/",
    "/hulpmiddelen/leerroutes/",
    "/hulpmiddelen/?zoek=bestaatniet",
    "/websites/",
]
LISTS = ["/knelpunten/", "/opbrengsten/", "/besluiten/", "/communities/", "/knelpunten/?zoek=bestaatniet"]


def one_per_state(rows: Iterable[tuple[int, str]], address: str) -> list[str]:
    """Return the address of one thing in each state that the demo has."""
    found = {state: pk for pk, state in rows}
    return [f"/{address}/{pk}/" for pk in found.values()]


def pages_of(role: str) -> list[str]:
    """Return what this role looks at; chosen in the demo so that every state is seen."""
    first_open = Bottleneck.objects.filter(state="open").order_by("pk").values_list("pk", flat=True)[0]
    loose = Issue.objects.filter(state="submitted", visibility="professionals").values_list("pk", flat=True)[0]
    offered = Escalation.objects.filter(state="offered").values_list("pk", flat=True)[0]
    accepted = Escalation.objects.filter(state="accepted").values_list("pk", flat=True)[0]
    if role == "":
        decision, outcome = Decision.objects.all()[0].pk, Outcome.objects.all()[0].pk
        community = Community.objects.all()[0].slug
        details = [
            f"/besluiten/{decision}/",
            f"/opbrengsten/{outcome}/",
            f"/communities/{community}/",
            "/bestaat-niet/",
        ]
        published = Bottleneck.objects.filter(published_at__isnull=False).values_list("pk", flat=True)[0]
        return [*PUBLIC, *KNOWLEDGE, *LISTS, *details, f"/knelpunten/{published}/", "/account/inloggen/", "/stijlgids/"]
    if role == "Professional: Marit":
        readable = Issue.objects.filter(visibility="professionals")
        asked = Feedback.objects.filter(asks=True, party__person__email="klantmanager@voorbeeld.nl")
        question = f"/opbrengsten/terugkoppeling/{asked.values_list('pk', flat=True)[0]}/oordeel/"
        own = ["/mijn-werk/", "/kwesties/mijn/", "/terugkoppeling/", "/profiel/", question]
        return [
            *own,
            "/kwesties/",
            "/kwesties/indienen/",
            "/intervisie/",
            "/intervisie/methoden/",
            "/intervisie/plannen/",
            *one_per_state(PeerSession.objects.values_list("pk", "state"), "intervisie"),
            *one_per_state(readable.values_list("pk", "state"), "kwesties"),
        ]
    if role == "Landelijke coördinator: Joris":
        forms = [f"/knelpunten/bundelen/?kwestie={loose}", f"/signalen/aanbieden/{first_open}/"]
        steps = step_pages() + left_over_pages()
        return [
            "/mijn-werk/",
            *forms,
            *one_per_state(Bottleneck.objects.values_list("pk", "state"), "knelpunten"),
            f"/knelpunten/{first_open}/geschiedenis/",
            f"/kwesties/{loose}/",
            *steps,
        ]
    if role == "Adviseur stelsel":
        decide = f"/besluiten/vastleggen/{accepted}/"
        return [
            "/mijn-werk/",
            "/signalen/",
            decide,
            f"/signalen/{offered}/",
            *one_per_state(Escalation.objects.values_list("pk", "state"), "signalen"),
        ]
    sampled = SampleQuestion.objects.filter(person__email="docent@voorbeeld.nl").order_by("-pk")
    others = {
        "Professional: Emre": [f"/opbrengsten/steekproef/{question.pk}/" for question in sampled[:2]],
        "Beheerder platform": ["/mail/niet-aangekomen/"],
        "Beheerder organisatie": ["/intervisie/organisatie/", "/organisatie/", "/profiel/"],
        "Communitytrekker": [
            *(
                f"/communities/achterhoek/{page}"
                for page in ("", "opgeleverd/", "leden/", "aanpassen/", "weggaan/", "intervisie/")
            ),
            *(f"/communities/intervisie/{pk}/openstellen/" for pk in planned_by_leader()),
            *(f"/bijeenkomsten/van/achterhoek/{page}" for page in ("", "plannen/", "datum-prikken/")),
            *meeting_pages(),
            *topic_pages(),
        ],
        "Regiocoördinator: Femke": ["/communities/werk-en-taal-twente/meedoen/"],
    }
    return ["/mijn-werk/", *others[role]]


def prepare() -> None:
    """Make what the demo does not show: an address that mail does not reach, and drafts, one of a step that is over."""
    Person.objects.filter(email="klantmanager@voorbeeld.nl").update(unreachable_since=timezone.now())
    joris = Person.objects.get(email="regio-landelijk@voorbeeld.nl")
    for page in step_pages()[:2] + left_over_pages():
        Draft.objects.create(
            person=joris, page=page, label="Opbrengst vastleggen", data={"text": "Half af"}, saved_at=timezone.now()
        )


def left_over_pages() -> list[str]:
    """Return the page of a step that can not be taken any more, and on which somebody wrote."""
    pk = Bottleneck.objects.filter(state="closed").order_by("pk").values_list("pk", flat=True)[0]
    return [reverse("outcomes:solve", args=[pk])]


def planned_by_leader() -> list[int]:
    """Return the session that the communitytrekker of the demo planned."""
    leader = {"role": "facilitator", "person__email": "communitytrekker@voorbeeld.nl"}
    return list(Participant.objects.filter(session__state="planned", **leader).values_list("session", flat=True))


def topic_pages() -> list[str]:
    """Return the pages of the conversation in the demo: the list, a topic, an answer, hiding, taking a file away."""
    post = Post.objects.filter(topic__community__slug="achterhoek").order_by("pk")[0]
    topic = f"/communities/achterhoek/gesprekken/{post.topic_id}/"
    away = f"{topic}bestand/{StoredFile.objects.order_by('pk')[0].pk}/weghalen/"
    return ["/communities/achterhoek/gesprekken/", f"{topic}?antwoord={post.pk}", f"{topic}{post.pk}/uit-beeld/", away]


def meeting_pages() -> list[str]:
    """Return the pages of the two meetings in the demo: the one to come and the one that was."""
    coming, past = Meeting.objects.filter(community__slug="achterhoek").order_by("-starts_at")
    pages = ("", "aanpassen/", "afzeggen/", "agenda/", "bord/", "nu/", "aan-tafel/", "rollen/")
    return [f"/bijeenkomsten/{coming.pk}/{page}" for page in pages] + [
        f"/bijeenkomsten/{past.pk}/",
        f"/bijeenkomsten/{past.pk}/verslag/",
        f"/bijeenkomsten/{past.pk}/aanwezig/",
        *(guest_path(guest) for guest in coming.guests.all()),
        *(f"/bijeenkomsten/actie/{pk}/" for pk in past.tasks.values_list("pk", flat=True)[:1]),
    ]


def step_pages() -> list[str]:
    """Return the pages on which the linking level takes a step with an open bottleneck."""
    pk = Bottleneck.objects.filter(state="open").order_by("pk").values_list("pk", flat=True)[0]
    return [reverse(name, args=[pk]) for name in ("outcomes:solve", "outcomes:agree", "bottlenecks:report")]


@pytest.mark.browser
@pytest.mark.shared
@pytest.mark.parametrize(
    "roles",
    [
        ["", "Beheerder organisatie", "Beheerder platform"],
        ["Professional: Marit", "Professional: Emre", "Adviseur stelsel"],
        ["Landelijke coördinator: Joris"],
        ["Communitytrekker", "Regiocoördinator: Femke"],
    ],
    ids=["public", "practice and system", "linking", "communities"],
)
def test_axe_finds_nothing(browser: Browser, site: Site, roles: list[str]) -> None:
    """Look at all pages as each role, narrow and wide, light and dark; report everything at once."""
    found: list[str] = []
    prepare()
    for role in roles:
        addresses = pages_of(role)
        context = browser.new_context(reduced_motion="reduce")
        page = site.sign_in(context, role) if role else context.new_page()
        page.on("console", partial(listen, found))
        for address in addresses:
            found += look_at(page, f"{site.address}{address}", f"{role or 'bezoeker'}: {address}")
        context.close()
    wrong = [line for line in found if not ("console" in line and "404" in line)]
    assert not wrong, "\n".join(wrong)


def listen(found: list[str], message: ConsoleMessage) -> None:
    """Note what the console says is wrong."""
    if message.type == "error":
        found.append(f"console: {message.text}")


def look_at(page: Page, url: str, where: str) -> list[str]:
    """Return what is wrong with this page, in words."""
    page.set_viewport_size({"width": 320, "height": 800})
    answer = page.goto(url)
    if answer is None or answer.status != (404 if "bestaat-niet/" in url else 200):
        return [f"{where} gave {answer and answer.status}"]
    found: list[str] = []
    page.evaluate(AXE)
    for width, scheme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            found.append(f"{where} {width} {scheme}: scrolls {wide} px sideways")
        # Only colours depend on light or dark, so the two mixed looks check those alone.
        rules = RULES if (width, scheme) in LOOKS[:2] else CONTRAST
        for violation in page.evaluate("rules => axe.run(document, rules)", rules)["violations"]:
            nodes = "; ".join(node["html"][:120] for node in violation["nodes"][:3])
            found.append(f"{where} {width} {scheme}: {violation['id']}: {nodes}")
    return found
