"""What invented people answer in effect checks, so that the demo shows how one ends; and one for who tries it."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.linking.outcomes.models import EffectCheck, SampleQuestion
from leerlus.linking.outcomes.queries import find_candidates, waiting_questions
from leerlus.people.models import Person
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from leerlus.config.demo.players import Players
    from leerlus.config.demo.stage import Stage
    from leerlus.people.actors import Actor

ANSWERED_AFTER = (55, 195)
"""So many days after it takes effect people answer: the two checks begin up to a week after 42 and 182 days."""

VERDICTS = ("helps", "helps", "helps", "partly", "helps", "", "", "partly", "not", "")
ANSWERS = ("no", "no", "", "unknown", "", "no", "yes", "", "unknown", "")
"""What they say in turn; an empty one says nothing. Mostly it works, as after a good answer."""

WHO_TRIES = ("klantmanager@voorbeeld.nl", "docent@voorbeeld.nl")
"""The accounts of who tries the demo answer for themselves."""


def plan_answers(
    stage: Stage, effective_on: date, bottleneck_id: int, players: Players, remarks: Sequence[str]
) -> None:
    """Put the answers to both effect checks of an answer on the stage."""
    for days in ANSWERED_AFTER:
        stage.on(effective_on + timedelta(days=days), lambda at: _answer(bottleneck_id, players, remarks, at))


def _answer(bottleneck_id: int, players: Players, remarks: Sequence[str], at: datetime) -> None:
    check = EffectCheck.objects.filter(bottleneck_id=bottleneck_id, result="", asked_at__isnull=False).first()
    if check is None:
        return
    random = Random(check.pk)
    people = {actor.person_id: actor for actor in players.professionals.values()}
    told = Feedback.objects.filter(cause=check.cause or 0).exclude(party__person__email__in=WHO_TRIES)
    for feedback_id, person_id in told.order_by("pk").values_list("pk", "party__person_id"):
        verdict = random.choice(VERDICTS)
        if verdict and person_id in people:
            outcome_actions.judge(feedback_id=feedback_id, verdict=verdict, remark="", by=people[person_id], at=at)
    for question in waiting_questions().filter(effect_check=check).exclude(person__email__in=WHO_TRIES):
        _say(question, random.choice(ANSWERS), people, random.choice(remarks), at)


def _say(question: SampleQuestion, answer: str, people: Mapping[int | None, Actor], remark: str, at: datetime) -> None:
    by = people.get(question.person_id)
    if answer and by is not None:
        words = remark if answer == "yes" else ""
        outcome_actions.answer_sample(question_id=question.pk, answer=answer, remark=words, by=by, at=at)


def ask_who_tries(today: date) -> None:
    """Let the lot of a check that runs fall on whoever tries the demo, if it fell on others."""
    for check in EffectCheck.objects.filter(result="", asked_at__isnull=False).select_related("bottleneck"):
        people = Person.objects.filter(email__in=WHO_TRIES).values_list("pk", flat=True)
        for one in find_candidates(check.bottleneck, today):
            taken = check.sample.filter(organisation_id=one.organisation).exists()
            if one.person in people and not taken and check.asked_at:
                check.sample.create(
                    person_id=one.person,
                    organisation_id=one.organisation,
                    is_near=one.is_near,
                    asked_at=check.asked_at,
                )
        check.others_asked = check.sample.count()
        check.save(update_fields=["others_asked"])
