"""Bundling issues on the page, and undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from leerlus.linking.bottlenecks import actions
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.practice.issues.models import Feedback, Issue
from tests.cast import NOW, bundle_some, raise_one

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

ADDRESS = "/knelpunten/bundelen/"
NEW = {
    "knelpunt": "nieuw",
    "title": "Verhuizen legt het plan stil",
    "summary": "Beide gemeenten wachten op elkaar.",
    "meaning": "",
    "theme": "pip",
    "reason": "Zelfde oorzaak",
    "certainty": "2",
}


def standing(issue: Issue) -> tuple[Any, ...]:
    issue.refresh_from_db()
    return issue.state, issue.turn, issue.turn_label, issue.due_on, issue.closing, issue.in_bundle


def target(bottleneck: Bottleneck) -> str:
    return f"{bottleneck.pk}:{bottleneck.version}"


def text_of(client: Client, **wanted: Any) -> str:  # noqa: ANN401 - numbers or lists of them
    answer = client.get(ADDRESS, wanted)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_two_issues_become_a_new_bottleneck(cast: Cast) -> None:
    first, second = raise_one(cast, "alice"), raise_one(cast, "heidi")
    answer = cast.client("carol").post(ADDRESS, {**NEW, "kwestie": [first.pk, second.pk]}, follow=True)
    bottleneck = Bottleneck.objects.get()
    assert answer.redirect_chain[-1][0] == f"/knelpunten/{bottleneck.pk}/"
    assert "2 kwesties horen nu bij dit knelpunt" in answer.content.decode()
    assert bottleneck.owner_region_id == "AM09"
    assert set(bottleneck.bundlings.values_list("issue_id", flat=True)) == {first.pk, second.pk}
    told = Feedback.objects.filter(step="bundle", issue=first).get()
    assert "Waarom: Zelfde oorzaak" in told.text


def test_an_issue_joins_an_existing_bottleneck(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    issue = raise_one(cast, "heidi")
    words = {"kwestie": [issue.pk], "knelpunt": target(bottleneck), "reason": "Ook na verhuizen", "certainty": "3"}
    answer = cast.client("carol").post(ADDRESS, words)
    assert answer.status_code == 302
    bundling = issue.bundlings.get()
    assert (bundling.bottleneck_id, bundling.reason, bundling.certainty) == (bottleneck.pk, "Ook na verhuizen", 3)


def test_alike_bottlenecks_and_issues_are_offered_with_the_words_that_match(cast: Cast) -> None:
    bottleneck = bundle_some(cast, title="Na een verhuizing ligt het plan maanden stil")
    bundle_some(cast, title="Kinderopvang is er niet", summary="Er is geen plek voor kinderen onder vier jaar.")
    chosen = raise_one(cast, "alice", title="Plan stil na verhuizing", question="Wie doet het plan na de verhuizing?")
    other = raise_one(cast, "heidi", title="Verhuisd en het plan ligt stil", question="Wie maakt een plan?")
    text = text_of(cast.client("carol"), kwestie=chosen.pk)
    assert f'value="{target(bottleneck)}"' in text
    assert "<mark>verhuizing</mark>" in text
    assert f'id="kwestie-{other.pk}"' in text
    assert "Kinderopvang is er niet" not in text


def test_from_a_bottleneck_one_looks_for_issues(cast: Cast) -> None:
    bottleneck = bundle_some(cast, title="Na een verhuizing ligt het plan maanden stil")
    issue = raise_one(cast, "alice", title="Plan stil na verhuizing")
    text = text_of(cast.client("frank"), knelpunt=bottleneck.pk)
    assert f'id="kwestie-{issue.pk}"' in text
    assert f'id="knelpunt-{bottleneck.pk}" checked' in text


def test_searching_keeps_everything_that_was_typed(cast: Cast) -> None:
    bottleneck = bundle_some(cast, title="Kinderopvang ontbreekt in kleine dorpen")
    chosen, other = raise_one(cast, "alice"), raise_one(cast, "heidi", title="Heel iets anders: reiskosten")
    words = {**NEW, "kwestie": [chosen.pk], "zoek_knelpunt": "dorpen", "zoek_kwestie": "reiskosten", "zoeken": "x"}
    answer = cast.client("carol").post(ADDRESS, words)
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 200
    for kept in ("Verhuizen legt het plan stil", "Beide gemeenten wachten", "Zelfde oorzaak", 'value="dorpen"'):
        assert kept in text
    assert f'id="knelpunt-{bottleneck.pk}"' in text
    assert f'id="kwestie-{other.pk}"' in text
    assert f'value="{chosen.pk}" id="kwestie-{chosen.pk}" checked' in text
    assert "Er is nog" not in text
    assert not Bundling.objects.filter(issue=chosen).exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"reason": ""}, "Schrijf in één zin waarom ze bij elkaar horen."),
        ({"reason": "x" * 301}, "Maak de tekst korter"),
        ({"knelpunt": ""}, "Kies een knelpunt, of maak een nieuw knelpunt."),
        ({"knelpunt": "9; drop table"}, "Dit knelpunt is er niet."),
        ({"knelpunt": "999:1"}, "Dit knelpunt is er niet"),
        ({"title": ""}, "Schrijf het probleem in één zin."),
        ({"summary": " \n "}, "Schrijf kort wat er misgaat en waardoor."),
        ({"theme": ""}, "Kies het thema"),
        ({"kwestie": []}, "Kies ten minste één kwestie."),
        ({"kwestie": ["abc"]}, "abc"),
        ({"kwestie": ["9" * 30]}, "9"),
        ({"summary": "Bel mevrouw Fatima Yilmaz op 06-12345678"}, "mogelijk persoonsgegevens"),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(cast: Cast, change: dict[str, Any], sentence: str) -> None:
    issue = raise_one(cast)
    typed = {**NEW, "kwestie": [issue.pk], **change}
    answer = cast.client("carol").post(ADDRESS, typed)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert "Wat u invulde, staat er nog." in text
    for name in ("title", "summary", "reason"):
        assert str(typed[name]).strip() in text
    assert not Bottleneck.objects.exists()


def test_personal_data_may_be_confirmed_as_none(cast: Cast) -> None:
    issue = raise_one(cast)
    typed = {**NEW, "kwestie": [issue.pk], "summary": "Zie de heer Willem Drees in de brief.", "confirmed": "on"}
    assert cast.client("carol").post(ADDRESS, typed).status_code == 302
    assert Bottleneck.objects.get().summary.startswith("Zie de heer")


def test_a_coordinator_of_another_region_is_refused(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    answer = cast.client("carol").post(ADDRESS, {**NEW, "kwestie": [issue.pk]})
    assert answer.status_code == 422
    assert "Alleen de regiocoördinator of de communitytrekker" in answer.content.decode()
    assert "Zelfde oorzaak" in answer.content.decode()
    assert not Bottleneck.objects.exists()


@pytest.mark.parametrize("name", ["alice", "dave", "erin", "grace"])
def test_who_does_not_link_gets_no_page_to_bundle_on(cast: Cast, name: str) -> None:
    issue = raise_one(cast)
    assert cast.client(name).get(ADDRESS).status_code == 404
    assert cast.client(name).post(ADDRESS, {**NEW, "kwestie": [issue.pk]}).status_code == 403
    assert not Bottleneck.objects.exists()


def test_a_visitor_is_asked_to_sign_in(cast: Cast) -> None:
    answer = cast.client().get(ADDRESS, {"kwestie": 1})
    assert answer.status_code == 302
    assert "inloggen" in answer["Location"]


def test_the_second_coordinator_hears_that_somebody_was_first(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    seen = target(bottleneck)
    actions.edit(
        bottleneck_id=bottleneck.pk, title="Nieuw", summary="Nieuw", meaning="", by=cast.actor("frank"), at=NOW
    )
    issue = raise_one(cast)
    words = {"kwestie": [issue.pk], "knelpunt": seen, "reason": "Mijn reden", "certainty": "1"}
    answer = cast.client("carol").post(ADDRESS, words)
    text = " ".join(answer.content.decode().split())
    assert answer.status_code == 409
    assert "intussen door iemand anders veranderd" in text
    assert "Mijn reden" in text
    bottleneck.refresh_from_db()
    assert f'value="{target(bottleneck)}" id="knelpunt-{bottleneck.pk}" checked' in text
    assert cast.client("carol").post(ADDRESS, {**words, "knelpunt": target(bottleneck)}).status_code == 302


def test_an_issue_that_somebody_bundled_meanwhile_cannot_be_bundled_again(cast: Cast) -> None:
    issue = raise_one(cast)
    client = cast.client("carol")
    assert client.post(ADDRESS, {**NEW, "kwestie": [issue.pk]}).status_code == 302
    answer = client.post(ADDRESS, {**NEW, "kwestie": [issue.pk]})
    assert answer.status_code == 422
    assert "hoort al bij een knelpunt" in answer.content.decode()
    assert "Hoort al bij een knelpunt" in text_of(client, kwestie=issue.pk)


def test_undoing_restores_the_issue_exactly_and_asks_why(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    before = standing(issue)
    client = cast.client("carol")
    client.post(ADDRESS, {**NEW, "kwestie": [issue.pk]})
    bundling = issue.bundlings.get()
    address = f"/knelpunten/bundeling/{bundling.pk}/losmaken/"
    assert address in client.get(f"/knelpunten/{bundling.bottleneck_id}/").content.decode()
    assert client.get(address).status_code == 200
    assert standing(issue) != before
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "Schrijf in één zin waarom deze kwestie er niet bij hoort." in refused.content.decode()
    done = client.post(address, {"reason": "Ging over iets anders"}, follow=True)
    assert "De kwestie is losgemaakt" in done.content.decode()
    assert standing(issue) == before
    assert Feedback.objects.filter(step="unbundle", text__contains="Ging over iets anders").count() == 1
    assert client.post(address, {"reason": "nog eens"}).status_code == 403


def test_others_do_not_undo(cast: Cast) -> None:
    issue = raise_one(cast, "bob")
    new = actions.NewBottleneck(title="Titel", summary="Samenvatting", theme="pip")
    actions.bundle(issue_ids=[issue.pk], reason="r", new=new, by=cast.actor("frank"), at=NOW)
    address = f"/knelpunten/bundeling/{issue.bundlings.get().pk}/losmaken/"
    for name in ("alice", "carol", "dave"):
        assert cast.client(name).get(address).status_code == 404
        assert cast.client(name).post(address, {"reason": "weg"}).status_code == 403
    assert Bundling.objects.get().until is None


def test_a_full_desk_costs_no_more_than_an_empty_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        raise_one(cast, "heidi", title=f"Plan stil na verhuizing nummer {number}")
        bundle_some(cast, title=f"Verhuizing legt plan stil, vorm {number}")
    issue = raise_one(cast, "alice")
    client = cast.client("frank")
    with django_assert_max_num_queries(15):
        assert client.get(ADDRESS, {"kwestie": issue.pk}).status_code == 200
