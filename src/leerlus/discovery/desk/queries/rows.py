"""The lines of a work list: sorted into late, this week and new, and cut to what somebody can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.ui.dates import in_days, number
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

SHOWN = 20
"""How many lines a list shows."""

COUNTED = 100
"""How far a list counts; beyond it says "more than"."""

WEEK_DAYS = 7
NEW_DAYS = 14
"""What came within this many days is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Something that somebody must do before a day; `came` is when it arrived on the desk."""

    row: WorkRow
    due_on: date
    came: date


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkList:
    """The lines that are shown, and how many there are in words."""

    rows: tuple[WorkRow, ...]
    count: str

    def __bool__(self) -> bool:
        """Tell whether there is anything on it."""
        return bool(self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What must be done, in the order in which to do it."""

    late: WorkList
    week: WorkList
    new: WorkList

    def __bool__(self) -> bool:
        """Tell whether there is anything to do."""
        return bool(self.late or self.week or self.new)


def count_up_to(found: int) -> str:
    """Say how many, or that it is more than is counted."""
    return f"meer dan {number(COUNTED)}" if found > COUNTED else number(found)


def work_list(rows: Sequence[WorkRow]) -> WorkList:
    """Return the first lines and the count of all that were read."""
    return WorkList(rows=tuple(rows[:SHOWN]), count=count_up_to(len(rows)))


def sort_out(work: Iterable[Due], today: date) -> Desk:
    """Divide the work: late, due within a week, and what came lately and can wait a little; the most urgent first."""
    late, week, new = [], [], []
    for each in sorted(work, key=lambda due: (due.due_on, due.came, due.row.title)):
        if each.due_on < today:
            late.append(_marked(each.row, "late", in_days(each.due_on, today)))
        elif each.due_on <= today + timedelta(days=WEEK_DAYS):
            week.append(_marked(each.row, "due", in_days(each.due_on, today)))
        elif each.came >= today - timedelta(days=NEW_DAYS):
            new.append((each.came, _marked(each.row, "new", each.row.status_text or "Nieuw")))
    new.sort(key=lambda pair: pair[0], reverse=True)
    return Desk(late=work_list(late), week=work_list(week), new=work_list([row for _, row in new]))


def _marked(row: WorkRow, status: str, text: str) -> WorkRow:
    return WorkRow(
        title=row.title,
        url=row.url,
        why=row.why,
        status=status,
        status_text=text,
        level=row.level,
        context=row.context,
        step_label=row.step_label,
        step_url=row.step_url,
        fictional=row.fictional,
    )
