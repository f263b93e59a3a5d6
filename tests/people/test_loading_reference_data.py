from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest
from django.db.models import Count

from leerlus.audit.models import Event
from leerlus.people.actions import load_reference_data
from leerlus.people.models import Municipality, Organisation, Region, Theme
from leerlus.people.reference import display_name

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def _loaded(db: None) -> None:
    load_reference_data(at=NOW)


@pytest.mark.usefixtures("_loaded")
def test_everything_is_there() -> None:
    assert Region.objects.count() == 35
    assert Theme.objects.count() == 18
    assert Municipality.objects.filter(valid_until__isnull=True).count() == 342
    assert Municipality.objects.filter(valid_until__isnull=False).count() == 18
    assert not Region.objects.filter(municipalities__isnull=True).exists()


@pytest.mark.usefixtures("_loaded")
def test_each_region_has_its_own_square() -> None:
    squares = Region.objects.values_list("column", "row")
    assert len(set(squares)) == 35
    assert max(column for column, _ in squares) == 6
    assert max(row for _, row in squares) == 7


@pytest.mark.usefixtures("_loaded")
def test_each_current_municipality_has_one_organisation_in_its_region() -> None:
    organisations = Organisation.objects.select_related("municipality")
    assert organisations.count() == 342
    for organisation in organisations:
        municipality = organisation.municipality
        assert municipality is not None
        assert organisation.name == f"Gemeente {municipality.name}"
        assert organisation.region_id == municipality.region_id


@pytest.mark.usefixtures("_loaded")
def test_merged_ones_keep_their_row_and_name_their_successors() -> None:
    merged = Municipality.objects.filter(valid_until__isnull=False).annotate(count=Count("successors"))
    assert {row.name: row.count for row in merged if row.count != 1} == {"Haaren": 4}
    assert not Municipality.objects.filter(predecessors__isnull=False, valid_until__isnull=False).exists()
    brielle = Municipality.objects.get(name="Brielle")
    assert brielle.valid_until == date(2022, 12, 31)
    assert [row.name for row in brielle.successors.all()] == ["Voorne aan Zee"]


@pytest.mark.usefixtures("_loaded")
@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2020, 12, 31), 355), (date(2021, 1, 1), 352), (date(2022, 1, 1), 345), (date(2023, 1, 1), 342)],
)
def test_there_are_as_many_as_there_were_on_a_day(day: date, count: int) -> None:
    gone = Municipality.objects.filter(valid_until__lt=day).count()
    not_yet = Municipality.objects.filter(valid_from__gt=day).count()
    assert Municipality.objects.count() - gone - not_yet == count


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Bergen (NH.)", "Bergen (NH.)"),
        ("Bergen (L.)", "Bergen (L.)"),
        ("Hengelo (O.)", "Hengelo"),
        ("Rijswijk (ZH.)", "Rijswijk"),
        ("'s-Gravenhage", "'s-Gravenhage"),
    ],
)
def test_names_read_as_people_write_them(name: str, shown: str) -> None:
    assert display_name(name) == shown


@pytest.mark.usefixtures("_loaded")
def test_doing_it_again_changes_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    before = list(Organisation.objects.values()), list(Municipality.objects.values()), Event.objects.count()
    load_reference_data(at=NOW)
    assert (list(Organisation.objects.values()), list(Municipality.objects.values()), Event.objects.count()) == before


@pytest.mark.usefixtures("_loaded")
def test_an_organisation_that_exists_keeps_its_row() -> None:
    organisation = Organisation.objects.get(name="Gemeente Bronckhorst")
    Organisation.objects.filter(pk=organisation.pk).update(name="Gemeente Bronkhorst", region=None)
    load_reference_data(at=NOW)
    assert Organisation.objects.get(name="Gemeente Bronckhorst").pk == organisation.pk
    assert Organisation.objects.count() == 342


@pytest.mark.usefixtures("_loaded")
def test_the_organisation_of_a_merged_municipality_hears_once_where_its_work_goes() -> None:
    old = Organisation.objects.create(
        name="Gemeente Brielle", kind="gemeente", municipality=Municipality.objects.get(name="Brielle")
    )
    for _ in range(2):
        load_reference_data(at=NOW)
    events = Event.objects.filter(subject="organisation", subject_id=old.pk)
    assert [event.note for event in events] == [
        "De gemeente is samengevoegd. Wat open staat, gaat over naar Gemeente Voorne aan Zee."
    ]
