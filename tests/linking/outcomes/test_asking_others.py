"""The sample of others in an effect check: who is asked, and who is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from leerlus.linking.outcomes import actions
from leerlus.linking.outcomes.models import SampleQuestion
from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant
from leerlus.practice.issues.models import Feedback
from tests.linking.outcomes.sampling import address, ask, hire, say, solve

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries, Settings

    from tests.cast import Cast


def test_professionals_of_other_organisations_are_asked_and_the_parties_are_not(cast: Cast) -> None:
    check = ask(cast)
    assert [question.person for question in check.sample.all()] == [cast.people["heidi"]]
    assert (check.asked, check.others_asked) == (2, 1)
    assert set(Feedback.objects.filter(step="check").values_list("party__person__name", flat=True)) == {"Alice", "Bob"}


def test_a_colleague_of_a_party_is_not_asked_as_another(cast: Cast) -> None:
    colleague = Person.objects.create(email="collega@voorbeeld.test", name="Collega")
    RoleGrant.objects.create(
        person=colleague, organisation=cast.organisations["bronckhorst"], role=Role.PROFESSIONAL, since="2020-01-01"
    )
    assert not ask(cast).sample.filter(person=colleague).exists()


def test_at_most_so_many_one_per_organisation_and_the_same_ones_every_time(cast: Cast, settings: Settings) -> None:
    settings.EFFECT_SAMPLE = 8
    hire(cast, 20, per=3)
    hire(cast, 20, kind="coa", per=3)
    check = ask(cast)
    drawn = list(check.sample.values_list("person_id", "organisation_id"))
    assert len({organisation for _, organisation in drawn}) == 8
    assert sum(check.sample.values_list("is_near", flat=True)) == 6
    check.sample.all().delete()
    actions.ask_others(bottleneck=check.bottleneck, check=check, at=timezone.now())
    assert list(check.sample.values_list("person_id", "organisation_id")) == drawn


def test_zero_asks_nobody(cast: Cast, settings: Settings) -> None:
    settings.EFFECT_SAMPLE = 0
    assert not ask(cast).sample.exists()


@pytest.mark.parametrize("change", [{"may_be_sampled": False}, {"is_active": False}])
def test_who_does_not_want_it_or_has_gone_is_not_asked(cast: Cast, change: dict[str, bool]) -> None:
    Person.objects.filter(pk=cast.people["heidi"].pk).update(**change)
    assert not ask(cast).sample.exists()


@pytest.mark.parametrize("role", [Role.ORGANISATION_ADMINISTRATOR, Role.REVIEWER, Role.EXPERIENCE_EXPERT])
def test_only_professionals_are_asked(cast: Cast, role: Role) -> None:
    RoleGrant.objects.filter(person=cast.people["heidi"]).update(role=role)
    assert not ask(cast).sample.exists()


def test_nobody_has_two_questions_at_the_same_time(cast: Cast) -> None:
    first, second = ask(cast), ask(cast)
    assert (first.sample.count(), second.sample.count()) == (1, 0)
    assert second.others_asked == 0
    say(cast, "heidi", "no")
    assert ask(cast).sample.count() == 1


def test_the_database_refuses_a_second_open_question_and_a_second_for_one_check(cast: Cast) -> None:
    check, other = ask(cast), ask(cast)
    again = {
        "person": cast.people["heidi"],
        "organisation": cast.organisations["brug"],
        "is_near": True,
        "asked_at": timezone.now(),
    }
    for one in (other, check):
        with pytest.raises(IntegrityError), transaction.atomic():
            SampleQuestion.objects.create(effect_check=one, **again)
        say(cast, "heidi", "no")


def test_one_button_stops_it_for_good(cast: Cast) -> None:
    question = ask(cast).sample.get()
    client = cast.client("heidi")
    page = client.post(f"{address(question)}niet-meer/", follow=True).content.decode()
    assert "Wij vragen u dit niet meer." in page
    assert not Person.objects.get(pk=cast.people["heidi"].pk).may_be_sampled
    assert "Uw antwoord gevraagd" not in client.get("/mijn-werk/").content.decode()
    assert not ask(cast).sample.exists()


def test_switching_it_off_in_the_profile_takes_the_question_off_the_desk(cast: Cast) -> None:
    ask(cast)
    client = cast.client("heidi")
    client.post("/profiel/", {"name": "Heidi", "digest": "daily"})
    assert "Speelt dit bij u nog" not in client.get("/mijn-werk/").content.decode()
    client.post("/profiel/", {"name": "Heidi", "digest": "daily", "may_be_sampled": "on"})
    assert "Speelt dit bij u nog" in client.get("/mijn-werk/").content.decode()


def test_a_large_country_costs_no_more_queries_than_a_small_one(
    cast: Cast, settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.EFFECT_SAMPLE = 5
    hire(cast, 60, per=2)
    bottleneck = solve(cast)
    check = bottleneck.effect_checks.first()
    assert check is not None
    with django_assert_max_num_queries(5 + settings.EFFECT_SAMPLE):
        assert actions.ask_others(bottleneck=bottleneck, check=check, at=timezone.now()) == 5
