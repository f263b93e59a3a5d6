"""Run a command with a PostgreSQL of its own, which is gone afterwards.

    python tools/with_postgres.py pytest        the command finds DATABASE_URL in its environment
    python tools/with_postgres.py               prints DATABASE_URL and keeps the server until Ctrl-C

The cluster is made from Debian's binaries in a temporary folder and listens to a socket in that folder only, so it
meets no other server. It forgives nothing: `fsync` is off, and a power cut would cost the data. That is fine for tests.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
SOCKET_LIMIT = 80
"""A socket's path has at most 107 characters; this leaves room for the name in the folder."""

OWNER = "postgres"

# The order of C.UTF-8 is the same on each machine and the same as SQLite's, so a test may expect one order.
INITDB = ("--username", OWNER, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")

SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "Europe/Amsterdam",
}


def main() -> int:
    """Run what stands on the command line; without a command, wait."""
    # A stop from outside becomes an ordinary exit, so that the server is not left behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with cluster() as url:
        if len(sys.argv) > 1:
            return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        print(f"DATABASE_URL={url}", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 0
    return 0


def find_binaries() -> Path | None:
    """Return the folder with the programs of the newest PostgreSQL server on this machine, if there is one."""
    folders = [path.parent for path in DEBIAN.glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if folders:
        return max(folders, key=lambda folder: int(folder.parent.name) if folder.parent.name.isdigit() else 0)
    return Path(on_path).parent if on_path else None


@contextmanager
def cluster() -> Iterator[str]:
    """Start a server with an empty database `leerlus`, give its address, and clear it away at the end."""
    binaries = find_binaries()
    if binaries is None:
        raise SystemExit("PostgreSQL is er niet. Op Debian en Ubuntu helpt: sudo apt-get install postgresql")
    place = tempfile.gettempdir()
    short = place if len(place) < SOCKET_LIMIT else "/tmp"  # noqa: S108 - mkdtemp makes a folder of our own in it
    folder = Path(tempfile.mkdtemp(prefix="leerlus-pg-", dir=short))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, OWNER, OWNER)
        call(folder, binaries / "initdb", "--pgdata", folder / "data", *INITDB)
        options = " ".join(f"-c {name}={value or repr('')}" for name, value in SETTINGS.items())
        control = (binaries / "pg_ctl", "--pgdata", folder / "data", "--silent", "--wait")
        call(folder, *control, "--log", folder / "log", "--options", f"-k {folder} {options}", "start")
        try:
            call(folder, binaries / "createdb", "--host", folder, "--username", OWNER, "leerlus")
            yield f"postgresql:///leerlus?{urlencode({'host': folder, 'user': OWNER}, safe='/')}"
        finally:
            call(folder, *control, "--mode", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def call(folder: Path, *order: str | Path) -> None:
    """Run one of PostgreSQL's programs; stop with what it said when it fails."""
    # The server refuses to run as root: then Debian's own account does it.
    owner = OWNER if os.geteuid() == 0 else None
    environ = {name: value for name, value in os.environ.items() if not re.match(r"PG[A-Z]+$", name)}
    # Output goes to a file: a pipe would stay open as long as the server that pg_ctl leaves behind.
    with (folder / "said").open("w+", encoding="utf-8") as said:
        done = subprocess.run(
            order,
            user=owner,
            group=owner,
            extra_groups=[] if owner else None,
            cwd=folder,
            env=environ,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
        )
        if done.returncode:
            said.seek(0)
            log = folder / "log"
            more = log.read_text(encoding="utf-8") if log.exists() else ""
            raise SystemExit(f"PostgreSQL: {Path(order[0]).name} is niet gelukt.\n{said.read()}{more}")


if __name__ == "__main__":
    raise SystemExit(main())
