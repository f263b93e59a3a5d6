"""Importing a list: who raises its issues, for which organisation, and what may be said beside the list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from leerlus.people.models import RoleGrant
from leerlus.practice.issues.models import Issue, Party
from tests.practice.issues.lists import as_csv, importing, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast


def test_without_a_name_the_longest_serving_professional_raises(cast: Cast, tmp_path: Path) -> None:
    RoleGrant.objects.create(
        person=cast.people["bob"],
        organisation=cast.organisations["bronckhorst"],
        role="professional",
        since=date(2019, 1, 1),
    )
    importing(tmp_path, as_csv(row()))
    assert Party.objects.get().person == cast.people["bob"]


def test_somebody_may_be_named(cast: Cast, tmp_path: Path) -> None:
    RoleGrant.objects.create(
        person=cast.people["erin"],
        organisation=cast.organisations["bronckhorst"],
        role="experience_expert",
        since=date(2020, 1, 1),
    )
    assert importing(tmp_path, as_csv(row()), "--als", "Erin@voorbeeld.test").exit_code == 0
    assert Party.objects.get().person == cast.people["erin"]


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("niemand@voorbeeld.test", "Niemand met een account heeft het e-mailadres niemand@voorbeeld.test."),
        ("bob@voorbeeld.test", "mag voor Gemeente Bronckhorst geen kwestie indienen"),
        ("grace@voorbeeld.test", "mag voor Gemeente Bronckhorst geen kwestie indienen"),
        ("\udce9@voorbeeld.test", "Niemand met een account heeft het e-mailadres"),
    ],
)
def test_who_may_not_raise_cannot_be_named(cast: Cast, tmp_path: Path, email: str, sentence: str) -> None:
    result = importing(tmp_path, as_csv(row(), row(kenmerk="K-2")), "--als", email)
    assert result.exit_code == 1
    assert sentence in result.output
    assert "Het gaat om de rijen 2 en 3." in result.output
    assert not Issue.objects.exists()


def test_who_has_gone_cannot_be_named(cast: Cast, tmp_path: Path) -> None:
    cast.people["alice"].is_active = False
    cast.people["alice"].save()
    assert "Niemand met een account" in importing(tmp_path, as_csv(row()), "--als", "alice@voorbeeld.test").output


@pytest.mark.parametrize("gone", ["left", "inactive"])
def test_an_organisation_without_a_professional_must_invite_one_first(cast: Cast, tmp_path: Path, gone: str) -> None:
    if gone == "left":
        RoleGrant.objects.filter(person=cast.people["alice"]).update(until=date(2020, 2, 1))
    else:
        cast.people["alice"].is_active = False
        cast.people["alice"].save()
    result = importing(tmp_path, as_csv(row()))
    assert result.exit_code == 1
    assert "Bij Gemeente Bronckhorst werkt nog geen professional met een account." in result.output
    assert "Het gaat om rij 2." in result.output


def test_an_organisation_may_be_named_for_the_whole_list(cast: Cast, tmp_path: Path) -> None:
    words = {name: value for name, value in row().items() if name != "organisatie"}
    refused = importing(tmp_path, as_csv(words))
    assert refused.exit_code == 1
    assert "Wij weten niet van welke organisatie de kwesties zijn." in refused.output
    assert importing(tmp_path, as_csv(words), "--organisatie", "gemeente enschede").exit_code == 0
    assert Issue.objects.get().organisation == cast.organisations["enschede"]


def test_an_accent_in_the_command_may_be_written_in_two_ways(cast: Cast, tmp_path: Path) -> None:
    cast.organisations["bronckhorst"].name = "Coöperatie Taal"
    cast.organisations["bronckhorst"].save()
    assert importing(tmp_path, as_csv(row(organisatie="")), "--organisatie", "Coo\u0308peratie taal").exit_code == 0


def test_a_row_says_more_than_the_name_for_the_whole_list(cast: Cast, tmp_path: Path) -> None:
    content = as_csv(row(), row(kenmerk="K-2", organisatie=""))
    assert importing(tmp_path, content, "--organisatie", "Gemeente Enschede").exit_code == 0
    owners = dict(Issue.objects.values_list("origin", "organisation__name"))
    assert owners == {"gemeente bronckhorst:K-1": "Gemeente Bronckhorst", "gemeente enschede:K-2": "Gemeente Enschede"}


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--organisatie", "Gemeente Nergens"), "De organisatie “Gemeente Nergens” staat niet in Leerlus."),
        (("--bron", "a:b"), "Geef met --bron een korte naam zonder dubbele punt"),
        (("--bron", "  "), "Geef met --bron een korte naam zonder dubbele punt"),
        (("--bron", "x" * 79), "Met de naam van de lijst erbij is dit te lang: 83 tekens; er passen er 80."),
    ],
)
def test_what_is_said_beside_the_list_must_be_right(
    cast: Cast, tmp_path: Path, options: tuple[str, str], sentence: str
) -> None:
    result = importing(tmp_path, as_csv(row()), *options)
    assert result.exit_code == 1
    assert sentence in result.output
    assert not Issue.objects.exists()


def test_the_issues_of_an_example_organisation_are_examples(cast: Cast, tmp_path: Path) -> None:
    cast.organisations["bronckhorst"].fictional = True
    cast.organisations["bronckhorst"].save()
    importing(tmp_path, as_csv(row()))
    assert Issue.objects.get().fictional
