from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant
from leerlus.practice.issues.actions import leave, recognise
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.queries import INSTRUMENTS
from tests.system.escalations.scenes import DECISION, days_ago, decide_one, grow, offer_one

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries

    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast


def path_of(escalation: Escalation) -> str:
    return f"/besluiten/vastleggen/{escalation.pk}/"


def filled(escalation: Escalation, step: str = "voorbeeld", **words: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
    day = timezone.localdate() + timedelta(days=30)
    rest = {"effective_on": day.isoformat(), "ends_on": "", "references": "", "version": escalation.version}
    return DECISION | rest | {"stap": step, "seen": ""} | words


def preview(client: Client, escalation: Escalation, **words: Any) -> tuple[str, str]:  # noqa: ANN401 - any field
    """Return the page with the preview, and its mark."""
    answer = client.post(path_of(escalation), filled(escalation, **words))
    page = answer.content.decode()
    assert answer.status_code == 200, page
    mark = re.search(r'name="seen" value="(\w+)"', page)
    assert mark
    return page, mark.group(1)


def refused(cast: Cast, escalation: Escalation, **words: Any) -> str:  # noqa: ANN401 - any field
    """Return the page after a mistake; everything that was typed stands on it."""
    given = filled(escalation, **words)
    answer = cast.client("dave").post(path_of(escalation), given)
    page = answer.content.decode()
    assert answer.status_code == 422
    for name in ("title", "text", "change", "references"):
        assert given[name] in unescape(page)
    assert f'value="{given["instrument"]}" id="id_instrument' in page
    assert not Decision.objects.exists()
    return unescape(page)


def test_every_instrument_is_explained() -> None:
    assert [(one.key, one.name) for one in INSTRUMENTS] == Decision.Instrument.choices


def test_the_form_explains_each_instrument(cast: Cast, accepted: Escalation) -> None:
    page = unescape(cast.client("dave").get(path_of(accepted)).content.decode())
    for instrument in INSTRUMENTS:
        assert f"{instrument.meaning} {instrument.takes}" in page
    assert "Bekijk wat iedereen leest" in page
    assert f'href="/signalen/{accepted.pk}/">Terug naar het dossier</a>' in page
    assert "Besluit vastleggen</button>" not in page


@pytest.mark.parametrize("name", [None, "alice", "erin", "grace", "frank", "carol"])
def test_only_the_adviser_decides(cast: Cast, accepted: Escalation, name: str | None) -> None:
    client = cast.client(name)
    # A visitor may be an adviser whose session ended: that one signs in and comes back to the draft.
    assert client.get(path_of(accepted)).status_code == (404 if name else 302)
    assert client.post(path_of(accepted), filled(accepted, "vastleggen")).status_code == (403 if name else 302)
    assert not Decision.objects.exists()


def test_everybody_gets_exactly_what_was_shown(cast: Cast, accepted: Escalation) -> None:
    client = cast.client("dave")
    references = "Stb. 2026, 12\r\n\r\n  Kamerstuk 32824, nr. 380 \r\n"
    page, mark = preview(client, accepted, references=references, text="Eerste regel.\nTweede regel.")
    assert not Decision.objects.exists()
    assert "3 berichten aan 3 organisaties" in page
    words = filled(accepted, "vastleggen", seen=mark, references=references, text="Eerste regel.\nTweede regel.")
    answer = client.post(path_of(accepted), words, follow=True)
    decision = Decision.objects.get()
    assert answer.redirect_chain == [(f"/besluiten/{decision.pk}/", 302)]
    assert "Het besluit is vastgelegd. 3 organisaties hebben bericht gekregen." in answer.content.decode()
    assert decision.references == ["Stb. 2026, 12", "Kamerstuk 32824, nr. 380"]
    told = Feedback.objects.filter(cause=decision.cause)
    assert told.count() == 3
    shown = unescape(page).replace("<br>", "\n")
    for one in told:
        assert one.title in shown
        assert one.text in shown
        assert one.change in shown
        assert one.asks


def test_the_preview_counts_per_kind_of_organisation(cast: Cast, accepted: Escalation) -> None:
    page, _ = preview(cast.client("dave"), accepted)
    rows = re.findall(r'scope="row">([^<]+)</th><td[^>]*>(\d+)</td><td[^>]*>(\d+)<', page)
    assert rows == [("Gemeente", "2", "2"), ("Taalschool", "1", "1")]


def test_who_left_and_whose_issue_stays_behind_are_not_counted(cast: Cast, accepted: Escalation) -> None:
    first, second, _ = Issue.objects.order_by("pk")
    recognise(issue_id=first.pk, by=cast.actor("erin"), at=days_ago(3))
    leave(issue_id=first.pk, by=cast.actor("erin"), at=days_ago(2))
    Issue.objects.filter(pk=second.pk).update(state="reopened")
    client = cast.client("dave")
    page, mark = preview(client, accepted)
    assert "2 berichten aan 2 organisaties" in page
    client.post(path_of(accepted), filled(accepted, "vastleggen", seen=mark))
    assert Feedback.objects.filter(cause=Decision.objects.get().cause).count() == 2


def test_what_was_not_shown_is_not_sent(cast: Cast, accepted: Escalation) -> None:
    client = cast.client("dave")
    _, mark = preview(client, accepted)
    for words in ({"seen": ""}, {"seen": mark, "reason": "Toch om iets anders."}):
        answer = client.post(path_of(accepted), filled(accepted, "vastleggen", **words))
        assert answer.status_code == 422
        assert "nog niet het voorbeeld dat u zag" in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_temporary_exception_needs_an_end(cast: Cast, accepted: Escalation) -> None:
    page = refused(cast, accepted, instrument="temporary_exception", seen="x")
    assert "Een tijdelijke uitzondering heeft altijd een einddatum" in page


def test_with_an_end_it_says_so(cast: Cast, accepted: Escalation) -> None:
    client = cast.client("dave")
    ends_on = (timezone.localdate() + timedelta(days=200)).isoformat()
    words = {"instrument": "temporary_exception", "ends_on": ends_on}
    _, mark = preview(client, accepted, **words)
    answer = client.post(path_of(accepted), filled(accepted, "vastleggen", seen=mark, **words), follow=True)
    assert "tijdelijk tot" in answer.content.decode()


@pytest.mark.parametrize("reason", ["", "  \n ", "\u202e"])
def test_a_reason_is_required(cast: Cast, accepted: Escalation, reason: str) -> None:
    assert "Een besluit heeft altijd een reden" in refused(cast, accepted, reason=reason)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"effective_on": ""}, "De datum is nog leeg"),
        ({"effective_on": "31-02-2027"}, "Dit is geen datum die wij begrijpen"),
        ({"effective_on": "0202-01-01"}, "1 januari 202 is wel erg ver weg. Kijk het jaartal na."),
        ({"ends_on": "2020-01-01"}, "1 januari 2020 is al geweest"),
        ({"ends_on": "morgen"}, "Dit is geen datum die wij begrijpen"),
        ({"references": "x" * 301}, "is te lang. Maak hem korter."),
        ({"references": "\n".join(f"Stb. 2026, {n}" for n in range(21))}, "Dit zijn 21 regels; er passen er 20"),
        ({"title": "x" * 141}, "Deze tekst heeft 141 tekens; er passen er 140"),
        ({"version": ""}, "niet helemaal geladen"),
    ],
)
def test_a_mistake_gets_a_sentence(cast: Cast, accepted: Escalation, words: dict[str, str], sentence: str) -> None:
    assert sentence in refused(cast, accepted, **words)


