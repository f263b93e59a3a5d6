from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.knowledge.answers.scene import make_scene

if TYPE_CHECKING:
    from tests.cast import Cast

EDITING = {"/vragen/redactie/", "/nieuwsbrief/redactie/", "/redactie/", "/zoeken/niet-gevonden/"}


@pytest.fixture
def cast(db: None) -> Cast:
    return make_scene().cast


def links_on_the_desk(cast: Cast, name: str) -> set[str]:
    return set(re.findall(r'href="(/[^"#?]+)"', cast.client(name).get("/mijn-werk/").content.decode()))


def test_an_editor_finds_all_work_on_knowledge_and_the_newsletter_on_the_desk(cast: Cast) -> None:
    assert links_on_the_desk(cast, "frank") >= EDITING
    assert {cast.client("frank").get(address).status_code for address in EDITING} == {200}


@pytest.mark.parametrize("name", ["alice", "carol", "dave", "victor"])
def test_nobody_else_is_sent_there(cast: Cast, name: str) -> None:
    assert not links_on_the_desk(cast, name) & EDITING


def test_a_reviewer_without_work_reads_where_it_will_come_from(cast: Cast) -> None:
    page = cast.client("victor").get("/mijn-werk/").content.decode()
    assert "als er een tekst te schrijven of te beoordelen is" in page
    assert "/vragen/beoordelen/" in links_on_the_desk(cast, "victor")
