"""Saying whether it helped, from a mail or from a page, and what happens next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.linking.bottlenecks.models import Bottleneck
from leerlus.linking.outcomes import actions
from leerlus.practice.issues.models import Feedback
from tests.cast import bundle_some

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast


@pytest.fixture
def asked(cast: Cast) -> Feedback:
    bottleneck = bundle_some(cast, 3, meaning="m", at=timezone.now())
    text = actions.OutcomeText(title="Bel eerst", text="Bel.", change="U belt.")
    by = cast.actor("frank")
    actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=by, at=timezone.now())
    return Feedback.objects.get(step="feed_back", party__person=cast.people["alice"])


def address(feedback: Feedback) -> str:
    return f"/opbrengsten/terugkoppeling/{feedback.pk}/oordeel/"


def test_the_page_tells_three_things_and_following_the_link_changes_nothing(
    cast: Cast, asked: Feedback, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    events = Event.objects.count()
    client = cast.client("alice")
    with django_assert_max_num_queries(6):
        page = client.get(address(asked)).content.decode()
    for told in (asked.issue.title, "Bel eerst", "U belt.", "Helpt niet"):
        assert told in page
    assert Event.objects.count() == events
    asked.refresh_from_db()
    assert (asked.verdict, asked.read_at) == ("", None)


def test_who_follows_the_link_in_a_mail_signs_in_and_comes_back(cast: Cast, asked: Feedback) -> None:
    answer = cast.client().get(address(asked))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?next={address(asked)}")


def test_helps_ends_the_issue_and_says_what_comes(cast: Cast, asked: Feedback) -> None:
    answer = cast.client("alice").post(address(asked), {"verdict": "helps", "remark": ""}, follow=True)
    page = answer.content.decode()
    assert "Dank u wel." in page
    assert "Uw kwestie is afgerond." in page
    asked.refresh_from_db()
    assert (asked.verdict, asked.issue.state) == ("helps", "closed")


def test_helps_not_counts_at_once_and_only_then_asks_why(cast: Cast, asked: Feedback) -> None:
    client = cast.client("alice")
    page = client.post(address(asked), {"verdict": "not", "remark": ""}, follow=True).content.decode()
    asked.refresh_from_db()
    assert asked.verdict == "not"
    assert "Wilt u zeggen waarom?" in page
    assert "Dat hoeft niet." in page
    assert "heropend en ligt weer bij" in page
    page = client.post(address(asked), {"verdict": "not", "remark": "Niemand neemt op"}, follow=True).content.decode()
    asked.refresh_from_db()
    assert asked.remark == "Niemand neemt op"
    assert "Wilt u zeggen waarom?" not in page


def test_too_many_for_whom_it_does_not_help_open_the_bottleneck_again(cast: Cast, asked: Feedback) -> None:
    page = cast.client("alice").post(address(asked), {"verdict": "not"}, follow=True).content.decode()
    bottleneck = Bottleneck.objects.get()
    assert bottleneck.state == "open"
    assert "Het knelpunt is heropend" in page


@pytest.mark.parametrize(("sent", "verdict"), [("yes", "helps"), ("partly", "partly"), ("no", "not")])
def test_the_small_question_on_other_pages_is_understood(cast: Cast, asked: Feedback, sent: str, verdict: str) -> None:
    cast.client("alice").post(address(asked), {"helped": sent, "remark": "Zie boven"})
    asked.refresh_from_db()
    assert (asked.verdict, asked.remark) == (verdict, "Zie boven")


def test_changing_the_answer_there_does_not_wipe_the_remark(cast: Cast, asked: Feedback) -> None:
    client = cast.client("alice")
    client.post(address(asked), {"helped": "partly", "remark": "Alleen overdag"})
    client.post(address(asked), {"helped": "yes", "remark": ""})
    asked.refresh_from_db()
    assert (asked.verdict, asked.remark) == ("helps", "Alleen overdag")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"verdict": "", "remark": "Mijn opmerking"}, "Kies: helpt, deels of helpt niet."),
        ({"verdict": "misschien", "remark": "Mijn opmerking"}, "Kies een van de drie."),
        ({"verdict": "not", "remark": "Mijn opmerking gaat over Fatima Yilmaz, BSN 111222333"}, "persoonsgegevens"),
    ],
)
def test_a_mistake_is_told_and_the_remark_stays(
    cast: Cast, asked: Feedback, words: dict[str, str], sentence: str
) -> None:
    answer = cast.client("alice").post(address(asked), words)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Mijn opmerking" in answer.content.decode()
    asked.refresh_from_db()
    assert asked.verdict == ""


def test_somebody_else_does_not_answer(cast: Cast, asked: Feedback) -> None:
    for name in ("bob", "frank", "grace"):
        assert cast.client(name).get(address(asked)).status_code == 404
        assert cast.client(name).post(address(asked), {"verdict": "helps"}).status_code == 403
    assert cast.client("alice").get("/opbrengsten/terugkoppeling/999999/oordeel/").status_code == 404


def test_a_message_that_asks_nothing_has_no_question(cast: Cast, asked: Feedback) -> None:
    receipt = Feedback.objects.get(step="submit", party=asked.party)
    assert cast.client("alice").get(address(receipt)).status_code == 404
    assert cast.client("alice").post(address(receipt), {"verdict": "helps"}).status_code == 403


def test_an_effect_check_asks_whether_it_still_happens(cast: Cast, asked: Feedback) -> None:
    Feedback.objects.filter(pk=asked.pk).update(step="check")
    page = cast.client("alice").get(address(asked)).content.decode()
    assert "Speelt dit nog bij u?" in page
    assert "Speelt nog steeds" in page
    page = cast.client("alice").post(address(asked), {"verdict": "partly"}, follow=True).content.decode()
    assert "het speelt minder" in page
    assert "tellen wij alle antwoorden" in page
