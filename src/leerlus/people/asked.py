"""Questions that every page asks in the same words, put into SQL once instead of for each request (docs/adr/0013).

For the small questions of a page, writing the SQL takes the framework three times as long as asking it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import QuerySet

Row = TypeVar("Row")

STAND_INS = (987_654_321, 987_654_322)
"""The numbers that the real ones take the place of; they look like any number to the database."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A question in the SQL of one database.

    places      which of the numbers goes where among the parameters
    converters  what makes Python's values of a column, for columns that need it
    """

    sql: str
    params: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: dict[int, Any]


class Asked(Generic[Row]):
    """A question about one or two numbers, most often a primary key.

    question  makes the query set, with `values_list`, from the numbers; nothing else in it may differ per request
    row       makes what is returned from the values of one row
    """

    def __init__(self, question: Callable[..., QuerySet[Any, Any]], row: Callable[[Sequence[Any]], Row]) -> None:
        """Remember the question; it is put into SQL when it is asked for the first time."""
        self.question = question
        self.row = row
        # Each thread has a connection of its own, and an odd one may speak to another kind of database.
        self._written: WeakKeyDictionary[BaseDatabaseWrapper, Written] = WeakKeyDictionary()

    def __call__(self, *numbers: int) -> list[Row]:
        """Ask it about these numbers; one query."""
        here = connections[DEFAULT_DB_ALIAS]
        written = self._written.get(here)
        if written is None:
            self._written[here] = written = self._write(here, len(numbers))
        params = list(written.params)
        for place, which in written.places:
            params[place] = int(numbers[which])
        with here.cursor() as cursor:
            cursor.execute(written.sql, params)
            rows: list[Sequence[Any]] = cursor.fetchall()
        if written.converters:
            rows = [_convert(row, written.converters, here) for row in rows]
        return [self.row(row) for row in rows]

    def _write(self, here: BaseDatabaseWrapper, count: int) -> Written:
        compiler = self.question(*STAND_INS[:count]).query.get_compiler(connection=here)
        sql, params = compiler.as_sql()
        found = tuple((place, STAND_INS.index(value)) for place, value in enumerate(params) if value in STAND_INS)
        if {which for _, which in found} != set(range(count)):
            message = "Each number of a question must reach the database as it is."
            raise TypeError(message)
        columns = [column[0] for column in compiler.select]
        return Written(sql=sql, params=tuple(params), places=found, converters=compiler.get_converters(columns))


def _convert(row: Sequence[Any], converters: dict[int, Any], here: BaseDatabaseWrapper) -> Sequence[Any]:
    values = list(row)
    for place, (steps, column) in converters.items():
        for step in steps:
            values[place] = step(values[place], column, here)
    return values
