from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from leerlus.practice.issues import actions, queries
from leerlus.practice.issues.models import Issue
from tests.cast import NOW, raise_one
from tests.practice.issues.conftest import text_of

if TYPE_CHECKING:
    from tests.cast import Cast

LIST = "/kwesties/"


def titles(cast: Cast, reader: str | None = "alice", **asked: str) -> list[str]:
    """Return the titles on the list, in order."""
    return [row.title for row in cast.client(reader).get(LIST, asked).context["rows"]]


def test_a_row_says_what_it_is_about_where_it_lies_and_who_recognises_it(cast: Cast) -> None:
    issue = raise_one(cast, "bob", title="Bobs kwestie")
    Issue.objects.filter(pk=issue.pk).update(fictional=True)
    for reader in ("heidi", "erin"):
        actions.recognise(issue_id=issue.pk, by=cast.actor(reader), at=NOW)
    text = text_of(cast.client("alice").get(LIST))
    assert "Bobs kwestie fictief Plan inburgering en participatie · Gemeente, regio Twente" in text
    assert "Ingediend 2 november 2 organisaties" in text
    assert "Enschede" not in text
    assert "Bob " not in text


def test_colleagues_read_the_name_of_their_own_organisation(cast: Cast) -> None:
    raise_one(cast, "alice")
    assert "Gemeente Bronckhorst" in text_of(cast.client("grace").get(LIST))
    assert "Bronckhorst" not in text_of(cast.client("heidi").get(LIST))


def test_the_list_shows_only_what_one_may_read(cast: Cast) -> None:
    raise_one(cast, "bob", title="Van de regio", visibility="region")
    raise_one(cast, "bob", title="Van professionals")
    raise_one(cast, "bob", title="Van iedereen", visibility="public")
    assert titles(cast, None) == ["Van iedereen"]
    assert titles(cast, "alice") == ["Van iedereen", "Van professionals"]
    assert titles(cast, "carol") == ["Van iedereen", "Van professionals"]
    assert titles(cast, "bob") == titles(cast, "frank") == ["Van iedereen", "Van professionals", "Van de regio"]


def test_the_list_can_be_narrowed(cast: Cast) -> None:
    raise_one(cast, "bob", title="Een", theme="ontzorgen")
    two = raise_one(cast, "alice", title="Twee")
    raise_one(cast, "heidi", title="Drie", question="Mag een praktijkleerling dit?")
    actions.respond(issue_id=two.pk, text="Dank", by=cast.actor("frank"), at=NOW)
    assert titles(cast, thema="ontzorgen") == ["Een"]
    assert titles(cast, regio="AM09") == ["Drie", "Twee"]
    assert titles(cast, stand="responded") == ["Twee"]
    assert titles(cast, q="praktijkleerling") == ["Drie"]
    assert titles(cast, q="verhuist beide") == ["Drie", "Twee", "Een"]
    assert titles(cast, q="verhuist onvindbaar") == []
    assert titles(cast, toon="regio") == ["Drie", "Twee"]
    assert titles(cast, toon="mijn") == ["Twee"]
    assert titles(cast, regio="AM09", stand="submitted", q="drie") == ["Drie"]


def test_what_one_recognises_and_follows(cast: Cast) -> None:
    one, two = raise_one(cast, "bob", title="Een"), raise_one(cast, "bob", title="Twee")
    actions.recognise(issue_id=one.pk, by=cast.actor("alice"), at=NOW)
    actions.follow(issue_id=two.pk, by=cast.actor("alice"), at=NOW)
    assert titles(cast, toon="herkend") == ["Een"]
    assert titles(cast, toon="gevolgd") == ["Twee"]
    actions.leave(issue_id=one.pk, by=cast.actor("alice"), at=NOW)
    assert titles(cast, toon="herkend") == []


