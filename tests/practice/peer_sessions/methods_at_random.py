"""Sound methods drawn at random, for tests that must hold for every method."""

from __future__ import annotations

from hypothesis import strategies as st

from leerlus.practice.peer_sessions.workflow import Does, Kind, Method, MethodStep, SessionRole, Task, Writing

OTHERS = (SessionRole.MEMBER, SessionRole.NOTE_TAKER)
AFTER = tuple(kind for kind in Kind if kind is not Kind.PITCH)


@st.composite
def methods(draw: st.DrawFn) -> Method:
    """Return a method in which nothing is wrong."""
    count = draw(st.integers(2, 7))
    choosing = draw(st.integers(0, count - 2))
    away = [place > choosing and draw(st.booleans()) for place in range(count - 1)] + [False]
    steps = []
    for place in range(count):
        tasks = {role: Task(does=Does.SPEAKS, text="Doe mee.") for role in SessionRole}
        if place <= choosing:
            del tasks[SessionRole.PRESENTER]
        elif away[place]:
            tasks[SessionRole.PRESENTER] = Task(does=Does.AWAY, text="Ga even weg.")
        here = range(place + 1, count)
        back = [later for later in here if not away[later]]
        writings = []
        if place == choosing:
            writings.append(Writing(kind=Kind.PITCH, by=OTHERS, opens=f"s{place}"))
        for kind in draw(st.lists(st.sampled_from(AFTER), unique=True, max_size=3)):
            opens = draw(st.sampled_from(["", *(f"s{later}" for later in range(place, count))]))
            presenter = draw(st.sampled_from([f"s{later}" for later in back])) if opens and back else ""
            if opens and place > choosing and not back:
                opens = ""  # in the last step nothing can open later
            by = OTHERS if place <= choosing or away[place] else (*OTHERS, SessionRole.PRESENTER)
            writings.append(
                Writing(kind=kind, by=by, opens=opens, opens_presenter=presenter, most=draw(st.integers(1, 3)))
            )
        steps.append(
            MethodStep(
                name=f"s{place}",
                title=f"Stap {place}",
                minutes=draw(st.integers(1, 30)),
                tasks=tasks,
                writings=tuple(writings),
                chooses=place == choosing,
            )
        )
    return Method(
        name="toeval",
        title="Een methode",
        summary="Zomaar een methode.",
        fits="Een test.",
        minutes=sum(step.minutes for step in steps),
        smallest=3,
        largest=12,
        steps=tuple(steps),
    )
