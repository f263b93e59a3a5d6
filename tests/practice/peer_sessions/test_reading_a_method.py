"""A method is data: those of Leerlus are sound, and a bad one is refused with what is wrong and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from leerlus.practice.peer_sessions.workflow import (
    METHODS,
    Does,
    Kind,
    Method,
    SessionRole,
    Task,
    Writing,
    as_data,
    find_faults,
    from_data,
    opens_at,
    read_method,
    sees,
)
from tests.practice.peer_sessions.methods_at_random import methods


def incident() -> Method:
    return METHODS["incident"]


def change(place: int, **values: object) -> Method:
    """Return the incident method with one step changed."""
    method = incident()
    steps = list(method.steps)
    steps[place] = replace(steps[place], **values)  # type: ignore[arg-type] # any field
    return replace(method, steps=tuple(steps))


def said(method: Method) -> str:
    return "\n".join(map(str, find_faults(method)))


def test_the_six_of_leerlus_are_there() -> None:
    assert set(METHODS) == {"incident", "roddelen", "vijf-stappen", "tien-stappen", "balint", "socratisch"}


def test_the_incident_method_has_the_minutes_of_its_source() -> None:
    assert [step.minutes for step in incident().steps] == [5, 10, 5, 15, 10, 10, 10]
    assert incident().minutes == 65
    assert not incident().has_our_minutes
    assert METHODS["roddelen"].has_our_minutes


@pytest.mark.parametrize("name", METHODS)
def test_a_method_survives_being_written_down(name: str) -> None:
    text = yaml.safe_dump(as_data(METHODS[name]), allow_unicode=True)
    assert read_method(text) == (METHODS[name], ())
    assert from_data(as_data(METHODS[name])) == METHODS[name]


def test_minutes_must_add_up() -> None:
    assert "De stappen duren samen 75 minuten, maar bij “minuten” staat 65." in said(change(0, minutes=15))


def test_each_role_has_a_task_in_each_step() -> None:
    tasks = {role: task for role, task in incident().steps[3].tasks.items() if role is not SessionRole.NOTE_TAKER}
    assert said(change(3, tasks=tasks)).startswith("Stap 4, “Vragen stellen”: De notulist heeft hier geen taak.")


def test_the_presenter_has_no_task_before_the_choice() -> None:
    tasks = {**incident().steps[0].tasks, SessionRole.PRESENTER: Task(does=Does.SPEAKS, text="Vertel.")}
    assert "Stap 1, “Terugkijken”: De casusinbrenger heeft hier al een taak" in said(change(0, tasks=tasks))


def test_nothing_opens_before_its_step() -> None:
    early = Writing(kind=Kind.QUESTION, by=(SessionRole.MEMBER,), opens="terugblik")
    assert "Stap 4, “Vragen stellen”: Wat bij “vraag” wordt geschreven, gaat open bij “terugblik”." in said(
        change(3, writings=(early,))
    )


def test_nothing_opens_at_a_step_that_is_not_there() -> None:
    lost = Writing(kind=Kind.QUESTION, by=(SessionRole.MEMBER,), opens="later")
    assert "“later”, maar zo heet geen stap" in said(change(3, writings=(lost,)))


def test_the_presenter_never_reads_the_analysis_while_it_is_made() -> None:
    early = Writing(kind=Kind.ANALYSIS, by=(SessionRole.MEMBER,), opens="analyse")
    assert "De casusinbrenger ziet de analyse al terwijl de groep eraan werkt." in said(change(4, writings=(early,)))


def test_nothing_opens_for_a_presenter_who_is_away() -> None:
    early = Writing(kind=Kind.NOTE, by=(SessionRole.MEMBER,), opens="analyse")
    assert "De casusinbrenger is weg, maar ziet “notitie” al in deze stap." in said(change(4, writings=(early,)))


def test_who_is_away_writes_nothing() -> None:
    away = Writing(kind=Kind.NOTE, by=(SessionRole.PRESENTER,), opens="evaluatie")
    assert "De casusinbrenger is weg in deze stap en kan niets schrijven." in said(change(4, writings=(away,)))


def test_one_case_is_chosen_from_what_was_written() -> None:
    assert "Zet bij precies één stap “kiest: ja”" in said(change(2, chooses=False))
    assert "Niemand schrijft een casus op" in said(change(1, writings=()))


def test_what_cannot_be_read_yet_cannot_be_valued() -> None:
    assert "zegt of “advies” bruikbaar is, maar kan dat hier nog niet lezen" in said(change(3, values=(Kind.ADVICE,)))


def test_the_group_has_a_size_that_can_be() -> None:
    assert "ten minste 3 mensen" in said(replace(incident(), smallest=2))
    assert "groter dan de grootste groep" in said(replace(incident(), smallest=9, largest=8))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("stappen: [", "Dit is geen bestand dat wij kunnen lezen. Kijk bij regel"),
        ("- a", "De methode: De methode is geen lijst van namen"),
        ("a: &x 1\nb: *x", "Een verwijzing met * kan hier niet."),
        ("titel: X\nminuten: veel", "“minuten” is geen heel getal."),
        ("titel: X\nstapen: []", "“stapen” kennen wij niet"),
        ("stappen:\n  - titel: Eerst\n    kiest: [1]", "Stap 1, “Eerst”: “kiest” is “[1]”. Schrijf ja of nee."),
        ("x" * 200_000, "Dit bestand is te groot"),
    ],
)
def test_a_file_that_is_no_method_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    method, faults = read_method(text)
    assert method is None
    assert sentence in "\n".join(map(str, faults))


WORDS = ["stappen", "taken", "naam", "schrijft", "wie", "soort", "minuten", "kiest", "deelnemer", "bruikbaar"]
LEAVES = st.none() | st.booleans() | st.integers() | st.text() | st.sampled_from(["deelnemer", "vraag", "ja"])
ANYTHING = st.recursive(LEAVES, lambda it: st.lists(it) | st.dictionaries(st.sampled_from(WORDS), it))


@given(ANYTHING)
def test_whatever_is_in_a_file_reading_it_never_breaks(found: object) -> None:
    method, faults = read_method(yaml.safe_dump(found))
    assert (method is None) == bool(faults)


@given(methods())
def test_a_sound_method_is_accepted_and_survives(method: Method) -> None:
    assert find_faults(method) == ()
    assert from_data(as_data(method)) == method


@given(methods(), st.integers(-1, 8), st.sampled_from(SessionRole))
def test_nobody_reads_anything_before_it_opens_or_is_written(method: Method, position: int, role: SessionRole) -> None:
    for place, step in enumerate(method.steps):
        for writing in step.writings:
            seen = sees(method, place=place, kind=writing.kind, is_own=False, role=role, position=position)
            opens = opens_at(method, writing, role)
            assert seen == (opens is not None and position >= opens)
            assert not seen or position >= place
            assert sees(method, place=place, kind=writing.kind, is_own=True, role=role, position=position)


@given(methods())
def test_the_presenter_reads_nothing_of_a_step_in_which_they_are_away(method: Method) -> None:
    for place, step in enumerate(method.steps):
        task = step.tasks.get(SessionRole.PRESENTER)
        for writing in step.writings:
            if task is not None and task.does is Does.AWAY:
                assert not sees(
                    method, place=place, kind=writing.kind, is_own=False, role=SessionRole.PRESENTER, position=place
                )
