"""What somebody keeps, asked and approved is in the file of their own data; without the account nothing names them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from leerlus.knowledge.answers import actions
from leerlus.knowledge.answers.models import Deputy, Judgement, ReaderQuestion, SavedAnswer
from leerlus.linking.recalls import clock
from leerlus.linking.recalls.models import Recall, ReviewReminder
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.knowledge.answers.scene import Scene
    from tests.mailbox import Mailbox

DAY = timedelta(days=1)


def download(scene: Scene, name: str) -> dict[str, Any]:
    answer = scene.cast.client(name).get("/profiel/gegevens/")
    assert answer.status_code == 200
    found: dict[str, Any] = json.loads(answer.content)
    return found


def live(scene: Scene) -> None:
    """Let Alice keep an answer that is withdrawn later, ask something, and speak for Divosa in the place of Rosa."""
    alice, frank = scene.cast.actor("alice"), scene.cast.actor("frank")
    answer = scene.draft()
    scene.publish(answer)
    actions.keep(answer_id=answer.pk, by=alice, at=NOW)
    asked = actions.ask(text="Geldt dit ook na een verhuizing?", by=alice, at=NOW)
    actions.ask(text="Een vraag van Bob.", by=scene.cast.actor("bob"), at=NOW)
    actions.reply(question_id=asked.pk, words="Dat zoeken wij niet uit.", by=frank, at=NOW)
    rosa = scene.cast.actor("rosa")
    actions.name_deputy(
        organisation_id=rosa.grants[0].organisation_id,
        email="alice@voorbeeld.test",
        since=NOW.date(),
        until=(NOW + 9 * DAY).date(),
        by=rosa,
        at=NOW,
    )
    scene.approve(scene.offer(scene.draft(question="Een tweede vraag?")), "alice")
    scene.offer(scene.draft(question="Een derde vraag?"))
    actions.withdraw(answer_id=answer.pk, reason="De wet is anders.", by=frank, at=NOW + DAY)
    clock.tell_of_recalls(NOW + DAY)
    clock.send_answer_mail(NOW + DAY)


def test_it_is_in_the_file(scene: Scene, letters: Mailbox) -> None:
    live(scene)
    data = download(scene, "alice")
    (kept,) = data["antwoorden die u bewaart"]
    assert kept["antwoord"] == "Wanneer begint de termijn van drie jaar?"
    (asked,) = data["vragen aan de redactie"]
    assert (asked["tekst"], asked["reactie"]) == ("Geldt dit ook na een verhuizing?", "Dat zoeken wij niet uit.")
    (judged,) = data["oordelen over antwoorden"]
    assert (judged["antwoord"], judged["voor"], judged["oordeel"]) == ("Een tweede vraag?", "Divosa", "Goedgekeurd")
    assert [each["voor"] for each in data["vervangingen"]] == ["Divosa"]
    assert [each["wat er veranderde"] for each in data["berichten over bewaarde antwoorden"]] == ["De wet is anders."]
    assert len(data["herinneringen om te beoordelen"]) == 1
    assert "Een vraag van Bob." not in json.dumps(data)


def test_without_the_account_the_work_stands_and_nothing_names_who_did_it(scene: Scene, letters: Mailbox) -> None:
    live(scene)
    person = scene.cast.people["alice"].pk
    answer = scene.cast.client("alice").post("/profiel/verwijderen/", {"confirm": "on"})
    assert answer.status_code == 302, answer.content.decode()
    for model in (SavedAnswer, Deputy, Recall, ReviewReminder):
        assert not model.objects.filter(person_id=person).exists()
    assert Judgement.objects.get(review__content__question="Een tweede vraag?").person is None
    assert ReaderQuestion.objects.get(text="Geldt dit ook na een verhuizing?").person is None
