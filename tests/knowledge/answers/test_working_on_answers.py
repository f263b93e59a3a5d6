"""Editors and reviewers at their pages: the whole way in the browser's own requests, and who may not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.models import Deputy, Publication, ReviewRound
from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.knowledge.answers.scene import Scene


def test_from_draft_to_public_by_the_buttons(scene: Scene) -> None:
    editor, answer = scene.cast.client("frank"), scene.draft(at=timezone.now())
    desk = f"/vragen/redactie/{answer.pk}/"
    assert "Ter beoordeling aanbieden" in editor.get(desk).content.decode()
    late = editor.post(f"{desk}aanbieden/", {"due_on": "2020-01-01"})
    assert (late.status_code, "Deze dag is al geweest" in late.content.decode()) == (422, True)
    due_on = (timezone.localdate() + timedelta(days=14)).isoformat()
    assert editor.post(f"{desk}aanbieden/", {"due_on": due_on}).status_code == 302
    assert "ligt al ter beoordeling" in editor.post(f"{desk}aanbieden/", {"due_on": due_on}).content.decode()
    review = ReviewRound.objects.get()
    for name in ("rosa", "victor", "sara"):
        reviewer = scene.cast.client(name)
        assert "Wanneer begint de termijn" in reviewer.get("/mijn-werk/").content.decode()
        page = reviewer.get(f"/vragen/beoordelen/{review.pk}/").content.decode()
        assert "Wet inburgering 2021, artikel 11, lid 1" in page
        assert "vanaf 1 januari 2022" in page
        said = {"content_hash": review.content_hash, "reservation": "Ik let op lid 2." if name == "rosa" else ""}
        approve = f"/vragen/beoordelen/{review.pk}/goedkeuren/"
        assert reviewer.post(approve, said).status_code == 302
        again = reviewer.post(approve, said)
        assert (again.status_code, "keurde deze tekst al goed" in again.content.decode()) == (422, True)
    assert "Antwoord publiceren" in editor.get(desk).content.decode()
    publish = f"/vragen/beoordelen/{review.pk}/publiceren/"
    assert "Kies een dag na vandaag" in editor.post(publish, {"publish_on": "2020-01-01"}).content.decode()
    address = editor.post(publish, {})["Location"]
    assert editor.post(publish, {}).status_code == 422, "a second click publishes nothing more"
    assert Publication.objects.count() == 1
    page = scene.cast.client().get(address).content.decode()
    assert "De dag na de datum van het <b>eerste</b> plan." in page
    assert "Ik let op lid 2." not in page, "a reservation is not for readers"
    assert "Ik let op lid 2." in scene.cast.client("sara").get(f"/vragen/beoordelen/{review.pk}/").content.decode()


def test_an_editor_reads_the_text_before_offering_it_and_no_more_once_it_is_public(scene: Scene) -> None:
    editor, answer = scene.cast.client("frank"), scene.draft()
    desk = f"/vragen/redactie/{answer.pk}/"
    words = "De dag na de datum van het <b>eerste</b> plan."
    assert words in editor.get(desk).content.decode()
    scene.publish(answer)
    assert words not in editor.get(desk).content.decode(), "“Antwoord bekijken” shows what is public"


def test_declining_goes_back_to_the_editor_with_the_reason(scene: Scene) -> None:
    answer = scene.draft()
    review = scene.offer(answer, at=timezone.now())
    sara = scene.cast.client("sara")
    page = f"/vragen/beoordelen/{review.pk}/teruggeven/"
    assert sara.post(page, {"content_hash": review.content_hash, "reason": ""}).status_code == 422
    assert sara.post(page, {"content_hash": review.content_hash, "reason": "Lid 2 mist."}).status_code == 302
    assert "Lid 2 mist." in scene.cast.client("frank").get("/mijn-werk/").content.decode()
    assert "Lid 2 mist." in scene.cast.client("frank").get("/vragen/redactie/").content.decode()


def test_the_next_step_of_the_editor_stands_on_top(scene: Scene) -> None:
    answer = scene.draft(at=timezone.now())

    def steps() -> list[str]:
        page = scene.cast.client("frank").get(f"/vragen/redactie/{answer.pk}/").content.decode()
        names = ("Ter beoordeling aanbieden", "Tekst aanpassen", "Antwoord publiceren")
        return sorted((name for name in names if f"{name}</a>" in page), key=page.index)

    assert steps() == ["Ter beoordeling aanbieden", "Tekst aanpassen"]
    review = scene.offer(answer, at=timezone.now())
    said = {"content_hash": review.content_hash, "reason": "Lid 2 mist."}
    actions.decline(review_id=review.pk, by=scene.cast.actor("sara"), at=timezone.now(), **said)
    assert steps() == ["Tekst aanpassen", "Ter beoordeling aanbieden"], "what was given back is first changed"
    scene.draft(answer_id=answer.pk, example="Anders.", at=timezone.now())
    review = scene.offer(answer, at=timezone.now())
    scene.approve(review, at=timezone.now())
    assert steps() == ["Antwoord publiceren", "Tekst aanpassen"]
    actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=timezone.now())
    assert steps() == ["Tekst aanpassen"]


def test_a_review_that_nobody_answers_comes_back_to_the_editor(scene: Scene) -> None:
    review = scene.offer(scene.draft(), at=timezone.now())
    editor = scene.cast.client("frank")
    assert "Beoordeling te laat" not in editor.get("/vragen/redactie/").content.decode()
    ReviewRound.objects.filter(pk=review.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    assert "Beoordeling te laat" in editor.get("/vragen/redactie/").content.decode()
    assert "1 dag te laat" in scene.cast.client("sara").get("/mijn-werk/").content.decode()


def test_a_reviewer_sees_first_what_changed_since_the_own_organisation_spoke(scene: Scene) -> None:
    answer = scene.draft()
    scene.publish(answer)
    scene.draft(answer_id=answer.pk, html="<p>De dag na de datum van het laatste plan.</p>")
    second = scene.offer(answer)
    scene.approve(second, "rosa")
    scene.draft(answer_id=answer.pk, html="<p>De dag na de datum van het laatste plan.</p>", citations=[])
    third = f"/vragen/beoordelen/{scene.offer(answer).pk}/"
    page = scene.cast.client("rosa").get(third).content.decode()
    mine, public = page.split("Sinds versie 1, die nu openbaar is")
    assert "Sinds Divosa een tekst goedkeurde, op 2 november" in mine
    assert re.search(r"<del>.*Wet inburgering 2021, artikel 11, lid 1", mine), "also what it rests on is compared"
    assert "laatste" not in mine, "of what Divosa read before, only what changed"
    assert re.search(r"<ins>.*laatste", public.split("De hele tekst")[0])
    page = scene.cast.client("sara").get(third).content.decode()
    assert re.search(r"<ins>.*laatste", page.split("De hele tekst")[0]), "the ministry did not read the second"
    assert "Sinds versie 1" not in page, "it approved that one itself, so it is compared once"
    assert "Sinds versie 1" in scene.cast.client("frank").get(third).content.decode()


def test_a_text_that_comes_back_as_it_was_says_so(scene: Scene) -> None:
    answer = scene.draft()
    scene.approve(scene.offer(answer), "rosa")
    scene.draft(answer_id=answer.pk, example="Anders.")
    scene.draft(answer_id=answer.pk)
    review = scene.offer(answer)
    scene.approve(review, "victor")
    page = scene.cast.client("rosa").get(f"/vragen/beoordelen/{review.pk}/").content.decode()
    assert "Dit is precies dezelfde tekst." in page
    assert "Goedgekeurd door VNG. Wacht op Divosa, Ministerie van SZW" in page


def test_a_remark_on_a_passage_is_read_by_all_who_review(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    said = {"quote": "De dag na de datum", "text": "Bedoelen wij de datum van vaststellen?"}
    assert scene.cast.client("victor").post(f"/vragen/beoordelen/{review.pk}/opmerking/", said).status_code == 302
    for name in ("frank", "sara"):
        assert said["text"] in scene.cast.client(name).get(f"/vragen/beoordelen/{review.pk}/").content.decode()
    assert review.judgements.count() == 0


def test_a_deputy_is_named_and_works(scene: Scene) -> None:
    rosa, today = scene.cast.client("rosa"), timezone.localdate()
    said = {"email": "niemand@voorbeeld.test", "since": today.isoformat(), "until": today.isoformat()}
    wrong = rosa.post("/vragen/beoordelen/vervanging/", said)
    assert (wrong.status_code, "heeft niemand een account" in wrong.content.decode()) == (422, True)
    assert rosa.post("/vragen/beoordelen/vervanging/", said | {"email": "alice@voorbeeld.test"}).status_code == 302
    review = scene.offer(scene.draft(), at=timezone.now())
    alice = scene.cast.client("alice")
    assert "Wacht op u (1)" in alice.get("/vragen/beoordelen/").content.decode()
    assert alice.get("/vragen/beoordelen/vervanging/").status_code == 404, "a deputy names no deputy"
    said = {"content_hash": review.content_hash, "reservation": ""}
    assert alice.post(f"/vragen/beoordelen/{review.pk}/goedkeuren/", said).status_code == 302
    assert rosa.post(f"/vragen/beoordelen/vervanging/{Deputy.objects.get().pk}/stoppen/").status_code == 302
    assert alice.get("/vragen/beoordelen/").status_code == 404


def test_an_administrator_names_a_deputy_when_the_reviewer_is_ill(scene: Scene) -> None:
    RoleGrant.objects.create(
        person=scene.cast.people["bob"],
        organisation=scene.cast.organisations["vng"],
        role=Role.ORGANISATION_ADMINISTRATOR,
        since=date(2020, 1, 1),
    )
    bob, today = scene.cast.client("bob"), timezone.localdate().isoformat()
    assert 'href="/vragen/beoordelen/vervanging/"' in bob.get("/mijn-werk/").content.decode()
    said = {"email": "alice@voorbeeld.test", "since": today, "until": today}
    assert bob.post("/vragen/beoordelen/vervanging/", said).status_code == 302
    assert Deputy.objects.get().organisation == scene.cast.organisations["vng"]
    assert scene.cast.client("alice").get("/vragen/beoordelen/").status_code == 200
    assert bob.get("/vragen/beoordelen/").status_code == 404, "who administers reviews nothing"


@pytest.mark.parametrize("name", ["alice", "carol", "dave", "sara"])
def test_the_pages_of_editors_are_for_editors(scene: Scene, name: str) -> None:
    answer = scene.draft()
    review = scene.offer(answer)
    client = scene.cast.client(name)
    for page in ("", f"{answer.pk}/", f"{answer.pk}/aanbieden/", f"{answer.pk}/vervallen/"):
        assert client.get(f"/vragen/redactie/{page}").status_code == 404
    assert client.post(f"/vragen/redactie/{answer.pk}/vervallen/", {"reason": "Zomaar."}).status_code == 403
    assert client.post(f"/vragen/beoordelen/{review.pk}/publiceren/").status_code == 403
    assert client.post(f"/vragen/beoordelen/{review.pk}/stoppen/", {"reason": "Zomaar."}).status_code == 403
    assert ReviewRound.objects.get().state == "open"


@pytest.mark.parametrize("name", ["alice", "carol", "dave"])
def test_the_pages_of_reviewers_are_for_reviewers(scene: Scene, name: str) -> None:
    review = scene.offer(scene.draft())
    client = scene.cast.client(name)
    assert client.get("/vragen/beoordelen/").status_code == 404
    assert client.get(f"/vragen/beoordelen/{review.pk}/").status_code == 404
    said = {"content_hash": review.content_hash, "reservation": ""}
    assert client.post(f"/vragen/beoordelen/{review.pk}/goedkeuren/", said).status_code == 403


def test_an_editor_does_not_approve(scene: Scene) -> None:
    review = scene.offer(scene.draft(), at=NOW)
    page = scene.cast.client("frank").post(
        f"/vragen/beoordelen/{review.pk}/goedkeuren/", {"content_hash": review.content_hash, "reservation": ""}
    )
    assert (page.status_code, "Alleen een beoordelaar" in page.content.decode()) == (422, True)
    assert not review.judgements.exists()


def test_a_visitor_is_asked_to_sign_in(scene: Scene) -> None:
    for page in ("/vragen/redactie/", "/vragen/beoordelen/", "/vragen/bewaard/", "/vragen/gesteld/"):
        assert scene.cast.client().get(page)["Location"] == f"/account/inloggen/?next={page}"


def test_who_has_two_places_speaks_from_the_one_on_the_page(scene: Scene) -> None:
    today, szw = timezone.localdate(), scene.cast.organisations["szw"]
    Deputy.objects.create(organisation=szw, person=scene.cast.people["victor"], since=today, until=today)
    review, victor = scene.offer(scene.draft(at=timezone.now()), at=timezone.now()), scene.cast.client("victor")
    path = f"/vragen/beoordelen/{review.pk}/goedkeuren/"
    heard = []
    for _ in range(2):
        page = victor.get(path)
        heard.append(re.search(r"U spreekt voor ([^.<]+)", page.content.decode())[1])  # type: ignore[index]
        said = page.context["form"].initial
        assert victor.post(path, said).status_code == 302
        assert victor.post(path, said).status_code == 422, "the second click speaks from no other place"
    assert [each.organisation.name for each in review.judgements.all()] == heard
    assert set(review.judgements.values_list("kind", flat=True)) == {"vng", "szw"}
