"""What waits for a coordinator or a community leader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.text import Truncator, capfirst

from leerlus.audit.models import Event
from leerlus.discovery.desk.queries.rows import COUNTED, NEW_DAYS, WEEK_DAYS, Due
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck
from leerlus.linking.bottlenecks.workflow import AGREED, AT_LINKING
from leerlus.people.actors import LINKING_ROLES
from leerlus.people.models import Region, Theme, reach_of
from leerlus.practice.issues import workflow
from leerlus.practice.issues.models import Issue
from leerlus.practice.issues.queries import place_in_words
from leerlus.practice.issues.workflow import LOOSE, REOPENED, SUBMITTED
from leerlus.ui.dates import long_date
from leerlus.ui.markup import row_url, row_urls
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from leerlus.people.actors import Actor

LONGEST_REASON = 160

CAME_BACK = {
    "send_back": ("Terug van het ministerie", "Het ministerie gaf het signaal terug."),
    "take_back": ("Teruggenomen", "Het signaal is teruggenomen."),
    "check_failed": ("Effect blijft uit", "De effectcheck laat zien dat dit nog speelt."),
    "reopen": ("Heropend", "Het knelpunt is heropend."),
    "lapse": ("Besluit afgelopen", "Het tijdelijke besluit is afgelopen."),
    "agreement_ends": ("Afspraak afgelopen", "De tijdelijke afspraak is afgelopen."),
}
"""The steps that bring a bottleneck back to the linking level: in a few words, and in a sentence."""


def linking_work(actor: Actor, today: date) -> list[Due]:
    """Return what waits for this actor at the linking level: three queries, four on a very full desk."""
    return [*_issues(actor, today), *_bottlenecks(actor, today), *_action_points(actor, today)]


class WaitingIssue(NamedTuple):
    """An issue that waits, in the order of `OF_ISSUE`."""

    pk: int
    title: str
    theme: str
    region: str | None
    kind: str
    fictional: bool
    state: str
    due_on: date | None
    raised_at: datetime
    changed_at: datetime


OF_ISSUE = (
    *("pk", "title", "theme_id", "region_id", "organisation__kind", "fictional", "state", "due_on"),
    *("raised_at", "changed_at"),
)


def _issues(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the issues that wait for a response: late and due first, and what came lately."""
    waiting = Issue.objects.of_desk(actor).filter(state__in=LOOSE).values_list(*OF_ISSUE)
    soon = Q(due_on__lte=today + timedelta(days=WEEK_DAYS))
    lately = Q(raised_at__gte=timezone.now() - timedelta(days=NEW_DAYS)) | Q(state=REOPENED)
    found = list(waiting.filter(soon | lately).order_by("due_on", "pk")[: COUNTED + 1])
    if len(found) > COUNTED:
        # What is late fills the list: look for what came lately apart, or it would never be seen.
        found += list(waiting.filter(lately & ~soon).order_by("-raised_at")[: COUNTED + 1])
    address, respond = row_urls("issues:detail"), row_urls("issues:respond")
    themes, regions, here = Theme.objects.kept(), Region.objects.kept(), timezone.get_current_timezone()
    for issue in map(WaitingIssue._make, dict.fromkeys(found)):
        if issue.due_on is None:
            continue
        place = place_in_words(issue.kind, regions.get(issue.region or ""))
        raised_on = issue.raised_at.astimezone(here).date()
        why, step, status = _what_waits(issue.state, long_date(raised_on, today), long_date(issue.due_on, today))
        page = address(issue.pk)
        row = WorkRow(
            title=issue.title,
            url=page,
            why=why,
            status_text=status,
            context=f"Kwestie · {place} · {themes[issue.theme].name}",
            step_label=step,
            step_url=respond(issue.pk) if issue.state == SUBMITTED else f"{page}#stappen",
            fictional=issue.fictional,
        )
        came = issue.changed_at.astimezone(here).date() if issue.state == REOPENED else raised_on
        yield Due(row=row, due_on=issue.due_on, came=came)


