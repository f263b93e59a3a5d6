"""The public holidays of the Netherlands, against days that an almanac gives."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from leerlus.measures.holidays import name_holiday


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 4, 3), "Goede Vrijdag"),
        (date(2026, 4, 5), "eerste paasdag"),
        (date(2026, 4, 6), "tweede paasdag"),
        (date(2026, 5, 14), "Hemelvaartsdag"),
        (date(2026, 5, 25), "tweede pinksterdag"),
        (date(2027, 3, 28), "eerste paasdag"),
        (date(2038, 4, 25), "eerste paasdag"),
        (date(2049, 4, 18), "eerste paasdag"),
        (date(2076, 4, 19), "eerste paasdag"),
        (date(2025, 4, 26), "Koningsdag"),
        (date(2025, 4, 27), ""),
        (date(2026, 4, 27), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2026, 12, 26), "tweede kerstdag"),
        (date(2027, 1, 1), "nieuwjaarsdag"),
        (date(2026, 12, 31), ""),
    ],
)
def test_a_day_has_the_name_of_the_almanac(day: date, name: str) -> None:
    assert name_holiday(day) == name


def test_easter_falls_where_the_calendar_allows_it() -> None:
    for year in range(1970, 2200):
        days = [date(year, 3, 22) + timedelta(days=number) for number in range(35)]
        easter = [day for day in days if name_holiday(day) == "eerste paasdag"]
        assert len(easter) == 1, year
        assert easter[0].isoweekday() == 7
