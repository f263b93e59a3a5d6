"""Readers find answers, read what was said on a day about a case of a day, compare, keep, and ask what they miss."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from leerlus.knowledge.answers import actions, queries
from leerlus.knowledge.answers.models import Publication, ReaderQuestion, SavedAnswer
from leerlus.law.articles.actions import VersionText, add_version
from leerlus.law.articles.models import Article
from leerlus.people.actors import CLOCK, Role
from leerlus.people.models import Person, RoleGrant
from tests.cast import NOW
from tests.mailbox import link_in, text_of

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

    from tests.knowledge.answers.scene import Scene
    from tests.mailbox import Mailbox

OLD = datetime(2022, 2, 15, 9, tzinfo=UTC)
NEW = datetime(2023, 1, 9, 9, tzinfo=UTC)


@pytest.fixture
def two(scene: Scene) -> Publication:
    """An answer with a text of 2022 about cases from 2022, and one of 2023 about cases from 2023."""
    answer = scene.draft(html="<p>Ja, de toets moet.</p>", at=OLD)
    scene.publish(answer, at=OLD)
    scene.draft(
        answer_id=answer.pk,
        html="<p>Nee, er is ontheffing.</p>",
        law_from=date(2023, 1, 1),
        note="De wet is anders.",
        at=NEW,
    )
    return scene.publish(answer, at=NEW)


def words(page: str) -> str:
    """Return what one reads."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize(
    ("days", "said", "above"),
    [
        ("", "Nee, er is ontheffing.", ""),
        ("?gezegd=2024-03-01&geval=2022-06-01", "Ja, de toets moet.", "op 1 maart 2024 over een geval van 1 juni 2022"),
        ("?gezegd=2024-03-01", "Nee, er is ontheffing.", "over een geval van diezelfde dag"),
        ("?gezegd=2022-06-01", "Ja, de toets moet.", "Dit zeiden wij op 1 juni 2022"),
        ("?geval=2022-06-01", "Ja, de toets moet.", "over een geval van 1 juni 2022"),
        ("?gezegd=2022-02-15&geval=2022-02-01", "Ja, de toets moet.", "15 februari 2022"),
        ("?gezegd=2022-02-14&geval=2022-02-01", "Over zo’n geval zeiden wij toen niets", "14 februari 2022"),
        ("?gezegd=2022-06-01&geval=2021-06-01", "Over zo’n geval zeiden wij toen niets", ""),
        ("?gezegd=geen-dag", "Nee, er is ontheffing.", "Dit is geen datum."),
        ("?gezegd=2999-01-01", "Nee, er is ontheffing.", "Deze dag moet nog komen."),
    ],
)  # fmt: skip
def test_two_days_have_one_stable_address(scene: Scene, two: Publication, days: str, said: str, above: str) -> None:
    page = words(scene.cast.client().get(f"{two.address}{days}").content.decode())
    assert said in page
    assert above in page
    other = {"Ja, de toets moet.", "Nee, er is ontheffing."} - {said}
    assert not any(each in page for each in other)


def test_the_words_of_the_address_do_not_count(scene: Scene, two: Publication) -> None:
    assert scene.cast.client().get(f"/vragen/{two.answer_id}-heel-anders/").status_code == 200
    assert scene.cast.client().get("/vragen/999999-x/").status_code == 404


def test_two_versions_stand_side_by_side_word_by_word(scene: Scene, two: Publication) -> None:
    page = scene.cast.client().get(f"/vragen/{two.answer_id}/versies/?van=1&naar=2").content.decode()
    assert re.search(r"<del>.*Ja, de toets moet\.", page)
    assert re.search(r"<ins>.*Nee, er is ontheffing\.", page)
    assert "[verdween:]" in page
    assert "1 januari 2022" in words(page)
    assert page.index("Versie 1</h4>") < page.index("<del>") < page.index("Versie 2</h4>") < page.index("<ins>")
    for wrong in ("van=1&naar=9", "van=een&naar=2"):
        page = scene.cast.client().get(f"/vragen/{two.answer_id}/versies/?{wrong}").content.decode()
        assert "Deze versie is er niet. Kies er een uit de lijst." in page


