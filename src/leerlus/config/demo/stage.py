"""The stage: deeds on dates, played in order of time, with the worker's jobs in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from leerlus.config.jobs import run_clock

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Stage:
    """What will be done when. A deed may put later deeds on the stage; what lies after today is not played."""

    today: date
    waiting: list[tuple[datetime, int, Callable[[datetime], None]]] = field(default_factory=list)
    number: count[int] = field(default_factory=count)

    def on(self, day: date, deed: Callable[[datetime], None]) -> None:
        """Put a deed on a day, during working hours, after what was put there before."""
        number = next(self.number)
        minute = timedelta(minutes=number % 470)
        at = timezone.make_aware(datetime.combine(day, time(8, 30))) + minute
        heappush(self.waiting, (at, number, deed))

    def play(self, tell: Callable[[str], None]) -> int:
        """Play everything up to today; return how many deeds were done."""
        done = 0
        clock: datetime | None = None
        end = timezone.now()
        while self.waiting and self.waiting[0][0] <= end:
            at, _, deed = heappop(self.waiting)
            if clock is None:
                clock = at
            while clock + timedelta(days=7) < at:
                clock += timedelta(days=7)
                self._turn_the_clock(clock)
            with transaction.atomic():
                deed(at)
            done += 1
            if done % 500 == 0:
                tell(f"  {done} gebeurtenissen, tot en met {timezone.localdate(at):%d-%m-%Y}")
        self._turn_the_clock(end)
        return done

    @staticmethod
    def _turn_the_clock(at: datetime) -> None:
        with transaction.atomic():
            run_clock(at)
