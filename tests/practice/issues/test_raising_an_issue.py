from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.people.actors import Role
from leerlus.people.models import RoleGrant
from leerlus.practice.issues import actions, queries
from leerlus.practice.issues.models import Draft, Issue, Party, Visibility
from tests.practice.issues.conftest import text_of, words

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

    from tests.cast import Cast

RAISE = "/kwesties/indienen/"
RAISING = "leerlus.practice.issues.actions.raise_issue"


def write(client: Client, **other: str) -> Draft:
    """Fill in the form and go on to the check."""
    answer = client.post(RAISE, words(**other))
    assert answer.status_code == 302, text_of(answer)
    draft = Draft.objects.latest("pk")
    assert answer["Location"] == reverse("issues:check", args=[draft.pk])
    return draft


def send(client: Client, draft: Draft, **more: str) -> Answer:
    """Press the button on the check page."""
    address = reverse("issues:check", args=[draft.pk])
    seen = client.get(address).context["seen"]
    return client.post(address, {"gezien": seen, **more})


def test_a_professional_raises_an_issue(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client, articles="Wet inburgering 2021, artikel 15\n\nBesluit inburgering 2021, artikel 3.1")
    answer = send(client, draft)
    issue = Issue.objects.get()
    assert answer["Location"] == reverse("issues:detail", args=[issue.pk])
    assert issue.title == words()["title"]
    assert issue.articles == ["Wet inburgering 2021, artikel 15", "Besluit inburgering 2021, artikel 3.1"]
    assert issue.organisation == cast.organisations["bronckhorst"]
    assert issue.severity == 2
    assert not Draft.objects.exists()
    page = text_of(client.get(answer["Location"]))
    assert f"Uw kwestie is ingediend. U krijgt een eerste reactie van {issue.turn_label}, uiterlijk" in page
    assert "Waar is uw kwestie nu?" in page


def test_the_check_says_who_will_read_it_and_what_stands_beside_it(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client, visibility="region")
    page = text_of(client.get(reverse("issues:check", args=[draft.pk])))
    assert "Alleen mensen van uw organisatie en van andere organisaties in de regio Achterhoek" in page
    assert "Gemeente, regio Achterhoek" in page
    assert "Uw naam staat er niet bij" in page
    assert "lees het zelf nog een keer na" in page


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [("public", "Iedereen, ook wie geen account heeft"), ("professionals", "Iedereen die voor een organisatie")],
)
def test_wider_readers_are_named_as_well(cast: Cast, visibility: str, readers: str) -> None:
    client = cast.client("alice")
    draft = write(client, visibility=visibility)
    assert readers in text_of(client.get(reverse("issues:check", args=[draft.pk])))


def test_possible_personal_data_is_marked_and_must_be_confirmed(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client, situation="Mevrouw Haddad belde over haar les. Haar bsn is 123456782.")
    page = client.get(reverse("issues:check", args=[draft.pk]))
    assert "<mark>Haddad</mark>" in page.content.decode()
    assert "mogelijk een burgerservicenummer" in text_of(page)
    refused = send(client, draft)
    assert refused.status_code == 422
    assert "Uw kwestie is nog niet ingediend" in text_of(refused)
    assert "Haddad" in text_of(refused)
    assert not Issue.objects.exists()
    assert send(client, draft, bevestigd="ja").status_code == 302
    assert Issue.objects.count() == 1


def test_a_text_that_changed_since_the_check_is_looked_at_again(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client)
    address = reverse("issues:check", args=[draft.pk])
    seen = client.get(address).context["seen"]
    actions.save_draft(
        data=words(situation="Bel 06-12345678"), by=cast.actor("alice"), at=timezone.now(), draft_id=draft.pk
    )
    answer = client.post(address, {"gezien": seen, "bevestigd": "ja"})
    assert answer.status_code == 409
    assert "De tekst is veranderd" in text_of(answer)
    assert "06-12345678" in text_of(answer)
    assert not Issue.objects.exists()


def test_what_is_missing_is_said_beside_the_field_and_nothing_is_lost(cast: Cast) -> None:
    client = cast.client("alice")
    answer = client.post(RAISE, words(question="  ", theme="", severity=""))
    page = text_of(answer)
    assert answer.status_code == 422
    assert "Er zijn nog 3 dingen niet goed" in page
    assert "Schrijf wat u wilt weten of wat er moet veranderen." in page
    assert "Kies het thema dat er het dichtst bij komt." in page
    assert "Kies hoe zwaar dit weegt." in page
    assert words()["situation"] in answer.content.decode()
    assert Draft.objects.get().data["situation"] == words()["situation"]


def test_nothing_filled_in_at_all(cast: Cast) -> None:
    answer = cast.client("alice").post(RAISE, {})
    assert answer.status_code == 422
    assert "Schrijf in één zin waar het over gaat." in text_of(answer)


@pytest.mark.parametrize(
    ("field", "value"), [("theme", "bestaat-niet"), ("severity", "9"), ("visibility", "iedereen"), ("source", "x" * 50)]
)
def test_a_choice_that_is_not_there_is_refused(cast: Cast, field: str, value: str) -> None:
    answer = cast.client("alice").post(RAISE, words(**{field: value}))
    assert answer.status_code == 422
    assert "Kies" in str(answer.context["form"].errors[field])


def test_a_text_that_is_too_long_is_refused_and_stays(cast: Cast) -> None:
    answer = cast.client("alice").post(RAISE, words(situation="a" * 5001))
    assert answer.status_code == 422
    assert "heeft 5001 tekens; er passen er 5000" in text_of(answer)
    assert "a" * 5001 in answer.content.decode()


