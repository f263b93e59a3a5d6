"""How soon a step of intervisie is on every screen: 50 sessions of 12 people at the same time.

    .venv/bin/python tools/with_postgres.py .venv/bin/python benchmarks/live.py
    .venv/bin/python benchmarks/live.py                                            (SQLite, in a file of its own)

The web server and one live process run as `make run` starts them. 600 people sign in, open their room and keep a line
to the live process open, as the script of the page does; what they hear of they fetch. The facilitators lead all
sessions from beginning to end by pressing buttons, BENCH_STEP_SECONDS apart on average (60), and one member of each
group writes the case that is chosen. A reader is done with a step when it heard of that version or a later one.

One line of JSON: how long after pressing, and after the answer to that, each stream said so and each screen had it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PLACE = TemporaryDirectory(prefix="leerlus-live-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/live.sqlite3")
os.environ.setdefault("LEERLUS_HOME", PLACE.name)
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import django

django.setup()

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone

from benchmarks.screens import Figures, Screen, lead
from leerlus.people.acting import actor_of
from leerlus.people.actions import load_reference_data
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, RoleGrant
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.workflow import METHODS
from tests.processes import free_port, program, wait_for, web_server

SESSIONS = int(os.environ.get("BENCH_SESSIONS", "50"))
PEOPLE = 12
STEP_SECONDS = float(os.environ.get("BENCH_STEP_SECONDS", "60"))
TICK = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Fill an empty database, run the programs, and let everybody take part."""
    call_command("migrate", verbosity=0)
    load_reference_data()
    groups = [plan_one(number) for number in range(SESSIONS)]
    connections.close_all()
    web, live = free_port(), free_port()
    places = {"LEERLUS_LIVE_URL": f"http://localhost:{live}", "LEERLUS_BASE_URL": f"http://localhost:{web}"}
    with web_server(web, **places), program("-m", "leerlus", "live", "--poort", str(live), **places) as process:
        wait_for(f"http://localhost:{web}/gezond/")
        figures = asyncio.run(take_part(web, groups))
        print(
            json.dumps(
                {
                    "database": connection.vendor,
                    "sessions": SESSIONS,
                    "lines": SESSIONS * PEOPLE,
                    **figures.summary(),
                    "live_memory_mb": memory_mb(process.pid),
                    "live_cpu_s": cpu_seconds(process.pid),
                }
            ),
            flush=True,
        )


def plan_one(number: int) -> tuple[int, list[str]]:
    """Plan a session of twelve who have signed in; return its number and their cookies, the facilitator's first."""
    organisation = Organisation.objects.order_by("pk")[number]
    people = Person.objects.bulk_create(
        Person(email=f"p{number}.{each}@meting.test", name=f"Deelnemer {each}", password="!")  # noqa: S106
        for each in range(PEOPLE)
    )
    today = timezone.localdate()
    RoleGrant.objects.bulk_create(
        RoleGrant(person=person, organisation=organisation, role=Role.PROFESSIONAL, since=today) for person in people
    )
    wish = actions.Plan(
        method=METHODS["incident"],
        planned_at=timezone.now() + timedelta(hours=1),
        person_ids=tuple(person.pk for person in people[1:]),
        mails=False,
    )
    session = actions.plan(wish=wish, by=actor_of(people[0], today), at=timezone.now())
    return session.pk, [sign_in(person) for person in people]


def sign_in(person: Person) -> str:
    """Return the cookies of somebody who has signed in, with the token against forged forms."""
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[1]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}; {settings.CSRF_COOKIE_NAME}={'a' * 32}"


async def take_part(web: int, groups: list[tuple[int, list[str]]]) -> Figures:
    """Let everybody open the room and listen, and then let the facilitators lead, all at the same time."""
    figures = Figures()
    rooms = [[Screen(web, number, cookie) for cookie in cookies] for number, cookies in groups]
    screens = [screen for room in rooms for screen in room]
    doors = asyncio.Semaphore(8)

    async def enter(screen: Screen) -> None:
        async with doors:
            await screen.open()

    await asyncio.gather(*(enter(screen) for screen in screens))
    watching = [asyncio.create_task(deed) for screen in screens for deed in (screen.listen(), screen.beat_on())]
    await asyncio.gather(*(screen.listens.wait() for screen in screens))
    leading = [lead(room, figures, STEP_SECONDS, seed) for seed, room in enumerate(rooms)]
    await asyncio.gather(*leading)
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)
    figures.failures = sum(screen.failures for screen in screens)
    return figures


def memory_mb(pid: int) -> int:
    """Return the resident memory of a process."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024


def cpu_seconds(pid: int) -> float:
    """Return the CPU time of a process so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return round((int(fields[11]) + int(fields[12])) / TICK, 1)


if __name__ == "__main__":
    main()
