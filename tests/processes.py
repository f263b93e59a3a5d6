"""Running the real programs beside a test, on the database of that test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

PATIENCE_SECONDS = 60


def database_url() -> str:
    """Return the database of this test as an address for another process."""
    values = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{values['NAME']}"
    return f"postgresql:///{values['NAME']}?" + urlencode({"host": values["HOST"], "user": values["USER"]})


def free_port() -> int:
    """Return a port on which nobody listens."""
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a program on the database of this test."""
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "LEERLUS_HOME": str(Path(settings.FILES_ROOT).parent),
        "DJANGO_SETTINGS_MODULE": "leerlus.config.settings",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        **more,
    }


@contextmanager
def program(*arguments: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `python …` in a process group of its own, and see to it that it is gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, *arguments],
        env=environment(**more),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started, at once: kill -9."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, 9)
    process.wait(timeout=PATIENCE_SECONDS)


def web_server(port: int, workers: int = 2, /, **more: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    """Return the real web server, as a context; with two workers, as it runs."""
    arguments = ["-m", "gunicorn", "leerlus.config.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    return program(*arguments, f"--workers={workers}", "--threads=2", "--log-level=critical", **more)


def wait_for(url: str) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=5):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"{url} gave no answer within {PATIENCE_SECONDS} seconds")
