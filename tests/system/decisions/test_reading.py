from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks.actions import publish
from leerlus.linking.bottlenecks.models import Bundling
from leerlus.linking.outcomes.models import EffectCheck
from leerlus.practice.issues.models import Issue
from leerlus.system.decisions import clock
from leerlus.system.decisions.queries import refer
from tests.system.escalations.scenes import DECISION, QUESTION, days_ago, decide_one, grow

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

    from leerlus.system.decisions.models import Decision
    from tests.cast import Cast

LIST = "/besluiten/"


def text_of(cast: Cast, name: str | None, address: str = LIST) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def public(cast: Cast, decision: Decision) -> Decision:
    publish(bottleneck_id=decision.bottleneck_id, by=cast.actor("frank"), at=days_ago(1))
    return decision


def test_a_visitor_reads_what_is_public_and_a_professional_all(cast: Cast) -> None:
    public(cast, decide_one(cast, title="Openbaar knelpunt", words={"title": "Openbaar besluit"}))
    hidden = decide_one(cast, title="Besloten knelpunt", words={"title": "Besluit voor professionals"})
    page = text_of(cast, None)
    assert "Openbaar besluit" in page
    assert "Besluit voor professionals" not in page
    assert "1 besluit<" in page
    assert "Besluit voor professionals" in text_of(cast, "alice")
    assert cast.client().get(f"{LIST}{hidden.pk}/").status_code == 404
    assert "Besluit voor professionals" in text_of(cast, "alice", f"{LIST}{hidden.pk}/")


def test_a_row_tells_before_and_after(cast: Cast) -> None:
    day = timezone.localdate()
    words = {"references": ("Stb. 2022, 487", "Bestuurlijk overleg"), "ends_on": day + timedelta(days=90)}
    decision = public(cast, decide_one(cast, words=words))
    page = text_of(cast, None)
    assert f"Eerst:</span> {decision.bottleneck.title}" in page
    assert f"Nu:</span> {DECISION['change']}" in page
    assert "Besluit (amvb)" in page
    assert ", tijdelijk tot " in page
    assert 'href="https://zoek.officielebekendmakingen.nl/stb-2022-487.html"' in page
    assert "Bestuurlijk overleg" in page


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Stb. 2022, 487", "https://zoek.officielebekendmakingen.nl/stb-2022-487.html"),
        ("Stcrt. 2024, 15802", "https://zoek.officielebekendmakingen.nl/stcrt-2024-15802.html"),
        ("Kamerstuk 32824, nr. 376", "https://zoek.officielebekendmakingen.nl/kst-32824-376.html"),
        ("https://www.rijksoverheid.nl/x", "https://www.rijksoverheid.nl/x"),
        ("javascript:alert(1)", ""),
        ("Stb. 2022, 487 en Stb. 2022, 489", ""),
        ("Wetsvoorstel 36535", ""),
    ],
)
def test_a_publication_links_where_its_place_is_known(text: str, url: str) -> None:
    assert refer(text).url == url


def test_it_narrows_by_instrument_and_theme(cast: Cast) -> None:
    decide_one(cast, words={"title": "Amvb over het plan"})
    decide_one(cast, words={"title": "Geld voor het plan", "instrument": "money"})
    decide_one(cast, theme="ontzorgen", words={"title": "Geld voor ontzorgen", "instrument": "money"})
    page = text_of(cast, "alice", f"{LIST}?instrument=money&thema=pip")
    assert "Geld voor het plan" in page
    assert "Amvb over het plan" not in page
    assert "Geld voor ontzorgen" not in page
    assert "3 besluiten" in text_of(cast, "alice", f"{LIST}?instrument=onzin&thema=onzin&pagina=x")


def test_an_empty_list_teaches(cast: Cast) -> None:
    assert "Er is nog niets besloten" in text_of(cast, None)
    assert "Geen besluiten met deze keuze" in text_of(cast, None, f"{LIST}?instrument=law")


def test_the_page_tells_the_whole_way(cast: Cast) -> None:
    decision = public(cast, decide_one(cast))
    page = text_of(cast, None, f"{LIST}{decision.pk}/")
    steps = (
        "Voor het eerst ingebracht",
        "Knelpunt gemaakt",
        "Aangeboden aan het stelsel",
        "Aangenomen door het stelsel",
        "Dit besluit: besluit (amvb)",
    )
    places = [page.index(words) for words in steps]
    assert places == sorted(places)
    assert "na 20 dagen" in page
    assert "30 dagen na de eerste kwestie" in page
    for words in (DECISION["text"], DECISION["reason"], DECISION["change"], decision.bottleneck.summary):
        assert words in page


