"""Reading the written demo content; pure. Everything that is not marked real is shown as fictief."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date  # noqa: TC003 - the dataclasses carry it
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """Building blocks for kwesties that are about the same thing; any combination makes sense."""

    slug: str
    theme: str
    severity: int
    source: str
    kinds: list[str]
    bottleneck: dict[str, str]
    titles: list[str]
    situations: list[str]
    questions: list[str]
    tried: list[str]
    meanings: list[str]
    recognitions: list[str]
    contributions: list[str]
    responses: list[str]
    bundle_reason: str
    actions: list[str]
    outcome: dict[str, str]
    temporary: dict[str, str]
    offer: dict[str, str]
    decision: dict[str, str]
    return_reason: str
    remarks_good: list[str]
    remarks_partly: list[str]
    remarks_bad: list[str]
    articles: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class LoopIssue:
    """One kwestie of a real loop."""

    organisation: str
    raised_on: date
    title: str
    situation: str
    question: str
    tried: str
    meaning: str
    fictional: bool = True
    severity: int | None = None


@dataclass(frozen=True, kw_only=True)
class Loop:
    """A loop that really happened, told in own words, with its sources."""

    number: int
    slug: str
    theme: str
    articles: list[str]
    source: str
    severity: int
    bottleneck: dict[str, Any]
    story: str
    sources: list[dict[str, str]]
    issues: list[LoopIssue]
    steps: list[dict[str, Any]]
    real: bool = True


@dataclass(frozen=True, kw_only=True)
class Account:
    """A demo account: one per role."""

    key: str
    name: str
    email: str
    role: str
    organisation: str
    introduction: str
    region: str | None = None
    theme: str | None = None
    helps_with: tuple[str, ...] = ()


def _read(name: str) -> Any:  # noqa: ANN401 - what the file holds
    return yaml.load((HERE / name).read_text("utf-8"), Loader=yaml.CSafeLoader)


@cache
def clusters() -> tuple[Cluster, ...]:
    """Return all clusters, in the order of the themes."""
    return tuple(Cluster(**row) for name in sorted(HERE.glob("blocks-*.yaml")) for row in _read(name.name))


@cache
def loops() -> tuple[Loop, ...]:
    """Return the real loops."""
    return tuple(
        Loop(**{**row, "issues": [LoopIssue(**issue) for issue in row["issues"]]}) for row in _read("loops.yaml")
    )


@cache
def accounts() -> tuple[Account, ...]:
    """Return the demo accounts, in the order in which the sign-in page offers them."""
    return tuple(Account(**row) for row in _read("people.yaml")["accounts"])


@cache
def names() -> tuple[list[str], list[str]]:
    """Return first and last names for invented professionals."""
    people = _read("people.yaml")
    return people["first_names"], people["last_names"]


@cache
def organisations() -> tuple[dict[str, Any], ...]:
    """Return the organisations besides the municipalities: name, kind, region, fictional."""
    return tuple(_read("organisations.yaml"))


@cache
def communities() -> tuple[dict[str, Any], ...]:
    """Return the Communities of Practice."""
    return tuple(_read("communities.yaml"))
