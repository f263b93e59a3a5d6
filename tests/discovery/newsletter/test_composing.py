"""An editor makes a letter from what happened, and lets it go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.models import Block, Letter
from leerlus.knowledge.tools.actions import load_tools
from leerlus.knowledge.tools.models import Tool
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes.models import Outcome
from leerlus.people.models import Theme
from leerlus.people.reference import read_themes
from tests.cast import NOW, Cast, bundle_some
from tests.discovery.newsletter.letters import let_go, letter, subscriber

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

MOST_QUERIES = 15


def outcome(cast: Cast, *, published: bool) -> Outcome:
    """Return an outcome of a bottleneck that everybody may read, or not."""
    bottleneck = bundle_some(cast, title="Openbaar" if published else "Besloten")
    Bottleneck.objects.filter(pk=bottleneck.pk).update(published_at=NOW if published else None)
    return Outcome.objects.create(
        bottleneck=bottleneck,
        kind=Outcome.Kind.ANSWER,
        title=f"Opbrengst van {bottleneck.title}",
        text="Zo doen wij het.",
        change="U hoeft niet meer te wachten.",
        effective_on=NOW.date(),
        cause=bottleneck.pk,
        by_label="landelijke coördinator, Divosa",
        at=timezone.now() - timedelta(days=1),
    )


@pytest.mark.django_db
def test_a_letter_begins_with_what_everybody_may_read(cast: Cast) -> None:
    public = outcome(cast, published=True)
    outcome(cast, published=False)
    client = cast.client("ivan")
    page = client.post("/nieuwsbrief/redactie/nieuw/", follow=True)
    assert list(Block.objects.values_list("source", "theme")) == [(f"outcome:{public.pk}", "pip")]
    assert "Opbrengst van Openbaar" in page.content.decode()
    client.post("/nieuwsbrief/redactie/nieuw/")
    assert Letter.objects.count() == 1, "what is in the making is continued"


@pytest.mark.django_db
def test_gathering_again_brings_only_what_is_new(cast: Cast) -> None:
    outcome(cast, published=True)
    by = cast.actor("ivan")
    made = actions.start_letter(by=by, at=timezone.now())
    block = made.blocks.get()
    actions.leave_out(block_id=block.pk, version=made.version, left_out=True, by=by, at=timezone.now())
    made.refresh_from_db()
    assert actions.gather(letter_id=made.pk, version=made.version, by=by, at=timezone.now()) == 0
    assert made.blocks.get().left_out, "what was left out stays so"


@pytest.mark.django_db
def test_only_an_editor_comes_in(cast: Cast) -> None:
    made = letter(cast)
    for path in ("", f"{made.pk}/", f"{made.pk}/versturen/", f"{made.pk}/voorbeeld/mail/"):
        assert cast.client("frank").get(f"/nieuwsbrief/redactie/{path}").status_code == 404
        assert "/account/inloggen/" in cast.client().get(f"/nieuwsbrief/redactie/{path}").headers["Location"]
    assert cast.client("frank").post(f"/nieuwsbrief/redactie/{made.pk}/proef/").status_code == 403


@pytest.mark.django_db
def test_blocks_move_and_are_left_out_by_buttons(cast: Cast) -> None:
    made = letter(cast, [("Een", "", ""), ("Twee", "", ""), ("Drie", "", "")])
    client = cast.client("ivan")
    three = made.blocks.get(title="Drie")
    path = f"/nieuwsbrief/redactie/{made.pk}/blok/{three.pk}/"
    answer = client.post(f"{path}plaats/", {"version": made.version, "naar": "up"})
    assert answer.headers["Location"].endswith(f"#blok-{three.pk}")
    assert [block.title for block in made.blocks.all()] == ["Een", "Drie", "Twee"]
    stale = client.post(f"{path}plaats/", {"version": made.version, "naar": "up"}, follow=True)
    assert "door iemand anders veranderd" in stale.content.decode()
    assert [block.title for block in made.blocks.all()] == ["Een", "Drie", "Twee"]
    client.post(f"{path}mee/", {"version": made.version + 1, "mee": "nee"})
    assert "Drie" not in client.get(f"/nieuwsbrief/redactie/{made.pk}/voorbeeld/mail/").content.decode()


@pytest.mark.django_db
def test_an_own_text_and_a_change_say_what_they_are(cast: Cast) -> None:
    made = letter(cast)
    client, path = cast.client("ivan"), f"/nieuwsbrief/redactie/{made.pk}/"
    new = client.get(f"{path}tekst/").content.decode()
    assert "<h1>Eigen tekst toevoegen</h1>" in new
    changed = client.get(f"{path}blok/{made.blocks.all()[0].pk}/").content.decode()
    assert "<h1>Blok aanpassen</h1>" in changed


@pytest.mark.django_db
def test_two_editors_at_once_lose_no_words(cast: Cast) -> None:
    made = letter(cast)
    client = cast.client("ivan")
    path = f"/nieuwsbrief/redactie/{made.pk}/"
    client.post(path, {"version": made.version, "subject": "Van de eerste", "intro": ""})
    answer = client.post(path, {"version": made.version, "subject": "Van de tweede", "intro": "Mijn zin"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Mijn zin" in text
    assert "Onderwerp: Van de eerste" in text
    assert f'name="version" value="{made.version + 1}"' in text
    assert Letter.objects.get().subject == "Van de eerste"


@pytest.mark.django_db
def test_a_text_is_looked_at_and_leads_to_our_own_pages(cast: Cast) -> None:
    made = letter(cast)
    client = cast.client("ivan")
    words = {"version": made.version, "title": "Kop", "text": "Bel mevrouw Haddad op 06-12345678."}
    answer = client.post(f"/nieuwsbrief/redactie/{made.pk}/tekst/", words | {"url": "//elders.example/"})
    assert answer.status_code == 422
    assert "“Haddad” (naam)" in answer.content.decode()
    assert "Begin met een schuine streep" in answer.content.decode()
    client.post(f"/nieuwsbrief/redactie/{made.pk}/tekst/", words | {"text": "Goed nieuws.", "url": "/themas/"})
    assert made.blocks.get(title="Kop").url == "/themas/"


@pytest.mark.django_db
def test_a_test_mail_goes_to_who_asks(cast: Cast) -> None:
    made = letter(cast, [("Voor een regio", "", "AM05")])
    cast.client("ivan").post(f"/nieuwsbrief/redactie/{made.pk}/proef/")
    assert mail.outbox[0].to == ["ivan@voorbeeld.test"]
    assert mail.outbox[0].subject == "Proef: Dit is er gebeurd"
    assert "Voor een regio" in mail.outbox[0].body


@pytest.mark.django_db
def test_sending_asks_once_and_can_be_taken_back_until_it_starts(cast: Cast) -> None:
    made = letter(cast, [("Voor Twente", "", "AM05")])
    subscriber("twente@voorbeeld.test", regions="AM05")
    subscriber("achterhoek@voorbeeld.test", regions="AM09")
    client = cast.client("ivan")
    path = f"/nieuwsbrief/redactie/{made.pk}/"
    page = client.get(f"{path}versturen/").content.decode()
    assert "Versturen naar 1 adres" in page
    assert "Voor 1 adres zit er niets bij" in page
    assert "Ongedaan maken" in client.post(f"{path}versturen/", {"version": made.version}, follow=True).content.decode()
    assert client.post(f"{path}versturen/", {"version": made.version + 1}).status_code == 409, "pressed twice"
    client.post(f"{path}terughalen/")
    made.refresh_from_db()
    assert made.state == "draft"
    let_go(cast, made)
    late = client.post(f"{path}terughalen/", follow=True).content.decode()
    assert "kan nu niet" in late
    assert made.deliveries.count() == 1
    names = Event.objects.filter(subject="letter").order_by("pk").values_list("name", flat=True)
    assert list(names) == ["send", "take_back", "send", "start"]


@pytest.mark.django_db
def test_an_empty_letter_does_not_go(cast: Cast) -> None:
    made = letter(cast, [])
    answer = cast.client("ivan").post(f"/nieuwsbrief/redactie/{made.pk}/versturen/", {"version": made.version})
    assert "Er staat nog niets in de nieuwsbrief" in answer.content.decode()


@pytest.mark.django_db
def test_the_archive_and_the_feed_show_what_went(cast: Cast) -> None:
    made = letter(cast, [("Voor Twente", "", "AM05")])
    visitor = cast.client()
    assert visitor.get(f"/nieuwsbrief/archief/{made.pk}/").status_code == 404, "a draft is for the editors"
    let_go(cast, made)
    assert "Tekst van Voor Twente." in visitor.get(f"/nieuwsbrief/archief/{made.pk}/").content.decode()
    assert "Dit is er gebeurd" in visitor.get("/nieuwsbrief/archief/").content.decode()
    feed = visitor.get("/nieuwsbrief/archief/atom.xml")
    assert feed.headers["Content-Type"].startswith("application/atom+xml")
    text = feed.content.decode()
    assert f"<id>http://localhost:8000/nieuwsbrief/archief/{made.pk}/</id>" in text
    assert "<updated>" in text
    assert "<author><name>" in text


@pytest.mark.django_db
def test_who_goes_on_to_sending_loses_nothing_that_was_typed(cast: Cast) -> None:
    made, editor = letter(cast), cast.client("ivan")
    typed = {"version": made.version, "subject": "Nieuw onderwerp", "intro": "Dag lezer", "verder": "versturen"}
    page = editor.post(f"/nieuwsbrief/redactie/{made.pk}/", typed, follow=True)
    assert "“Nieuw onderwerp” gaat naar" in page.content.decode()
    made.refresh_from_db()
    assert (made.subject, made.intro) == ("Nieuw onderwerp", "Dag lezer")


@pytest.mark.django_db
def test_a_tool_that_an_editor_added_is_news_and_what_was_there_from_the_start_is_not(cast: Cast) -> None:
    themes = (Theme(slug=each.slug, name=each.name, position=each.position) for each in read_themes())
    Theme.objects.bulk_create(themes, ignore_conflicts=True)
    load_tools()
    tool = Tool.objects.create(
        slug="kaart", title="Stappenkaart", summary="Op één kaart.", maker="Bronckhorst", url="https://voorbeeld.test/"
    )
    tool.themes.set([Theme.objects.get(pk="pip")])
    cast.client("ivan").post("/nieuwsbrief/redactie/nieuw/")
    found = Block.objects.filter(kind="tool").values_list("source", "title", "text", "url", "theme")
    assert list(found) == [(f"tool:{tool.pk}", "Stappenkaart", "Op één kaart.", "/hulpmiddelen/kaart/", "pip")]
    assert Block.objects.exclude(kind="tool").count() == 0


@pytest.mark.django_db
def test_pages_ask_little_of_the_database(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    made = letter(cast, [(f"Blok {number}", "pip", "AM05") for number in range(20)])
    editor = cast.client("ivan")
    for path in ("", f"{made.pk}/", f"{made.pk}/voorbeeld/", f"{made.pk}/voorbeeld/mail/", f"{made.pk}/versturen/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert editor.get(f"/nieuwsbrief/redactie/{path}").status_code == 200
    let_go(cast, made)
    for path in ("", "archief/", f"archief/{made.pk}/", "archief/atom.xml"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert cast.client().get(f"/nieuwsbrief/{path}").status_code == 200
