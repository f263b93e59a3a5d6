"""Making a temporary agreement."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.outcomes.models import Outcome
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

WORDS = {"title": "Voorlopig belt u", "text": "Bel eerst.", "change": "U belt.", "link": ""}
SEND = {"stap": "versturen"}


def address(bottleneck: Bottleneck) -> str:
    return f"/opbrengsten/knelpunt/{bottleneck.pk}/tijdelijke-afspraak/"


def test_the_parties_read_until_when_it_holds(cast: Cast) -> None:
    bottleneck = bundle_some(cast, at=timezone.now())
    ends_on = timezone.localdate() + timedelta(days=60)
    words = {**WORDS, "ends_on": ends_on.isoformat(), "version": bottleneck.version}
    client = cast.client("frank")
    preview = client.post(address(bottleneck), words).context["preview"]
    assert str(ends_on.year) in preview.text
    assert client.post(address(bottleneck), {**words, **SEND}).status_code == 302
    told = Feedback.objects.filter(step="agree")
    assert {(one.title, one.text, one.change) for one in told} == {(preview.title, preview.text, preview.change)}
    assert Outcome.objects.get().ends_on == ends_on
    page = client.get(f"/knelpunten/{bottleneck.pk}/").content.decode()
    assert "geldt een tijdelijke afspraak" in page
    assert "Voorlopig belt u" in page


@pytest.mark.parametrize(
    ("ends_on", "sentence"),
    [
        ("", "Kies een einddatum."),
        ("31-02-2027", "Dit is geen datum."),
        ("2020-01-01", "Deze dag ligt niet in de toekomst."),
        ("vandaag", "Dit is geen datum."),
    ],
)
def test_a_bad_end_date_is_told_and_the_text_stays(cast: Cast, ends_on: str, sentence: str) -> None:
    bottleneck = bundle_some(cast)
    words = {**WORDS, "ends_on": ends_on, "version": bottleneck.version, **SEND}
    answer = cast.client("frank").post(address(bottleneck), words)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Voorlopig belt u" in answer.content.decode()
    assert not Outcome.objects.exists()


def test_today_is_not_ahead(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    words = {**WORDS, "ends_on": timezone.localdate().isoformat(), "version": bottleneck.version}
    assert cast.client("frank").post(address(bottleneck), words).status_code == 422


def test_a_coordinator_of_another_region_is_refused(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    ends_on = timezone.localdate() + timedelta(days=60)
    words = {**WORDS, "ends_on": ends_on.isoformat(), "version": bottleneck.version, **SEND}
    assert cast.client("carol").get(address(bottleneck)).status_code == 404
    assert cast.client("carol").post(address(bottleneck), words).status_code == 422
    assert not Outcome.objects.exists()
