"""How long it takes to hand a newsletter to the mail server for 100,000 subscribers, with a kill -9 in the middle.

    .venv/bin/python tools/with_postgres.py .venv/bin/python benchmarks/newsletter.py
    .venv/bin/python benchmarks/newsletter.py                                          (SQLite, in a file of its own)

The worker runs as an installation runs it, and talks SMTP with a sink in another process, which notes the number of
each mail it took. The readers have some fifty different choices. After a third of the mails the worker is killed and
started again. Its memory is read every second. BENCH_SUBSCRIBERS makes a run shorter.

One line of JSON: how long the rows took and the mails took, how many came twice or not at all, and the memory.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
PLACE = TemporaryDirectory(prefix="leerlus-newsletter-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leerlus.config.settings")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{PLACE.name}/newsletter.sqlite3")
os.environ.setdefault("LEERLUS_HOME", PLACE.name)
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

import django

django.setup()

from datetime import timedelta
from itertools import islice

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from leerlus.discovery.newsletter import actions
from leerlus.discovery.newsletter.models import Block, Delivery, Letter, Subscriber
from leerlus.people.actions import load_reference_data
from leerlus.people.actors import CLOCK
from leerlus.people.models import Region, Theme
from tests.processes import free_port, kill, program

SUBSCRIBERS = int(os.environ.get("BENCH_SUBSCRIBERS", "100000"))
BATCH = 5000
ENDED = ("sent", "uncertain", "refused")


class Sink(asyncio.Protocol):
    """The least of a mail server: it takes every mail, and notes its number before it says so."""

    def __init__(self, notes: Path) -> None:
        """Note the numbers in this file."""
        self.notes = notes.open("a", encoding="ascii")
        self.rest, self.in_mail = b"", False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        if isinstance(transport, asyncio.Transport):
            self.transport = transport
            transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer each line; in a mail look for its number and its end."""
        *lines, self.rest = (self.rest + data).split(b"\r\n")
        for line in lines:
            self._take(line)

    def _take(self, line: bytes) -> None:
        if self.in_mail:
            if line.startswith(b"Message-ID: "):
                self.notes.write(line[12:].decode() + "\n")
                self.notes.flush()
            if line == b".":
                self.in_mail = False
                self.transport.write(b"250 OK\r\n")
        elif line.upper() == b"DATA":
            self.in_mail = True
            self.transport.write(b"354 go on\r\n")
        elif line.upper() == b"QUIT":
            self.transport.close()
        else:
            self.transport.write(b"250 OK\r\n")


async def serve(port: int, notes: Path) -> None:
    """Be the sink, until killed."""
    server = await asyncio.get_running_loop().create_server(lambda: Sink(notes), "127.0.0.1", port)
    await server.serve_forever()


def main() -> None:
    """Fill an empty database, let the worker send, and count."""
    call_command("migrate", verbosity=0)
    load_reference_data()
    letter = fill()
    start = time.monotonic()
    actions.start_due(by=CLOCK, at=timezone.now())
    rows = actions.plan_deliveries(at=timezone.now())
    planning = time.monotonic() - start
    port, notes = free_port(), Path(PLACE.name) / "numbers"
    with program(__file__, "sink", str(port), str(notes)):
        time.sleep(2)
        seconds, memory = send(f"smtp://127.0.0.1:{port}", rows)
    numbers = Counter(notes.read_text("ascii").split())
    states = dict(Counter(Delivery.objects.filter(letter=letter).values_list("state", flat=True)))
    sent = set(Delivery.objects.filter(letter=letter, state="sent").values_list("pk", flat=True))
    figures = {
        "database": connection.vendor,
        "subscribers": SUBSCRIBERS,
        "rows": rows,
        "editions": letter.editions.count(),
        "seconds for the rows": round(planning, 1),
        "seconds for the mails": round(seconds, 1),
        "mails a second": round(rows / seconds),
        "mails that came twice": sum(times - 1 for times in numbers.values()),
        "said to be sent and did not come": sum(f"<nieuwsbrief-{pk}@localhost>" not in numbers for pk in sent),
        "states": states,
        "memory of the worker (MB): after a tenth, at the end, most": memory,
    }
    print(json.dumps(figures))


def fill() -> Letter:
    """Make the subscribers and a letter that may start now; for each theme a block, for some regions too."""
    now = timezone.now()
    themes, regions = list(Theme.objects.order_by("pk")), list(Region.objects.order_by("pk"))[:5]
    people = (
        Subscriber(
            email=f"s{number}@volume.test",
            themes=themes[number % 10].pk if number % 3 else "",
            regions=regions[number % 5].pk if number % 2 else "",
            code="x",
            asked_at=now,
            confirmed_at=now - timedelta(days=1),
        )
        for number in range(SUBSCRIBERS)
    )
    while batch := list(islice(people, BATCH)):
        Subscriber.objects.bulk_create(batch)
    letter = Letter.objects.create(
        subject="Dit is er met uw signalen gebeurd",
        intro="Beste lezer",
        state="ready",
        since=now,
        made_at=now,
        changed_at=now,
        starts_at=now,
    )
    for place, (theme, region) in enumerate([(None, None), *((each, None) for each in themes), (None, regions[0])]):
        Block.objects.create(
            letter=letter,
            kind="text",
            title=f"Blok {place}",
            text="Wat er gebeurde, en wat dat betekent voor uw werk. " * 6,
            url="/opbrengsten/",
            theme=theme,
            region=region,
            position=place,
        )
    return letter


def send(smtp: str, rows: int) -> tuple[float, tuple[int, int, int]]:
    """Run the worker, kill it after a third, run it again; return the seconds and its memory: early, last, most."""
    memory: list[int] = []
    start = time.monotonic()
    with program("-m", "leerlus", "worker", "--elke", "1", LEERLUS_SMTP=smtp) as worker:
        wait_for_mails(rows // 3, worker.pid, memory)
        kill(worker)
    with program("-m", "leerlus", "worker", "--elke", "1", LEERLUS_SMTP=smtp) as worker:
        memory.clear()
        wait_for_mails(rows - 1, worker.pid, memory)  # of the one that was cut off nobody knows
    return time.monotonic() - start, (memory[len(memory) // 10], memory[-1], max(memory))


def wait_for_mails(count: int, pid: int, memory: list[int]) -> None:
    """Wait until so many mails ended, reading every second how much memory the worker has."""
    while Delivery.objects.filter(state__in=ENDED).count() < count:
        time.sleep(1)
        status = Path(f"/proc/{pid}/status").read_text("ascii")
        memory.append(int(status.partition("VmRSS:")[2].split()[0]) // 1024)


if __name__ == "__main__":
    if sys.argv[1:2] == ["sink"]:
        asyncio.run(serve(int(sys.argv[2]), Path(sys.argv[3])))
    else:
        main()
