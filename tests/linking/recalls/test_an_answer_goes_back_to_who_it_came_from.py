"""An outcome becomes an answer; the parties hear of it once; whoever used it hears when it says something else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.audit.steps import Denied
from leerlus.knowledge.answers import actions as answers
from leerlus.knowledge.answers.models import Answer, Publication
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outcomes import actions as outcomes
from leerlus.linking.recalls import actions, clock
from leerlus.linking.recalls.models import AnswerSource, Recall
from leerlus.practice.issues.models import Feedback, Issue
from tests.cast import NOW, bundle_some
from tests.knowledge.answers.scene import Scene, make_scene
from tests.mailbox import mail_server, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from leerlus.linking.outcomes.models import Outcome
    from tests.mailbox import Mailbox

DAY = timedelta(days=1)
TEXT = outcomes.OutcomeText(title="De nieuwe gemeente stelt vast", text="Zo kan het.", change="U begint opnieuw.")


@pytest.fixture
def scene(db: None) -> Scene:
    return make_scene()


@pytest.fixture
def letters() -> Iterator[Mailbox]:
    with mail_server() as mailbox:
        yield mailbox


@pytest.fixture
def outcome(scene: Scene) -> Outcome:
    bottleneck = bundle_some(scene.cast, 3, meaning="Mensen wachten.")
    return outcomes.solve(bottleneck_id=bottleneck.pk, kind="answer", text=TEXT, by=scene.cast.actor("frank"), at=NOW)


def news(step: str) -> list[str]:
    """Return who heard of this step."""
    found = Feedback.objects.filter(step=step).order_by("party__person__name")
    return [str(name) for name in found.values_list("party__person__name", flat=True)]


def draft(scene: Scene, outcome: Outcome, at: datetime = NOW) -> Answer:
    made = actions.draft_from_outcome(outcome_id=outcome.pk, by=scene.cast.actor("frank"), at=at)
    return scene.draft(answer_id=made.pk, at=at)


def test_an_editor_makes_an_answer_with_one_button(scene: Scene, outcome: Outcome) -> None:
    editor = scene.cast.client("frank")
    page = editor.get(f"/opbrengsten/{outcome.pk}/").content.decode()
    assert "Antwoord maken" in page
    assert editor.post(f"/antwoorden/maken/{outcome.pk}/").status_code == 302
    answer = AnswerSource.objects.get(outcome=outcome).answer
    assert answer.question == "Verhuizing legt het plan stil"
    assert "<p>Zo kan het.</p>" in answer.text
    assert [theme.pk for theme in answer.themes.all()] == ["pip"]
    again = editor.post(f"/antwoorden/maken/{outcome.pk}/")
    assert (again.status_code, Answer.objects.count()) == (403, 1)
    page = editor.get(f"/opbrengsten/{outcome.pk}/").content.decode()
    assert "Antwoord maken" not in page
    assert f"/vragen/redactie/{answer.pk}/" in page
    assert f"/knelpunten/{outcome.bottleneck_id}/" in editor.get(f"/vragen/redactie/{answer.pk}/").content.decode()


@pytest.mark.parametrize("name", ["alice", "carol", "dave"])
def test_nobody_else_does(scene: Scene, outcome: Outcome, name: str) -> None:
    assert "Antwoord maken" not in scene.cast.client(name).get(f"/opbrengsten/{outcome.pk}/").content.decode()
    with pytest.raises(Denied, match="Alleen een kennisredacteur"):
        actions.draft_from_outcome(outcome_id=outcome.pk, by=scene.cast.actor(name), at=NOW)


def test_the_parties_hear_once_that_it_is_published(scene: Scene, outcome: Outcome) -> None:
    publication = scene.publish(draft(scene, outcome))
    assert clock.tell_of_new_answers(NOW) == 1
    assert clock.tell_of_new_answers(NOW) == 0
    assert news("answer_published") == ["Alice", "Bob", "Heidi"]
    told = Feedback.objects.filter(step="answer_published")[0]
    assert (told.mode, told.link, told.asks) == ("C", publication.address, False)
    assert (
        f"/knelpunten/{outcome.bottleneck_id}/" in scene.cast.client("alice").get(publication.address).content.decode()
    )
    assert "Komt uit de praktijk" not in scene.cast.client().get(publication.address).content.decode()
    page = scene.cast.client().get(f"/opbrengsten/{outcome.pk}/")
    assert page.status_code == 404, "the bottleneck is not public, so neither is its outcome"
    assert publication.address in scene.cast.client("alice").get(f"/opbrengsten/{outcome.pk}/").content.decode()


def test_the_answer_is_one_click_away_wherever_its_raiser_looks(scene: Scene, outcome: Outcome) -> None:
    answer = draft(scene, outcome)
    alice, issue = scene.cast.client("alice"), Issue.objects.filter(parties__person__name="Alice")[0]
    own_pages = [f"/kwesties/{issue.pk}/", f"/knelpunten/{outcome.bottleneck_id}/"]
    told_on = ["/mijn-werk/", "/terugkoppeling/"]
    assert not [page for page in own_pages + told_on if f"/vragen/{answer.pk}-" in alice.get(page).content.decode()]

    publication = scene.publish(answer)
    clock.tell_of_new_answers(NOW)
    link = f'href="{publication.address}"'
    assert [page for page in own_pages + told_on if link not in alice.get(page).content.decode()] == []

    answers.withdraw(answer_id=answer.pk, reason="De wet is anders.", by=scene.cast.actor("frank"), at=NOW + DAY)
    assert [page for page in own_pages if link in alice.get(page).content.decode()] == []


def test_an_answer_without_a_source_tells_nobody(scene: Scene) -> None:
    scene.publish(scene.draft())
    clock.tell_of_new_answers(NOW)
    assert news("answer_published") == []


def test_who_kept_it_hears_that_it_was_withdrawn_by_mail_and_on_the_desk(scene: Scene, letters: Mailbox) -> None:
    answer = scene.draft()
    scene.publish(answer)
    answers.keep(answer_id=answer.pk, by=scene.cast.actor("alice"), at=NOW)
    answers.keep(answer_id=answer.pk, by=scene.cast.actor("bob"), at=NOW + 3 * DAY)
    answers.withdraw(answer_id=answer.pk, reason="De wet is anders.", by=scene.cast.actor("frank"), at=NOW + DAY)
    for _ in range(2):
        clock.tell_of_recalls(NOW + 4 * DAY)
        clock.send_answer_mail(NOW + 4 * DAY)
    assert letters.receivers() == ["alice@voorbeeld.test"], "Bob kept it when it was over"
    assert "De wet is anders." in text_of(letters.received[0])
    alice = scene.cast.client("alice")
    assert "De wet is anders." in alice.get("/mijn-werk/").content.decode()
    alice.post("/antwoorden/gelezen/")
    assert "De wet is anders." not in alice.get("/mijn-werk/").content.decode()
    assert "Vervallen" in alice.get("/vragen/bewaard/").content.decode()


def test_reviewers_are_reminded_only_while_work_waits(scene: Scene, letters: Mailbox) -> None:
    assert clock.send_answer_mail(NOW) == 0
    review = scene.offer(scene.draft())
    scene.approve(review, "rosa")
    assert clock.send_answer_mail(NOW) == 2
    assert letters.receivers() == ["sara@voorbeeld.test", "victor@voorbeeld.test"]
    assert clock.send_answer_mail(NOW + 6 * DAY) == 0
    scene.approve(review, "victor")
    assert clock.send_answer_mail(NOW + 8 * DAY) == 1
    assert str(letters.received[-1]["To"]) == "sara@voorbeeld.test"
    actions.plan_reminders(at=NOW + 16 * DAY)
    scene.approve(review, "sara")
    assert clock.send_answer_mail(NOW + 16 * DAY) == 0
    assert Mail.objects.filter(state="planned").count() == 0


def test_a_new_text_is_told_the_next_day_though_another_was_told_already(scene: Scene, letters: Mailbox) -> None:
    scene.offer(scene.draft(question="Eerste?"), at=NOW)
    clock.send_answer_mail(NOW)
    scene.offer(scene.draft(question="Tweede?"), at=NOW + timedelta(hours=1))
    assert clock.send_answer_mail(NOW + timedelta(hours=2)) == 0, "one a day is enough"
    assert clock.send_answer_mail(NOW + DAY) == 3
    assert "Tweede?" in text_of(letters.to("sara@voorbeeld.test")[-1])
    assert clock.send_answer_mail(NOW + 2 * DAY) == 0, "nothing is new"
    assert clock.send_answer_mail(NOW + 8 * DAY) == 3


DEEDS = st.lists(
    st.sampled_from(["editorial", "substantive", "withdraw", "alice keeps", "bob keeps", "erin keeps", "clock"]),
    min_size=2,
    max_size=9,
)


def test_a_recall_reaches_exactly_whom_it_must(scene: Scene, outcome: Outcome) -> None:
    """Told apart: who is to hear of each change, at the moment of the change. Erin is no party, Alice and Bob are."""

    @settings(max_examples=12)
    @given(DEEDS)
    def walk(deeds: list[str]) -> None:
        with transaction.atomic():
            play(scene, outcome, deeds)
            transaction.set_rollback(True)

    walk()


def play(scene: Scene, outcome: Outcome, deeds: list[str]) -> None:
    at, answer = NOW, draft(scene, outcome)
    frank = scene.cast.actor("frank")
    first = scene.publish(answer, at=at)
    kept: set[str] = set()
    expected: dict[int, set[str]] = {}
    public = True
    for number, deed in enumerate(deeds):
        at += timedelta(hours=1)
        who = deed.removesuffix(" keeps")
        if deed == "clock":
            clock.tell_of_recalls(at)
        elif deed == "withdraw" and public:
            ended = answers.withdraw(answer_id=answer.pk, reason="Niet waar.", by=frank, at=at)
            expected[ended.ended_cause or 0] = {"Alice", "Bob", "Heidi"} | (kept & {"Erin"})
            public = False
        elif deed in {"editorial", "substantive"}:
            change: dict[str, Any] = {"html": f"<p>{number}</p>", "significance": deed}
            scene.draft(answer_id=answer.pk, at=at, **change)
            published = scene.publish(answer, at=at)
            if public and deed == "substantive":
                expected[published.cause] = {"Alice", "Bob", "Heidi"} | (kept & {"Erin"})
            public = True
        elif who != deed and public:
            answers.keep(answer_id=answer.pk, by=scene.cast.actor(who), at=at)
            kept.add(who.title())
    for _ in range(2):
        clock.tell_of_recalls(at)
        clock.tell_of_new_answers(at)
    heard: dict[int, list[str]] = {}
    for cause, name in Feedback.objects.filter(step="answer_recalled").values_list("cause", "party__person__name"):
        heard.setdefault(cause, []).append(str(name))
    for cause, name in Recall.objects.values_list("cause", "person__name"):
        heard.setdefault(cause, []).append(name)
    assert {cause: sorted(names) for cause, names in heard.items()} == {
        cause: sorted(names) for cause, names in expected.items()
    }
    assert Feedback.objects.filter(step="answer_published", cause=first.cause).count() == len({"Alice", "Bob", "Heidi"})
    assert Publication.objects.filter(answer=answer, published_until__isnull=True).exists() == public
