"""A country with more professionals, and something that is being checked there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.clock import start_effect_checks
from leerlus.linking.outcomes.models import EffectCheck, SampleQuestion
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.linking.bottlenecks.models import Bottleneck
    from tests.cast import Cast

TERM = timedelta(days=29)


def hire(cast: Cast, count: int, *, kind: str = "gemeente", per: int = 1) -> list[Person]:
    """Let so many more organisations take part, with professionals; return all of those."""
    people = []
    for number in range(count):
        place = Organisation.objects.create(name=f"{kind} {number}", kind=kind)
        for each in range(per):
            person = Person.objects.create(email=f"{kind}{number}-{each}@voorbeeld.test", name=f"{kind} {number}")
            RoleGrant.objects.create(
                person=person, organisation=place, role=Role.PROFESSIONAL, since=timezone.localdate().replace(year=2020)
            )
            cast.people[f"{kind}{number}"] = person
            people.append(person)
    return people


def solve(cast: Cast, issues: int = 2) -> Bottleneck:
    """Let Alice and Bob raise something, and let it be solved so long ago that the first check is due."""
    at = timezone.localtime() - timedelta(days=43)
    bottleneck = bundle_some(cast, issues, meaning="m", at=at)
    text = actions.OutcomeText(title="Bel eerst", text="Bel.", change="U belt.")
    actions.solve(bottleneck_id=bottleneck.pk, kind="guide", text=text, by=cast.actor("frank"), at=at)
    return bottleneck


def ask(cast: Cast) -> EffectCheck:
    """Solve something and start its first check."""
    bottleneck = solve(cast)
    start_effect_checks(timezone.now())
    return EffectCheck.objects.get(bottleneck=bottleneck, round=1)


def say(cast: Cast, name: str, answer: str, remark: str = "") -> SampleQuestion:
    question = SampleQuestion.objects.get(person=cast.people[name], closed_at=None)
    return actions.answer_sample(
        question_id=question.pk, answer=answer, remark=remark, by=cast.actor(name), at=timezone.now()
    )


def address(question: SampleQuestion) -> str:
    return f"/opbrengsten/steekproef/{question.pk}/"
