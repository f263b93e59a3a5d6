"""Reading outcomes: the list, one of them, and whether it still holds."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.clock import end_agreements
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.outcomes.models import Outcome
    from tests.cast import Cast

LIST = "/opbrengsten/"


def solve(cast: Cast, title: str = "Bel eerst", *, public: bool = True) -> Outcome:
    bottleneck = bundle_some(cast, meaning="m", title="Brieven maken bang", at=timezone.now())
    by, at = cast.actor("frank"), timezone.now()
    if public:
        bottleneck_actions.publish(bottleneck_id=bottleneck.pk, by=by, at=at)
    text = actions.OutcomeText(title=title, text="Bel.", change="U belt.", link="https://voorbeeld.nl/bel")
    return actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=by, at=at)


def agree(cast: Cast, title: str = "Voorlopig belt u") -> Outcome:
    bottleneck = bundle_some(cast, at=timezone.now())
    by, at = cast.actor("frank"), timezone.now()
    bottleneck_actions.publish(bottleneck_id=bottleneck.pk, by=by, at=at)
    text = actions.OutcomeText(title=title, text="Bel.", change="U belt.")
    ends_on = timezone.localdate() + timedelta(days=30)
    return actions.agree(bottleneck_id=bottleneck.pk, text=text, ends_on=ends_on, by=by, at=at)


def page_of(cast: Cast, address: str, name: str | None = None, **wanted: str) -> str:
    answer = cast.client(name).get(address, wanted)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_public_reads_before_and_after(cast: Cast) -> None:
    outcome = solve(cast)
    page = page_of(cast, LIST)
    for told in ("Bel eerst", "Brieven maken bang", "U belt.", "Handreiking"):
        assert told in page
    page = page_of(cast, f"{LIST}{outcome.pk}/")
    for told in ("Brieven maken bang", "Bel.", "U belt.", 'href="https://voorbeeld.nl/bel"'):
        assert told in page


def test_the_outcome_of_a_bottleneck_that_is_not_public_is_not_public_either(cast: Cast) -> None:
    outcome = solve(cast, "Nog niet voor iedereen", public=False)
    assert "Nog niet voor iedereen" not in page_of(cast, LIST)
    assert "Nog niet voor iedereen" not in page_of(cast, LIST, zoek="iedereen")
    assert cast.client().get(f"{LIST}{outcome.pk}/").status_code == 404
    assert "Nog niet voor iedereen" in page_of(cast, LIST, "alice")
    assert cast.client("alice").get(f"{LIST}{outcome.pk}/").status_code == 200


def test_a_temporary_one_says_until_when_and_an_ended_one_says_so(cast: Cast) -> None:
    outcome = agree(cast)
    address = f"{LIST}{outcome.pk}/"
    assert "geldt tot " in page_of(cast, LIST)
    assert "<b>Tijdelijk.</b> Deze afspraak geldt tot" in page_of(cast, address)
    end_agreements(timezone.now() + timedelta(days=31))
    assert "afgelopen</span>" in page_of(cast, LIST)
    assert "<b>Afgelopen.</b>" in page_of(cast, address)


def test_one_that_did_not_help_says_so(cast: Cast) -> None:
    outcome = solve(cast)
    by = cast.actor("frank")
    actions.reopen(bottleneck_id=outcome.bottleneck_id, reason="speelt weer", by=by, at=timezone.now())
    assert "knelpunt heropend" in page_of(cast, LIST)
    assert "<b>Het hielp niet genoeg.</b>" in page_of(cast, f"{LIST}{outcome.pk}/")


def test_professionals_read_how_many_it_helps_and_the_public_only_large_numbers(cast: Cast) -> None:
    outcome = solve(cast)
    told = Feedback.objects.get(cause=outcome.cause, party__person=cast.people["alice"])
    actions.judge(feedback_id=told.pk, verdict="helps", remark="", by=cast.actor("alice"), at=timezone.now())
    assert "1 van de 2 partijen gaven antwoord." in page_of(cast, f"{LIST}{outcome.pk}/", "bob")
    assert "Er zijn nog te weinig antwoorden om te laten zien." in page_of(cast, f"{LIST}{outcome.pk}/")


@pytest.mark.parametrize("wanted", [{"zoek": "bel BANG"}, {"thema": "pip", "soort": "guide"}])
def test_the_list_narrows(cast: Cast, wanted: dict[str, str]) -> None:
    solve(cast)
    agree(cast)
    page = page_of(cast, LIST, **wanted)
    assert "Bel eerst" in page
    assert "Voorlopig belt u" not in page


def test_an_empty_list_teaches(cast: Cast) -> None:
    assert "Hier komen de opbrengsten" in page_of(cast, LIST)
    assert "Niets gevonden" in page_of(cast, LIST, zoek="eenhoorn")
    assert cast.client().get(f"{LIST}999/").status_code == 404


def test_a_long_list_costs_no_more_than_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(26):
        solve(cast, f"Opbrengst {number}")
    client = cast.client("alice")
    with django_assert_max_num_queries(15):
        page = client.get(LIST).content.decode()
    assert page.count("<article") == 25


def test_a_check_that_nobody_answered_is_not_taken_for_praise(cast: Cast) -> None:
    outcome = solve(cast)
    outcome.bottleneck.effect_checks.filter(round=1).update(
        result="unanswered", asked_at=timezone.now(), concluded_at=timezone.now(), asked=2
    )
    assert "Eerste effectcheck:</b> niemand antwoordde." in page_of(cast, f"{LIST}{outcome.pk}/")
    page = page_of(cast, f"/knelpunten/{outcome.bottleneck_id}/")
    assert "Niemand gaf antwoord." in page
    assert "het werkt" not in page
