"""What waits for a coordinator or a community leader."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from leerlus.audit.models import Event
from leerlus.discovery.desk.queries.rows import COUNTED, NEW_DAYS, WEEK_DAYS, Due
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck
from leerlus.linking.bottlenecks.workflow import AGREED, AT_LINKING
from leerlus.practice.issues.models import Issue
from leerlus.practice.issues.queries import place_of
from leerlus.practice.issues.workflow import LOOSE, REOPENED, RESPONDED, SUBMITTED
from leerlus.ui.dates import long_date
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

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


def _issues(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the issues that wait for a response: late and due first, and what came lately."""
    waiting = (
        Issue.objects.of_desk(actor)
        .filter(state__in=LOOSE)
        .select_related("theme", "organisation", "region")
        .defer("situation", "question", "tried", "meaning")
    )
    soon = Q(due_on__lte=today + timedelta(days=WEEK_DAYS))
    lately = Q(raised_at__gte=timezone.now() - timedelta(days=NEW_DAYS)) | Q(state=REOPENED)
    found = list(waiting.filter(soon | lately).order_by("due_on", "pk")[: COUNTED + 1])
    if len(found) > COUNTED:
        # What is late fills the list: look for what came lately apart, or it would never be seen.
        found += list(waiting.filter(lately & ~soon).order_by("-raised_at")[: COUNTED + 1])
    seen = set()
    for issue in found:
        if issue.pk not in seen and issue.due_on is not None:
            seen.add(issue.pk)
            yield _issue(issue, issue.due_on, today)


def _issue(issue: Issue, due_on: date, today: date) -> Due:
    raised = long_date(timezone.localdate(issue.raised_at), today)
    why, step, status = {
        SUBMITTED: (f"Wacht op uw eerste reactie. Ingediend: {raised}.", "Eerste reactie geven", ""),
        RESPONDED: (
            f"Er is een reactie. Nu hoort er een antwoord te komen, of waar het staat. Ingediend: {raised}.",
            "Volgende stap kiezen",
            "",
        ),
        REOPENED: ("Het antwoord hielp niet. De indiener wacht op een nieuwe reactie.", "Opnieuw bekijken", "Heropend"),
    }[issue.state]
    address = reverse("issues:detail", args=[issue.pk])
    return Due(
        row=WorkRow(
            title=issue.title,
            url=address,
            why=why,
            status_text=status,
            context=f"Kwestie · {place_of(issue.organisation, issue.region)} · {issue.theme.name}",
            step_label=step,
            step_url=reverse("issues:respond", args=[issue.pk]) if issue.state == SUBMITTED else f"{address}#stappen",
            fictional=issue.fictional,
        ),
        due_on=due_on,
        came=timezone.localdate(issue.changed_at if issue.state == REOPENED else issue.raised_at),
    )


def _bottlenecks(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the bottlenecks of this actor that are due, or that came back lately."""
    steps = Event.objects.filter(subject="bottleneck", subject_id=OuterRef("pk"), is_step=True).order_by("-pk")
    found = (
        Bottleneck.objects.of_desk(actor)
        .filter(state__in=AT_LINKING)
        .filter(
            Q(due_on__lte=today + timedelta(days=WEEK_DAYS))
            | Q(changed_at__gte=timezone.now() - timedelta(days=NEW_DAYS))
        )
        .select_related("theme")
        .defer("summary", "meaning", "story", "sources")
        .annotate(last_step=Subquery(steps.values("name")[:1]), last_note=Subquery(steps.values("note")[:1]))
        .order_by("due_on", "pk")
    )
    for one in found[: COUNTED + 1]:
        if one.due_on is not None:
            yield _bottleneck(one, one.due_on, today)


def _bottleneck(one: Bottleneck, due_on: date, today: date) -> Due:
    last, note = getattr(one, "last_step", "") or "", getattr(one, "last_note", "") or ""
    status, why = CAME_BACK.get(last, ("", ""))
    if why:
        reason = Truncator(" ".join(note.split())).chars(LONGEST_REASON)
        why = f"{why} {reason}" if reason else why
    elif one.state == AGREED:
        why = (
            f"De tijdelijke afspraak loopt af: {long_date(due_on, today)}. Daarvoor is een opbrengst of signaal nodig."
        )
    else:
        why = "Hier hoort een opbrengst, een signaal of de stand van zaken te komen."
    address = reverse("bottlenecks:detail", args=[one.pk])
    return Due(
        row=WorkRow(
            title=one.title,
            url=address,
            why=why,
            status_text=status or "Nieuw knelpunt",
            context=f"Knelpunt · {one.theme.name}",
            step_label="Volgende stap kiezen",
            step_url=f"{address}#stappen",
            fictional=one.fictional,
        ),
        due_on=due_on,
        # A bottleneck that only got a word on where it stands is not new on the desk.
        came=timezone.localdate(one.changed_at if status else one.founded_at),
    )


def _action_points(actor: Actor, today: date) -> Iterator[Due]:
    """Yield the actions that somebody does for a bottleneck of this actor, and that are due."""
    mine = Bottleneck.objects.of_desk(actor).filter(state__in=AT_LINKING).order_by()
    found = ActionPoint.objects.filter(
        done_at__isnull=True, due_on__lte=today + timedelta(days=WEEK_DAYS), bottleneck__in=mine
    ).select_related("bottleneck")
    for point in found[: COUNTED + 1]:
        address = f"{reverse('bottlenecks:detail', args=[point.bottleneck_id])}#acties"
        yield Due(
            row=WorkRow(
                title=point.text,
                url=address,
                why=f"{point.who} zou dit doen.",
                context=f"Actie bij knelpunt “{point.bottleneck.title}”",
                step_label="Actie bijwerken",
                step_url=address,
                fictional=point.bottleneck.fictional,
            ),
            due_on=point.due_on,
            came=point.due_on,
        )
