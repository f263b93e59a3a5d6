"""Who will read what about a step, before the step is taken."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from django.db.models import Count

from leerlus.linking.bottlenecks.workflow import ISSUE_STEPS
from leerlus.people.actors import KIND_NAMES, OrganisationKind
from leerlus.practice.issues.models import Party
from leerlus.practice.issues.notify import Message
from leerlus.practice.issues.workflow import WORKFLOW as ISSUE_WORKFLOW
from leerlus.ui.dates import number, pick_form

ORGANISATIONS = "organisatie,organisaties"

SHOWN_FIRST = "Dit is nog niet het voorbeeld dat u zag. Bekijk hieronder wat iedereen leest, en leg het dan vast."
"""What a page says when somebody records a text of which the preview was not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One kind of organisation among those who will read it."""

    kind: str
    organisations: int
    messages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who will read it: each party of each issue gets one message, so one organisation may get several."""

    groups: tuple[Group, ...]

    @property
    def organisations(self) -> int:
        """How many organisations."""
        return sum(group.organisations for group in self.groups)

    @property
    def messages(self) -> int:
        """How many messages."""
        return sum(group.messages for group in self.groups)

    @property
    def told(self) -> str:
        """Say afterwards how many heard of it."""
        if not self.groups:
            return "Er hoorde niemand bij die bericht moest krijgen."
        verb = "heeft" if self.organisations == 1 else "hebben"
        return f"{number(self.organisations)} {pick_form(self.organisations, ORGANISATIONS)} {verb} bericht gekregen."


def read_audience(bottleneck_id: int, step: str) -> Audience:
    """Return who hears of this step of the bottleneck if it were taken now; one query."""
    issue_step = ISSUE_WORKFLOW.step(ISSUE_STEPS[step])
    counted = (
        Party.objects.filter(
            left_at__isnull=True,
            issue__state__in=issue_step.sources,
            issue__bundlings__bottleneck_id=bottleneck_id,
            issue__bundlings__until__isnull=True,
        )
        .values("organisation__kind")
        .annotate(organisations=Count("organisation_id", distinct=True), messages=Count("pk", distinct=True))
        .values_list("organisation__kind", "organisations", "messages")
    )
    groups = [
        Group(kind=KIND_NAMES[OrganisationKind(kind)], organisations=organisations, messages=messages)
        for kind, organisations, messages in counted
    ]
    return Audience(groups=tuple(sorted(groups, key=lambda group: (-group.organisations, group.kind))))


def offer_message(*, question: str, why: str, bottleneck_id: int) -> Message:
    """Return exactly what each party reads when a bottleneck is offered; a test compares it with what they got."""
    return Message(
        title="Doorgegeven aan het stelsel",
        text=f"De praktijk kan dit niet zelf oplossen. {why} Gevraagd aan het ministerie: {question}",
        link=f"/knelpunten/{bottleneck_id}/",
    )


def fingerprint(message: Message) -> str:
    """Return a mark of this message, to see whether what was shown is what will be sent."""
    words = json.dumps([message.title, message.text, message.change, message.link])
    return hashlib.sha256(words.encode()).hexdigest()[:32]
