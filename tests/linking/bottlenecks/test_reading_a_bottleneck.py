"""Reading the page of a bottleneck: what it shows, to whom, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.people.models import Organisation, Region
from leerlus.practice.issues.models import Issue, Party
from tests.cast import Cast, bundle_some

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

MOST_QUERIES = 15


def page_of(cast: Cast, bottleneck: Bottleneck, name: str | None) -> str:
    answer = cast.client(name).get(f"/knelpunten/{bottleneck.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def fill(bottleneck: Bottleneck, count: int) -> None:
    """Add many issues of many organisations, straight into the tables."""
    regions = list(Region.objects.all())
    first = bottleneck.bundlings.select_related("issue").get(pk=bottleneck.bundlings.values("pk")[:1])
    known = first.issue
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Gemeente {number}", kind="gemeente", region=regions[number % len(regions)])
        for number in range(100)
    )
    issues = []
    for number in range(count):
        organisation = organisations[number % len(organisations)]
        issue = Issue.objects.get(pk=known.pk)
        issue.pk = None
        issue.title = f"Kwestie {number}"
        issue.organisation, issue.region = organisation, organisation.region
        issue.raised_at = timezone.now() - timedelta(days=number)
        issues.append(issue)
    made = Issue.objects.bulk_create(issues)
    Party.objects.bulk_create(
        Party(
            issue=issue,
            kind="raiser",
            organisation=issue.organisation,
            region=issue.region,
            joined_at=issue.raised_at,
        )
        for issue in made
    )
    Bundling.objects.bulk_create(
        Bundling(
            issue=issue,
            bottleneck=bottleneck,
            reason="zelfde oorzaak",
            by_label="regiocoördinator",
            before=first.before,
            since=timezone.now(),
        )
        for issue in made
    )


@pytest.mark.parametrize("name", ["frank", "alice", "dave", "erin", None])
def test_five_hundred_issues_cost_no_more_than_two(
    cast: Cast, name: str | None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bottleneck = bundle_some(cast)
    actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=timezone.now())
    fill(bottleneck, 500)
    client = cast.client(name)
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(f"/knelpunten/{bottleneck.pk}/")
    assert answer.status_code == 200
    assert ("502" in answer.content.decode()) is True


def test_the_list_of_issues_is_in_pages(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    fill(bottleneck, 60)
    first = page_of(cast, bottleneck, "frank")
    second = cast.client("frank").get(f"/knelpunten/{bottleneck.pk}/", {"pagina": "2"}).content.decode()
    assert first.count("toegevoegd omdat") == 50
    assert second.count("toegevoegd omdat") == 12
