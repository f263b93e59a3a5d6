"""The scenes that the tests of the system level start from; time counts back from today, as the pages do."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.people.models import Organisation, Region
from leerlus.practice.issues.models import Issue, Party
from leerlus.system.decisions import actions as decision_actions
from leerlus.system.escalations import actions
from tests.cast import bundle_some

if TYPE_CHECKING:
    from leerlus.system.decisions.models import Decision
    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast

QUESTION = "Kan het plan meeverhuizen naar de nieuwe gemeente?"
WHY = "De wet zegt alleen wie het plan vaststelt, niet wie het na een verhuizing afmaakt."
MEANING = "De inburgeraar wacht maanden zonder les."
DECISION = {
    "instrument": "decree",
    "title": "Het plan verhuist mee",
    "text": "Het Besluit inburgering krijgt een artikel over verhuizen.",
    "reason": "Twee gemeenten wachten nu op elkaar.",
    "change": "U gaat verder met het plan van de vorige gemeente.",
}


def days_ago(days: int) -> datetime:
    return timezone.localtime() - timedelta(days=days)


def offer_one(cast: Cast, count: int = 3, *, days: int = 10, **new: Any) -> Escalation:  # noqa: ANN401 - any field
    """Let Frank offer a new bottleneck, so many days ago."""
    words = {"meaning": MEANING} | new
    bottleneck = bundle_some(cast, count, at=days_ago(days + 20), **words)
    return offer_again(cast, bottleneck, days=days)


def offer_again(cast: Cast, bottleneck: Bottleneck, *, days: int) -> Escalation:
    """Let Frank offer this bottleneck, so many days ago."""
    return actions.offer(
        bottleneck_id=bottleneck.pk, question=QUESTION, why=WHY, by=cast.actor("frank"), at=days_ago(days)
    )


def accept_one(cast: Cast, count: int = 3, *, days: int = 10, **new: Any) -> Escalation:  # noqa: ANN401 - any field
    """Let Dave accept what Frank offered, so many days ago."""
    escalation = offer_one(cast, count, days=days + 5, **new)
    return actions.accept(escalation_id=escalation.pk, by=cast.actor("dave"), at=days_ago(days))


def decide_one(
    cast: Cast,
    count: int = 3,
    *,
    days: int = 5,
    words: dict[str, Any] | None = None,
    **new: Any,  # noqa: ANN401 - any field
) -> Decision:
    """Let Dave decide, so many days ago."""
    escalation = accept_one(cast, count, days=days + 5, **new)
    at = days_ago(days)
    given = DECISION | {"effective_on": timezone.localdate(at)} | (words or {})
    text = decision_actions.DecisionText(**given)
    return decision_actions.decide(escalation_id=escalation.pk, text=text, by=cast.actor("dave"), at=at)


def grow(bottleneck: Bottleneck, count: int) -> None:
    """Add issues to a bottleneck, straight into the tables: from many organisations, in all regions."""
    regions = [
        Region.objects.get_or_create(
            code=f"TT{number:02}", defaults={"name": f"Regio {number}", "centre": "X", "column": number, "row": 9}
        )[0]
        for number in range(20)
    ]
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Gemeente {number} van {bottleneck.pk}", kind="gemeente", region=regions[number % 20])
        for number in range(100)
    )
    at = days_ago(40)
    issues = Issue.objects.bulk_create(
        Issue(
            title=f"Kwestie {number}",
            situation="Twee gemeenten wachten op elkaar. " * 40,
            question="Wie doet het?",
            tried="Bellen.",
            meaning="Wachten.",
            severity=1 + number % 3,
            articles=["Wet inburgering 2021, artikel 15"],
            theme_id=bottleneck.theme_id,
            organisation=organisations[number % 100],
            region=organisations[number % 100].region,
            state="at_system" if bottleneck.level == "stelsel" else "bundled",
            turn=bottleneck.turn,
            due_on=timezone.localdate() + timedelta(days=30),
            in_bundle=True,
            raised_at=at - timedelta(days=number % 300),
            changed_at=at,
        )
        for number in range(count)
    )
    Party.objects.bulk_create(
        Party(
            issue=issue,
            kind=Party.Kind.RAISER,
            organisation=issue.organisation,
            region=issue.region,
            joined_at=issue.raised_at,
        )
        for issue in issues
    )
    Bundling.objects.bulk_create(
        Bundling(issue=issue, bottleneck=bottleneck, reason="Zelfde", by_label="x", before={}, since=at)
        for issue in issues
    )
