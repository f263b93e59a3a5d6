from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.system.escalations import actions
from leerlus.system.escalations.models import Escalation
from tests.system.escalations.scenes import QUESTION, accept_one, days_ago, decide_one, grow, offer_one

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

    from tests.cast import Cast

LIST = "/signalen/"


def text_of(cast: Cast, name: str, address: str = LIST) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", [None, "alice", "erin", "grace", "heidi"])
def test_an_outsider_gets_no_hint(cast: Cast, offered: Escalation, name: str | None) -> None:
    answer = cast.client(name).get(LIST)
    assert answer.status_code == 404
    page = answer.content.decode()
    assert offered.bottleneck.title not in page
    assert QUESTION not in page


def test_what_is_late_stands_on_top(cast: Cast) -> None:
    accept_one(cast, title="Loopt rustig", days=3)
    offer_one(cast, title="Net binnen", days=1)
    offer_one(cast, title="Bijna te laat", days=30)
    offer_one(cast, title="Ligt al te lang", days=60)
    page = text_of(cast, "dave")
    places = [page.index(words) for words in ("Ligt al te lang", "Bijna te laat", "Net binnen", "Loopt rustig")]
    assert places == sorted(places)
    headings = [page.index(f">{words}</h2>") for words in ("Te laat", "Binnen een maand", "Nieuw", "In behandeling")]
    assert headings == sorted(headings)
    assert "18 dagen te laat" in page


def test_a_row_says_what_is_asked_and_by_when(cast: Cast, offered: Escalation) -> None:
    page = text_of(cast, "dave")
    assert QUESTION in page
    assert "3 organisaties in 2 regio’s" in page
    assert "10 dagen geleden" in page
    assert "Aannemen of teruggeven uiterlijk" in page
    assert "nog 32 dagen" in page


def test_the_adviser_gets_one_next_step(cast: Cast, offered: Escalation) -> None:
    accepted = accept_one(cast)
    page = text_of(cast, "dave")
    assert "Aannemen of teruggeven<span" in page
    assert f'href="/besluiten/vastleggen/{accepted.pk}/"' in page
    assert "terugnemen" not in page


def test_nobody_is_asked_to_take_back(cast: Cast, offered: Escalation) -> None:
    page = text_of(cast, "frank")
    assert f'href="/signalen/{offered.pk}/"' in page
    assert "terugnemen" not in page
    assert "Besluit vastleggen" not in page


def test_it_narrows_by_state_and_theme(cast: Cast) -> None:
    offer_one(cast, title="Aangeboden over het plan")
    accept_one(cast, title="Aangenomen over het plan")
    offer_one(cast, title="Aangeboden over ontzorgen", theme="ontzorgen")
    page = text_of(cast, "dave", f"{LIST}?staat=offered&thema=pip")
    assert "Aangeboden over het plan" in page
    assert "Aangenomen over het plan" not in page
    assert "Aangeboden over ontzorgen" not in page


def test_a_changed_address_narrows_by_nothing(cast: Cast, offered: Escalation) -> None:
    assert offered.bottleneck.title in text_of(cast, "dave", f"{LIST}?staat=onzin&thema=onzin&pagina=9")


def test_what_ended_stays_to_be_read(cast: Cast) -> None:
    returned = offer_one(cast, title="Teruggegeven knelpunt")
    actions.send_back(escalation_id=returned.pk, reason="Kan zelf", by=cast.actor("dave"), at=days_ago(2))
    decision = decide_one(cast, title="Besloten knelpunt")
    page = text_of(cast, "dave")
    assert page.index("Pas afgerond") < page.index("Teruggegeven knelpunt")
    assert "8 dagen na het aanbieden" in page
    assert f'href="/besluiten/{decision.pk}/"' in page
    only = text_of(cast, "dave", f"{LIST}?staat=returned")
    assert "Teruggegeven knelpunt" in only
    assert "Besloten knelpunt" not in only


def test_an_empty_inbox_teaches(cast: Cast) -> None:
    page = text_of(cast, "dave")
    assert "Er ligt nu geen signaal" in page
    assert "Aanbieden aan het stelsel" in page


def test_a_full_inbox_asks_little(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(12):
        offer_one(cast, title=f"Aangeboden {number}", days=number)
        accept_one(cast, title=f"Aangenomen {number}", days=number)
    grow(offer_one(cast).bottleneck, 500)
    offer_one(cast)
    Escalation.objects.filter(state="accepted").update(due_on=timezone.localdate() - timedelta(days=3))
    client = cast.client("dave")
    with django_assert_max_num_queries(9):
        answer = client.get(LIST)
    page = answer.content.decode()
    assert page.count("worklist__row") == 25
    assert "pagina=2" in page
