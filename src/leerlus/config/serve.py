"""Starting what an installation on one machine needs: the web server, the worker and the live process, side by side."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import click
from django.conf import settings

from leerlus.config.environment import read_int, read_text
from leerlus.people.actors import Role, name_role
from leerlus.people.models import Person

if TYPE_CHECKING:
    from types import FrameType

GRACE_SECONDS = 10


def serve(*, port: int) -> None:
    """Start them, say where to look, and stop all when the web server or the worker stops, or somebody asks.

    Without the live process open rooms ask by themselves, so nothing stops when it does.
    """
    address = f"{read_text('LEERLUS_BIND', '127.0.0.1')}:{port}"
    web = [
        "gunicorn",
        "leerlus.config.wsgi:application",
        "--bind",
        address,
        "--workers",
        str(read_int("LEERLUS_WEB_WORKERS", 2)),
        "--threads",
        "2",  # pages are work for the processor: more threads wait for each other (docs/reference/benchmarks.md)
    ]
    quiet = ["--preload", "--log-level", "warning", "--max-requests", "20000", "--max-requests-jitter", "2000"]
    programs = [[sys.executable, "-m", *web, *quiet], [sys.executable, "-m", "leerlus", "worker"]]
    surroundings = dict(os.environ)
    if not settings.PRODUCTION:
        surroundings.setdefault("LEERLUS_LIVE_URL", f"http://localhost:{port + 1}")
    running = [subprocess.Popen(program, env=surroundings) for program in programs]  # noqa: S603 - our own programs
    live = [sys.executable, "-m", "leerlus", "live", "--poort", str(port + 1)]
    beside = subprocess.Popen(live, env=surroundings)  # noqa: S603 - as above

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    _say_where(port)
    try:
        while all(process.poll() is None for process in running):
            time.sleep(0.5)
        click.echo("Een van de twee programma’s is gestopt; Leerlus stopt.", err=True)
    except KeyboardInterrupt:
        click.echo("\nLeerlus stopt.")
    finally:
        for process in (*running, beside):
            process.terminate()
        for process in (*running, beside):
            try:
                process.wait(timeout=GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()


def _say_where(port: int) -> None:
    """Print the address and, in the demo, who one can be."""
    url = settings.BASE_URL if settings.PRODUCTION else f"http://localhost:{port}"
    click.echo(f"\nLeerlus staat op {url}\n")
    if settings.DEMO:
        click.echo("Voorbeeldaccounts (een klik op de pagina Inloggen is genoeg, er is geen wachtwoord):")
        accounts = (
            Person.objects.filter(email__endswith="@voorbeeld.nl")
            .order_by("pk")
            .prefetch_related("grants__organisation")
        )
        for person in accounts:
            roles = ", ".join(
                f"{name_role(Role(grant.role), grant.region_id).lower()}, {grant.organisation.name}"
                for grant in person.grants.all()
            )
            click.echo(f"  {person.email:34} {roles}")
    click.echo("\nStoppen: Ctrl+C\n")
