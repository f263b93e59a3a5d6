"""What goes to the system level, and what comes back, is looked at for personal data of newcomers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.system.escalations.models import Escalation
from tests.system.escalations.scenes import QUESTION, WHY, accept_one

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

PERSON = "Dit speelt bij mevrouw Haddad."


@pytest.mark.parametrize("field", ["question", "why"])
def test_an_offer_about_one_person_gets_no_preview(cast: Cast, bottleneck: Bottleneck, field: str) -> None:
    client, path = cast.client("frank"), f"/signalen/aanbieden/{bottleneck.pk}/"
    words = {"question": QUESTION, "why": WHY, "version": bottleneck.version, "stap": "voorbeeld"} | {field: PERSON}
    answer = client.post(path, words)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Hier staan mogelijk persoonsgegevens: “Haddad” (naam)." in page
    assert 'name="confirmed"' in page
    assert "Dit leest iedereen" not in page
    page = client.post(path, words | {"confirmed": "on"}).content.decode()
    assert "Dit leest iedereen" in page
    assert (
        'name="confirmed" id="id_confirmed" checked' in page or "checked" in page.partition('name="confirmed"')[2][:80]
    )
    assert not Escalation.objects.exists()


@pytest.mark.parametrize(("who", "step"), [("dave", "teruggeven"), ("frank", "terugnemen")])
def test_a_reason_about_one_person_is_not_sent(cast: Cast, offered: Escalation, who: str, step: str) -> None:
    client, path = cast.client(who), f"/signalen/{offered.pk}/{step}/"
    words = {"version": offered.version, "reason": PERSON}
    answer = client.post(path, words)
    assert answer.status_code == 422
    assert "“Haddad” (naam)" in answer.content.decode()
    assert 'name="confirmed"' in answer.content.decode()
    offered.refresh_from_db()
    assert offered.state == "offered"
    assert client.post(path, words | {"confirmed": "on"}).status_code == 302
    offered.refresh_from_db()
    assert offered.reason == PERSON


def test_a_reason_to_wait_is_looked_at_too(cast: Cast) -> None:
    escalation = accept_one(cast)
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    words = {"version": escalation.version, "until": until, "reason": PERSON}
    answer = cast.client("dave").post(f"/signalen/{escalation.pk}/uitstellen/", words)
    assert answer.status_code == 422
    assert "“Haddad” (naam)" in answer.content.decode()
    assert until in answer.content.decode()


def test_accepting_asks_for_no_text_and_no_tick(cast: Cast, offered: Escalation) -> None:
    client, path = cast.client("dave"), f"/signalen/{offered.pk}/aannemen/"
    assert 'name="confirmed"' not in client.get(path).content.decode()
    assert client.post(path, {"version": offered.version}).status_code == 302