def test_an_end_before_the_start_gets_a_sentence(cast: Cast, accepted: Escalation) -> None:
    today = timezone.localdate()
    words = {
        "effective_on": (today + timedelta(days=30)).isoformat(),
        "ends_on": (today + timedelta(days=20)).isoformat(),
    }
    assert "De einddatum ligt niet na de ingangsdatum" in refused(cast, accepted, **words)


def test_without_a_choice_it_says_what_to_do(cast: Cast, accepted: Escalation) -> None:
    answer = cast.client("dave").post(path_of(accepted), filled(accepted, instrument=""))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Kies waarmee u het besluit neemt" in page
    assert DECISION["reason"] in page


def test_two_advisers_at_once(cast: Cast, accepted: Escalation) -> None:
    other = cast.people["heidi"]
    RoleGrant.objects.create(
        person=other, organisation=cast.organisations["szw"], role=Role.SYSTEM_ADVISER, since=days_ago(9).date()
    )
    first, second = cast.client("dave"), cast.client("heidi")
    (_, mark), (_, other_mark) = preview(first, accepted), preview(second, accepted, title="Het plan blijft hier")
    first.post(path_of(accepted), filled(accepted, "vastleggen", seen=mark))
    words = filled(accepted, "vastleggen", seen=other_mark, title="Het plan blijft hier")
    answer = second.post(path_of(accepted), words)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Het signaal is intussen door iemand anders veranderd" in page
    assert "Het plan blijft hier" in page
    assert DECISION["reason"] in page
    assert f'href="/besluiten/{Decision.objects.get().pk}/"' in page
    assert Feedback.objects.filter(step="feed_back").count() == 3


