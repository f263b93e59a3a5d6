"""The worker: it reads dates from the database and does what is due, again and again (ADR 0005)."""

from __future__ import annotations

import logging
import signal
from threading import Event
from typing import TYPE_CHECKING

from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from leerlus.config.jobs import run_clock_safely

if TYPE_CHECKING:
    from types import FrameType


def work(*, every: int) -> None:
    """Do a round every so many seconds until told to stop; 0 means one round.

    A killed worker loses nothing: each job is a transaction of its own, and what is due stays due.
    """
    stop = Event()

    def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    if every:
        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
    while True:
        close_old_connections()
        try:
            run_clock_safely(timezone.now())
        except DatabaseError:
            logging.getLogger(__name__).exception("De database is niet bereikbaar. De worker probeert het zo opnieuw.")
        if not every or stop.wait(every):
            return
