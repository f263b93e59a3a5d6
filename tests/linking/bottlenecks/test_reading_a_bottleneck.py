"""Reading the page of a bottleneck: what it shows, to whom, and what it costs."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.linking.bottlenecks import actions
from leerlus.linking.bottlenecks.models import Bottleneck, Bundling
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.people.models import Organisation, Region
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Issue, Party
from tests.cast import NOW, bundle_some, raise_one

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

MOST_QUERIES = 15


def page_of(cast: Cast, bottleneck: Bottleneck, name: str | None) -> str:
    answer = cast.client(name).get(f"/knelpunten/{bottleneck.pk}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def publish(cast: Cast, bottleneck: Bottleneck) -> None:
    actions.publish(bottleneck_id=bottleneck.pk, by=cast.actor("frank"), at=NOW)


def fill(bottleneck: Bottleneck, count: int) -> None:
    """Add many issues of a hundred organisations, straight into the tables."""
    regions = list(Region.objects.all())
    first = bottleneck.bundlings.select_related("issue")[0]
    organisations = Organisation.objects.bulk_create(
        Organisation(name=f"Gemeente {number}", kind="gemeente", region=regions[number % len(regions)])
        for number in range(100)
    )
    issues = []
    for number in range(count):
        issue = Issue.objects.get(pk=first.issue_id)
        issue.pk = None
        issue.title = f"Kwestie {number}"
        issue.organisation = organisations[number % len(organisations)]
        issue.region = issue.organisation.region
        issue.raised_at = timezone.localtime() - timedelta(days=number)
        issues.append(issue)
    made = Issue.objects.bulk_create(issues)
    Party.objects.bulk_create(
        Party(
            issue=issue, kind="raiser", organisation=issue.organisation, region=issue.region, joined_at=issue.raised_at
        )
        for issue in made
    )
    Bundling.objects.bulk_create(
        Bundling(
            issue=issue,
            bottleneck=bottleneck,
            reason=f"zelfde oorzaak {issue.pk}",
            by_label="regiocoördinator",
            before=first.before,
            since=timezone.now(),
        )
        for issue in made
    )


@pytest.mark.parametrize("name", ["frank", "carol", "alice", "dave", "erin", None])
def test_five_hundred_issues_cost_no_more_than_two(
    cast: Cast, name: str | None, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bottleneck = bundle_some(cast)
    publish(cast, bottleneck)
    client = cast.client(name)
    with django_assert_max_num_queries(MOST_QUERIES):
        client.get(f"/knelpunten/{bottleneck.pk}/")
    fill(bottleneck, 500)
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get(f"/knelpunten/{bottleneck.pk}/")
    assert answer.status_code == 200
    assert "502" in answer.content.decode()


def test_the_list_of_issues_is_in_pages(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    fill(bottleneck, 60)
    second = cast.client("frank").get(f"/knelpunten/{bottleneck.pk}/", {"pagina": "2"}).content.decode()
    assert page_of(cast, bottleneck, "frank").count("toegevoegd omdat") == 25
    assert second.count("toegevoegd omdat") == 25


def test_organisations_are_counted_and_not_issues(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 9)
    page = page_of(cast, bottleneck, "frank")
    assert "organisaties in 2 regio’s" in page
    assert '<p class="big">3</p>' in page
    assert "3 organisaties uit 2 regio’s; de meeste uit Achterhoek (2)" in page


def test_who_recognises_it_counts_for_the_own_region(cast: Cast) -> None:
    issue = raise_one(cast, "alice")
    issue_actions.recognise(issue_id=issue.pk, by=cast.actor("bob"), at=NOW)
    new = actions.NewBottleneck(title="Titel", summary="Samenvatting", theme="pip")
    bottleneck = actions.bundle(issue_ids=[issue.pk], reason="r", new=new, by=cast.actor("carol"), at=NOW)
    assert "2 organisaties uit 2 regio’s" in page_of(cast, bottleneck, "frank")
    issue_actions.leave(issue_id=issue.pk, by=cast.actor("bob"), at=NOW)
    assert "1 organisatie uit Achterhoek." in page_of(cast, bottleneck, "frank")


def test_a_bottleneck_that_is_not_published_is_not_there_for_visitors(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    assert cast.client().get(f"/knelpunten/{bottleneck.pk}/").status_code == 404
    assert cast.client("alice").get(f"/knelpunten/{bottleneck.pk}/").status_code == 200
    assert cast.client("alice").get("/knelpunten/999999999999999999999/").status_code == 404


def test_visitors_read_no_issue_and_no_small_number(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    publish(cast, bottleneck)
    actions.add_action_point(
        bottleneck_id=bottleneck.pk,
        text="Navragen bij DUO",
        who="regio",
        due_on=NOW.date(),
        by=cast.actor("frank"),
        at=NOW,
    )
    page = page_of(cast, bottleneck, None)
    assert "Minder dan 10 organisaties in 2 regio’s" in page
    assert "Minder dan 10 kwesties. De kwesties zelf" in page
    for hidden in ("Het plan komt te laat", "Zelfde oorzaak", "Navragen bij DUO", "Bronckhorst", "Wat wilt u doen"):
        assert hidden not in page


def test_visitors_read_large_numbers_as_they_are(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 3)
    publish(cast, bottleneck)
    fill(bottleneck, 40)
    page = page_of(cast, bottleneck, None)
    assert "43 kwesties." in page
    assert "<dt>Twente</dt><dd>21</dd>" in page
    assert "<li>Gemeente</li><li>Taalschool</li>" in page
    assert "<dt>Gemeente</dt>" not in page


def test_nobody_reads_who_raised_an_issue(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 3)
    for name in ("alice", "frank", "dave", "erin"):
        page = page_of(cast, bottleneck, name)
        assert "Gemeente Bronckhorst" not in page
        for person in ("Alice", "Bob", "Heidi"):
            assert person == name.title() or person not in page


def test_an_issue_of_another_region_only_shows_that_it_is_there(cast: Cast) -> None:
    issue = raise_one(cast, "bob", visibility="region", title="Alleen voor Twente bedoeld")
    new = actions.NewBottleneck(title="Titel", summary="Samenvatting", theme="pip")
    bottleneck = actions.bundle(issue_ids=[issue.pk], reason="geheime reden", new=new, by=cast.actor("frank"), at=NOW)
    alice, bob = page_of(cast, bottleneck, "alice"), page_of(cast, bottleneck, "bob")
    assert "Een kwestie die alleen in de eigen regio te lezen is" in alice
    assert "Alleen voor Twente bedoeld" not in alice
    assert "toegevoegd omdat" not in alice
    assert "Alleen voor Twente bedoeld" in bob


def test_the_owner_reads_what_is_expected_and_others_read_who_has_the_turn(cast: Cast) -> None:
    new = actions.NewBottleneck(title="Titel", summary="Samenvatting", theme="pip")
    issue = raise_one(cast, "alice", at=timezone.now())
    bottleneck = actions.bundle(issue_ids=[issue.pk], reason="r", new=new, by=cast.actor("carol"), at=timezone.now())
    assert "<b>Van u verwacht:</b> opbrengst, signaal of stand van zaken" in page_of(cast, bottleneck, "carol")
    assert f"Ligt bij <b>{bottleneck.owner_label}</b>" in page_of(cast, bottleneck, "alice")


def test_what_is_late_is_said(cast: Cast) -> None:
    bottleneck = bundle_some(cast, at=timezone.localtime() - timedelta(days=95))
    assert "4 dagen te laat" in page_of(cast, bottleneck, "alice")


def test_only_the_owner_gets_the_steps(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    owner, other, professional = (page_of(cast, bottleneck, name) for name in ("frank", "carol", "alice"))
    for step in (
        "Opbrengst vastleggen",
        "Tijdelijke afspraak maken",
        "Stand van zaken geven",
        "Aanbieden aan het stelsel",
    ):
        assert step in owner
        assert step not in other
        assert step not in professional
    assert "Kwestie toevoegen" in other
    assert "Speelt dit ook bij u?" in professional


def test_after_the_outcome_the_owner_can_only_open_it_again(cast: Cast) -> None:
    bottleneck = bundle_some(cast, meaning="m")
    text = outcome_actions.OutcomeText(title="Bel eerst", text="Bel.", change="U belt.")
    outcome_actions.solve(
        bottleneck_id=bottleneck.pk, kind="guide", text=text, by=cast.actor("frank"), at=timezone.now()
    )
    page = page_of(cast, bottleneck, "frank")
    assert "Opgelost met een opbrengst." in page
    assert "Bel eerst" in page
    assert "Eerste effectcheck" in page
    assert "Knelpunt heropenen" in page
    assert "Tijdelijke afspraak maken" not in page


def test_what_people_wrote_is_text_and_never_markup(cast: Cast) -> None:
    bottleneck = bundle_some(cast, title="<script>alert(1)</script>", summary="<b>vet</b>\nregel", meaning="<i>m</i>")
    page = page_of(cast, bottleneck, "frank")
    assert "<script>alert" not in page
    assert "<b>vet" not in page
    assert "&lt;b&gt;vet&lt;/b&gt;<br>regel" in page


def test_numbers_above_a_thousand_do_not_break_addresses(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    bottleneck.pk = 12345
    bottleneck.save(force_insert=True)
    page = cast.client("frank").get("/knelpunten/12345/").content.decode()
    assert "/knelpunten/12345/aanpassen/" in page
    assert "knelpunt=12345" in page
    assert "12.345/" not in page


def test_the_share_of_newcomers_shows_when_enough_municipalities_told_it(cast: Cast) -> None:
    bottleneck = bundle_some(cast)
    here = Organisation.objects.filter(pk=cast.organisations["bronckhorst"].pk)
    here.update(caseload=50, caseload_on=timezone.localdate())
    assert "van de inburgeraars" not in page_of(cast, bottleneck, "alice")
    Organisation.objects.bulk_create(
        Organisation(name=f"Gemeente {n}", kind="gemeente", caseload=50, caseload_on=timezone.localdate())
        for n in range(9)
    )
    assert "begeleiden samen ongeveer 10% van de inburgeraars" in page_of(cast, bottleneck, "alice")
    publish(cast, bottleneck)
    assert "van de inburgeraars." not in page_of(cast, bottleneck, None)