def _what_waits(state: str, raised: str, due: str) -> tuple[str, str, str]:
    """Return why an issue is on the desk, the step that it waits for, and a word when that is special."""
    match state:
        case workflow.SUBMITTED:
            return f"Wacht op uw eerste reactie, uiterlijk {due}. Ingediend: {raised}.", "Eerste reactie geven", ""
        case workflow.RESPONDED:
            why = f"Er is een reactie. Nu hoort er een antwoord te komen, of waar het staat, uiterlijk {due}."
            return why, "Volgende stap kiezen", ""
        case _:
            why = f"Het antwoord hielp niet. De indiener wacht op een nieuwe reactie, uiterlijk {due}."
            return why, "Opnieuw bekijken", "Heropend"


class WaitingBottleneck(NamedTuple):
    """A bottleneck that waits or came back, in the order of `OF_BOTTLENECK`; `last` is the name and note of a step."""

    pk: int
    title: str
    theme: str
    fictional: bool
    state: str
    due_on: date | None
    founded_at: datetime
    changed_at: datetime
    last: dict[str, str] | None


OF_BOTTLENECK = ("pk", "title", "theme_id", "fictional", "state", "due_on", "founded_at", "changed_at", "last_step")


def _bottlenecks(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the bottlenecks of this actor that are due, or that came back lately."""
    steps = Event.objects.filter(subject="bottleneck", subject_id=OuterRef("pk"), is_step=True).order_by("-pk")
    due = Q(due_on__lte=today + timedelta(days=WEEK_DAYS))
    found = (
        Bottleneck.objects.of_desk(actor)
        .filter(due | Q(changed_at__gte=timezone.now() - timedelta(days=NEW_DAYS)), state__in=AT_LINKING)
        .annotate(last_step=Subquery(steps.values(step=JSONObject(name="name", note="note"))[:1]))
        .order_by("due_on", "pk")
        .values_list(*OF_BOTTLENECK)
    )
    address, themes, here = row_urls("bottlenecks:detail"), Theme.objects.kept(), timezone.get_current_timezone()
    for one in map(WaitingBottleneck._make, found[: COUNTED + 1]):
        if one.due_on is None:
            continue
        status, why = _how_it_came(one, one.due_on, today)
        page = address(one.pk)
        row = WorkRow(
            title=one.title,
            url=page,
            why=why,
            status_text=status or "Nieuw knelpunt",
            context=f"Knelpunt · {themes[one.theme].name}",
            step_label="Volgende stap kiezen",
            step_url=f"{page}#stappen",
            fictional=one.fictional,
        )
        # A bottleneck that only got a word on where it stands is not new on the desk.
        came = (one.changed_at if status else one.founded_at).astimezone(here).date()
        yield Due(row=row, due_on=one.due_on, came=came)


def _how_it_came(one: WaitingBottleneck, due_on: date, today: date) -> tuple[str, str]:
    """Return a word for how it came back, if it did, and why it is on the desk."""
    last = one.last or {"name": "", "note": ""}
    status, why = CAME_BACK.get(last["name"], ("", ""))
    if why:
        reason = Truncator(" ".join(last["note"].split())).chars(LONGEST_REASON)
        return status, f"{why} {reason}" if reason else why
    if one.state == AGREED:
        ends = long_date(due_on, today)
        return "", f"De tijdelijke afspraak loopt af: {ends}. Daarvoor is een opbrengst of signaal nodig."
    until = long_date(due_on, today)
    return "", f"Hier hoort een opbrengst, een signaal of de stand van zaken te komen, uiterlijk {until}."


def _action_points(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the actions that somebody does for a bottleneck of this actor, and that are due."""
    mine = reach_of(actor, LINKING_ROLES, region="bottleneck__owner_region_id", theme="bottleneck__theme_id")
    found = (
        ActionPoint.objects.filter(mine, bottleneck__state__in=AT_LINKING, done_at__isnull=True)
        .filter(due_on__lte=today + timedelta(days=WEEK_DAYS))
        .select_related("bottleneck")
        .only("text", "who", "due_on", "bottleneck__title", "bottleneck__fictional")
    )
    for point in found[: COUNTED + 1]:
        address = f"{row_url('bottlenecks:detail', point.bottleneck_id)}#acties"
        yield Due(
            row=WorkRow(
                title=point.text,
                url=address,
                why=f"{capfirst(point.who)} zou dit doen.",
                context=f"Actie bij knelpunt “{point.bottleneck.title}”",
                step_label="Actie bijwerken",
                step_url=address,
                fictional=point.bottleneck.fictional,
            ),
            due_on=point.due_on,
            came=point.due_on,
        )