def test_a_draft_is_read_by_nobody(scene: Scene) -> None:
    answer = scene.draft()
    scene.offer(answer)
    for name in (None, "alice"):
        assert scene.cast.client(name).get(f"/vragen/{answer.pk}-x/").status_code == 404
        assert "Wanneer begint" not in scene.cast.client(name).get("/vragen/").content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [("", True), ("?zoek=ontheffing", True), ("?zoek=fiets", False), ("?thema=pip", True), ("?thema=ontzorgen", False),
     ("?voor=duo", True), ("?thema=bestaat-niet", True)],
)  # fmt: skip
def test_the_list_is_narrowed(scene: Scene, two: Publication, asked: str, *, found: bool) -> None:
    page = scene.cast.client().get(f"/vragen/{asked}").content.decode()
    assert (two.question in page) == found


def test_the_audience_narrows_and_everybody_is_everybody(scene: Scene) -> None:
    scene.publish(scene.draft(audience=["gemeente"], question="Alleen voor de gemeente?"))
    scene.publish(scene.draft(question="Voor iedereen?"))
    page = scene.cast.client().get("/vragen/?voor=duo").content.decode()
    assert "Voor iedereen?" in page
    assert "Alleen voor de gemeente?" not in page


def test_a_source_that_changed_and_a_review_that_is_late_are_seen(scene: Scene, two: Publication) -> None:
    assert "Een bron is gewijzigd" not in scene.cast.client().get(two.address).content.decode()
    term = Article.objects.get(law="wi2021", number="11")
    text = VersionText(valid_from=date(2026, 1, 1), gist="De termijn is vier jaar.")
    add_version(article_id=term.pk, text=text, by=CLOCK, at=NOW)
    Publication.objects.filter(pk=two.pk).update(review_on=date(2026, 2, 1))
    page = words(scene.cast.client().get(two.address).content.decode())
    assert "Wet inburgering 2021, artikel 11 , vanaf 1 januari" in page
    assert "Wij zouden dit antwoord op 1 februari" in page
    assert "Bron gewijzigd" in scene.cast.client().get("/vragen/").content.decode()
    desk = scene.cast.client("frank").get("/vragen/redactie/").content.decode()
    assert "Bron gewijzigd" in desk
    assert "Een bron is gewijzigd" not in scene.cast.client().get(f"{two.address}?gezegd=2022-06-01").content.decode()


@pytest.mark.parametrize(
    ("valid_from", "learned", "late_since"),
    [
        (date(2023, 3, 1), 12, 12),  # the law changed after the approval; we heard of it much later
        (date(2022, 6, 1), 12, 12),  # it had changed when the three approved, and nobody knew
        (date(2022, 6, 1), 2000, None),  # the three knew
        (0, 30, 0),  # announced a month ago, in force since today
        (-5, 30, None),  # announced, and not in force yet
    ],
)
def test_an_answer_is_late_since_the_change_is_known_and_holds(
    scene: Scene, two: Publication, valid_from: date | int, learned: int, late_since: int | None
) -> None:
    today = timezone.localdate()
    begins = today - timedelta(days=valid_from) if isinstance(valid_from, int) else valid_from
    term = Article.objects.get(law="wi2021", number="11")
    text = VersionText(valid_from=begins, gist="De termijn is vier jaar.")
    add_version(article_id=term.pk, text=text, by=CLOCK, at=timezone.now() - timedelta(days=learned))
    Publication.objects.update(review_on=today + timedelta(days=9))
    line = next(each for each in queries.list_for_editors(today) if each.latest == two)
    if late_since is None:
        assert line.status == "done"
    else:
        assert (line.standing, line.due_on) == ("Bron gewijzigd", today - timedelta(days=late_since))


