"""A reader finds an answer with a misspelt word, as long as it is said and not a day before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import strip_tags

from leerlus.knowledge.answers import actions
from tests.knowledge.answers.scene import make_scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

QUESTION = "Mag iemand de leerbaarheidstoets overslaan?"


def finds(client: Client, typed: str) -> bool:
    page = client.get("/zoeken/", {"q": typed}).content.decode()
    return QUESTION in strip_tags(page)


def test_an_answer_is_found_while_it_is_said(db: None, follow: Callable[[], int]) -> None:
    scene = make_scene()
    visitor = scene.cast.client()
    answer = scene.draft(question=QUESTION)
    review = scene.offer(answer)
    scene.approve(review)
    follow()
    assert not finds(visitor, "leerbaarheidstoets"), "approved is not published"
    actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=timezone.now())
    follow()
    for typed in ("leerbaarheidstoets", "leerbaarheidstoest", "leerbarheidstoets"):
        assert finds(visitor, typed), typed
    later = timezone.now() + timedelta(days=1)
    actions.withdraw(answer_id=answer.pk, reason="De wet is anders.", by=scene.cast.actor("frank"), at=later)
    assert not finds(visitor, "leerbaarheidstoets"), "rights are asked at the moment of the search"
    follow()
    assert not finds(visitor, "leerbaarheidstoets")
