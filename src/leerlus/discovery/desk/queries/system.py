"""What waits for the adviser of the system level, and what must be watched there."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.text import Truncator

from leerlus.discovery.desk.queries.rows import COUNTED, Due, WorkList, work_list
from leerlus.linking.bottlenecks.workflow import DECIDED
from leerlus.linking.outcomes.models import EffectCheck
from leerlus.system.decisions.models import Decision
from leerlus.system.escalations.models import Escalation
from leerlus.system.escalations.workflow import ACCEPTED, OFFERED
from leerlus.ui.dates import long_date, number, pick_form
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

ENDS_WITHIN_DAYS = 60
LONGEST_QUESTION = 140


def system_work(today: date) -> list[Due]:
    """Return the escalations that wait for an answer or a decision; one query."""
    found = Escalation.objects.filter(state__in=(OFFERED, ACCEPTED)).select_related("bottleneck")
    return [
        _escalation(each, each.due_on, today)
        for each in found.order_by("due_on", "pk")[: COUNTED + 1]
        if each.due_on is not None
    ]


def _escalation(each: Escalation, due_on: date, today: date) -> Due:
    offered = each.state == OFFERED
    question = Truncator(" ".join(each.question.split())).chars(LONGEST_QUESTION)
    since = long_date(timezone.localdate(each.offered_at), today)
    until = long_date(due_on, today)
    why = (
        f"Aangeboden: {since}. Neemt u dit aan? Zeg het uiterlijk {until}."
        if offered
        else f"U nam dit aan. Er hoort een besluit te komen, uiterlijk {until}."
    )
    return Due(
        row=WorkRow(
            title=each.bottleneck.title,
            url=row_url("escalations:detail", each.pk),
            why=f"{why} Gevraagd: {question}",
            status_text="Nieuw signaal",
            context=f"Signaal · {each.bottleneck.theme.name}",
            step_label="Aannemen of teruggeven" if offered else "Besluit vastleggen",
            step_url=row_url("escalations:detail" if offered else "decisions:decide", each.pk),
            fictional=each.bottleneck.fictional,
        ),
        due_on=due_on,
        came=timezone.localdate(each.offered_at),
    )


def ending_decisions(today: date) -> WorkList:
    """Return the temporary decisions that end soon; one query."""
    found = (
        Decision.objects.filter(lapsed_at__isnull=True, ends_on__lte=today + timedelta(days=ENDS_WITHIN_DAYS))
        .select_related("bottleneck")
        .order_by("ends_on", "pk")
    )
    return work_list(
        [
            WorkRow(
                title=each.title,
                url=row_url("decisions:detail", each.pk),
                why=f"Loopt af: {long_date(each.ends_on, today)}. Daarna ligt het knelpunt weer bij de schakel."
                if each.ends_on
                else "",
                status="due",
                status_text="Tijdelijk",
                context=f"Knelpunt “{each.bottleneck.title}”",
                step_label="Besluit bekijken",
                step_url=row_url("decisions:detail", each.pk),
                fictional=each.bottleneck.fictional,
            )
            for each in found[: COUNTED + 1]
        ]
    )


def running_checks(today: date) -> WorkList:
    """Return the effect checks of decisions that are being answered now; one query."""
    found = EffectCheck.objects.filter(result="", asked_at__isnull=False, bottleneck__state=DECIDED)
    return work_list(
        [
            WorkRow(
                title=each.about,
                url=row_url("bottlenecks:detail", each.bottleneck_id),
                why=f"Gevraagd aan {number(each.asked)} {pick_form(each.asked, 'partij,partijen')}"
                + (f" en aan {number(each.others_asked)} anderen" if each.others_asked else "")
                + " of dit nog speelt."
                + (f" Antwoorden kan tot en met {long_date(each.closes_on, today)}." if each.closes_on else ""),
                status="open",
                status_text="Effectcheck loopt",
                context=f"Knelpunt “{each.bottleneck.title}”",
                fictional=each.bottleneck.fictional,
            )
            for each in found.select_related("bottleneck").order_by("closes_on", "pk")[: COUNTED + 1]
        ]
    )
