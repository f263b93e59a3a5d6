"""Answering the question of an effect check as somebody who is not a party, and what the answers do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.clock import conclude_effect_checks
from leerlus.people.models import RoleGrant
from leerlus.practice.issues.models import Feedback
from tests.linking.outcomes.sampling import TERM, address, ask, hire, say

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.cast import Cast


def test_the_desk_asks_and_one_click_answers(cast: Cast) -> None:
    question = ask(cast).sample.get()
    client = cast.client("heidi")
    desk = client.get("/mijn-werk/").content.decode()
    assert "Uw antwoord gevraagd (1)" in desk
    assert "Speelt dit bij u nog: “Verhuizing legt het plan stil”?" in desk
    page = client.post(address(question), {"answer": "yes"}, follow=True).content.decode()
    assert "Dank u wel. Uw antwoord: ja." in page
    assert "Uw antwoord gevraagd" not in client.get("/mijn-werk/").content.decode()


def test_the_page_says_what_it_is_about_and_why_this_reader_is_asked(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    question = ask(cast).sample.get()
    client = cast.client("heidi")
    events = Event.objects.count()
    with django_assert_max_num_queries(6):
        page = client.get(address(question)).content.decode()
    for told in ("Verhuizing legt het plan stil", "Twee gemeenten wachten op elkaar.", "Bel eerst", "door loting"):
        assert told in page
    assert "Het plan komt te laat" not in page, "the issues of others are not shown"
    assert Event.objects.count() == events


def test_who_follows_the_link_in_a_mail_signs_in_and_comes_back(cast: Cast) -> None:
    question = ask(cast).sample.get()
    answer = cast.client().get(address(question))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address(question)}")


def test_somebody_else_does_not_answer_and_does_not_see_it(cast: Cast) -> None:
    question = ask(cast).sample.get()
    for name in ("alice", "frank", "grace"):
        client = cast.client(name)
        assert client.get(address(question)).status_code == 404
        assert client.post(address(question), {"answer": "yes"}).status_code == 403
        assert client.post(f"{address(question)}niet-meer/").status_code == 403
    question.refresh_from_db()
    assert question.answer == ""
    assert cast.client("heidi").get(address(question).replace(str(question.pk), "99999")).status_code == 404


def test_who_may_not_read_the_bottleneck_is_not_asked_any_more(cast: Cast) -> None:
    check = ask(cast)
    Bottleneck.objects.filter(pk=check.bottleneck_id).update(state="dissolved", turn="nobody", due_on=None)
    with pytest.raises(Denied):
        say(cast, "heidi", "yes")
    RoleGrant.objects.filter(person=cast.people["heidi"]).delete()
    assert cast.client("heidi").get(address(check.sample.get())).status_code == 404


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"answer": "", "remark": "Mijn opmerking"}, "Kies: ja, nee of weet ik niet."),
        ({"answer": "misschien", "remark": "Mijn opmerking"}, "Kies een van de drie."),
        ({"answer": "yes", "remark": "Mijn opmerking over Fatima Yilmaz, BSN 111222333"}, "persoonsgegevens"),
    ],
)
def test_a_mistake_is_told_and_the_remark_stays(cast: Cast, words: dict[str, str], sentence: str) -> None:
    question = ask(cast).sample.get()
    answer = cast.client("heidi").post(address(question), words)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Mijn opmerking" in answer.content.decode()
    question.refresh_from_db()
    assert question.answer == ""


def test_an_answer_can_change_until_it_is_counted_and_the_desk_takes_no_remark_back(cast: Cast) -> None:
    question = ask(cast).sample.get()
    client = cast.client("heidi")
    client.post(address(question), {"answer": "yes", "remark": "Alleen in de zomer"})
    client.post(address(question), {"answer": "no"})
    question.refresh_from_db()
    assert (question.answer, question.remark) == ("no", "Alleen in de zomer")
    conclude_effect_checks(timezone.now() + TERM)
    answer = client.post(address(question), {"answer": "yes"})
    assert answer.status_code == 422
    assert "Deze vraag is gesloten" in answer.content.decode()
    question.refresh_from_db()
    assert question.answer == "no"
    assert "De antwoorden zijn geteld." in client.get(address(question)).content.decode()


def test_both_are_counted_and_told_apart(cast: Cast) -> None:
    hire(cast, 3)
    check = ask(cast)
    told = Feedback.objects.get(cause=check.cause or 0, party__person=cast.people["alice"])
    actions.judge(feedback_id=told.pk, verdict="helps", remark="", by=cast.actor("alice"), at=timezone.now())
    say(cast, "heidi", "no")
    say(cast, "gemeente0", "yes")
    say(cast, "gemeente1", "unknown")
    assert conclude_effect_checks(timezone.now() + TERM) == 1
    check.refresh_from_db()
    assert check.result == "passed"
    for page in (f"/knelpunten/{check.bottleneck_id}/", f"/opbrengsten/{check.bottleneck.outcomes.get().pk}/"):
        shown = " ".join(cast.client("bob").get(page).content.decode().split())
        assert "Van de 3 anderen die antwoordden, zei er 1 dat het bij hen niet speelt" in shown
        assert "1 wist het niet. 1 gaf geen antwoord." in shown


def test_enough_others_who_still_meet_it_open_the_bottleneck_again(cast: Cast, settings: Settings) -> None:
    settings.EFFECT_OTHERS_LEAST = 4
    hire(cast, 3)
    check = ask(cast)
    for verdict in Feedback.objects.filter(cause=check.cause or 0).select_related("party__person"):
        name = str(verdict.party.person).lower()
        actions.judge(feedback_id=verdict.pk, verdict="helps", remark="", by=cast.actor(name), at=timezone.now())
    for name, answer in (("heidi", "no"), ("gemeente0", "yes"), ("gemeente1", "yes"), ("gemeente2", "no")):
        say(cast, name, answer)
    conclude_effect_checks(timezone.now() + TERM)
    check.refresh_from_db()
    assert check.result == "failed"
    assert Bottleneck.objects.get(pk=check.bottleneck_id).state == "open"
    message = Feedback.objects.filter(step="rebundle").first()
    assert message is not None
    assert "en 2 dat het nog speelt; 0 wisten het niet." in message.text
    assert not Feedback.objects.filter(party__person=cast.people["heidi"], step="rebundle").exists()


def test_a_bottleneck_that_opens_again_takes_its_questions_back(cast: Cast) -> None:
    check = ask(cast)
    by = cast.actor("frank")
    actions.reopen(bottleneck_id=check.bottleneck_id, reason="speelt weer", by=by, at=timezone.now())
    question = check.sample.get()
    assert question.closed_at is not None
    client = cast.client("heidi")
    assert "Uw antwoord gevraagd" not in client.get("/mijn-werk/").content.decode()
    assert "Deze vraag is gesloten." in client.get(address(question)).content.decode()
    assert ask(cast).sample.count() == 1, "Heidi can be asked again, about something else"


def test_the_owner_reads_what_was_added_without_a_name(cast: Cast) -> None:
    check = ask(cast)
    say(cast, "heidi", "yes", "Vooral bij de avondgroep")
    page = f"/knelpunten/{check.bottleneck_id}/"
    shown = " ".join(cast.client("frank").get(page).content.decode().split())
    assert "Taalschool, Achterhoek: ja. “Vooral bij de avondgroep”" in shown
    assert "Heidi" not in shown
    for name in ("alice", "heidi"):
        assert "Vooral bij de avondgroep" not in cast.client(name).get(page).content.decode()


def test_the_answer_stays_when_the_person_goes(cast: Cast) -> None:
    check = ask(cast)
    say(cast, "heidi", "yes")
    cast.people["heidi"].delete()
    question = check.sample.get()
    assert (question.person, question.answer, question.organisation.name) == (None, "yes", "Taalschool De Brug")
