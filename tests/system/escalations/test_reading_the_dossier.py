from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks.actions import add_voice
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.practice.issues.models import Issue
from leerlus.system.escalations import actions
from leerlus.system.escalations.queries import INSTRUMENTS
from tests.cast import bundle_some
from tests.system.escalations.scenes import (
    MEANING,
    QUESTION,
    WHY,
    accept_one,
    days_ago,
    decide_one,
    grow,
    offer_again,
    offer_one,
)

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries

    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast


def text_of(cast: Cast, name: str, escalation: Escalation) -> str:
    answer = cast.client(name).get(f"/signalen/{escalation.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", [None, "alice", "erin", "grace"])
def test_an_outsider_gets_the_same_page_whether_it_exists_or_not(
    cast: Cast, offered: Escalation, name: str | None
) -> None:
    client = cast.client(name)
    there, nowhere = client.get(f"/signalen/{offered.pk}/"), client.get("/signalen/999999/")
    assert there.status_code == nowhere.status_code == 404
    assert offered.bottleneck.title not in there.content.decode()


def test_it_tells_what_is_asked_and_why(cast: Cast, offered: Escalation) -> None:
    page = text_of(cast, "dave", offered)
    for words in (offered.bottleneck.title, offered.bottleneck.summary, QUESTION, WHY, MEANING):
        assert words in page
    assert "Ligt bij <b>de adviseur van het ministerie</b>. Aannemen of teruggeven uiterlijk" in page
    assert "3 organisaties uit 2 regio’s" in page
    assert all(instrument.name in page and instrument.takes in page for instrument in INSTRUMENTS)


def test_it_names_no_organisation(cast: Cast, offered: Escalation) -> None:
    page = text_of(cast, "dave", offered)
    assert "Gemeente, Achterhoek" in page
    assert "Bronckhorst" not in page
    assert "De Brug" not in page
    assert "Alice" not in page


def test_it_counts_but_does_not_show_what_is_not_for_this_reader(cast: Cast, offered: Escalation) -> None:
    hidden = Issue.objects.get(organisation=cast.organisations["enschede"])
    Issue.objects.filter(pk=hidden.pk).update(visibility="region", title="Alleen voor Twente")
    page = text_of(cast, "carol", offered)  # who coordinates another region
    assert "Alleen voor Twente" not in page
    assert "1 kwestie is alleen met de eigen regio gedeeld en telt hier alleen mee" in page
    assert "Alleen voor Twente" in text_of(cast, "dave", offered)


def test_the_examples_come_from_every_region_and_the_worst_first(cast: Cast) -> None:
    escalation = offer_one(cast, 6)
    achterhoek = Issue.objects.filter(region__name="Achterhoek").order_by("pk")
    Issue.objects.filter(pk=achterhoek[2].pk).update(severity=3, title="De ergste van de Achterhoek")
    Issue.objects.filter(region__name="Twente").update(title="Een van Twente")
    page = text_of(cast, "dave", escalation)
    second = page.index("Het plan komt te laat")
    assert page.index("De ergste van de Achterhoek") < second
    assert page.index("Een van Twente") < second


def test_voices_agreements_and_what_was_tried_are_in_it(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 3, at=days_ago(90), meaning=MEANING)
    add_voice(bottleneck_id=bottleneck.pk, text="“Ik wacht al een half jaar.”", by=cast.actor("erin"), at=days_ago(80))
    words = outcome_actions.OutcomeText(
        title="De oude gemeente gaat door", text="Tot het plan er is.", change="U belt."
    )
    ends_on = timezone.localdate() + timedelta(days=30)
    outcome_actions.agree(
        bottleneck_id=bottleneck.pk, text=words, ends_on=ends_on, by=cast.actor("frank"), at=days_ago(70)
    )
    first = offer_again(cast, bottleneck, days=60)
    actions.send_back(escalation_id=first.pk, reason="Maak eerst een afspraak.", by=cast.actor("dave"), at=days_ago(50))
    page = text_of(cast, "dave", offer_again(cast, bottleneck, days=3))
    assert "“Ik wacht al een half jaar.”" in page
    assert "De oude gemeente gaat door" in page
    assert "Maak eerst een afspraak." in page
    assert "teruggegeven met reden" in page
    assert f'href="/signalen/{first.pk}/"' in page


def test_earlier_decisions_say_why_they_are_here(cast: Cast) -> None:
    same = "Wet inburgering 2021, artikel 15, lid 2"
    by_article = decide_one(cast, theme="ontzorgen", articles=(same,), words={"title": "Over het artikel"})
    by_theme = decide_one(cast, words={"title": "Over het thema"})
    decide_one(cast, theme="ontzorgen", words={"title": "Over iets anders"})
    escalation = accept_one(cast, articles=("Wet inburgering 2021, artikel 15, lid 1",))
    page = text_of(cast, "dave", escalation)
    assert page.index(by_article.title) < page.index(by_theme.title)
    assert f"zelfde artikel: {same}" in page
    assert "zelfde thema" in page
    assert "Over iets anders" not in page
    assert "Wet inburgering 2021, artikel 15, lid 1" in page


def test_each_reader_gets_the_steps_that_are_theirs(cast: Cast, offered: Escalation) -> None:
    adviser, owner, other = (text_of(cast, name, offered) for name in ("dave", "frank", "carol"))
    assert f'href="/signalen/{offered.pk}/aannemen/"' in adviser
    assert f'href="/signalen/{offered.pk}/teruggeven/"' in adviser
    assert f'href="/signalen/{offered.pk}/terugnemen/"' in owner
    assert "/aannemen/" not in owner
    assert "Wat wilt u doen?" not in other


def test_an_old_dossier_says_where_the_bottleneck_is_now(cast: Cast, offered: Escalation) -> None:
    actions.send_back(escalation_id=offered.pk, reason="Kan zelf.", by=cast.actor("dave"), at=days_ago(8))
    page = text_of(cast, "dave", offered)
    assert "Reden: Kan zelf." in page
    assert "Het knelpunt staat nu op “in onderzoek bij de schakel”" in page
    later = offer_again(cast, offered.bottleneck, days=4)
    assert "Het knelpunt staat nu op “aangeboden aan het stelsel”" in text_of(cast, "dave", offered)
    assert "Kan zelf." in text_of(cast, "dave", later)


def test_a_decided_one_leads_to_its_decision(cast: Cast) -> None:
    decision = decide_one(cast)
    page = text_of(cast, "dave", decision.escalation)
    assert f'href="/besluiten/{decision.pk}/"' in page
    assert "Wat wilt u doen?" not in page


def test_an_old_dossier_holds_no_later_decisions(cast: Cast) -> None:
    old = decide_one(cast, days=30)
    later = decide_one(cast, days=5, words={"title": "Later besloten"})
    assert later.title not in text_of(cast, "dave", old.escalation)
    assert old.title in text_of(cast, "dave", later.escalation)


def test_five_hundred_issues_ask_no_more(cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for number in range(3):
        decide_one(cast, title=f"Eerder {number}")
    escalation = accept_one(cast)
    grow(escalation.bottleneck, 500)
    client = cast.client("dave")
    with django_assert_max_num_queries(15):
        page = client.get(f"/signalen/{escalation.pk}/").content.decode()
    assert "10 van de 503" in page
    assert page.count("<article") + page.count("Geprobeerd:") <= 10
