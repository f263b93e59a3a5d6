"""Opening a bottleneck again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.outcomes import actions
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast


@pytest.fixture
def solved(cast: Cast) -> Bottleneck:
    bottleneck = bundle_some(cast, meaning="m", at=timezone.now())
    text = actions.OutcomeText(title="t", text="t", change="c")
    by = cast.actor("frank")
    actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=by, at=timezone.now())
    bottleneck.refresh_from_db()
    return bottleneck


def address(bottleneck: Bottleneck) -> str:
    return f"/opbrengsten/knelpunt/{bottleneck.pk}/heropenen/"


def test_the_reason_is_asked_once_and_told_to_all(cast: Cast, solved: Bottleneck) -> None:
    client = cast.client("frank")
    page = " ".join(client.get(address(solved)).content.decode().split())
    assert "2 organisaties lezen: “Het knelpunt is heropend.” en daarachter uw reden." in page
    refused = client.post(address(solved), {"reason": "", "version": solved.version})
    assert refused.status_code == 422
    assert "Schrijf kort waarom" in refused.content.decode()
    done = client.post(address(solved), {"reason": "Het speelt weer.", "version": solved.version})
    assert done.status_code == 302
    solved.refresh_from_db()
    assert solved.state == "open"
    told = Feedback.objects.filter(step="rebundle")
    assert {one.text for one in told} == {"Het knelpunt is heropend. Het speelt weer."}
    assert told.count() == 2


def test_an_open_one_cannot_be_opened_again(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    assert cast.client("frank").get(address(bottleneck)).status_code == 302
    answer = cast.client("frank").post(address(bottleneck), {"reason": "zomaar", "version": bottleneck.version})
    assert answer.status_code == 422
    assert "kan nu niet" in answer.content.decode()


def test_others_do_not_open_it(cast: Cast, solved: Bottleneck) -> None:
    for name in ("carol", "alice"):
        assert cast.client(name).get(address(solved)).status_code == 404
        assert cast.client(name).post(address(solved), {"reason": "r", "version": solved.version}).status_code == 422
    solved.refresh_from_db()
    assert solved.state == "solved"


def test_who_was_second_keeps_the_reason(cast: Cast, solved: Bottleneck) -> None:
    answer = cast.client("frank").post(address(solved), {"reason": "Mijn reden", "version": solved.version - 1})
    assert answer.status_code == 409
    assert "Mijn reden" in answer.content.decode()
