from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.discovery.desk.queries import read_desk
from leerlus.linking.outcomes import clock as outcome_clock
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations import actions as escalation_actions
from tests.cast import Cast, bundle_some

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django import DjangoAssertNumQueries

    from leerlus.discovery.desk.queries import DeskPage
    from leerlus.system.escalations.models import Escalation

MOST_QUERIES = 15


def desk(cast: Cast) -> DeskPage:
    return read_desk(cast.actor("dave"), timezone.now())


def offer(cast: Cast, at: datetime, title: str = "Verhuizing") -> Escalation:
    bottleneck = bundle_some(cast, 1, meaning="Mensen wachten.", title=title, at=at)
    return escalation_actions.offer(
        bottleneck_id=bottleneck.pk, question="Mag het anders?", why="Het knelt.", by=cast.actor("frank"), at=at
    )


def decide(cast: Cast, at: datetime, ends_in: int | None) -> Decision:
    escalation = offer(cast, at)
    escalation_actions.accept(escalation_id=escalation.pk, by=cast.actor("dave"), at=at)
    text = decision_actions.DecisionText(
        instrument="temporary_exception" if ends_in else "law",
        title="Voorlopig mag het",
        text="Tot de wet klaar is.",
        reason="Niemand mag wachten.",
        change="U gaat verder.",
        effective_on=timezone.localdate(at),
        ends_on=timezone.localdate() + timedelta(days=ends_in) if ends_in else None,
    )
    return decision_actions.decide(escalation_id=escalation.pk, text=text, by=cast.actor("dave"), at=at)


def test_a_new_signal_asks_whether_it_is_taken(cast: Cast) -> None:
    escalation = offer(cast, timezone.now())
    work = desk(cast).work
    assert work is not None
    row = work.new.rows[0]
    assert row.title == "Verhuizing"
    assert "Neemt u dit aan? Zeg het uiterlijk " in row.why
    assert row.why.endswith(" Gevraagd: Mag het anders?")
    assert (row.step_label, row.step_url) == ("Aannemen of teruggeven", f"/signalen/{escalation.pk}/")


def test_a_late_decision_stands_on_top(cast: Cast) -> None:
    offer(cast, timezone.now(), "Nieuw")
    late = offer(cast, timezone.localtime() - timedelta(days=300), "Te laat besloten")
    accepted_at = timezone.localtime() - timedelta(days=290)
    escalation_actions.accept(escalation_id=late.pk, by=cast.actor("dave"), at=accepted_at)
    text = cast.client("dave").get("/mijn-werk/").content.decode()
    assert text.index("Te laat (1)") < text.index("Te laat besloten") < text.index("Nieuw (1)")
    assert f'href="/besluiten/vastleggen/{late.pk}/"' in text


def test_a_temporary_decision_is_seen_before_it_ends(cast: Cast) -> None:
    decide(cast, timezone.now(), 59)
    page = desk(cast)
    assert page.ending is not None
    assert "Daarna ligt het knelpunt weer bij de schakel." in page.ending.rows[0].why
    Decision.objects.update(ends_on=timezone.localdate() + timedelta(days=61))
    assert not desk(cast).ending


def test_a_running_effect_check_is_seen(cast: Cast) -> None:
    decide(cast, timezone.localtime() - timedelta(days=43), None)
    assert not desk(cast).checks
    outcome_clock.start_effect_checks(timezone.now())
    checks = desk(cast).checks
    assert checks is not None
    assert "Gevraagd aan 1 partij en aan 2 anderen of dit nog speelt." in checks.rows[0].why


def test_somebody_else_sees_no_signals_on_the_desk(cast: Cast) -> None:
    offer(cast, timezone.now())
    page = read_desk(cast.actor("alice"), timezone.now())
    assert (page.work, page.ending, page.checks) == (None, None, None)


def test_an_empty_desk_teaches(cast: Cast) -> None:
    text = cast.client("dave").get("/mijn-werk/").content.decode()
    assert "Niets te laat" in text
    assert "De komende 60 dagen loopt geen tijdelijk besluit af." in text
    assert "Nu loopt er geen effectcheck." in text


def test_more_signals_cost_no_more_queries(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(25):
        offer(cast, timezone.localtime() - timedelta(days=100), f"Signaal {number}")
    client = cast.client("dave")
    with django_assert_max_num_queries(MOST_QUERIES):
        text = client.get("/mijn-werk/").content.decode()
    assert "Te laat (25)" in text
