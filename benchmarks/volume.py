"""Filling a database with a whole country's worth of rows, in bulk; not through the actions, which would take hours.

The rows keep the constraints of the database. The texts come from the demo's building blocks.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from benchmarks.busy import discuss, enliven
from leerlus.audit.models import Event
from leerlus.config.demo import content
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.people.actions import load_reference_data
from leerlus.people.models import Organisation, Person, RoleGrant
from leerlus.practice.issues.models import Feedback, Issue, Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from django.db.models import Model

BATCH = 2000
DAYS = 1400
BUNDLED = 0.85


def fill(*, issues: int, bottlenecks: int, people: int) -> dict[str, int]:
    """Fill an empty database and return the numbers of the rows that the measurements ask for."""
    random = Random(7)
    now = timezone.now()
    load_reference_data()
    organisations = list(Organisation.objects.order_by("pk"))
    _people(organisations, people, random)
    persons = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    _bottlenecks(bottlenecks, organisations, random, now)
    first = Bottleneck.objects.order_by("pk").values_list("pk", flat=True)[0]
    _issues(issues, bottlenecks, first, organisations, persons, random, now)
    busy = Issue.objects.filter(in_bundle=True).order_by("-pk").values_list("pk", flat=True)[0]
    discuss(busy, persons, organisations, now)
    enliven(first, now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"bottleneck": first, "issue": busy}


def _save(model: type[Model], rows: Iterable[Model]) -> None:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        model._default_manager.bulk_create(batch)  # noqa: SLF001


def _people(organisations: list[Organisation], people: int, random: Random) -> None:
    first, last = content.names()
    _save(
        Person,
        (
            Person(email=f"p{n}@volume.test", name=f"{random.choice(first)} {random.choice(last)}", password="!")  # noqa: S106
            for n in range(people)
        ),
    )
    since = timezone.localdate() - timedelta(days=2000)
    ids = Person.objects.order_by("pk").values_list("pk", flat=True)
    _save(
        RoleGrant,
        (
            RoleGrant(
                person_id=pk, organisation=organisations[n % len(organisations)], role="professional", since=since
            )
            for n, pk in enumerate(ids)
        ),
    )


def _bottlenecks(count: int, organisations: list[Organisation], random: Random, now: datetime) -> None:
    clusters = content.clusters()
    states = ("open", "open", "agreed", "offered", "accepted", "solved", "decided", "closed", "closed", "closed")
    turns = {"offered": "adviser", "accepted": "adviser", "closed": "nobody"}

    def rows() -> Iterator[Bottleneck]:
        for n in range(count):
            cluster = clusters[n % len(clusters)]
            state = "open" if n == 0 else random.choice(states)
            founded = now - timedelta(days=random.randint(5, DAYS))
            yield Bottleneck(
                title=cluster.bottleneck["title"][:140],
                summary=cluster.bottleneck["summary"],
                meaning=cluster.bottleneck["meaning"],
                theme_id=cluster.theme,
                owner_region=random.choice(organisations).region,
                state=state,
                turn=turns.get(state, "owner"),
                due_on=None if state == "closed" else (now + timedelta(days=random.randint(-20, 90))).date(),
                closing="guide" if state in {"closed", "solved", "decided"} else "",
                founded_at=founded,
                changed_at=founded,
                closed_at=now if state == "closed" else None,
                published_at=founded,
                fictional=True,
            )

    _save(Bottleneck, rows())


def _issues(  # noqa: PLR0917 - one use
    count: int,
    bottlenecks: int,
    first: int,
    organisations: list[Organisation],
    persons: list[int],
    random: Random,
    now: datetime,
) -> None:
    clusters = content.clusters()
    founded = dict(Bottleneck.objects.values_list("pk", "state"))
    big = 500

    def issues() -> Iterator[tuple[Issue, int | None]]:
        for n in range(count):
            cluster = clusters[n % len(clusters)]
            bottleneck = (
                first if n < big else first + random.randrange(1, bottlenecks) if random.random() < BUNDLED else None
            )
            organisation = organisations[random.randrange(len(organisations))]
            state = _state_of(founded.get(bottleneck or 0), random)
            ended = state == "closed"
            raised = now - timedelta(days=random.randint(1, DAYS), minutes=random.randint(0, 1400))
            yield (
                Issue(
                    title=random.choice(cluster.titles)[:140],
                    situation=random.choice(cluster.situations),
                    question=random.choice(cluster.questions),
                    tried=random.choice(cluster.tried),
                    meaning=random.choice(cluster.meanings),
                    theme_id=cluster.theme,
                    organisation=organisation,
                    region=organisation.region,
                    state=state,
                    turn="nobody"
                    if ended
                    else {"fed_back": "raiser", "at_system": "adviser"}.get(state, "coordinator"),
                    turn_label="" if ended else f"de regiocoördinator van {organisation.region}",
                    due_on=None if ended else (now + timedelta(days=random.randint(-10, 80))).date(),
                    closing="guide" if ended or state == "fed_back" else "",
                    in_bundle=bottleneck is not None,
                    raised_at=raised,
                    changed_at=raised,
                    closed_at=now if ended else None,
                    fictional=True,
                ),
                bottleneck,
            )

    for portion in batched_pairs(issues()):
        made = Issue.objects.bulk_create([issue for issue, _ in portion])
        _around(made, [bottleneck for _, bottleneck in portion], persons, random)


def batched_pairs(pairs: Iterator[tuple[Issue, int | None]]) -> Iterator[list[tuple[Issue, int | None]]]:
    """Return portions of BATCH pairs."""
    while portion := list(islice(pairs, BATCH)):
        yield portion


def _state_of(bottleneck: str | None, random: Random) -> str:
    if bottleneck is None:
        return random.choice(("submitted", "responded", "responded", "closed", "closed"))
    if bottleneck in {"offered", "accepted"}:
        return "at_system"
    if bottleneck in {"solved", "decided", "closed"}:
        return random.choice(("closed", "closed", "closed", "fed_back"))
    return "bundled"


def _around(made: list[Issue], bottlenecks: list[int | None], persons: list[int], random: Random) -> None:
    """Write what belongs to issues: bundling, parties, history, feedback."""
    before = {
        "state": "responded",
        "turn": "coordinator",
        "turn_label": "de coördinator",
        "due_on": None,
        "closing": "",
    }
    Bundling.objects.bulk_create(
        Bundling(
            issue=issue,
            bottleneck_id=bottleneck,
            reason="zelfde oorzaak",
            by_label="regiocoördinator",
            before=before,
            since=issue.raised_at + timedelta(days=20),
        )
        for issue, bottleneck in zip(made, bottlenecks, strict=True)
        if bottleneck
    )
    parties = Party.objects.bulk_create(
        Party(
            issue=issue,
            kind=kind,
            # Two different people: even and odd numbers.
            person_id=persons[random.randrange(len(persons) // 2) * 2 + (kind == "recogniser")],
            organisation_id=issue.organisation_id,
            region_id=issue.region_id,
            context="Bij ons ook." if kind == "recogniser" else "",
            joined_at=issue.raised_at,
        )
        for issue in made
        for kind in ("raiser", *(("recogniser",) if issue.pk % 3 == 0 else ()))
    )
    steps = (
        ("submit", "", "submitted", 0),
        ("respond", "submitted", "responded", 9),
        ("bundle", "responded", "bundled", 20),
    )
    events = Event.objects.bulk_create(
        Event(
            subject="issue",
            subject_id=issue.pk,
            name=name,
            from_state=source,
            to_state=target,
            actor_label="regiocoördinator",
            at=issue.raised_at + timedelta(days=days),
        )
        for issue in made
        for name, source, target, days in steps[: 1 if issue.state == "submitted" else 2 + issue.in_bundle]
    )
    causes = {event.subject_id: event.pk for event in events}
    Feedback.objects.bulk_create(
        Feedback(
            party=party,
            issue_id=party.issue_id,
            cause=causes[party.issue_id],
            step="respond",
            mode="A",
            title="Eerste reactie",
            text="Dank voor uw kwestie.",
            at=party.joined_at + timedelta(days=9),
        )
        for party in parties
    )