def test_withdrawn_says_so_and_why(scene: Scene, two: Publication) -> None:
    actions.withdraw(answer_id=two.answer_id, reason="Na een uitspraak.", by=scene.cast.actor("frank"), at=NOW)
    page = words(scene.cast.client().get(two.address).content.decode())
    assert "Dit antwoord is vervallen" in page
    assert "Na een uitspraak." in page
    assert "Nee, er is ontheffing." not in page
    assert two.question not in scene.cast.client().get("/vragen/").content.decode()
    then = words(scene.cast.client().get(f"{two.address}?gezegd=2024-03-01&geval=2022-06-01").content.decode())
    assert "Ja, de toets moet." in then


def test_keeping_twice_keeps_once(scene: Scene, two: Publication) -> None:
    alice = scene.cast.client("alice")
    for _ in range(2):
        assert alice.post(f"/vragen/{two.answer_id}/bewaren/").status_code == 302
    assert SavedAnswer.objects.count() == 1
    assert two.question in alice.get("/vragen/bewaard/").content.decode()
    assert "Niet meer bewaren" in alice.get(two.address).content.decode()
    alice.post(f"/vragen/{two.answer_id}/bewaren/", {"stap": "los"})
    assert not SavedAnswer.objects.exists()
    assert "inloggen" in scene.cast.client().post(f"/vragen/{two.answer_id}/bewaren/")["Location"]


def test_clear_is_counted_once_per_visit(scene: Scene, two: Publication) -> None:
    reader = scene.cast.client()
    for _ in range(3):
        reader.post(f"/vragen/{two.answer_id}/duidelijk/")
    two.refresh_from_db()
    assert two.clear_count == 1


