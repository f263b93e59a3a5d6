"""A method from a file, and as a snapshot in a session: the same words both ways."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from leerlus.practice.peer_sessions.workflow.checking import THE_METHOD, Fault, find_faults, name_step
from leerlus.practice.peer_sessions.workflow.shapes import (
    Does,
    Kind,
    Method,
    MethodStep,
    SessionRole,
    Task,
    Writing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LARGEST_FILE = 100_000
LONGEST_WORDS = 600
PRIVATE = "privé"
OF_METHOD = frozenset(
    {"naam", "titel", "uitleg", "past_bij", "minuten", "kleinste_groep", "grootste_groep", "stappen", "bron"}
    | {"vaste_taken"}
)
OF_STEP = frozenset(
    {"naam", "titel", "minuten", "taken", "schrijft", "minuten_zijn_een_voorstel", "kiest", "bruikbaar"}
)
OF_WRITING = frozenset({"soort", "wie", "open_vanaf", "open_voor_casusinbrenger", "aantal"})

Word = TypeVar("Word", bound=StrEnum)


class Reader:
    """Reads the parts of a file and keeps what is wrong with them, instead of stopping at the first."""

    def __init__(self) -> None:
        """Start with nothing wrong."""
        self.faults: list[Fault] = []
        self.where = THE_METHOD

    def wrong(self, sentence: str) -> None:
        """Note a fault at the place that is being read."""
        self.faults.append(Fault(where=self.where, sentence=sentence))

    def mapping(self, value: object, known: Iterable[str], what: str) -> dict[str, Any]:
        """Return a table of names and values; names that nobody knows are a fault."""
        if not isinstance(value, dict):
            self.wrong(f"{what} is geen lijst van namen met een dubbele punt erachter.")
            return {}
        for name in value:
            if name not in known:
                self.wrong(f"“{name}” kennen wij niet bij {what.lower()}. Kijk of het goed gespeld is.")
        return value

    def listing(self, value: object, what: str) -> list[Any]:
        """Return a list."""
        if value is None:
            return []
        if not isinstance(value, list):
            self.wrong(f"“{what}” is geen lijst. Begin elke regel ervan met een streepje.")
            return []
        return value

    def words(self, table: Mapping[str, Any], name: str, *, optional: bool = False) -> str:
        """Return a text."""
        value = table.get(name)
        if value is None and optional:
            return ""
        if not isinstance(value, str) or not value.strip():
            self.wrong(f"“{name}” is nog leeg. Vul het in.")
            return ""
        if len(value) > LONGEST_WORDS:
            self.wrong(f"“{name}” is te lang: er passen {LONGEST_WORDS} tekens.")
        return " ".join(value.split())

    def number(self, table: Mapping[str, Any], name: str, default: int = 0) -> int:
        """Return a whole number."""
        value = table.get(name, default or None)
        if not isinstance(value, int) or isinstance(value, bool):
            self.wrong(f"“{name}” is geen heel getal.")
            return 0
        return value

    def switch(self, table: Mapping[str, Any], name: str) -> bool:
        """Return yes or no."""
        value = table.get(name, False)
        if value == "ja" or value is True:
            return True
        if value != "nee" and value is not False:
            self.wrong(f"“{name}” is “{value}”. Schrijf ja of nee.")
        return False

    def word(self, value: Any, words: type[Word], what: str) -> Word | None:  # noqa: ANN401 - whatever is in a file
        """Return one of the words that we know."""
        try:
            return words(value)
        except ValueError:
            self.wrong(f"{what} is “{value}”. Kies uit: {', '.join(words)}.")
            return None


def read_method(text: str) -> tuple[Method | None, tuple[Fault, ...]]:
    """Return the method in a file, and everything that is wrong with it; None when it is not sound."""
    reader = Reader()
    if len(text) > LARGEST_FILE:
        reader.wrong("Dit bestand is te groot voor een methode.")
        return None, tuple(reader.faults)
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            reader.wrong("Een verwijzing met * kan hier niet. Schrijf de tekst voluit.")
            return None, tuple(reader.faults)
        found = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as cause:
        mark = getattr(cause, "problem_mark", None)
        at = f" Kijk bij regel {mark.line + 1}." if mark else ""
        reader.wrong(f"Dit is geen bestand dat wij kunnen lezen.{at}")
        return None, tuple(reader.faults)
    method = _read(reader, found)
    faults = (*reader.faults, *(() if reader.faults else find_faults(method)))
    return (None if faults else method), faults


def from_data(data: Mapping[str, Any]) -> Method:
    """Return the method of a snapshot, which was sound when it was made."""
    reader = Reader()
    method = _read(reader, dict(data))
    if reader.faults:
        raise ValueError(str(reader.faults[0]))
    return method


def _read(reader: Reader, found: object) -> Method:
    table = reader.mapping(found, OF_METHOD, "De methode")
    fixed = _tasks(reader, table.get("vaste_taken") or {})
    rows = reader.listing(table.get("stappen"), "stappen")
    method = Method(
        name=reader.words(table, "naam"),
        title=reader.words(table, "titel"),
        summary=reader.words(table, "uitleg"),
        fits=reader.words(table, "past_bij"),
        source=reader.words(table, "bron", optional=True),
        minutes=reader.number(table, "minuten"),
        smallest=reader.number(table, "kleinste_groep"),
        largest=reader.number(table, "grootste_groep"),
        steps=tuple(_step(reader, place, row, fixed) for place, row in enumerate(rows)),
    )
    reader.where = THE_METHOD
    return method


def _step(reader: Reader, place: int, row: object, fixed: Mapping[SessionRole, Task]) -> MethodStep:
    title = str(row.get("titel", "")) if isinstance(row, dict) else ""
    reader.where = name_step(place, title)
    table = reader.mapping(row, OF_STEP, "De stap")
    kinds = [reader.word(kind, Kind, "“bruikbaar”") for kind in reader.listing(table.get("bruikbaar"), "bruikbaar")]
    return MethodStep(
        name=reader.words(table, "naam"),
        title=reader.words(table, "titel"),
        minutes=reader.number(table, "minuten"),
        tasks={**fixed, **_tasks(reader, table.get("taken") or {})},
        writings=tuple(
            writing
            for each in reader.listing(table.get("schrijft"), "schrijft")
            if (writing := _writing(reader, each)) is not None
        ),
        ours=reader.switch(table, "minuten_zijn_een_voorstel"),
        chooses=reader.switch(table, "kiest"),
        values=tuple(kind for kind in kinds if kind is not None),
    )


def _tasks(reader: Reader, found: object) -> dict[SessionRole, Task]:
    tasks = {}
    for name, row in reader.mapping(found, tuple(SessionRole), "De taken").items():
        if name not in tuple(SessionRole):
            continue
        table = reader.mapping(row, ("doet", "taak"), f"De taak van de {name}")
        does = reader.word(table.get("doet"), Does, f"Wat de {name} doet")
        text = reader.words(table, "taak")
        if does is not None:
            tasks[SessionRole(name)] = Task(does=does, text=text)
    return tasks


def _writing(reader: Reader, row: object) -> Writing | None:
    table = reader.mapping(row, OF_WRITING, "Wat er wordt geschreven")
    kind = reader.word(table.get("soort"), Kind, "“soort”")
    roles = [reader.word(role, SessionRole, "“wie”") for role in reader.listing(table.get("wie"), "wie")]
    opens = reader.words(table, "open_vanaf")
    if kind is None:
        return None
    return Writing(
        kind=kind,
        by=tuple(role for role in roles if role is not None),
        opens="" if opens == PRIVATE else opens,
        opens_presenter=reader.words(table, "open_voor_casusinbrenger", optional=True),
        most=reader.number(table, "aantal", default=1),
    )


def as_data(method: Method) -> dict[str, Any]:
    """Return a method in the words of a file, ready to be written as JSON."""
    return {
        "naam": method.name,
        "titel": method.title,
        "uitleg": method.summary,
        "past_bij": method.fits,
        "minuten": method.minutes,
        "kleinste_groep": method.smallest,
        "grootste_groep": method.largest,
        **({"bron": method.source} if method.source else {}),
        "stappen": [_step_as_data(step) for step in method.steps],
    }


def _step_as_data(step: MethodStep) -> dict[str, Any]:
    return {
        "naam": step.name,
        "titel": step.title,
        "minuten": step.minutes,
        "minuten_zijn_een_voorstel": step.ours,
        "kiest": step.chooses,
        "bruikbaar": [kind.value for kind in step.values],
        "taken": {role.value: {"doet": task.does.value, "taak": task.text} for role, task in step.tasks.items()},
        "schrijft": [
            {
                "soort": writing.kind.value,
                "wie": [role.value for role in writing.by],
                "open_vanaf": writing.opens or PRIVATE,
                **({"open_voor_casusinbrenger": writing.opens_presenter} if writing.opens_presenter else {}),
                "aantal": writing.most,
            }
            for writing in step.writings
        ],
    }
