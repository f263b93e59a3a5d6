"""Importing a list: what comes of a good one, and that nothing comes of a bad one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied
from leerlus.measures.sheets.reading import read_content
from leerlus.practice.issues.actions import importing as actions
from leerlus.practice.issues.actions import raise_issue, respond
from leerlus.practice.issues.models import Feedback, Issue, Party, Severity, Source, Visibility
from tests.practice.issues.lists import as_csv, as_workbook, importing, leerlus, row

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cast import Cast


def test_a_row_becomes_an_issue(cast: Cast, tmp_path: Path) -> None:
    full = row(
        geprobeerd="Gebeld met de taalschool.",
        ernst="Vertraging of schade",
        bron="Rechtspraak",
        artikelen="Wi 2021, artikel 15; Bi 2021, artikel 5.3",
        zichtbaar="regio",
    )
    result = importing(tmp_path, as_workbook(full))
    assert result.exit_code == 0, result.output
    assert "Klaar: 1 kwestie ingelezen." in result.output
    issue = Issue.objects.get()
    assert issue.title == full["titel"]
    assert issue.situation == full["situatie"]
    assert issue.question == full["vraag"]
    assert issue.tried == full["geprobeerd"]
    assert issue.meaning == full["betekenis"]
    assert issue.severity == Severity.DELAY
    assert issue.source == Source.COURT
    assert issue.articles == ["Wi 2021, artikel 15", "Bi 2021, artikel 5.3"]
    assert issue.visibility == Visibility.REGION
    assert issue.theme_id == "pip"
    assert issue.organisation == cast.organisations["bronckhorst"]
    assert issue.region_id == "AM09"
    assert issue.origin == "gemeente bronckhorst:K-1"


def test_what_is_left_out_means_what_the_explanation_says(cast: Cast, tmp_path: Path) -> None:
    assert importing(tmp_path, as_workbook(row(datum=None))).exit_code == 0
    issue = Issue.objects.get()
    assert timezone.localdate(issue.raised_at) == timezone.localdate()
    assert (issue.severity, issue.source) == (Severity.HINDRANCE, Source.PRACTICE)
    assert issue.visibility == Visibility.PROFESSIONALS
    assert issue.tried == ""
    assert issue.articles == []


def test_the_issue_is_as_old_as_the_list_says_and_the_promise_counts_from_now(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_workbook(row(datum=date(2025, 3, 14))))
    issue = Issue.objects.get()
    today = timezone.localdate()
    assert issue.state == "submitted"
    assert timezone.localdate(issue.raised_at) == date(2025, 3, 14)
    assert issue.due_on == today + timedelta(days=settings.PROMISES["first_response"])
    submitted, imported = Event.objects.of("issue", issue.pk)
    assert (submitted.name, timezone.localdate(submitted.at)) == ("submit", date(2025, 3, 14))
    assert (imported.name, imported.is_step, timezone.localdate(imported.at)) == ("import", False, today)
    assert "gemeente bronckhorst:K-1" in imported.note


def test_the_raiser_gets_a_receipt_now(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_workbook(row()))
    receipt = Feedback.objects.get()
    assert receipt.step == "submit"
    assert receipt.party.kind == Party.Kind.RAISER
    assert receipt.party.person == cast.people["alice"]
    assert timezone.localdate(receipt.at) == timezone.localdate()


def test_the_linking_level_goes_on_with_it_as_with_any_issue(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_workbook(row()))
    respond(issue_id=Issue.objects.get().pk, text="Wij zoeken het uit.", by=cast.actor("carol"), at=timezone.now())
    assert Issue.objects.get().state == "responded"


def test_an_issue_that_is_raised_on_the_site_is_known_at_once(cast: Cast) -> None:
    at = timezone.now()
    text = (
        actions.plan_import(
            table=read_content(as_csv(row()), actions.NAMES), wish=actions.Wish(), today=timezone.localdate(at)
        )
        .new["gemeente bronckhorst:K-1"]
        .text
    )
    issue = raise_issue(text=text, by=cast.actor("alice"), at=at)
    assert issue.due_on == timezone.localdate(at) + timedelta(days=settings.PROMISES["first_response"])
    assert Feedback.objects.get().at == at


def test_a_list_may_come_again(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_workbook(row(), row(kenmerk="K-2")), name="maart.xlsx")
    before = list(Issue.objects.order_by("pk").values())
    longer = as_csv(row(), row(kenmerk="K-2"), row(kenmerk="K-3"))
    result = importing(tmp_path, longer, name="april.csv")
    assert result.exit_code == 0, result.output
    assert "Overgeslagen: 2 kwesties, want die zijn er al." in result.output
    assert "Klaar: 1 kwestie ingelezen." in result.output
    assert list(Issue.objects.exclude(origin="gemeente bronckhorst:K-3").order_by("pk").values()) == before
    assert Feedback.objects.count() == 3


@pytest.mark.parametrize(
    "other",
    [
        {"titel": "Een andere titel"},
        {"situatie": "Iets anders."},
        {"datum": "15-03-2025"},
        {"ernst": "3"},
        {"organisatie": "Gemeente Enschede"},
        {"zichtbaar": "iedereen"},
        {"artikelen": "Wi 2021, artikel 15"},
    ],
    ids=str,
)
def test_what_changed_in_the_list_is_said_and_not_changed(cast: Cast, tmp_path: Path, other: dict[str, str]) -> None:
    importing(tmp_path, as_csv(row()), "--bron", "oost")
    before = Issue.objects.values().get()
    result = importing(tmp_path, as_csv(row(**other)), "--bron", "oost")
    assert result.exit_code == 0, result.output
    assert "Rij 2 (K-1): is er al en is anders; niet veranderd." in result.output
    assert Issue.objects.values().get() == before


def test_a_row_without_a_date_is_the_same_as_the_day_it_was_imported(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row(datum="")))
    Issue.objects.update(raised_at=timezone.localtime() - timedelta(days=3))
    assert "is anders" not in importing(tmp_path, as_csv(row(datum=""))).output


def test_the_name_of_a_list_may_be_given(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row()), "--bron", "Regio  Oost ")
    assert Issue.objects.get().origin == "regio oost:K-1"
    assert "zijn er al" not in importing(tmp_path, as_csv(row()), "--bron", "regio oost").output
    assert Issue.objects.count() == 1


def test_a_colon_in_the_name_of_an_organisation_does_no_harm(cast: Cast, tmp_path: Path) -> None:
    cast.organisations["bronckhorst"].name = "Stichting Taal: Oost"
    cast.organisations["bronckhorst"].save()
    importing(tmp_path, as_csv(row(organisatie="Stichting Taal: Oost")))
    assert Issue.objects.get().origin == "stichting taal oost:K-1"


def test_whoever_forgets_the_name_of_the_list_is_warned(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row()), "--bron", "oost")
    result = importing(tmp_path, as_csv(row()))
    assert result.exit_code == 1
    assert "Deze kwestie is er al, uit de lijst “oost”." in result.output
    assert Issue.objects.count() == 1


def test_two_lists_may_use_the_same_marks(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row()))
    other = row(organisatie="Gemeente Enschede", titel="Iets heel anders")
    assert importing(tmp_path, as_csv(other)).exit_code == 0
    assert set(Issue.objects.values_list("origin", flat=True)) == {"gemeente bronckhorst:K-1", "gemeente enschede:K-1"}


def test_one_bad_row_stops_all(cast: Cast, tmp_path: Path) -> None:
    events = Event.objects.count()
    result = importing(tmp_path, as_csv(row(), row(kenmerk="K-2", thema="onzin"), row(kenmerk="K-3")))
    assert result.exit_code == 1
    assert "Rij 3, kolom thema, “onzin”: Dit thema is er niet." in result.output
    assert "1 rij is niet goed." in result.output
    assert "Er is niets ingelezen." in result.output
    assert not Issue.objects.exists()
    assert Event.objects.count() == events


def test_a_trial_tells_and_changes_nothing(cast: Cast, tmp_path: Path) -> None:
    importing(tmp_path, as_csv(row()))
    events = Event.objects.count()
    result = importing(tmp_path, as_csv(row(), row(kenmerk="K-2", titel="Nog een")), "--proef")
    assert result.exit_code == 0
    assert "Rij 2 (K-1): is er al." in result.output
    assert "Rij 3 (K-2): nieuw, “Nog een”." in result.output
    assert "Proef: 1 kwestie zou nieuw zijn. Er is niets veranderd." in result.output
    assert (Issue.objects.count(), Event.objects.count()) == (1, events)


def test_a_trial_of_a_bad_list_is_refused_too(cast: Cast, tmp_path: Path) -> None:
    result = importing(tmp_path, as_csv(row(titel="")), "--proef")
    assert result.exit_code == 1
    assert "Rij 2, kolom titel: Dit is leeg. Vul het in." in result.output


def test_when_it_goes_wrong_halfway_nothing_stays(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def stumble(**words: object) -> Issue:
        nonlocal count
        count += 1
        if count == 2:
            raise IntegrityError
        return raise_issue(**words)  # type: ignore[arg-type]

    monkeypatch.setattr("leerlus.practice.issues.actions.importing.writing.raise_issue", stumble)
    result = importing(tmp_path, as_csv(row(), row(kenmerk="K-2"), row(kenmerk="K-3")))
    assert result.exit_code == 1
    assert "Iemand anders las tegelijk dezelfde lijst in." in result.output
    assert not Issue.objects.exists()


def test_a_database_that_is_busy_is_no_traceback(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr("leerlus.practice.issues.actions.importing.writing.raise_issue", refuse)
    result = importing(tmp_path, as_csv(row()))
    assert result.exit_code == 1
    assert "De database werkt niet mee: database is locked. Er is niets ingelezen." in result.output


def test_two_at_once_do_not_both_win(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    table = read_content(as_csv(row()), actions.NAMES)
    plan = actions.plan_import(table=table, wish=actions.Wish(), today=timezone.localdate())
    actions.import_issues(table=table, wish=actions.Wish(), at=timezone.now())
    monkeypatch.setattr("leerlus.practice.issues.actions.importing.writing.plan_import", lambda **_: plan)
    with pytest.raises(Denied):
        actions.import_issues(table=table, wish=actions.Wish(), at=timezone.now())
    assert Issue.objects.count() == 1


def test_a_list_that_is_not_there_is_a_mistake_in_the_command(tmp_path: Path) -> None:
    for path in (tmp_path / "weg.xlsx", tmp_path):
        result = leerlus("kwesties", "importeer", str(path))
        assert result.exit_code == 2
        assert "is er niet, of u mag het niet lezen" in result.output


def test_a_long_list_costs_few_questions_to_look_through(cast: Cast, django_assert_max_num_queries: object) -> None:
    table = read_content(as_csv(*(row(kenmerk=f"K-{n}") for n in range(400))), actions.NAMES)
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        plan = actions.plan_import(table=table, wish=actions.Wish(), today=timezone.localdate())
    assert len(plan.new) == 400
