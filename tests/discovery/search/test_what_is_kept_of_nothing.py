"""What was not found is kept for the editors: the words only, seen on enough days, wiped in the end."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.discovery.search.actions import note_missed, wipe_missed
from leerlus.discovery.search.models import Missed
from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant

if TYPE_CHECKING:
    from tests.cast import Cast

PAGE = "/zoeken/niet-gevonden/"


@pytest.fixture
def editor(cast: Cast) -> str:
    RoleGrant.objects.create(
        person=cast.people["carol"],
        organisation=cast.organisations["divosa"],
        role=Role.KNOWLEDGE_EDITOR,
        since=timezone.localdate() - timedelta(days=9),
    )
    return "carol"


def miss(words: str, days: int) -> None:
    for back in range(days, 0, -1):
        note_missed(words, at=timezone.now() - timedelta(days=back))


def test_an_editor_reads_words_that_were_missed_on_three_days(cast: Cast, editor: str) -> None:
    miss("Olifantenpaadje", 3)
    miss("eenmalig", 2)
    page = cast.client(editor).get(PAGE).content.decode()
    assert "olifantenpaadje" in page
    assert "eenmalig" not in page
    assert cast.client(editor).get("/zoeken/").content.decode().count(PAGE) == 1


def test_others_do_not_read_it(cast: Cast) -> None:
    assert cast.client("alice").get(PAGE).status_code == 404
    assert cast.client().get(PAGE).status_code == 302


def test_asking_in_vain_counts_once_a_day(cast: Cast) -> None:
    for _ in range(3):
        cast.client("alice").get("/zoeken/", {"q": "olifantenpaadje"})
        cast.client().get("/zoeken/", {"q": "  OLIFANTENPAADJE "})
    assert Missed.objects.values_list("words", "days").get() == ("olifantenpaadje", 1)


def test_looking_with_choices_is_no_miss(cast: Cast) -> None:
    cast.client().get("/zoeken/", {"q": "olifantenpaadje", "soort": "kwestie"})
    assert not Missed.objects.exists()


@pytest.mark.parametrize("words", ["mevrouw Haddad", "06-12345678", "jan@voorbeeld.nl", "dossier 4471", "x" * 150])
def test_what_may_be_personal_is_not_kept(cast: Cast, words: str) -> None:
    cast.client("alice").get("/zoeken/", {"q": words})
    assert not Missed.objects.exists()


def test_what_nobody_asks_for_any_more_is_wiped(db: None) -> None:
    note_missed("olifantenpaadje", at=timezone.now() - timedelta(days=200))
    note_missed("sneeuwschuiver", at=timezone.now())
    assert wipe_missed(timezone.now()) == 1
    assert Missed.objects.get().words == "sneeuwschuiver"