def test_a_visitor_asks_and_follows_and_hears_once(
    scene: Scene,
    two: Publication,
    letters: Mailbox,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    visitor, editor = scene.cast.client(), scene.cast.client("frank")
    assert visitor.post("/vragen/stellen/", {"text": " "}).status_code == 422
    wrong = visitor.post("/vragen/stellen/", {"text": "Bel mevrouw Haddad op 06-12345678."})
    assert (wrong.status_code, "Haddad" in wrong.content.decode()) == (422, True)
    said = {"text": "En als iemand verhuist?", "email": "Lezer@voorbeeld.test"}
    link = visitor.post(f"/vragen/stellen/?bij={two.answer_id}", said)["Location"]
    assert "ligt bij de redactie" in visitor.get(link).content.decode()
    assert visitor.get(link.replace("gesteld/", "gesteld/x")).status_code == 404
    question = ReaderQuestion.objects.get()
    assert (question.answer_id, question.email, question.person) == (two.answer_id, "lezer@voorbeeld.test", None)
    page = f"/vragen/redactie/vraag/{question.pk}/"
    assert scene.cast.client("alice").get(page).status_code == 404
    assert "Wijs een antwoord aan" in editor.post(page, {"pointed_to": "", "words": ""}).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert editor.post(page, {"pointed_to": str(two.answer_id), "words": "Zie hier."}).status_code == 302
    assert editor.post(page, {"words": "Nog eens."}).status_code == 422
    told = visitor.get(link).content.decode()
    assert "Zie hier." in told
    assert two.address in told
    assert letters.receivers() == ["lezer@voorbeeld.test"]
    assert "Zie hier." in visitor.get(urlsplit(link_in(letters.received[0], "/vragen/gesteld/")).path).content.decode()
    question.refresh_from_db()
    assert (question.email, question.state) == ("", "answered")


def test_who_is_signed_in_follows_on_a_page(scene: Scene) -> None:
    alice = scene.cast.client("alice")
    assert "Uw e-mailadres" not in alice.get("/vragen/stellen/").content.decode()
    alice.post("/vragen/stellen/", {"text": "Hoe zit het met kinderopvang?"})
    assert "Hoe zit het met kinderopvang?" in alice.get("/vragen/gesteld/").content.decode()
    assert "kinderopvang" not in scene.cast.client("bob").get("/vragen/gesteld/").content.decode()


@pytest.mark.parametrize("wants_mail", [True, False])
def test_who_is_signed_in_hears_of_a_reply_by_mail_unless_they_want_none(
    scene: Scene,
    two: Publication,
    letters: Mailbox,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    *,
    wants_mail: bool,
) -> None:
    person = Person.objects.filter(email="alice@voorbeeld.test")
    person.update(digest="daily" if wants_mail else "never")
    alice, editor = scene.cast.client("alice"), scene.cast.client("frank")
    link = alice.post("/vragen/stellen/", {"text": "Hoe zit het met kinderopvang?"})["Location"]
    page = f"/vragen/redactie/vraag/{ReaderQuestion.objects.get().pk}/"
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(page, {"pointed_to": str(two.answer_id), "words": "Zie hier."})
    assert letters.receivers() == ["alice@voorbeeld.test"] * wants_mail
    assert "gewist" not in "".join(map(text_of, letters.received)), "the address of an account stays"
    assert "/kwesties/indienen/" in alice.get(link).content.decode()
    assert 'href="/vragen/gesteld/"' in alice.get("/mijn-werk/").content.decode()


def test_pages_ask_little(
    scene: Scene, two: Publication, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reviews = [scene.offer(scene.draft(question=f"Vraag {number}?")) for number in range(6)]
    for each in reviews:
        scene.approve(each, "rosa")
    RoleGrant.objects.filter(person=scene.cast.people["frank"], role=Role.REGIONAL_COORDINATOR).delete()
    then = f"{two.address}?gezegd=2024-03-01&geval=2022-06-01"
    scene.cast.client("frank").get("/mijn-werk/")
    pages = {
        None: ["/vragen/", two.address, then, f"/vragen/{two.answer_id}/versies/"],
        "alice": ["/vragen/", two.address, "/vragen/bewaard/", "/vragen/gesteld/", "/mijn-werk/"],
        "frank": ["/vragen/redactie/", f"/vragen/redactie/{two.answer_id}/", "/mijn-werk/"],
        "sara": ["/vragen/beoordelen/", f"/vragen/beoordelen/{reviews[0].pk}/", "/mijn-werk/"],
    }
    for name, addresses in pages.items():
        client = scene.cast.client(name)
        for address in addresses:
            with django_assert_max_num_queries(15):
                assert client.get(address).status_code == 200, address


def test_what_was_recalled_is_told_to_who_asks_for_the_newsletter(scene: Scene, two: Publication) -> None:
    found = queries.recalled_since(NEW - timedelta(days=1))
    assert [(each.sentence, each.withdrawn) for each in found] == [("De wet is anders.", False)]
    assert queries.recalled_since(NEW) == []
    actions.withdraw(answer_id=two.answer_id, reason="Na een uitspraak.", by=scene.cast.actor("frank"), at=NOW)
    assert [each.sentence for each in queries.recalled_since(NEW, timezone.now() + timedelta(days=9999))] == [
        "Na een uitspraak."
    ]


@pytest.mark.parametrize("day", ["31-12-9999", "1-1-0001"])
def test_the_first_and_the_last_day_there_are(scene: Scene, two: Publication, day: str) -> None:
    for question in ("gezegd", "geval"):
        assert scene.cast.client().get(two.address, {question: day}).status_code == 200


@pytest.mark.parametrize("page", ["/vragen/{}-x/", "/vragen/{}/versies/", "/intervisie/{}/"])
def test_a_number_that_no_row_has_is_no_page(scene: Scene, page: str) -> None:
    for number in (2**63 - 1, 2**63, 10**40):
        assert scene.cast.client("alice").get(page.format(number)).status_code == 404
