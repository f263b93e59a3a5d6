"""A text is public only when Divosa, VNG and SZW each approved exactly that text; any edit voids what was approved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions, clock
from leerlus.knowledge.answers.models import Deputy, Publication, ReviewRound
from leerlus.knowledge.answers.policies import fingerprint
from leerlus.knowledge.answers.workflow import WORKFLOW
from leerlus.people.actors import CLOCK
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.knowledge.answers.scene import Scene

DAY = timedelta(days=1)


def state_of(review: ReviewRound) -> str:
    return ReviewRound.objects.get(pk=review.pk).state


def test_the_whole_way(scene: Scene) -> None:
    answer = scene.draft()
    review = scene.offer(answer)
    scene.approve(review, "rosa", "victor")
    with pytest.raises(Denied, match="Nu publiceren kan nu niet"):
        actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=NOW)
    scene.approve(review, "sara")
    assert state_of(review) == "approved"
    published = actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=NOW)
    assert published.content_hash == fingerprint(published.content) == review.content_hash
    assert sorted(each["organisation"] for each in published.approvals) == ["Divosa", "Ministerie van SZW", "VNG"]
    assert published.sources[0]["jci"] == "jci1.3:c:BWBR0044770&artikel=11&lid=1&z=2022-01-01&g=2022-01-01"
    assert WORKFLOW.fold(Event.objects.of("review", review.pk).moves()) == "published"


@pytest.mark.parametrize("changed", [{"html": "<p>Anders.</p>"}, {"example": ""}, {"themes": ["ontzorgen"]},
                                     {"citations": []}, {"note": "Anders gezegd."}, {"audience": ["duo"]}])  # fmt: skip
def test_any_edit_ends_the_review_for_good(scene: Scene, changed: dict[str, Any]) -> None:
    answer = scene.draft()
    review = scene.offer(answer)
    scene.approve(review, "rosa", "victor")
    scene.draft(answer_id=answer.pk, **changed)
    assert state_of(review) == "voided"
    scene.draft(answer_id=answer.pk)  # exactly as it was
    for name in ("rosa", "sara"):
        with pytest.raises(Denied, match="kan nu niet"):
            scene.approve(review, name)
    again = scene.offer(answer)
    assert again.content_hash == review.content_hash
    scene.approve(again, "rosa", "sara")
    with pytest.raises(Denied, match="kan nu niet"):
        actions.publish(review_id=again.pk, by=scene.cast.actor("frank"), at=NOW)
    assert not Publication.objects.exists()


def test_an_edit_that_slipped_past_is_found_under_the_lock(scene: Scene) -> None:
    answer = scene.draft()
    review = scene.offer(answer)
    scene.approve(review)
    answer.example = "Stiekem anders."
    answer.save()
    with pytest.raises(Denied, match="De tekst is veranderd"):
        actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=NOW)
    answer.example = "U hebt drie jaar, vanaf de dag na uw plan."
    answer.save()
    with pytest.raises(Denied, match="De tekst is veranderd"):
        actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=NOW)
    assert clock.end_outdated_reviews(NOW) == 1
    assert state_of(review) == "voided"


def test_a_reviewer_who_read_another_text_approves_nothing(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    with pytest.raises(Denied, match="U las een andere tekst"):
        actions.approve(review_id=review.pk, content_hash="0" * 64, by=scene.cast.actor("rosa"), at=NOW)


def test_approving_twice_counts_once(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    scene.approve(review, "rosa")
    with pytest.raises(Denied, match="Divosa keurde deze tekst al goed"):
        scene.approve(review, "rosa")
    assert review.judgements.count() == 1


@pytest.mark.parametrize("name", ["frank", "alice", "dave", "carol"])
def test_nobody_else_approves(scene: Scene, name: str) -> None:
    review = scene.offer(scene.draft())
    with pytest.raises(Denied, match="Alleen een beoordelaar"):
        scene.approve(review, name)


def test_one_declines_and_it_ends_even_after_three_approvals(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    scene.approve(review)
    with pytest.raises(Denied, match="Schrijf waarom"):
        actions.decline(
            review_id=review.pk, content_hash=review.content_hash, reason=" ", by=scene.cast.actor("sara"), at=NOW
        )
    actions.decline(
        review_id=review.pk,
        content_hash=review.content_hash,
        reason="Lid 2 ontbreekt.",
        by=scene.cast.actor("sara"),
        at=NOW,
    )
    assert state_of(review) == "declined"
    with pytest.raises(Denied, match="kan nu niet"):
        actions.publish(review_id=review.pk, by=scene.cast.actor("frank"), at=NOW)


def test_what_is_not_complete_cannot_be_offered(scene: Scene) -> None:
    answer = scene.draft(themes=[], review_on=None)
    with pytest.raises(Denied, match="Vul eerst aan: een thema, de dag van herbeoordelen"):
        scene.offer(answer)


def test_a_problem_is_no_question(scene: Scene) -> None:
    answer = scene.draft(question="Verhuizing legt het plan stil")
    with pytest.raises(Denied, match="Dit is nog geen vraag"):
        scene.offer(answer)


def test_it_appears_by_itself_on_the_day(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    scene.approve(review)
    frank = scene.cast.actor("frank")
    with pytest.raises(Denied, match="Kies een dag na vandaag"):
        actions.schedule(review_id=review.pk, publish_on=NOW.date(), by=frank, at=NOW)
    actions.schedule(review_id=review.pk, publish_on=NOW.date() + DAY, by=frank, at=NOW)
    assert clock.publish_on_the_day(NOW) == 0
    assert clock.publish_on_the_day(NOW + DAY) == 1
    assert clock.publish_on_the_day(NOW + DAY) == 0
    assert Publication.objects.get().published_from == NOW + DAY


def test_a_scheduled_text_that_is_edited_does_not_appear(scene: Scene) -> None:
    answer = scene.draft()
    review = scene.offer(answer)
    scene.approve(review)
    actions.schedule(review_id=review.pk, publish_on=NOW.date() + DAY, by=scene.cast.actor("frank"), at=NOW)
    answer.question = "Iets anders?"
    answer.save()
    assert clock.publish_on_the_day(NOW + DAY) == 0
    assert not Publication.objects.exists()


def test_a_deputy_speaks_during_the_period_and_not_after(scene: Scene) -> None:
    rosa = scene.cast.actor("rosa")
    organisation = rosa.grants[0].organisation_id
    today = NOW.date()
    named: dict[str, Any] = {
        "organisation_id": organisation,
        "email": "alice@voorbeeld.test",
        "since": today,
        "until": today + DAY,
    }
    with pytest.raises(Denied, match="Alleen een beoordelaar of beheerder"):
        actions.name_deputy(by=scene.cast.actor("frank"), at=NOW, **named)
    actions.name_deputy(by=rosa, at=NOW, **named)
    review = scene.offer(scene.draft())
    with pytest.raises(Denied, match="Alleen een beoordelaar"):
        scene.approve(review, "alice", at=NOW + 3 * DAY)
    scene.approve(review, "alice")
    assert review.judgements.get().via == "deputy"
    with pytest.raises(Denied, match="Divosa keurde deze tekst al goed"):
        scene.approve(review, "rosa")
    with pytest.raises(Denied, match="Alleen een beoordelaar of beheerder"):
        actions.end_deputy(deputy_id=Deputy.objects.get().pk, by=scene.cast.actor("alice"), at=NOW)
    actions.end_deputy(deputy_id=Deputy.objects.get().pk, by=rosa, at=NOW)


def test_withdrawing_ends_what_is_said_and_what_is_reviewed(scene: Scene) -> None:
    answer = scene.draft()
    scene.publish(answer)
    scene.draft(answer_id=answer.pk, question="Nieuw gesteld?")
    review = scene.offer(answer)
    frank = scene.cast.actor("frank")
    with pytest.raises(Denied, match="Schrijf voor de lezer"):
        actions.withdraw(answer_id=answer.pk, reason="", by=frank, at=NOW)
    actions.withdraw(answer_id=answer.pk, reason="De wet is ingetrokken.", by=frank, at=NOW + DAY)
    assert state_of(review) == "voided"
    assert Publication.objects.get().ending == "withdrawn"
    with pytest.raises(Denied, match="al vervallen"):
        actions.withdraw(answer_id=answer.pk, reason="Nog eens.", by=frank, at=NOW + DAY)


def test_the_same_text_is_not_published_twice(scene: Scene) -> None:
    answer = scene.draft()
    scene.publish(answer)
    with pytest.raises(Denied, match="al gepubliceerd"):
        scene.offer(answer)


def test_the_clock_cannot_publish_what_is_not_approved(scene: Scene) -> None:
    review = scene.offer(scene.draft())
    ReviewRound.objects.filter(pk=review.pk).update(state="approved")
    with pytest.raises(Denied, match="Nog niet goedgekeurd door: Divosa, VNG, Ministerie van SZW"):
        actions.publish(review_id=review.pk, by=CLOCK, at=NOW)
