"""Run the tests on SQLite and on PostgreSQL at the same time, after the real migrations on each.

    python -m tools.test                     everything
    python -m tools.test tests/practice      what stands on the command line, on both

Each run logs to build/tests/<database>.log and ends in one line that counts both together.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from tools.with_postgres import cluster

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESULTS = Path("build/tests")
BYTECODE = Path("build/bytecode")

# Two workers for each database: four together keep two cores busy while a browser or a server is being waited for, and
# the database that is ready last has both cores to itself.
WORKERS = 2
PYTEST = ("-m", "pytest", "-q", f"--numprocesses={WORKERS}", "--dist=worksteal", "--color=no")

# `make check` does these already; they ask nothing of a database.
EVERYTHING = ("tests", "--ignore=tests/house")


@dataclass(kw_only=True)
class Lane:
    """The tests on one database: what they said and how they ended."""

    name: str
    url: str
    home: Path
    part: str
    """which part of the tests that the lanes share is its own: "0/2" in the first of two"""
    failed: bool = False
    counts: dict[str, int] = field(default_factory=dict)

    def run(self, selection: Sequence[str]) -> None:
        """Migrate an empty database, and run the tests on others of the same kind."""
        report = RESULTS / f"{self.name}.xml"
        report.unlink(missing_ok=True)
        with (RESULTS / f"{self.name}.log").open("w", encoding="utf-8") as log:
            for order in (
                ("-m", "django", "migrate", "--verbosity=0"),
                (*PYTEST, f"--junit-xml={report}", *selection),
            ):
                if self.follow(order, log.write):
                    self.failed = True
                    break
        if report.exists():
            suite = ElementTree.parse(report).getroot().find("testsuite")  # noqa: S314 - pytest wrote it just now
            self.counts = {key: int(suite.get(key, 0)) for key in COUNTED} if suite is not None else {}

    def follow(self, order: Sequence[str], keep: Callable[[str], object]) -> int:
        """Run Python with these arguments, passing on each line with the name of the database before it."""
        environ = {name: value for name, value in os.environ.items() if not name.startswith("LEERLUS_")}
        # Where the machine keeps no bytecode, each process of the tests would compile all that it imports.
        environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(BYTECODE.resolve())}
        environ |= {"DATABASE_URL": self.url, "LEERLUS_HOME": str(self.home), "PYTHONUNBUFFERED": "1"}
        environ |= {"LEERLUS_TEST_PART": self.part}
        environ |= {"DJANGO_SETTINGS_MODULE": "leerlus.config.settings"}
        with subprocess.Popen(
            [sys.executable, *order],
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            for line in process.stdout or ():
                keep(line)
                print(f"{self.name:>10} | {line}", end="", flush=True)
        return process.returncode


COUNTED = ("tests", "failures", "errors", "skipped")


def main() -> int:
    """Run both lanes, and end with what they add up to."""
    started = time.monotonic()
    RESULTS.mkdir(parents=True, exist_ok=True)
    selection = sys.argv[1:] or EVERYTHING
    with tempfile.TemporaryDirectory(prefix="leerlus-") as folder, cluster() as postgres:
        sqlite, postgresql = Path(folder) / "sqlite", Path(folder) / "postgresql"
        lanes = [
            Lane(name="sqlite", url=f"sqlite:///{sqlite / 'leerlus.sqlite3'}", home=sqlite, part="0/2"),
            Lane(name="postgresql", url=postgres, home=postgresql, part="1/2"),
        ]
        threads = [threading.Thread(target=lane.run, args=(selection,)) for lane in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return conclude(lanes, time.monotonic() - started)


def conclude(lanes: Sequence[Lane], seconds: float) -> int:
    """Say how it ended; a run without tests is no success."""
    total = {key: sum(lane.counts.get(key, 0) for lane in lanes) for key in COUNTED}
    failed = total["failures"] + total["errors"]
    passed = total["tests"] - failed - total["skipped"]
    # A lane can also break before or after its tests; that counts, or the last line would look like a success.
    failed = failed or sum(lane.failed for lane in lanes)
    for lane in lanes:
        if lane.failed:
            print(f"Op {lane.name} ging iets mis: zie {RESULTS / lane.name}.log")
        elif not lane.counts.get("tests"):
            print(f"Op {lane.name} is geen test uitgevoerd.")
    print(f"SQLite en PostgreSQL samen, in {seconds / 60:.0f} min {seconds % 60:.0f} s:")
    print(f"leerlus: {passed} passed, {failed} failed, {total['skipped']} skipped", flush=True)
    return int(any(lane.failed or not lane.counts.get("tests") for lane in lanes))


if __name__ == "__main__":
    raise SystemExit(main())
