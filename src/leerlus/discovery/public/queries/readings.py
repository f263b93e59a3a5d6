"""What the loop clock reads from the database, and keeps for ten minutes."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import cache
from django.db.models import Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.measures.disclosure import SafeTable, suppress_table
from leerlus.measures.loop_clock import NOWHERE, Choice, Part, Timings, Told, add_up, age_class
from leerlus.people.models import Region, Theme
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.practice.issues.queries.wording import LEVEL_OF_TURN
from leerlus.practice.issues.workflow import WITHDRAWN, WORKFLOW
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.workflow import ACCEPTED, OFFERED
from leerlus.system.escalations.workflow import DECIDED as ESCALATION_DECIDED

if TYPE_CHECKING:
    from datetime import date, datetime

KEY = "loop-clock"
KEPT_SECONDS = 600
CHUNK = 5000

FIRST_RESPONSES = ("respond", "answer", "bundle")
"""The first step in substance: the linking level reacts, answers, or takes it up with others."""

ENDINGS = ("answer", "feed_back")
"""The steps that bring the raiser an outcome or a decision."""

STANDINGS = (*ENDINGS, "report", "follow_on", "agree", "pass_up", "take_in", "wait", "come_back")
"""The steps by which the raiser hears what came of it, or where it stands: what is promised within three months."""

Place = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """Everything that the page, its filters and its download are made from, for every choice of theme and region.

    issues  how many were raised, without what was withdrawn       open  how many are open, per level and class of age
    counts  how many were raised as they may be published: themes in the order of `themes`, regions of `regions`
    """

    read_at: datetime
    themes: tuple[tuple[str, str], ...]
    regions: tuple[tuple[str, str], ...]
    parts: dict[Part, Told]
    issues: dict[Choice, Counter[str]]
    open: dict[Choice, Counter[tuple[str, int]]]
    verdicts: dict[Choice, Counter[str]]
    counts: SafeTable


def read_clock(at: datetime) -> Readings:
    """Return the readings of at most ten minutes ago.

    One reading of 100,000 issues and 390,000 events takes about two seconds on PostgreSQL. The database finds per
    issue the day of each ending; counting lengths here is as fast as there, and gives the same days on SQLite and
    PostgreSQL. Each combination of filters is made from this one reading, without a question to the database.
    """
    kept: Readings | None = cache.get(KEY)
    if kept is None:
        kept = _read(at)
        cache.set(KEY, kept, KEPT_SECONDS)
    return kept


def _read(at: datetime) -> Readings:
    today = timezone.localdate(at)
    themes = tuple(Theme.objects.values_list("slug", "name"))
    regions = (*Region.objects.values_list("code", "name"), (NOWHERE, "Landelijk, zonder regio"))
    responses = Timings(settings.PROMISES["first_response"])
    outcomes, standings = Timings(settings.PROMISES["outcome"]), Timings(settings.PROMISES["outcome"])
    raised: Counter[Place] = Counter()
    still_open: dict[Place, Counter[tuple[str, int]]] = defaultdict(Counter)
    endings = _read_endings()
    issues = Issue.objects.exclude(state=WITHDRAWN).order_by().annotate(day=TruncDate("raised_at"))
    rows = issues.values_list("pk", "theme_id", "region_id", "day", "state", "turn")
    imports = Event.objects.filter(subject="issue", name="import").annotate(day=TruncDate("at")).order_by()
    known: dict[int, date] = dict(imports.values_list("subject_id", "day"))
    for pk, theme, region, day, state, turn in rows.iterator(chunk_size=CHUNK):
        place = (theme, region or NOWHERE)
        first, standing, ending = endings.get(pk, (None, None, None))
        raised[place] += 1
        # A promise to an imported kwestie starts when Leerlus knew it; its age counts from the day in the list.
        start = known.get(pk, day)
        responses.add(place, start, first, today)
        standings.add(place, start, standing, today)
        outcomes.add(place, start, ending, today)
        if state not in WORKFLOW.final:
            still_open[place][LEVEL_OF_TURN[turn], age_class(day, today)] += 1
    verdicts, judged = _read_verdicts(today)
    parts = {
        Part.FIRST_RESPONSE: responses,
        Part.OUTCOME: outcomes,
        Part.STANDING: standings,
        Part.DECISION: _read_decisions(today),
        Part.VERDICT: judged,
    }
    table = [[raised[theme, region] for region, _ in regions] for theme, _ in themes]
    return Readings(
        read_at=at,
        themes=themes,
        regions=regions,
        parts={part: timings.tell(settings.SMALL_NUMBER) for part, timings in parts.items()},
        issues=add_up({place: {"raised": count} for place, count in raised.items()}),
        open=add_up(still_open),
        verdicts=add_up(verdicts),
        counts=suppress_table(table, settings.SMALL_NUMBER),
    )


def _read_endings() -> dict[int, tuple[date | None, date | None, date | None]]:
    """Return per issue the day of the first response, of the first word on where it stands, and of the outcome."""
    steps = Event.objects.filter(subject="issue", is_step=True, name__in={*FIRST_RESPONSES, *STANDINGS}).order_by()
    moments = steps.values("subject_id").annotate(
        first=TruncDate(Min("at", filter=Q(name__in=FIRST_RESPONSES))),
        standing=TruncDate(Min("at", filter=Q(name__in=STANDINGS))),
        ending=TruncDate(Min("at", filter=Q(name__in=ENDINGS))),
    )
    rows = moments.values_list("subject_id", "first", "standing", "ending")
    return {issue: (first, standing, end) for issue, first, standing, end in rows.iterator(chunk_size=CHUNK)}


def _read_decisions(today: date) -> Timings:
    """Time the escalations, from the day of offering; what was returned or taken back had no decision to wait for."""
    timings = Timings(settings.PROMISES["intake"] + settings.PROMISES["decision"])
    rows = Escalation.objects.filter(state__in=(OFFERED, ACCEPTED, ESCALATION_DECIDED)).order_by()
    days = rows.annotate(start=TruncDate("offered_at"), end=TruncDate("ended_at"))
    for theme, region, start, end in days.values_list(
        "bottleneck__theme_id", "bottleneck__owner_region_id", "start", "end"
    ):
        timings.add((theme, region or NOWHERE), start, end, today)
    return timings


def _read_verdicts(today: date) -> tuple[dict[Place, Counter[str]], Timings]:
    """Count what parties said of the feedback that asked them, and time how long they took."""
    verdicts: dict[Place, Counter[str]] = defaultdict(Counter)
    timings = Timings(settings.PROMISES["verdict"])
    rows = Feedback.objects.filter(asks=True).order_by()
    days = rows.annotate(start=TruncDate("at"), end=TruncDate("answered_at"))
    for theme, region, start, end, verdict in days.values_list(
        "issue__theme_id", "issue__region_id", "start", "end", "verdict"
    ).iterator(chunk_size=CHUNK):
        place = (theme, region or NOWHERE)
        timings.add(place, start, end, today)
        if verdict:
            verdicts[place][verdict] += 1
    return dict(verdicts), timings