def test_far_too_much_text_is_refused_and_stays_on_the_page(cast: Cast) -> None:
    answer = cast.client("alice").post(RAISE, words(situation="b" * 100_000))
    assert answer.status_code == 422
    assert "Dit is te veel tekst voor één kwestie" in text_of(answer)
    assert "b" * 100_000 in answer.content.decode()
    assert not Draft.objects.exists()


def test_characters_that_nobody_sees_are_taken_out(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(
        client, title="Een \u202etitel\u2069 \x00met\x07 meer\r\nregels", situation="een\r\ntwee\x00\tdrie\x1b"
    )
    send(client, draft)
    issue = Issue.objects.get()
    assert issue.title == "Een titel met meer regels"
    assert issue.situation == "een\ntwee\tdrie"


def test_markup_is_shown_as_text(cast: Cast) -> None:
    client = cast.client("alice")
    bad = '<script>alert("1")</script><b onclick="x">'
    draft = write(client, title=bad, situation=f"{bad}\nregel twee", articles=bad)
    check = client.get(reverse("issues:check", args=[draft.pk])).content.decode()
    page = client.get(send(client, draft)["Location"]).content.decode()
    for content in (check, page):
        assert "<script>alert" not in content
        assert "<b onclick" not in content
        assert "&lt;script&gt;" in content


def test_too_many_articles_are_refused(cast: Cast) -> None:
    answer = cast.client("alice").post(RAISE, words(articles="\n".join(f"artikel {n}" for n in range(11))))
    assert "Noem ten hoogste 10 artikelen" in text_of(answer)
    answer = cast.client("alice").post(RAISE, words(articles="x" * 151))
    assert "Zet elk artikel op een eigen regel" in text_of(answer)


def test_sending_twice_makes_one_issue(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client)
    address = reverse("issues:check", args=[draft.pk])
    seen = client.get(address).context["seen"]
    first = client.post(address, {"gezien": seen})
    second = client.post(address, {"gezien": seen})
    assert first["Location"] == second["Location"]
    assert Issue.objects.count() == 1
    assert "U hebt deze kwestie al ingediend" in text_of(client.get(second["Location"]))


def test_sending_twice_at_the_same_moment_makes_one_issue(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    client = cast.client("alice")
    draft = write(client)
    address = reverse("issues:check", args=[draft.pk])
    seen = client.get(address).context["seen"]
    real = actions.raise_issue

    def somebody_was_first(**arguments: object) -> Issue:
        """The other click gets in just before this one."""
        monkeypatch.setattr(RAISING, real)
        real(**{**arguments, "draft_id": None})  # type: ignore[arg-type]
        return real(**arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(RAISING, somebody_was_first)
    answer = client.post(address, {"gezien": seen})
    assert answer["Location"] == reverse("issues:detail", args=[Issue.objects.get().pk])


def test_the_form_sent_again_after_raising_leads_to_the_issue(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client)
    issue_page = send(client, draft)["Location"]
    assert client.post(RAISE, words(concept=str(draft.pk)))["Location"] == issue_page
    assert client.get(RAISE, {"concept": draft.pk})["Location"] == issue_page
    assert not Draft.objects.exists()


def test_other_words_after_raising_become_a_new_draft(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client)
    send(client, draft)
    new = write(client, concept=str(draft.pk), title="Een heel andere kwestie")
    assert new.pk != draft.pk


def test_whoever_works_for_two_organisations_chooses_one(cast: Cast) -> None:
    brug = cast.organisations["brug"]
    RoleGrant.objects.create(
        person=cast.people["alice"], organisation=brug, role=Role.PROFESSIONAL, since=timezone.localdate()
    )
    client = cast.client("alice")
    assert "Kies voor welke organisatie u dit indient." in text_of(client.post(RAISE, words()))
    wrong = client.post(RAISE, words(organisation=str(cast.organisations["enschede"].pk)))
    assert "Kies een organisatie waar u voor werkt." in text_of(wrong)
    send(client, write(client, organisation=str(brug.pk)))
    assert Issue.objects.get().organisation == brug


def test_whoever_may_not_raise_is_told_why(cast: Cast) -> None:
    answer = cast.client("dave").get(RAISE)
    assert answer.status_code == 403
    assert "Alleen professionals en ervaringsdeskundigen" in text_of(answer)
    assert cast.client("dave").post(RAISE, words()).status_code == 403
    assert not Draft.objects.exists()


@pytest.mark.parametrize("address", [RAISE, "/kwesties/indienen/1/nakijken/", "/kwesties/mijn/"])
def test_a_visitor_signs_in_first(cast: Cast, address: str) -> None:
    answer = cast.client().get(address)
    assert answer.status_code == 302
    assert "inloggen" in answer["Location"]


def test_an_invented_person_raises_an_invented_issue(cast: Cast) -> None:
    cast.people["alice"].fictional = True
    cast.people["alice"].save()
    client = cast.client("alice")
    send(client, write(client))
    assert Issue.objects.get().fictional


def test_the_raiser_may_share_with_everybody(cast: Cast) -> None:
    client = cast.client("alice")
    send(client, write(client, visibility="public"))
    issue = Issue.objects.get()
    assert issue.visibility == Visibility.PUBLIC
    page = cast.client().get(reverse("issues:detail", args=[issue.pk]))
    assert page.status_code == 200
    assert "Alice" not in text_of(page)
    assert "Bronckhorst" not in text_of(page)


def test_a_draft_with_the_mark_of_somebody_elses_issue_finds_nothing(cast: Cast) -> None:
    client = cast.client("alice")
    draft = write(client)
    send(client, draft)
    assert queries.find_raised(cast.actor("bob"), draft.pk) is None
    assert Party.objects.get(kind="raiser").person == cast.people["alice"]
