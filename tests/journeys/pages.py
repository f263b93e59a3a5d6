"""The addresses that the browser looks at, per kind of reader; chosen in the demo so that every state is seen."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.newsletter.models import Letter, Subscriber
from leerlus.discovery.newsletter.notify import personal_token
from leerlus.files.models import StoredFile
from leerlus.knowledge.answers.models import ApprovalLink, Publication, ReaderQuestion, ReviewRound
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.communities.models import Community, Post
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.notify import guest_path
from leerlus.linking.outcomes.models import Outcome, SampleQuestion
from leerlus.people.models import Organisation, Person
from leerlus.people.queries import hash_token
from leerlus.practice.issues.models import Draft, Feedback, Issue
from leerlus.practice.peer_sessions.models import Participant, PeerSession
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation

if TYPE_CHECKING:
    from collections.abc import Iterable


PUBLIC = ["/", "/zo-werkt-het/", "/themas/", "/themas/pip/", "/lusklok/", "/toegankelijkheid/", "/privacy/"]
SEARCH = ["/zoeken/", "/zoeken/?q=leerbaarheidstoest&soort=knelpunt", "/zoeken/?q=olifantenpaadje"]
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
EDITING = ["/redactie/", "/redactie/tijdlijn/", "/redactie/tijdlijn/add/", "/redactie/hulpmiddelen/add/"]
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
            *newsletter_pages(),
        ]
        published = Bottleneck.objects.filter(published_at__isnull=False).values_list("pk", flat=True)[0]
        return [
            *PUBLIC,
            *SEARCH,
            *KNOWLEDGE,
            *LISTS,
            *answer_pages(),
            *details,
            f"/knelpunten/{published}/",
            "/account/inloggen/",
            "/stijlgids/",
        ]
    if role == "Professional: Marit":
        readable = Issue.objects.filter(visibility="professionals")
        asked = Feedback.objects.filter(asks=True, party__person__email="klantmanager@voorbeeld.nl")
        question = f"/opbrengsten/terugkoppeling/{asked.values_list('pk', flat=True)[0]}/oordeel/"
        own = ["/mijn-werk/", "/vragen/bewaard/", "/kwesties/mijn/", "/terugkoppeling/", "/profiel/", question]
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
        "Kennisredacteur": [*editor_pages(), *letter_pages(), *EDITING],
        "Beoordelaar: Rashid": reviewer_pages(),
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


def newsletter_pages() -> list[str]:
    """Return the pages of the newsletter that need no account."""
    token = personal_token(Subscriber.objects.order_by("pk")[0].pk)
    pages = ("", f"keuzes/{token}/", f"afmelden/{token}/", "archief/", f"archief/{Letter.objects.out()[0].pk}/")
    return [f"/nieuwsbrief/{page}" for page in pages]


def letter_pages() -> list[str]:
    """Return the pages on which an editor makes the newsletter."""
    draft, sent = Letter.objects.get(state="draft"), Letter.objects.out()[0]
    block = draft.blocks.all()[0].pk
    of_draft = [f"{draft.pk}/{page}" for page in ("", f"blok/{block}/", "voorbeeld/", "versturen/")]
    return [f"/nieuwsbrief/redactie/{page}" for page in ("", f"{sent.pk}/", *of_draft)]


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


def answer_pages() -> list[str]:
    """Return the pages of answers that everybody reads: each with something else to say."""
    changed, stale, gone = (
        Publication.objects.filter(**which).values_list("answer_id", flat=True)[0]
        for which in ({"number": 2}, {"question__startswith": "Tot wanneer"}, {"ending": "withdrawn"})
    )
    then = f"/vragen/{changed}-x/?gezegd=2024-03-01&geval=2022-06-01"
    return [
        "/vragen/",
        then,
        f"/vragen/{stale}-x/",
        f"/vragen/{gone}-x/",
        f"/vragen/{changed}/versies/",
        "/vragen/stellen/",
    ]


def editor_pages() -> list[str]:
    """Return the pages on which an editor works on answers."""
    running = ReviewRound.objects.filter(state="open").values_list("answer_id", flat=True)[0]
    asked = ReaderQuestion.objects.filter(state="waiting").values_list("pk", flat=True)[0]
    return ["/vragen/redactie/", f"/vragen/redactie/{running}/", f"/vragen/redactie/vraag/{asked}/"]


def reviewer_pages() -> list[str]:
    """Return the pages on which a reviewer, or somebody with a link, reads one text and says something of it."""
    review = ReviewRound.objects.get(state="open")
    token = "een-link-om-naar-te-kijken"
    ApprovalLink.objects.get_or_create(
        token_hash=hash_token(token),
        defaults={
            "review": review,
            "organisation": Organisation.objects.get(kind="divosa"),
            "content_hash": review.content_hash,
            "made_by": "beoordelaar, Divosa",
            "made_at": timezone.now(),
            "expires_at": timezone.now() + timedelta(days=1),
        },
    )
    at = f"/vragen/beoordelen/{review.pk}/"
    return [
        "/vragen/beoordelen/",
        "/vragen/beoordelen/vervanging/",
        at,
        f"{at}goedkeuren/",
        f"/vragen/goedkeuren/{token}/",
    ]


def step_pages() -> list[str]:
    """Return the pages on which the linking level takes a step with an open bottleneck."""
    pk = Bottleneck.objects.filter(state="open").order_by("pk").values_list("pk", flat=True)[0]
    return [reverse(name, args=[pk]) for name in ("outcomes:solve", "outcomes:agree", "bottlenecks:report")]
