"""A lawyer without an account approves by a link: once, for one organisation and one text, until it ends."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.clock import wipe_addresses_of_links
from leerlus.knowledge.answers.models import ApprovalLink, Judgement

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

    from leerlus.knowledge.answers.models import ReviewRound
    from tests.knowledge.answers.scene import Scene


@pytest.fixture
def review(scene: Scene) -> ReviewRound:
    return scene.offer(scene.draft(), at=timezone.now())


@pytest.fixture
def path(scene: Scene, review: ReviewRound, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> str:
    """Sara of the ministry mails a colleague a link, in the browser."""
    with django_capture_on_commit_callbacks(execute=True):
        page = scene.cast.client("sara").post(
            f"/vragen/beoordelen/{review.pk}/link/", {"email": "Jurist@voorbeeld.test"}
        )
    assert page.status_code == 302
    found = re.search(r"/vragen/goedkeuren/\S+/", str(mail.outbox[-1].body))
    assert found
    return found.group()


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
    assert link.email == ""
    assert path.split("/")[-2] not in link.token_hash


def test_it_gives_back_with_a_reason_only(scene: Scene, review: ReviewRound, path: str) -> None:
    jurist = scene.cast.client()
    said = {"content_hash": review.content_hash, "stap": "teruggeven", "reason": ""}
    assert jurist.post(path, said).status_code == 422
    assert "terug naar de redactie" in jurist.post(path, said | {"reason": "Dit mist lid 2."}).content.decode()
    review.refresh_from_db()
    assert (review.state, review.reason) == ("declined", "Dit mist lid 2.")


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


def test_the_address_is_wiped_when_nobody_can_use_the_link_any_more(review: ReviewRound, path: str) -> None:
    made_at = ApprovalLink.objects.get().made_at
    assert wipe_addresses_of_links(made_at + timedelta(days=13)) == 0
    assert ApprovalLink.objects.get().email == "jurist@voorbeeld.test"
    assert wipe_addresses_of_links(made_at + timedelta(days=14)) == 1
    assert ApprovalLink.objects.get().email == ""


def test_the_address_is_wiped_when_the_review_is_over(scene: Scene, review: ReviewRound, path: str) -> None:
    actions.stop_review(review_id=review.pk, reason="Niet nodig.", by=scene.cast.actor("frank"), at=timezone.now())
    assert wipe_addresses_of_links(timezone.now()) == 1
    assert ApprovalLink.objects.get().email == ""
