"""What the pages cost: requests a second, CPU and memory of the web server, against a bare Django view in the same run.

    .venv/bin/python tools/with_postgres.py .venv/bin/python benchmarks/pages.py

Two sizes (10,000 and 100,000 issues), gunicorn with two workers, eight connections. One line of JSON per page and size.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from statistics import quantiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")
sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent.parent / "src")]

import django

django.setup()

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.volume import fill
from leerlus.people.actors import Role
from leerlus.people.models import Organisation, Person, Region, RoleGrant

CONNECTIONS = 8
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
TICK = os.sysconf("SC_CLK_TCK")
PORT = 18431


def main() -> None:
    """Measure each size in a fresh database."""
    for size in SIZES:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        call_command("migrate", verbosity=0)
        started = time.monotonic()
        found = fill(issues=size, bottlenecks=size // 20, people=size // 5)
        print(json.dumps({"filled": size, "seconds": round(time.monotonic() - started)}), flush=True)
        measure(size, found)


def measure(size: int, found: dict[str, int]) -> None:
    """Measure the bare view and each page with the same number of workers and connections."""
    professional, coordinator = (
        someone("Gemeente Bronckhorst", Role.PROFESSIONAL, None),
        someone("Gemeente Doetinchem", Role.REGIONAL_COORDINATOR, "AM09"),
    )
    with server("benchmarks.bare:application"):
        bare = load("/", "")
        print(json.dumps({"issues": size, "page": "bare", **bare}), flush=True)
    pages = {
        "home": ("/", ""),
        "list": ("/kwesties/", professional),
        "issue": (f"/kwesties/{found['issue']}/", professional),
        "bottleneck": (f"/knelpunten/{found['bottleneck']}/", coordinator),
        "desk": ("/mijn-werk/", coordinator),
    }
    with server("leerlus.config.wsgi:application"):
        for name, (path, cookie) in pages.items():
            figures = load(path, cookie)
            ratio = round(figures["cpu_ms"] / bare["cpu_ms"], 2)
            print(json.dumps({"issues": size, "page": name, **figures, "times_bare": ratio}), flush=True)


def someone(organisation: str, role: Role, region: str | None) -> str:
    """Make somebody with this role, signed in, and return the session cookie."""
    person = Person.objects.create(email=f"{role}@meting.test", name="Meting", password="!")  # noqa: S106
    RoleGrant.objects.create(
        person=person,
        organisation=Organisation.objects.get(name=organisation),
        role=role,
        region=Region.objects.get(pk=region) if region else None,
        since=timezone.localdate(),
    )
    session = SessionStore()
    session["_auth_user_id"] = str(person.pk)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[1]
    session["_auth_user_hash"] = person.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class server:  # noqa: N801 - reads as a word: with server(…)
    """The web server with two workers."""

    def __init__(self, application: str) -> None:
        """Remember what to serve."""
        self.application = application

    def __enter__(self) -> None:
        """Start it and wait until it answers."""
        arguments = [
            "-m",
            "gunicorn",
            self.application,
            "--bind",
            f"127.0.0.1:{PORT}",
            "--workers",
            "2",
            "--threads",
            "2",
        ]
        path = os.pathsep.join(sys.path)
        root = Path(__file__).resolve().parent.parent
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, *arguments, "--log-level", "critical"], env={**os.environ, "PYTHONPATH": path}, cwd=root
        )
        for _ in range(200):
            try:
                asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
                asked.request("GET", "/")
                asked.getresponse().read()
            except OSError:
                time.sleep(0.1)
            else:
                break
        global WORKERS  # noqa: PLW0603 - the one server that runs
        WORKERS = [
            int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self.process.terminate()
        self.process.wait()


WORKERS: list[int] = []


def cpu_seconds() -> float:
    """Return the CPU time of the workers so far."""
    total = 0
    for pid in WORKERS:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICK


def memory_mb() -> int:
    """Return the resident memory of the workers together."""
    total = 0
    for pid in WORKERS:
        status = Path(f"/proc/{pid}/status").read_text()
        total += int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])
    return total // 1024


def load(path: str, cookie: str) -> dict[str, float]:
    """Ask for one page over eight connections for a while, after a warm-up; only 200 counts."""
    ask(path, cookie, SECONDS / 4)
    before = cpu_seconds()
    started = time.monotonic()
    times = ask(path, cookie, SECONDS)
    elapsed = time.monotonic() - started
    parts = quantiles(times, n=100)
    return {
        "per_second": round(len(times) / elapsed, 1),
        "cpu_ms": round((cpu_seconds() - before) * 1000 / len(times), 2),
        "p50_ms": round(parts[49] * 1000, 1),
        "p99_ms": round(parts[98] * 1000, 1),
        "memory_mb": memory_mb(),
        "requests": len(times),
    }


def ask(path: str, cookie: str, seconds: float) -> list[float]:
    """Return how long each request took, in seconds."""
    end = time.monotonic() + seconds
    times: list[float] = []
    failures: list[str] = []

    def one_connection() -> None:
        asked = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        while time.monotonic() < end and not failures:
            started = time.monotonic()
            asked.request("GET", path, headers={"Cookie": cookie} if cookie else {})
            answer = asked.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                failures.append(f"{path} gave {answer.status}")
                return
            times.append(time.monotonic() - started)

    threads = [threading.Thread(target=one_connection) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise SystemExit(failures[0])
    return times


if __name__ == "__main__":
    main()
