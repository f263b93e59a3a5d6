"""Editors write answers in the content system: draft, edit, preview; nobody publishes or deletes there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from leerlus.knowledge.answers.models import Answer, Publication, ReviewRound

if TYPE_CHECKING:
    from django.test import Client

    from tests.knowledge.answers.scene import Scene

HOME = "/redactie/antwoorden/"


def rich(*lines: str, key: str = "k") -> str:
    """Return a rich text as the editor of the content system sends it."""
    blocks = [
        {"key": f"{key}{n}", "text": line, "type": "unstyled", "depth": 0, "inlineStyleRanges": [], "entityRanges": []}
        for n, line in enumerate(lines)
    ]
    return json.dumps({"blocks": blocks, "entityMap": {}})


def filled(**more: str) -> dict[str, str]:
    """Return the form as a browser sends it."""
    return {
        "question": "Wanneer begint de termijn?",
        "text": rich("De dag na het plan."),
        "example": "",
        "themes": "pip",
        "significance": "substantive",
        "note": "Nieuw.",
        "law_from": "2022-01-01",
        "review_on": "2027-06-01",
        "citations-TOTAL_FORMS": "0",
        "citations-INITIAL_FORMS": "0",
        "citations-MIN_NUM_FORMS": "0",
        "citations-MAX_NUM_FORMS": "1000",
    } | more


@pytest.fixture
def editor(scene: Scene) -> Client:
    return scene.cast.client("frank")


def test_an_editor_writes_and_rewrites(scene: Scene, editor: Client) -> None:
    assert editor.get(HOME).status_code == 200
    page = editor.get(f"{HOME}add/").content.decode()
    assert "Voor wie" in page
    assert 'name="action-publish"' not in page
    made = editor.post(f"{HOME}add/", filled(owner=str(scene.cast.organisations["divosa"].pk), audience="gemeente"))
    assert made.status_code == 302, made.content.decode()
    answer = Answer.objects.get()
    assert "De dag na het plan." in answer.text
    assert (answer.live, answer.edition, answer.audience) == (False, 1, ["gemeente"])
    assert [theme.pk for theme in answer.themes.all()] == ["pip"]
    review = scene.offer(answer)
    scene.approve(review, "rosa")
    page = editor.get(f"{HOME}edit/{answer.pk}/").content.decode()
    assert f"/vragen/redactie/{answer.pk}/" in page
    assert 'name="action-publish"' not in page
    same = filled(owner=str(scene.cast.organisations["divosa"].pk), audience="gemeente")
    editor.post(f"{HOME}edit/{answer.pk}/", same | {"text": rich("Per ongeluk getypt.")})
    assert ReviewRound.objects.get().state == "open", "the text is locked while it lies for review"
    assert "Per ongeluk" not in Answer.objects.get().text
    editor.post(f"{HOME}unlock/{answer.pk}/")
    assert (
        editor.post(f"{HOME}edit/{answer.pk}/", same | {"text": rich("De dag na het plan.", key="x")}).status_code
        == 302
    )
    assert ReviewRound.objects.get().state == "open", "saving what reads the same ends nothing"
    assert editor.post(f"{HOME}edit/{answer.pk}/", same | {"text": rich("Iets anders.")}).status_code == 302
    assert ReviewRound.objects.get().state == "voided"
    answer.refresh_from_db()
    assert answer.revisions.count() == 3


def test_an_older_text_that_is_put_back_ends_the_review_too(scene: Scene, editor: Client) -> None:
    answer = scene.draft(html="<p>Oud.</p>")
    older = answer.latest_revision_id
    scene.draft(answer_id=answer.pk, html="<p>Nieuw.</p>")
    review = scene.offer(answer)
    editor.post(f"{HOME}unlock/{answer.pk}/")
    said = filled(owner=str(scene.cast.organisations["divosa"].pk), text=rich("Oud."))
    assert editor.post(f"{HOME}history/{answer.pk}/revisions/{older}/revert/", said).status_code == 302
    review.refresh_from_db()
    assert review.state == "voided"
    answer.refresh_from_db()
    assert not answer.locked


def test_nobody_publishes_there(scene: Scene, editor: Client) -> None:
    answer = scene.draft()
    said = filled() | {"action-publish": "action-publish"}
    editor.post(f"{HOME}edit/{answer.pk}/", said)
    answer.refresh_from_db()
    assert not answer.live
    assert not Publication.objects.exists()
    assert editor.post(f"{HOME}delete/{answer.pk}/").status_code == 302
    assert editor.post(f"{HOME}unpublish/{answer.pk}/").status_code in {302, 404}
    assert Answer.objects.filter(pk=answer.pk).exists()


def test_personal_data_is_found_there_too(editor: Client) -> None:
    page = editor.post(f"{HOME}add/", filled(text=rich("Bel mevrouw Haddad op 06-12345678.")))
    assert page.status_code == 200
    assert "Haddad" in page.content.decode()
    assert not Answer.objects.exists()


def test_what_an_editor_pastes_runs_nowhere(scene: Scene, editor: Client) -> None:
    evil = {
        "blocks": [
            {
                "key": "a",
                "text": "<script>alert(1)</script> klik",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 26, "length": 4, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}},
    }
    editor.post(f"{HOME}add/", filled(text=json.dumps(evil), owner=str(scene.cast.organisations["divosa"].pk)))
    answer = Answer.objects.get()
    scene.publish(answer)
    page = scene.cast.client().get(f"/vragen/{answer.pk}-x/").content.decode()
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "javascript:alert" not in page


def test_the_preview_is_the_page_of_readers(scene: Scene, editor: Client) -> None:
    answer = scene.draft()
    address = f"{HOME}preview/{answer.pk}/"
    assert editor.post(address, filled()).json()["is_valid"]
    page = editor.get(address)
    assert "De dag na het plan." in page.content.decode()
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("half", ["\\ud800", "\\udfff", "\\u0000"])
def test_half_a_character_is_refused_and_breaks_nothing(scene: Scene, editor: Client, half: str) -> None:
    broken = rich("Kapot HIER.").replace("HIER", half)
    answer = editor.post(f"{HOME}add/", filled(owner=str(scene.cast.organisations["divosa"].pk), text=broken))
    assert answer.status_code == 200
    assert not Answer.objects.exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "JaVaScRiPt:x"])
def test_a_link_runs_nothing(scene: Scene, editor: Client, url: str) -> None:
    line = {"key": "k", "text": "<script>klik</script>", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    line["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
    text = {"blocks": [line], "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}}}
    owner = str(scene.cast.organisations["divosa"].pk)
    assert editor.post(f"{HOME}add/", filled(owner=owner, text=json.dumps(text))).status_code == 302
    written = Answer.objects.get().text
    assert "<script" not in written
    assert "href" not in written
