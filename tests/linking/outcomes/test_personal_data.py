"""Outcomes, agreements, reasons and answers are looked at for personal data of newcomers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.models import Outcome
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

PERSON = "Dit gaat over mevrouw Haddad."
TEXT = {"title": "Bel eerst", "text": "Bel de vorige gemeente.", "change": "U belt eerst."}
SOLVE = TEXT | {"kind": "guide", "meaning": "Men wacht niet meer."}
AGREE = TEXT | {"ends_on": "2100-01-01"}


def solved(cast: Cast) -> Bottleneck:
    """Return a bottleneck with an outcome."""
    bottleneck = bundle_some(cast, 3, meaning="m", at=timezone.now())
    text = actions.OutcomeText(title="Bel eerst", text="Bel.", change="U belt.")
    actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=cast.actor("frank"), at=timezone.now())
    bottleneck.refresh_from_db()
    return bottleneck


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [("vastleggen", SOLVE, field) for field in ("title", "text", "change", "meaning")]
    + [("tijdelijke-afspraak", AGREE, field) for field in ("title", "text", "change")],
)
def test_an_outcome_about_one_person_gets_no_preview(cast: Cast, path: str, words: dict[str, Any], field: str) -> None:
    bottleneck = bundle_some(cast, 2, meaning="m", at=timezone.now())
    given = words | {"version": bottleneck.version, field: PERSON}
    client, address = cast.client("frank"), f"/opbrengsten/knelpunt/{bottleneck.pk}/{path}/"
    answer = client.post(address, given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Haddad” (naam)" in page
    assert 'name="confirmed"' in page
    assert "Dit lezen zij" not in page
    assert "Dit lezen zij" in client.post(address, given | {"confirmed": "on"}).content.decode()
    assert client.post(address, given | {"confirmed": "on", "stap": "versturen"}).status_code == 302
    assert Outcome.objects.exists()


def test_a_reason_to_open_again_says_nothing_of_one_person(cast: Cast) -> None:
    bottleneck = solved(cast)
    client, address = cast.client("frank"), f"/opbrengsten/knelpunt/{bottleneck.pk}/heropenen/"
    words = {"version": bottleneck.version, "reason": PERSON}
    answer = client.post(address, words)
    assert answer.status_code == 422
    assert 'name="confirmed"' in answer.content.decode()
    assert client.post(address, words | {"confirmed": "on"}).status_code == 302


@pytest.mark.parametrize("words", [{"verdict": "not"}, {"helped": "no"}])
def test_a_remark_about_one_person_is_not_stored(cast: Cast, words: dict[str, str]) -> None:
    solved(cast)
    feedback = Feedback.objects.get(step="feed_back", party__person=cast.people["alice"])
    client, address = cast.client("alice"), f"/opbrengsten/terugkoppeling/{feedback.pk}/oordeel/"
    answer = client.post(address, words | {"remark": PERSON})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "“Haddad” (naam)" in page
    assert 'name="confirmed"' in page
    feedback.refresh_from_db()
    assert (feedback.verdict, feedback.remark) == ("", "")
    assert client.post(address, {"verdict": "not", "remark": PERSON, "confirmed": "on"}).status_code == 302
    feedback.refresh_from_db()
    assert feedback.remark == PERSON