def test_the_order_can_be_chosen(cast: Cast) -> None:
    old = raise_one(cast, "bob", title="Oud", at=NOW - timedelta(days=30))
    middle = raise_one(cast, "bob", title="Midden", at=NOW - timedelta(days=20))
    raise_one(cast, "bob", title="Nieuw")
    actions.recognise(issue_id=middle.pk, by=cast.actor("alice"), at=NOW)
    actions.recognise(issue_id=middle.pk, by=cast.actor("heidi"), at=NOW)
    actions.recognise(issue_id=old.pk, by=cast.actor("heidi"), at=NOW)
    assert titles(cast) == ["Nieuw", "Midden", "Oud"]
    assert titles(cast, volgorde="herkend") == ["Midden", "Oud"]
    actions.withdraw(issue_id=Issue.objects.get(title="Nieuw").pk, reason="x", by=cast.actor("bob"), at=NOW)
    assert titles(cast, volgorde="langst-open") == ["Oud", "Midden"]


@pytest.mark.parametrize(
    "asked",
    [
        {"thema": "bestaat-niet"},
        {"regio": "x' OR 1"},
        {"stand": "weg"},
        {"toon": "alles"},
        {"volgorde": "achterstevoren"},
        {"pagina": "-3"},
        {"pagina": "laatste"},
        {"q": "\x00\u202e"},
        {"q": "a" * 5000},
        {"onbekend": "1"},
    ],
)
def test_a_wrong_wish_counts_as_none(cast: Cast, asked: dict[str, str]) -> None:
    raise_one(cast, "bob", title="Een")
    assert titles(cast, **asked) == ["Een"]


def test_signs_of_the_database_are_ordinary_words(cast: Cast) -> None:
    raise_one(cast, "bob", title="Een")
    raise_one(cast, "bob", title="Honderd % zeker")
    assert titles(cast, q="%") == ["Honderd % zeker"]


def test_a_visitor_has_no_list_of_their_own(cast: Cast) -> None:
    raise_one(cast, "bob", title="Een", visibility="public")
    assert titles(cast, None, toon="mijn") == ["Een"]
    assert "Kwestie indienen" not in text_of(cast.client().get(LIST))


@pytest.mark.parametrize(
    ("reader", "asked", "sentence"),
    [
        ("alice", {}, "Een kwestie is iets uit uw werk dat niet duidelijk is"),
        ("dave", {}, "Professionals kiezen zelf wie hun kwestie mag lezen."),
        (None, {}, "Log in om ook de andere te zien."),
        ("alice", {"q": "zeldzaam"}, "Staat uw vraag er niet bij? Dien haar dan zelf in."),
    ],
)
def test_an_empty_list_teaches(cast: Cast, reader: str | None, asked: dict[str, str], sentence: str) -> None:
    assert sentence in text_of(cast.client(reader).get(LIST, asked))


def test_there_are_25_on_a_page_and_the_wishes_stay(cast: Cast) -> None:
    for _ in range(26):
        raise_one(cast, "bob", title="Een")
    page = cast.client("alice").get(LIST, {"q": "een"})
    assert len(page.context["rows"]) == 25
    assert "?q=een&amp;pagina=2" in page.content.decode()
    assert len(titles(cast, q="een", pagina="2")) == 1


def test_counting_stops_where_nobody_leafs_any_more(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("leerlus.practice.issues.queries.listing.MOST", 30)
    for _ in range(40):
        raise_one(cast, "bob", title="Een")
    page = cast.client("alice").get(LIST)
    assert page.context["page"].paginator.num_pages == 2
    assert "Dit zijn de eerste 30 kwesties." in text_of(page)


def test_the_list_asks_as_much_for_many_rows_as_for_few(cast: Cast) -> None:
    counts = []
    client = cast.client("alice")
    client.get(LIST)  # the regions and the themes are in memory from now on
    for _ in range(2):
        for _ in range(10):
            issue = raise_one(cast, "bob")
            actions.recognise(issue_id=issue.pk, by=cast.actor("heidi"), at=NOW)
        for asked in ({}, {"volgorde": "herkend", "toon": "regio", "q": "plan"}):
            with CaptureQueriesContext(connection) as queried:
                client.get(LIST, asked)
            counts.append(len(queried))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 15


def test_a_reader_without_a_name_finds_nothing_of_people_who_left(cast: Cast) -> None:
    issue = raise_one(cast, "bob", visibility="public")
    issue.parties.update(person=None)
    nobody = queries.list_issues(cast.actor("alice").__class__(), queries.Wishes(show="mijn"))
    assert not nobody.exists()