def test_what_was_taken_out_before_does_not_make_the_way_longer(cast: Cast) -> None:
    decision = public(cast, decide_one(cast))
    first = decision.bottleneck.bundlings.order_by("pk")[0]
    Issue.objects.filter(pk=first.issue_id).update(raised_at=days_ago(200))
    page = f"{LIST}{decision.pk}/"
    assert "30 dagen na de eerste kwestie" not in text_of(cast, None, page)
    Bundling.objects.filter(pk=first.pk).update(until=days_ago(12))
    assert "30 dagen na de eerste kwestie" in text_of(cast, None, page)


def test_a_visitor_learns_no_small_numbers_and_no_dossier(cast: Cast) -> None:
    decision = public(cast, decide_one(cast))
    page = text_of(cast, None, f"{LIST}{decision.pk}/")
    assert "Ingebracht door minder dan 10 organisaties in 2 regio’s." in page
    assert "/signalen/" not in page
    assert QUESTION not in page
    inside = text_of(cast, "alice", f"{LIST}{decision.pk}/")
    assert "Ingebracht met 3 kwesties van 3 organisaties in 2 regio’s." in inside
    assert QUESTION in inside
    assert "/signalen/" not in inside
    assert f"/signalen/{decision.escalation_id}/" in text_of(cast, "frank", f"{LIST}{decision.pk}/")


def test_the_adviser_hears_that_it_is_not_public(cast: Cast) -> None:
    decision = decide_one(cast)
    assert "Alleen professionals zien dit besluit" in text_of(cast, "dave", f"{LIST}{decision.pk}/")
    assert "Alleen professionals zien" not in text_of(cast, "alice", f"{LIST}{decision.pk}/")


def test_effect_checks_speak_in_words(cast: Cast) -> None:
    decision = public(cast, decide_one(cast))
    first, second = EffectCheck.objects.order_by("round")
    address = f"{LIST}{decision.pk}/"
    page = text_of(cast, None, address)
    assert page.count("Gepland") == 2
    EffectCheck.objects.filter(pk=second.pk).update(asked_at=days_ago(1), closes_on=timezone.localdate())
    EffectCheck.objects.filter(pk=first.pk).update(
        asked_at=days_ago(40), result="passed", asked=40, helps=20, partly=10, still=0, concluded_at=days_ago(2)
    )
    page = text_of(cast, None, address)
    assert "Van de 30 betrokkenen die antwoordden, zeiden er 20 dat het niet meer speelt, 10 dat het minder" in page
    assert "10 gaven geen antwoord" in page
    assert "De vraag is gesteld. Antwoorden kan tot en met" in page


@pytest.mark.parametrize(
    ("asked", "helps", "still", "told"),
    [(40, 38, 2, "Gevraagd aan 40 partijen."), (4, 4, 0, "Gevraagd aan minder dan 10 partijen.")],
)
def test_small_numbers_of_a_check_are_not_public(cast: Cast, asked: int, helps: int, still: int, told: str) -> None:
    decision = public(cast, decide_one(cast))
    EffectCheck.objects.filter(round=1).update(
        asked_at=days_ago(40), result="passed", asked=asked, helps=helps, still=still, concluded_at=days_ago(2)
    )
    address = f"{LIST}{decision.pk}/"
    assert told in text_of(cast, None, address)
    assert f"zeiden er {helps} dat het niet meer speelt" not in text_of(cast, None, address)
    assert f"zeiden er {helps} dat het niet meer speelt" in text_of(cast, "alice", address)


def test_silence_is_no_praise(cast: Cast) -> None:
    decision = public(cast, decide_one(cast))
    EffectCheck.objects.filter(round=1).update(
        asked_at=days_ago(40), result="unanswered", asked=3, concluded_at=days_ago(2)
    )
    page = text_of(cast, None, f"{LIST}{decision.pk}/")
    assert "Niemand gaf antwoord" in page
    assert EffectCheck.Result.PASSED.label not in page


def test_a_temporary_one_that_ended_says_so(cast: Cast) -> None:
    ends_on = timezone.localdate() - timedelta(days=1)
    decision = decide_one(cast, words={"instrument": "temporary_exception", "ends_on": ends_on})
    clock.end_temporary_decisions(timezone.now())
    page = text_of(cast, "alice", f"{LIST}{decision.pk}/")
    assert "Gold van" in page
    assert "kwam het knelpunt terug bij de schakel" in page
    assert "Tijdelijk besluit afgelopen" in page


def test_lists_and_pages_ask_little(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    decision = decide_one(cast)
    for number in range(25):
        decide_one(cast, words={"title": f"Besluit {number}"})
    grow(decision.bottleneck, 500)
    client = cast.client("frank")
    with django_assert_max_num_queries(7):
        page = client.get(LIST).content.decode()
    assert page.count("Eerst:") == 25
    with django_assert_max_num_queries(12):
        client.get(f"{LIST}{decision.pk}/")
