"""The lists of experience experts, editors and reviewers, and administrators of an organisation or the platform."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from leerlus.discovery.desk.queries.rows import COUNTED, WorkList, work_list
from leerlus.knowledge.links.queries import dead_links
from leerlus.linking.bottlenecks.models import Bottleneck, Voice
from leerlus.linking.bottlenecks.workflow import ACTIVE
from leerlus.linking.outbox.queries import count_undelivered
from leerlus.linking.outcomes.models import Outcome
from leerlus.linking.outcomes.queries.reading import visible_to as visible_outcomes
from leerlus.people.actors import Role
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.workflow import WORKFLOW
from leerlus.ui.dates import long_date, number, pick_form
from leerlus.ui.markup import row_url
from leerlus.ui.shapes import WorkRow

if TYPE_CHECKING:
    from datetime import date

    from leerlus.people.actors import Actor


def without_voice(actor: Actor) -> WorkList:
    """Return the bottlenecks of which nobody said yet what they mean for inburgeraars; one query."""
    spoken = Exists(Voice.objects.filter(bottleneck=OuterRef("pk")))
    found = Bottleneck.objects.visible_to(actor).filter(Q(meaning="") | ~spoken, state__in=ACTIVE)
    return work_list(
        [
            WorkRow(
                title=one.title,
                url=row_url("bottlenecks:detail", one.pk),
                why="Nog geen inburgeraar of ervaringsdeskundige vertelde wat dit betekent."
                if one.meaning
                else "Er staat nog niet bij wat dit voor inburgeraars betekent. Zonder dat komt er geen opbrengst.",
                status="open",
                status_text="Stem ontbreekt",
                context=f"Knelpunt · {one.theme.name}",
                step_label="Vertellen wat dit betekent",
                step_url=f"{reverse('bottlenecks:detail', args=[one.pk])}#betekenis",
                fictional=one.fictional,
            )
            for one in found[: COUNTED + 1]
        ]
    )


def recorded_this_month(actor: Actor, today: date) -> WorkList:
    """Return the outcomes that were recorded this month, for who guards the words; one query."""
    month = timezone.make_aware(datetime.combine(today.replace(day=1), time.min))
    found = visible_outcomes(actor).filter(at__gte=month)
    return work_list([_outcome(each, today) for each in found[: COUNTED + 1]])


def _outcome(each: Outcome, today: date) -> WorkRow:
    address = row_url("outcomes:detail", each.pk)
    return WorkRow(
        title=each.title,
        url=address,
        why=f"{Outcome.Kind(each.kind).label}, vastgelegd: {long_date(timezone.localdate(each.at), today)}.",
        status="new",
        status_text="Deze maand",
        context=f"Opbrengst · {each.bottleneck.theme.name}",
        step_label="Tekst nalezen",
        step_url=address,
        fictional=each.bottleneck.fictional,
    )


def without_person(actor: Actor) -> WorkList:
    """Return the issues that lost their person in the organisations that this actor administers; one query."""
    mine = [grant.organisation_id for grant in actor.grants if grant.role is Role.ORGANISATION_ADMINISTRATOR]
    found = (
        Party.objects.filter(organisation_id__in=mine, person__isnull=True, left_at__isnull=True)
        .exclude(issue__state__in=WORKFLOW.final)
        .select_related("issue")
        .order_by("issue__due_on", "pk")
    )
    return work_list(
        [
            WorkRow(
                title=party.issue.title,
                url=row_url("issues:detail", party.issue_id),
                why=f"Wie dit namens uw organisatie {_did(party)}, is er niet meer. Nu antwoordt u.",
                status="open",
                status_text="Zonder collega",
                context=f"Kwestie · {party.issue.theme.name}",
                step_label="Kwestie bekijken",
                step_url=row_url("issues:detail", party.issue_id),
                fictional=party.issue.fictional,
            )
            for party in found[: COUNTED + 1]
        ]
    )


def _did(party: Party) -> str:
    return "inbracht" if party.kind == Party.Kind.RAISER else "herkende"


def undelivered_mail() -> WorkList:
    """Return one line about the mail that did not arrive, if there is any; one query."""
    counts = count_undelivered(timezone.now())
    total, uncertain, refused = sum(counts.values()), counts["uncertain"], counts["refused"]
    if not total:
        return work_list([])
    again = pick_form(uncertain, "hij opnieuw weg moet,zij opnieuw weg moeten")
    parts = [f"{number(uncertain)} onzeker: u kiest of {again}", f"{number(refused)} geweigerd"]
    address = reverse("outbox:undelivered")
    row = WorkRow(
        title=f"{number(total)} {pick_form(total, 'mail kwam,mails kwamen')} misschien niet aan",
        url=address,
        why=". ".join(part for part, count in zip(parts, (uncertain, refused), strict=True) if count) + ".",
        status="due",
        status_text="Mail",
        step_label="Bekijken wat u kunt doen",
        step_url=address,
    )
    return work_list([row])


def links_to_mend() -> WorkList:
    """Return the links on our pages that do not work, for who keeps them; one query when all work, else four."""
    return work_list(
        [
            WorkRow(
                title=dead.link.title,
                url=dead.link.edit_url,
                why=f"{dead.reason} Sinds {dead.since:%d-%m-%Y}: {dead.link.url}",
                status="late",
                status_text="Werkt niet",
                step_label="Link verbeteren",
                step_url=dead.link.edit_url,
            )
            for dead in dead_links()
        ]
    )
