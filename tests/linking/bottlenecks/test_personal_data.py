"""Everything that is written at a bottleneck is looked at for personal data of newcomers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks.models import ActionPoint, Bundling
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from tests.cast import Cast

PERSON = "Dit gaat over mevrouw Haddad."
RARE = "Een Oegandese vrouw in Borculo wacht al een jaar."
Attempt = tuple[str, str, dict[str, Any], str]
"""Who writes, on which page, what else is filled in, and in which field the words stand."""

EDIT = {"title": "Titel", "summary": "Samenvatting", "meaning": "Betekenis"}


@pytest.mark.parametrize(
    "attempt",
    [
        ("frank", "aanpassen/", EDIT, "title"),
        ("frank", "aanpassen/", EDIT, "summary"),
        ("frank", "aanpassen/", EDIT, "meaning"),
        ("frank", "stand-van-zaken/", {}, "text"),
        ("frank", "acties/", {"who": "regiocoördinator", "due_on": "2100-01-01"}, "text"),
        ("frank", "acties/", {"text": "Bellen", "due_on": "2100-01-01"}, "who"),
        ("erin", "ervaringen/", {}, "text"),
    ],
)
@pytest.mark.parametrize(("told", "why"), [(PERSON, "“Haddad” (naam)"), (RARE, "“Oegandese” en “Borculo”")])
def test_a_text_about_one_person_is_not_shared(cast: Cast, attempt: Attempt, told: str, why: str) -> None:
    who, path, words, field = attempt
    bottleneck = bundle_some(cast)
    told_before = Feedback.objects.count()
    given = words | {"version": bottleneck.version, field: told}
    answer = cast.client(who).post(f"/knelpunten/{bottleneck.pk}/{path}", given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert why in page
    assert told in page
    assert 'name="confirmed"' in page
    bottleneck.refresh_from_db()
    assert bottleneck.title == "Verhuizing legt het plan stil"
    assert Feedback.objects.count() == told_before
    assert not bottleneck.voices.exists()
    assert not ActionPoint.objects.exists()


def test_undoing_a_bundling_says_nothing_of_one_person(cast: Cast) -> None:
    bundle_some(cast)
    bundling = Bundling.objects.earliest("pk")
    path = f"/knelpunten/bundeling/{bundling.pk}/losmaken/"
    client = cast.client("frank")
    assert client.post(path, {"reason": PERSON}).status_code == 422
    assert Bundling.objects.filter(until=None).count() == 2
    assert client.post(path, {"reason": PERSON, "confirmed": "on"}).status_code == 302


def test_the_tick_goes_along_through_the_preview(cast: Cast) -> None:
    bottleneck = bundle_some(cast, at=timezone.now())
    client, path = cast.client("frank"), f"/knelpunten/{bottleneck.pk}/stand-van-zaken/"
    words = {"version": bottleneck.version, "text": PERSON, "confirmed": "on"}
    page = client.post(path, words).content.decode()
    assert "Dit lezen zij" in page
    assert '<input type="hidden" name="confirmed" value="True"' in page
    assert client.post(path, words | {"confirmed": "True", "stap": "versturen"}).status_code == 302
    assert Feedback.objects.filter(text__contains="Haddad").count() == 2