def test_what_is_not_accepted_cannot_be_decided_on(cast: Cast) -> None:
    offered = offer_one(cast)
    answer = cast.client("dave").get(path_of(offered), follow=True)
    assert answer.redirect_chain == [(f"/signalen/{offered.pk}/", 302)]
    assert "Neem het signaal eerst aan." in answer.content.decode()
    answer = cast.client("dave").post(path_of(offered), filled(offered, "vastleggen"))
    assert answer.status_code == 422
    assert "kan nu niet" in answer.content.decode()
    assert not Decision.objects.exists()


def test_what_was_decided_leads_to_the_decision(cast: Cast) -> None:
    decision = decide_one(cast)
    answer = cast.client("dave").get(path_of(decision.escalation))
    assert (answer.status_code, answer["Location"]) == (302, f"/besluiten/{decision.pk}/")


def test_words_are_shown_as_words(cast: Cast, accepted: Escalation) -> None:
    page, _ = preview(cast.client("dave"), accepted, change="<img src=x onerror=alert(1)>", title="A & B")
    assert "<img" not in page
    assert "Besluit (amvb): A &amp; B" in page


def test_five_hundred_issues_ask_no_more(
    cast: Cast, accepted: Escalation, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    grow(accepted.bottleneck, 500)
    client = cast.client("dave")
    with django_assert_max_num_queries(7):
        client.get(path_of(accepted))
    # Keeping the draft asks the same five questions, however many issues there are.
    with django_assert_max_num_queries(13):
        page = client.post(path_of(accepted), filled(accepted)).content.decode()
    assert "503 berichten aan 103 organisaties" in page


@pytest.mark.parametrize("field", ["title", "text", "reason", "change", "references"])
def test_a_decision_about_one_person_gets_no_preview(cast: Cast, accepted: Escalation, field: str) -> None:
    page = refused(cast, accepted, **{field: "Zie mevrouw Haddad."})
    assert "Hier staan mogelijk persoonsgegevens: “Haddad” (naam)." in page
    assert "Na “mevrouw” komt vaak een naam." in page
    assert 'name="confirmed"' in page
    assert "Dit leest iedereen" not in page


def test_whoever_says_that_it_is_nobody_gets_the_preview_and_records(cast: Cast, accepted: Escalation) -> None:
    client = cast.client("dave")
    words = {"reason": "Zie de motie van mevrouw Haddad.", "confirmed": "on"}
    page, seen = preview(client, accepted, **words)
    assert 'name="confirmed"' in page
    answer = client.post(path_of(accepted), filled(accepted, "vastleggen", seen=seen, **words))
    assert answer.status_code == 302
    assert Decision.objects.get().reason == words["reason"]
