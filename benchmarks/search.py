"""What search costs: time and CPU against a bare Django view in the same run, the size of the index, and indexing.

    .venv/bin/python tools/with_postgres.py .venv/bin/python benchmarks/search.py
    .venv/bin/python benchmarks/search.py                                          (SQLite, in a file of its own)

Two sizes (10,000 and 100,000 things that can be found, nearly all of them issues). Their texts are those of the demo,
with a long tail of invented words, as real texts have: 60,000 different ones at most. One of three issues is for
everybody, one for professionals, one for one organisation. One connection, one question after the other, so that what
is measured is the question and not the queue. One line of JSON per question and size.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PLACE = TemporaryDirectory(prefix="leerlus-search-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/search.sqlite3")
os.environ.setdefault("LEERLUS_HOME", PLACE.name)
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import django

django.setup()

from itertools import islice
from random import Random
from statistics import quantiles

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks import pages
from benchmarks.volume import fill
from leerlus.discovery.search import actions
from leerlus.discovery.search.models import Entry, Word
from leerlus.law.articles.actions import load_articles
from leerlus.people.actors import CLOCK, Role
from leerlus.practice.issues.models import Issue
from tests.processes import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "10000,100000").split(",")]
SECONDS = float(os.environ.get("BENCH_SECONDS", "8"))
LEAST = 20
BATCH = 2000
MB = 2**20
TAIL = 60_000
WORDS_EACH = 12
SOUNDS = ("ka", "lo", "mi", "ste", "ver", "pon", "rij", "dui", "wel", "tuk", "ga", "bro")

QUESTIONS = {
    "one common word": "gemeente",
    "two words": "leerbaarheidstoets verhuizing",
    "a sentence": "wie betaalt de reiskosten naar de taalschool als de inburgeraar in een andere gemeente woont",
    "an abbreviation": "PIP",
    "a misspelt word": "leerbaarhiedstoest",
    "three misspelt words": "inburgerignstermijn verhuizign ontheffign",
    "nothing": "xylofoonspeler qwertyuiopas",
}


def main() -> None:
    """Measure each size in a fresh database."""
    pages.PORT = free_port()
    for size in SIZES:
        empty()
        found = prepare(size)
        print(json.dumps({"things": size, "database": connection.vendor, **index()}), flush=True)
        measure(size, found)


def empty() -> None:
    """Begin with nothing."""
    if connection.vendor == "sqlite":
        connection.close()
        for rest in Path(PLACE.name).glob("search.sqlite3*"):
            rest.unlink()
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)


def prepare(size: int) -> dict[str, str]:
    """Fill the database, with texts as different as those of many writers; return who asks."""
    fill(issues=size, bottlenecks=size // 20, people=1000)
    load_articles(by=CLOCK, at=timezone.now())
    random = Random(11)
    rows = Issue.objects.order_by("pk").only("pk", "situation").iterator(chunk_size=BATCH)
    tail = [*invent(random)]
    while portion := list(islice(rows, BATCH)):
        for issue in portion:
            # Squared, so that few words occur often and most of them hardly ever.
            picked = (tail[int(TAIL * random.random() ** 2)] for _ in range(WORDS_EACH))
            issue.situation += " " + " ".join(picked)
            issue.visibility = ("public", "professionals", "organisation")[issue.pk % 3]
        Issue.objects.bulk_update(portion, ["situation", "visibility"], batch_size=400)
    return {
        "visitor": "",
        "professional": pages.someone("Gemeente Bronckhorst", Role.PROFESSIONAL, None),
        "coordinator": pages.someone("Gemeente Doetinchem", Role.REGIONAL_COORDINATOR, "AM09"),
    }


def invent(random: Random) -> Iterator[str]:
    """Yield invented words of three to five sounds."""
    for _ in range(TAIL):
        yield "".join(random.choice(SOUNDS) for _ in range(random.randint(3, 5)))


def index() -> dict[str, float]:
    """Build the index in a process of its own, as an administrator does; return what that takes."""
    before = used()
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "leerlus", "zoekindex"], env={**os.environ, "PYTHONPATH": str(ROOT / "src")}
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("The index could not be built.")
    took = time.monotonic() - started
    started = time.monotonic()
    actions.follow(timezone.now())
    return {
        "entries": Entry.objects.count(),
        "words": Word.objects.count(),
        "index_seconds": round(took, 1),
        "index_cpu_seconds": round(usage.ru_utime + usage.ru_stime, 1),
        "index_memory_mb": usage.ru_maxrss // 1024,
        "index_mb": round((used() - before) / MB, 1),
        "round_without_news_seconds": round(time.monotonic() - started, 2),
    }


def used() -> int:
    """Return how many bytes the database takes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def measure(size: int, readers: dict[str, str]) -> None:
    """Ask the bare view and each question, as each reader."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    connection.close()
    with pages.server("benchmarks.bare:application"):
        bare = ask("/", "")
    print(json.dumps({"things": size, "question": "bare", **bare}), flush=True)
    with pages.server("leerlus.config.wsgi:application"):
        for reader, cookie in readers.items():
            for name, words in QUESTIONS.items():
                figures = ask("/zoeken/?" + urlencode({"q": words}), cookie)
                ratios = {
                    "cpu_times_bare": round(figures["cpu_ms"] / bare["cpu_ms"], 1),
                    "p50_times_bare": round(figures["p50_ms"] / bare["p50_ms"], 1),
                }
                line = {"things": size, "reader": reader, "question": name, **figures, **ratios}
                print(json.dumps(line), flush=True)


def ask(path: str, cookie: str) -> dict[str, float]:
    """Ask for a page over one connection for a while, and at least LEAST times; only 200 counts."""
    asked = http.client.HTTPConnection("127.0.0.1", pages.PORT, timeout=600)
    times: list[float] = []
    for _ in range(3):
        ask_once(asked, path, cookie)
    before, end = pages.cpu_seconds(), time.monotonic() + SECONDS
    while time.monotonic() < end or len(times) < LEAST:
        started = time.monotonic()
        ask_once(asked, path, cookie)
        times.append(time.monotonic() - started)
    parts = quantiles(times, n=100)
    return {
        "p50_ms": round(parts[49] * 1000, 1),
        "p95_ms": round(parts[94] * 1000, 1),
        "cpu_ms": round((pages.cpu_seconds() - before) * 1000 / len(times), 1),
        "memory_mb": pages.memory_mb(),
        "requests": len(times),
    }


def ask_once(asked: http.client.HTTPConnection, path: str, cookie: str) -> None:
    """Ask once and read the answer to its end."""
    asked.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = asked.getresponse()
    answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise SystemExit(f"{path} gave {answer.status}")


if __name__ == "__main__":
    main()
