"""The ministry cannot decide in time: it says why, and on which day it will."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.practice.issues.models import Feedback, Issue
from leerlus.system.escalations import actions
from tests.cast import Cast, bundle_some, make_cast

if TYPE_CHECKING:
    from leerlus.system.escalations.models import Escalation

pytestmark = pytest.mark.django_db


@pytest.fixture(name="cast")
def _cast() -> Cast:
    return make_cast()


@pytest.fixture(name="escalation")
def _escalation(cast: Cast) -> Escalation:
    now = timezone.now()
    bottleneck = bundle_some(cast, 2, at=now, meaning="Mensen wachten.")
    frank = cast.actor("frank")
    offered = actions.offer(bottleneck_id=bottleneck.pk, question="Verander dit", why="Kan niet", by=frank, at=now)
    return actions.accept(escalation_id=offered.pk, by=cast.actor("dave"), at=now)


def post(cast: Cast, escalation: Escalation, until: str, reason: str = "De Raad van State adviseert nog.") -> int:
    """Fill in the form as the adviser."""
    words = {"version": escalation.version, "until": until, "reason": reason}
    return cast.client("dave").post(f"/signalen/{escalation.pk}/uitstellen/", words).status_code


def test_everybody_hears_why_and_until_when(cast: Cast, escalation: Escalation) -> None:
    until = timezone.localdate() + timedelta(days=100)
    assert post(cast, escalation, until.isoformat()) == 302
    escalation.refresh_from_db()
    assert (escalation.state, escalation.due_on) == ("accepted", until)
    assert escalation.bottleneck.due_on == until
    assert set(Issue.objects.values_list("due_on", "turn")) == {(until, "adviser")}
    told = Feedback.objects.filter(step="wait")
    assert told.count() == 2
    assert "De Raad van State adviseert nog." in told[0].text


@pytest.mark.parametrize(
    "until", [date(2020, 1, 1).isoformat(), (timezone.localdate() + timedelta(days=400)).isoformat(), "gisteren", ""]
)
def test_a_day_that_is_no_promise_is_refused_and_nothing_changes(
    cast: Cast, escalation: Escalation, until: str
) -> None:
    before = escalation.due_on
    assert post(cast, escalation, until) == 422
    escalation.refresh_from_db()
    assert escalation.due_on == before


def test_without_a_reason_there_is_no_delay(cast: Cast, escalation: Escalation) -> None:
    until = timezone.localdate() + timedelta(days=10)
    assert post(cast, escalation, until.isoformat(), reason=" ") == 422


def test_only_the_ministry_postpones(cast: Cast, escalation: Escalation) -> None:
    words = {"version": escalation.version, "until": "2027-01-01", "reason": "Zo"}
    answer = cast.client("frank").post(f"/signalen/{escalation.pk}/uitstellen/", words)
    assert answer.status_code in {403, 404}
