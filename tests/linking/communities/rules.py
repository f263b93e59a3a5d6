"""What should be true of members, their talk and their mail, in rules that know nothing of the product."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

PEOPLE = ("alice", "bob", "heidi", "erin")
RUNS = ("carol", "frank")
STEPS = ("join", "invite", "admit", "refuse", "accept", "decline", "withdraw", "leave", "dismiss", "lead", "stop")

AFTER = {
    "admit": ("asked", "member"),
    "refuse": ("asked", None),
    "accept": ("invited", "member"),
    "decline": ("invited", None),
    "leave": ("member", None),
    "dismiss": ("member", None),
}
"""From which place to which, written apart from the product; None is outside."""


@dataclass
class World:
    """What should be true, kept by rules that know nothing of the product."""

    admission: str
    place: dict[str, str | None] = field(default_factory=lambda: dict.fromkeys(PEOPLE))
    times: Counter[str] = field(default_factory=Counter)
    leads: set[str] = field(default_factory=set)
    hears: dict[str, str] = field(default_factory=dict)
    author: dict[int, str] = field(default_factory=dict)
    hidden: set[int] = field(default_factory=set)
    due: dict[tuple[int, str, int], datetime] = field(default_factory=dict)

    def runs(self, who: str) -> bool:
        return who in RUNS or who in self.leads

    def go(self, who: str, place: str | None) -> None:
        """Somebody comes or goes; who comes back begins anew."""
        if self.place[who] is None:
            self.times[who] += 1
        if place is None:
            self.leads.discard(who)
            self.hears.pop(who, None)
        self.place[who] = place

    def step(self, name: str, by: str, about: str) -> bool:
        """Take a step with a place, if the rules allow; return whether."""
        may, place = self.judge(name, by, about, self.place[about])
        if may and name in ("lead", "stop"):
            (self.leads.add if name == "lead" else self.leads.discard)(about)
        elif may and place != self.place[about]:
            self.go(about, place)
        return may

    def judge(self, name: str, by: str, about: str, was: str | None) -> tuple[bool, str | None]:
        """Return whether the step may be taken, and what place the person has after it."""
        runs = self.runs(by)
        if name == "join":
            free = was == "invited" or runs or self.admission == "open"
            closed = self.admission == "by_invitation" and not free
            return was not in ("asked", "member") and not closed, "member" if free else "asked"
        if name == "invite":
            return runs, {None: "invited", "asked": "member"}.get(was, was)
        if name in ("lead", "stop"):
            return runs and was == "member", was
        if name == "withdraw":
            return was in ("asked", "invited") and (runs or (by == about and was == "asked")), None
        mine = by == about if name in ("accept", "decline", "leave") else runs
        return mine and was == AFTER[name][0], AFTER[name][1]

    def write(self, pk: int, by: str, at: datetime, called: set[str]) -> None:
        """Somebody wrote: all other members hear of it, as they chose, who was called in at once."""
        self.author[pk] = by
        for who in PEOPLE:
            chose = self.hears.get(who, "digest")
            if who != by and self.place[who] == "member" and chose != "none":
                soon = who in called or chose == "at_once"
                self.due[pk, who, self.times[who]] = at if soon else morning_after(at)

    def mails(self, at: datetime) -> Counter[str]:
        """Return who gets how many mails in this round of the worker."""
        now = {key for key, moment in self.due.items() if moment <= at}
        for key in now:
            del self.due[key]
        readers = {(who, times) for _, who, times in now}
        return Counter(who for who, times in readers if self.place[who] == "member" and times == self.times[who])


def morning_after(at: datetime) -> datetime:
    """Return seven in the morning in Amsterdam, in winter time."""
    today = at.replace(hour=6, minute=0)
    return today if today > at else today + timedelta(days=1)
