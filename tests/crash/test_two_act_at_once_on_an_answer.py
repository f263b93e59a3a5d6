"""Two people do something with the same answer at the same moment: the rules hold, and who loses reads why."""

from __future__ import annotations

from functools import partial

import pytest
from django.utils import timezone

from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.models import Judgement, Publication, ReviewRound
from leerlus.people.models import Theme
from tests.crash.test_two_act_at_once import at_once
from tests.knowledge.answers.scene import Scene, make_scene

ROUNDS = 4


def approved_by_two(scene: Scene, number: int) -> ReviewRound:
    review = scene.offer(scene.draft(question=f"Vraag {number}?", at=timezone.now()), at=timezone.now())
    scene.approve(review, "rosa", "victor", at=timezone.now())
    return review


@pytest.mark.crash
@pytest.mark.django_db(transaction=True)
def test_the_third_approves_while_the_editor_edits_or_two_speak_for_one() -> None:
    scene = make_scene()
    list(Theme.objects.all())
    sara = scene.cast.actor("sara")
    for number in range(ROUNDS):
        review, now = approved_by_two(scene, number), timezone.now()
        approve = partial(actions.approve, review_id=review.pk, content_hash=review.content_hash, by=sara, at=now)
        edit = partial(scene.draft, answer_id=review.answer_id, example="Anders.", at=now)
        lost = at_once(approve, edit)
        assert len(lost) in {0, 1}
        review.refresh_from_db()
        assert review.state == "voided", "whoever came first, the edit ended the review"
        assert review.judgements.count() == 3 - len(lost)

        review = approved_by_two(scene, 100 + number)
        approve = partial(actions.approve, review_id=review.pk, content_hash=review.content_hash, by=sara, at=now)
        lost = at_once(approve, approve)
        assert lost == ["Ministerie van SZW keurde deze tekst al goed."]
        assert Judgement.objects.filter(review=review, kind="szw").count() == 1

        publish = partial(actions.publish, review_id=review.pk, by=scene.cast.actor("frank"), at=now)
        decline = partial(
            actions.decline, review_id=review.pk, content_hash=review.content_hash, reason="Toch niet.", by=sara, at=now
        )
        assert len(at_once(publish, decline)) == 1, "both or neither won"
        review.refresh_from_db()
        published = Publication.objects.filter(review=review).count()
        assert (review.state, published) in {("published", 1), ("declined", 0)}
