"""Whether a method is sound: what is wrong with it in Dutch sentences, each with the step that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leerlus.practice.peer_sessions.workflow.shapes import Does, Kind, Method, MethodStep, SessionRole, Writing

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST_PEOPLE = 3
MOST_PEOPLE = 30
MOST_STEPS = 20
LONGEST_STEP = 480
MOST_WRITINGS = 5
THE_METHOD = "De methode"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something that is wrong, and where."""

    where: str
    sentence: str

    def __str__(self) -> str:
        """Return both."""
        return f"{self.where}: {self.sentence}"


def name_step(place: int, title: str) -> str:
    """Return how a fault names a step."""
    return f"Stap {place + 1}, “{title}”" if title else f"Stap {place + 1}"


def find_faults(method: Method) -> tuple[Fault, ...]:
    """Return everything that is wrong with a method, in the order of the file; nothing when it is sound."""
    return (
        *(Fault(where=THE_METHOD, sentence=sentence) for sentence in _of_the_whole(method)),
        *(
            Fault(where=name_step(place, step.title), sentence=sentence)
            for place, step in enumerate(method.steps)
            for sentence in _of_step(method, place, step)
        ),
    )


def _of_the_whole(method: Method) -> Iterator[str]:
    total = sum(step.minutes for step in method.steps)
    if total != method.minutes:
        yield f"De stappen duren samen {total} minuten, maar bij “minuten” staat {method.minutes}. Maak die gelijk."
    if not 1 <= len(method.steps) <= MOST_STEPS:
        yield f"Een methode heeft 1 tot {MOST_STEPS} stappen. Deze heeft er {len(method.steps)}."
    if method.smallest < LEAST_PEOPLE:
        yield f"De kleinste groep is {method.smallest}. Intervisie doet u met ten minste {LEAST_PEOPLE} mensen."
    if method.largest > MOST_PEOPLE:
        yield f"De grootste groep is {method.largest}. Meer dan {MOST_PEOPLE} mensen kan niet."
    if method.smallest > method.largest:
        yield "De kleinste groep is groter dan de grootste groep. Draai die om."
    names = [step.name for step in method.steps]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"De naam “{name}” staat bij meer dan één stap. Geef elke stap een eigen naam."
    if sum(step.chooses for step in method.steps) != 1:
        yield "Zet bij precies één stap “kiest: ja”: daar kiest de groep de casus."
    elif not any(step.writing(Kind.PITCH) for step in method.steps[: method.choosing + 1]):
        yield "Niemand schrijft een casus op voordat de groep kiest. Zet “soort: casus” bij een eerdere stap."


def _of_step(method: Method, place: int, step: MethodStep) -> Iterator[str]:
    if not 1 <= step.minutes <= LONGEST_STEP:
        yield f"De stap duurt {step.minutes} minuten. Kies 1 tot {LONGEST_STEP} minuten."
    yield from _of_tasks(method, place, step)
    kinds = [writing.kind for writing in step.writings]
    for kind in sorted({kind for kind in kinds if kinds.count(kind) > 1}):
        yield f"“{kind}” staat twee keer bij “schrijft”. Zet er één neer, met alle rollen erbij."
    for writing in step.writings:
        yield from _of_writing(method, place, step, writing)
    yield from _of_values(method, place, step)


def _of_tasks(method: Method, place: int, step: MethodStep) -> Iterator[str]:
    for role in SessionRole:
        task = step.tasks.get(role)
        early = role is SessionRole.PRESENTER and place <= method.choosing
        if early and task is not None:
            yield "De casusinbrenger heeft hier al een taak, maar de casus is nog niet gekozen. Haal die taak weg."
        elif not early and (task is None or not task.text.strip()):
            yield f"De {role} heeft hier geen taak. Schrijf wat die doet, ook als dat luisteren is."
        elif task is not None and task.does is Does.WRITES and not any(role in each.by for each in step.writings):
            yield f"De {role} schrijft, maar er staat niet wat. Vul “schrijft” aan."
    if not any(task.does in {Does.SPEAKS, Does.WRITES} for task in step.tasks.values()):
        yield "Niemand spreekt of schrijft in deze stap."


def _of_writing(method: Method, place: int, step: MethodStep, writing: Writing) -> Iterator[str]:
    if not writing.by:
        yield f"Er staat niet wie “{writing.kind}” schrijft. Vul “wie” in."
    if not 1 <= writing.most <= MOST_WRITINGS:
        yield f"Iemand schrijft “{writing.kind}” 1 tot {MOST_WRITINGS} keer, niet {writing.most}."
    if writing.kind is Kind.PITCH and place > method.choosing:
        yield "Een casus wordt opgeschreven vóór de keuze, niet erna."
    for role in writing.by:
        task = step.tasks.get(role)
        if role is SessionRole.PRESENTER and place <= method.choosing:
            yield "De casusinbrenger schrijft hier, maar de casus is nog niet gekozen."
        elif task is not None and task.does is Does.AWAY:
            yield f"De {role} is weg in deze stap en kan niets schrijven."
    yield from _of_opening(method, place, writing)
    if place > method.choosing:
        yield from _of_presenter(method, place, step, writing)


def _of_opening(method: Method, place: int, writing: Writing) -> Iterator[str]:
    what = f"Wat bij “{writing.kind}” wordt geschreven,"
    if writing.opens_presenter and not writing.opens:
        yield f"{what} is alleen voor wie het schrijft. Haal “open_voor_casusinbrenger” weg."
    for name in dict.fromkeys((writing.opens, writing.opens_presenter)):
        opens = method.place(name) if name else place
        if opens is None:
            yield f"{what} gaat open bij “{name}”, maar zo heet geen stap."
        elif opens < place:
            yield f"{what} gaat open bij “{name}”. Dat is eerder dan deze stap. Kies deze stap of een latere."


def _of_presenter(method: Method, place: int, step: MethodStep, writing: Writing) -> Iterator[str]:
    """Say when the case presenter would read too early what was written about the case without them."""
    name = writing.opens_for(SessionRole.PRESENTER)
    opens = method.place(name) if name else None
    if opens is None:
        return
    if writing.kind is Kind.ANALYSIS and opens <= place:
        yield "De casusinbrenger ziet de analyse al terwijl de groep eraan werkt. Kies een latere stap."
    elif _is_away(step) and opens <= place:
        yield f"De casusinbrenger is weg, maar ziet “{writing.kind}” al in deze stap. Kies een latere stap."
    elif opens > place and _is_away(method.steps[opens]):
        yield f"De casusinbrenger is weg in de stap waarin “{writing.kind}” opengaat. Kies een latere stap."


def _is_away(step: MethodStep) -> bool:
    task = step.tasks.get(SessionRole.PRESENTER)
    return task is not None and task.does is Does.AWAY


def _of_values(method: Method, place: int, step: MethodStep) -> Iterator[str]:
    for kind in step.values:
        written = [
            method.place(writing.opens_for(SessionRole.PRESENTER))
            for earlier in method.steps[: place + 1]
            for writing in earlier.writings
            if writing.kind is kind
        ]
        if place <= method.choosing:
            yield "De casusinbrenger zegt hier wat bruikbaar is, maar de casus is nog niet gekozen."
        elif _is_away(step):
            yield "De casusinbrenger is weg en kan niet zeggen wat bruikbaar is."
        elif not any(opens is not None and opens <= place for opens in written):
            yield f"De casusinbrenger zegt of “{kind}” bruikbaar is, maar kan dat hier nog niet lezen."
