"""What is added to an issue is looked at for personal data, also for words that are rare together."""

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from leerlus.practice.issues.models import Contribution, Draft, Feedback, Issue, Party
from tests.cast import raise_one
from tests.practice.issues.conftest import text_of, words

if TYPE_CHECKING:
    from tests.cast import Cast

PERSON = "Dit gaat over mevrouw Haddad."
RARE = "Een alleenstaande moeder met vijf kinderen uit Eritrea woont in Vorden."

Attempt = tuple[str, str, dict[str, Any], str]
"""Who writes, in which step, what else is filled in, and in which field the words stand."""


@pytest.mark.parametrize(
    "attempt",
    [
        ("bob", "recognise", {}, "context"),
        ("bob", "contribute", {}, "text"),
        ("carol", "respond", {}, "text"),
        ("carol", "answer", {"change": "U belt eerst."}, "text"),
        ("carol", "answer", {"text": "Bel eerst."}, "change"),
        ("alice", "withdraw", {}, "reason"),
    ],
)
@pytest.mark.parametrize(("told", "what"), [(PERSON, "“Haddad” (naam)"), (RARE, "“Eritrea” en “Vorden”")])
def test_a_text_about_one_person_waits_for_a_tick(cast: Cast, attempt: Attempt, told: str, what: str) -> None:
    who, step, given, field = attempt
    issue = raise_one(cast, "alice")
    before = Feedback.objects.count()
    client, address = cast.client(who), reverse(f"issues:{step}", args=[issue.pk])
    sent = given | {"version": issue.version, field: told}
    answer = client.post(address, sent)
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert what in page
    assert told in page
    assert 'name="confirmed"' in page
    assert Party.objects.count() == 1
    assert not Contribution.objects.exists()
    assert Feedback.objects.count() == before
    assert client.post(address, sent | {"confirmed": "on"}).status_code == 302


def test_a_rare_combination_is_marked_before_an_issue_is_raised(cast: Cast) -> None:
    client = cast.client("alice")
    client.post(
        reverse("issues:raise"),
        words(title="Moeder van zes mist de les", situation="Zij komt uit Jemen. Zij woont in Vorden."),
    )
    address = reverse("issues:check", args=[Draft.objects.latest("pk").pk])
    page = client.get(address)
    content = page.content.decode()
    assert "<mark>Moeder van zes</mark>" in content
    assert "<mark>Vorden</mark>" in content
    shown = text_of(page)
    assert shown.count("mogelijk een zeldzame combinatie") == 1
    assert "Maar gezin, herkomst en plaats samen passen bij maar een paar mensen in een regio" in shown
    assert "Schrijf het algemener, bijvoorbeeld “een groot gezin”, “uit het Midden-Oosten” of “in onze regio”" in shown
    seen = page.context["seen"]
    assert client.post(address, {"gezien": seen}).status_code == 422
    assert not Issue.objects.exists()
    assert client.post(address, {"gezien": seen, "bevestigd": "ja"}).status_code == 302
