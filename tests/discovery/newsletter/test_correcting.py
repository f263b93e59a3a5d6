"""Whoever read an answer in a letter hears that it says no longer what it said; nobody else does, and nobody twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.clock import send_letters
from leerlus.discovery.newsletter.models import Delivery, Letter
from leerlus.discovery.newsletter.notify import personal_token
from leerlus.discovery.newsletter.workflow import THINK_AGAIN, Choices
from leerlus.knowledge.answers import actions as answers
from tests.cast import NOW
from tests.discovery.newsletter.letters import START, subscriber
from tests.knowledge.answers.scene import Scene, make_scene

if TYPE_CHECKING:
    from datetime import datetime

    from leerlus.knowledge.answers.models import Answer

HOUR = timedelta(hours=1)
WHY = "De wet is veranderd."


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


def published(scene: Scene, *, at: datetime = NOW - HOUR) -> Answer:
    answer = scene.draft(at=at)
    scene.publish(answer, at=at)
    return answer


def compose(scene: Scene) -> Letter:
    """Let Frank begin a letter with what was published."""
    by = scene.cast.actor("frank")
    made = actions.start_letter(by=by, at=NOW)
    actions.change_letter(letter_id=made.pk, version=made.version, subject="Nieuws", intro="", by=by, at=NOW)
    made.refresh_from_db()
    return made


def press_send(scene: Scene, made: Letter, at: datetime = NOW) -> None:
    actions.send(letter_id=made.pk, version=made.version, by=scene.cast.actor("frank"), at=at)


def withdraw(scene: Scene, answer: Answer, at: datetime) -> None:
    answers.withdraw(answer_id=answer.pk, reason=WHY, by=scene.cast.actor("frank"), at=at)


def change(scene: Scene, answer: Answer, significance: str, at: datetime) -> None:
    scene.draft(answer_id=answer.pk, html=f"<p>Nu zo: {significance}.</p>", significance=significance, note=WHY, at=at)
    scene.publish(answer, at=at)


def corrections() -> list[str]:
    """Return who got a correction by mail, in order of sending."""
    return [message.to[0] for message in mail.outbox if message.subject.startswith("Rectificatie")]


def test_a_reader_of_a_withdrawn_answer_gets_a_correction_with_the_reason_and_the_own_links(scene: Scene) -> None:
    answer, reader = published(scene), subscriber()
    press_send(scene, compose(scene))
    send_letters(START)
    withdraw(scene, answer, START + HOUR)
    assert send_letters(START + 2 * HOUR) == 1
    assert send_letters(START + 3 * HOUR) == 0, "it is told once"

    message = mail.outbox[-1]
    assert message.to == [reader.email]
    assert message.subject == "Rectificatie: een antwoord is vervallen"
    assert WHY in message.body
    assert f"/vragen/{answer.pk}-" in message.body
    assert personal_token(reader.pk) in message.extra_headers["List-Unsubscribe"]


def test_the_archive_says_beside_the_old_text_that_it_was_corrected(scene: Scene) -> None:
    answer = published(scene)
    subscriber()
    made = compose(scene)
    press_send(scene, made)
    send_letters(START)
    withdraw(scene, answer, START + HOUR)
    send_letters(START + 2 * HOUR)
    correction = Letter.objects.get(cause__isnull=False)
    page = scene.cast.client(None).get(f"/nieuwsbrief/archief/{made.pk}/").content.decode()
    assert "Dit klopt niet meer." in page
    assert f"/nieuwsbrief/archief/{correction.pk}/" in page
    (event,) = Event.objects.filter(subject="letter", subject_id=correction.pk, name="correct")
    assert event.actor_label == "Leerlus"


def test_an_editorial_change_is_no_news_and_a_change_of_substance_is(scene: Scene) -> None:
    answer = published(scene)
    subscriber()
    press_send(scene, compose(scene))
    send_letters(START)
    change(scene, answer, "editorial", START + HOUR)
    assert send_letters(START + 2 * HOUR) == 0
    change(scene, answer, "substantive", START + 3 * HOUR)
    assert send_letters(START + 4 * HOUR) == 1, "also who read the words before the editorial change"
    assert mail.outbox[-1].subject == "Rectificatie: een antwoord is veranderd"


def test_a_correction_waits_until_the_letter_with_the_mistake_is_out(scene: Scene) -> None:
    answer = published(scene)
    for number in range(3):
        subscriber(f"lezer{number}@voorbeeld.test")
    press_send(scene, compose(scene))
    withdraw(scene, answer, NOW + THINK_AGAIN / 2)
    actions.start_due(by=scene.cast.actor("frank"), at=START)
    actions.plan_deliveries(at=START)
    actions.hand_over_due(at=START, most=1)
    assert actions.correct_letters(at=START) == 0
    while send_letters(START + HOUR):
        pass
    assert sorted(corrections()) == [f"lezer{number}@voorbeeld.test" for number in range(3)]


def test_what_is_withdrawn_before_the_button_is_pressed_cannot_go(scene: Scene) -> None:
    answer = published(scene)
    made = compose(scene)
    withdraw(scene, answer, NOW + HOUR)
    with pytest.raises(Denied, match="intussen vervallen of veranderd: “Wanneer begint de termijn"):
        press_send(scene, made, at=NOW + 2 * HOUR)
    by = scene.cast.actor("frank")
    block = made.blocks.get()
    actions.leave_out(block_id=block.pk, version=made.version, left_out=True, by=by, at=NOW + 2 * HOUR)
    made.refresh_from_db()
    text = actions.BlockText(title="Iets anders", text="Ook goed.")
    actions.add_text(letter_id=made.pk, version=made.version, text=text, by=by, at=NOW + 2 * HOUR)
    made.refresh_from_db()
    press_send(scene, made, at=NOW + 2 * HOUR)


def test_also_what_was_changed_after_an_editorial_change_cannot_go(scene: Scene) -> None:
    answer = published(scene)
    made = compose(scene)
    change(scene, answer, "editorial", NOW + HOUR)
    change(scene, answer, "substantive", NOW + 2 * HOUR)
    with pytest.raises(Denied, match="intussen vervallen of veranderd"):
        press_send(scene, made, at=NOW + 3 * HOUR)


def test_the_next_letter_still_begins_where_the_last_real_one_ended(scene: Scene) -> None:
    answer = published(scene)
    subscriber()
    first = compose(scene)
    press_send(scene, first)
    send_letters(START)
    withdraw(scene, answer, START + HOUR)
    send_letters(START + 2 * HOUR)
    following = actions.start_letter(by=scene.cast.actor("frank"), at=START + 3 * HOUR)
    assert following.since == START


class TestWhomItReaches(TestCase):
    """Any readers with any choices, mail that arrived or not, anybody leaving before or after."""

    @examples(max_examples=20)
    @given(
        readers=some.lists(
            some.tuples(
                some.sampled_from(("", "pip", "ontzorgen")), some.sampled_from(("sent", "uncertain", "refused"))
            ),
            max_size=5,
        ),
        goes=some.sets(some.integers(0, 4)),
        changes=some.sets(some.integers(0, 4)),
        late=some.booleans(),
    )
    def test_exactly_who_may_have_read_it_and_is_still_there(
        self, readers: list[tuple[str, str]], goes: set[int], changes: set[int], *, late: bool
    ) -> None:
        scene = make_scene()
        mail.outbox = []
        answer = published(scene)
        people = [subscriber(f"l{number}@voorbeeld.test", themes=themes) for number, (themes, _) in enumerate(readers)]
        press_send(scene, compose(scene))
        actions.start_due(by=scene.cast.actor("frank"), at=START)
        actions.plan_deliveries(at=START)
        for person, (_, ended) in zip(people, readers, strict=True):
            Delivery.objects.filter(subscriber=person).update(state=ended, handed_over_at=START)
        send_letters(START)
        if late:
            subscriber("later@voorbeeld.test")
        for number in changes & set(range(len(people))):
            actions.change_choices(subscriber_id=people[number].pk, choices=Choices(themes=frozenset({"ontzorgen"})))
        for number in goes & set(range(len(people))):
            actions.unsubscribe(subscriber_id=people[number].pk)
        withdraw(scene, answer, START + HOUR)
        while send_letters(START + 2 * HOUR):
            pass
        expected = [
            f"l{number}@voorbeeld.test"
            for number, (themes, ended) in enumerate(readers)
            if themes in {"", "pip"} and ended != "refused" and number not in goes
        ]
        assert sorted(corrections()) == expected
