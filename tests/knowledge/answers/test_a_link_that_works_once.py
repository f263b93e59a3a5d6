"""A lawyer without an account approves by a link: once, for one organisation and one text, until it ends."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.models import ApprovalLink, Judgement
from tests.mailbox import link_in

if TYPE_CHECKING:
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from leerlus.knowledge.answers.models import ReviewRound
    from tests.knowledge.answers.scene import Scene
    from tests.mailbox import Mailbox


@pytest.fixture
def review(scene: Scene) -> ReviewRound:
    return scene.offer(scene.draft(), at=timezone.now())


@pytest.fixture
def path(
    scene: Scene,
    review: ReviewRound,
    letters: Mailbox,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> str:
    """Sara of the ministry mails a colleague a link, in the browser."""
    with django_capture_on_commit_callbacks(execute=True):
        page = scene.cast.client("sara").post(
            f"/vragen/beoordelen/{review.pk}/link/", {"email": "Jurist@voorbeeld.test"}
        )
    assert page.status_code == 302
    return urlsplit(link_in(letters.to("Jurist@voorbeeld.test")[0], "/vragen/goedkeuren/")).path


def test_it_works_once(scene: Scene, review: ReviewRound, path: str) -> None:
    jurist: Client = scene.cast.client()
    page = jurist.get(path).content.decode()
    assert "Wanneer begint de termijn van drie jaar?" in page
    assert jurist.get(path).status_code == 200, "looking uses nothing"
    said = {"content_hash": review.content_hash, "stap": "goedkeuren", "reservation": "Mits lid 2 volgt."}
    assert "U keurde de tekst goed voor Ministerie van SZW" in jurist.post(path, said).content.decode()
    assert "al gebruikt" in jurist.post(path, said).content.decode()
    judgement = Judgement.objects.get()
    assert (judgement.kind, judgement.via, judgement.words, judgement.person) == (
        "szw",
        "link",
        "Mits lid 2 volgt.",
        None,
    )
    link = ApprovalLink.objects.get()
    assert path.split("/")[-2] not in link.token_hash


def test_it_gives_back_with_a_reason_only(scene: Scene, review: ReviewRound, path: str) -> None:
    jurist = scene.cast.client()
    said = {"content_hash": review.content_hash, "stap": "teruggeven", "reason": ""}
    assert jurist.post(path, said).status_code == 422
    assert "terug naar de redactie" in jurist.post(path, said | {"reason": "Dit mist lid 2."}).content.decode()
    review.refresh_from_db()
    assert (review.state, review.reason) == ("declined", "Dit mist lid 2.")


def test_who_did_not_use_it_sees_what_was_decided_with_it(review: ReviewRound, path: str) -> None:
    actions.decline_by_link(
        token=path.split("/")[-2], content_hash=review.content_hash, reason="Lid 2 mist.", at=timezone.now()
    )
    page = Client().get(path)
    assert page.status_code == 410
    assert "gaf iemand de tekst ermee terug, voor Ministerie van SZW. Was u dat niet?" in page.content.decode()
    assert "Lid 2 mist." not in page.content.decode()


def test_it_says_what_happened_when_a_colleague_was_first(scene: Scene, review: ReviewRound, path: str) -> None:
    scene.approve(review, "sara", at=timezone.now())
    page = Client().get(path)
    assert (page.status_code, "Een collega keurde deze tekst al goed" in page.content.decode()) == (410, True)


@pytest.mark.parametrize(
    ("deed", "told"),
    [("decline", "gaf deze tekst al terug"), ("stop", "nam deze tekst terug"), ("edit", "is veranderd")],
)
def test_it_says_why_nothing_is_to_be_decided(
    scene: Scene, review: ReviewRound, path: str, deed: str, told: str
) -> None:
    now = timezone.now()
    if deed == "decline":
        said = {"content_hash": review.content_hash, "reason": "Lid 2 mist."}
        actions.decline(review_id=review.pk, by=scene.cast.actor("victor"), at=now, **said)
    elif deed == "stop":
        actions.stop_review(review_id=review.pk, reason="Toch niet.", by=scene.cast.actor("frank"), at=now)
    else:
        scene.draft(answer_id=review.answer_id, example="Anders.")
    page = Client().get(path)
    assert (page.status_code, told in page.content.decode()) == (410, True)


def test_it_shows_what_changes_in_what_is_public(scene: Scene, letters: Mailbox) -> None:
    answer = scene.draft()
    scene.publish(answer)
    scene.draft(answer_id=answer.pk, html="<p>De dag na de datum van het laatste plan.</p>")
    review, now = scene.offer(answer, at=timezone.now()), timezone.now()
    szw = scene.cast.organisations["szw"].pk
    _, token = actions.lend_link(
        review_id=review.pk, organisation_id=szw, email="j@voorbeeld.test", by=scene.cast.actor("sara"), at=now
    )
    page = Client().get(f"/vragen/goedkeuren/{token}/").content.decode()
    assert "Sinds versie 1, die nu openbaar is" in page


def test_an_edit_makes_it_worthless(scene: Scene, review: ReviewRound, path: str) -> None:
    scene.draft(answer_id=review.answer_id, example="Anders.")
    page = scene.cast.client().post(path, {"content_hash": review.content_hash})
    assert "De tekst is veranderd" in page.content.decode()
    assert not Judgement.objects.exists()


def test_it_can_be_withdrawn_and_expires(scene: Scene, review: ReviewRound, path: str) -> None:
    link, token = ApprovalLink.objects.get(), path.split("/")[-2]
    with pytest.raises(Denied, match="verlopen"):
        actions.approve_by_link(token=token, content_hash=review.content_hash, at=timezone.now() + timedelta(days=15))
    with pytest.raises(Denied, match="Alleen een beoordelaar of beheerder van deze organisatie"):
        actions.withdraw_link(link_id=link.pk, by=scene.cast.actor("rosa"), at=timezone.now())
    assert scene.cast.client("sara").post(f"/vragen/beoordelen/link/{link.pk}/intrekken/").status_code == 302
    assert "ingetrokken" in scene.cast.client().get(path).content.decode()


@pytest.mark.parametrize("name", ["frank", "rosa", "alice"])
def test_nobody_lends_for_another_organisation(scene: Scene, review: ReviewRound, name: str) -> None:
    szw = scene.cast.organisations["szw"].pk
    with pytest.raises(Denied, match="Alleen een beoordelaar of beheerder"):
        actions.lend_link(
            review_id=review.pk,
            organisation_id=szw,
            email="ik@voorbeeld.test",
            by=scene.cast.actor(name),
            at=timezone.now(),
        )


def test_a_guessed_link_says_nothing(scene: Scene) -> None:
    page = scene.cast.client().get("/vragen/goedkeuren/geraden/")
    assert page.status_code == 410
    assert "Deze link is er niet" in page.content.decode()
