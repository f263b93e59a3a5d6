"""Composing invented kwesties: who raises them, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.practice.issues.actions import IssueText

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from leerlus.config.demo.content import Cluster
    from leerlus.config.demo.players import Players

VISIBILITIES = ("professionals",) * 5 + ("region", "public")


def choose_places(
    cluster: Cluster, players: Players, random: Random, how_many: int, *, with_bronckhorst: bool
) -> list[str]:
    """Return who raises it: mostly municipalities all over the country, and one or two of another kind."""
    kinds = set(cluster.kinds)
    names = sorted(name for name, organisation in players.organisations.items() if organisation.kind in kinds)
    others = [name for name in names if players.organisations[name].kind != "gemeente"]
    places = [name for name in names if players.organisations[name].kind == "gemeente"]
    chosen = random.sample(others, min(len(others), 2))
    if places and with_bronckhorst:
        chosen.append("Gemeente Bronckhorst")
    rest = [name for name in places if name not in chosen]
    return (chosen + random.sample(rest, min(len(rest), how_many)))[:how_many]


def compose(cluster: Cluster, places: Sequence[str], random: Random) -> Iterator[IssueText]:
    """Return a kwestie for each place; no two start from the same blocks as long as there are others."""
    kinds = ("titles", "situations", "questions", "tried", "meanings")
    words: dict[str, list[str]] = {kind: getattr(cluster, kind) for kind in kinds}
    words = {kind: random.sample(blocks, len(blocks)) for kind, blocks in words.items()}
    for number, place in enumerate(places):
        picked = {kind: blocks[number % len(blocks)] for kind, blocks in words.items()}
        yield IssueText(
            title=picked["titles"],
            situation=picked["situations"].replace("{gemeente}", place.removeprefix("Gemeente ")),
            question=picked["questions"],
            tried=picked["tried"],
            meaning=picked["meanings"],
            theme=cluster.theme,
            articles=tuple(cluster.articles),
            severity=max(1, min(3, cluster.severity + random.choice((-1, 0, 0, 0, 1)))),
            source=cluster.source,
            visibility=random.choice(VISIBILITIES),
        )
