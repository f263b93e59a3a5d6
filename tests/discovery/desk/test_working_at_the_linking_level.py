from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from leerlus.discovery.desk.queries import read_desk
from leerlus.linking.bottlenecks import actions as bottleneck_actions
from leerlus.linking.bottlenecks.models import ActionPoint, Bottleneck
from leerlus.linking.communities.models import Community, Membership
from leerlus.linking.meetings.models import Attendance, Meeting, Task
from leerlus.linking.outcomes import actions as outcome_actions
from leerlus.linking.outcomes import clock as outcome_clock
from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.issues.models import Feedback, Issue
from leerlus.system.escalations import actions as escalation_actions
from tests.cast import Cast, bundle_some, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from leerlus.discovery.desk.queries import Desk
    from leerlus.people.models import Organisation

    Fill = Callable[..., list[Issue]]

MOST_QUERIES = 15


def work(cast: Cast, name: str) -> Desk:
    page = read_desk(cast.actor(name), timezone.now())
    assert page.work is not None
    return page.work


def page(cast: Cast, name: str) -> str:
    answer = cast.client(name).get("/mijn-werk/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_is_late_goes_first_then_this_week_then_new(cast: Cast) -> None:
    raise_one(cast, title="Nieuw ingediend", at=timezone.localtime() - timedelta(days=1))
    raise_one(cast, title="Moet deze week", at=timezone.localtime() - timedelta(days=27))
    raise_one(cast, title="Al te laat", at=timezone.localtime() - timedelta(days=50))
    text = page(cast, "carol")
    order = [text.index(part) for part in ("Te laat (1)", "Al te laat", "Deze week (1)", "Moet deze week", "Nieuw (1)")]
    assert order == sorted(order)
    assert "20 dagen te laat" in text
    assert "nog 3 dagen" in text


def test_each_row_says_why_and_offers_the_one_next_step(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.localtime() - timedelta(days=50))
    row = work(cast, "carol").late.rows[0]
    assert row.why.startswith("Wacht op uw eerste reactie, uiterlijk ")
    assert (row.step_label, row.step_url) == ("Eerste reactie geven", f"/kwesties/{issue.pk}/reageren/")
    assert row.context == "Kwestie · Gemeente, regio Achterhoek · Plan inburgering en participatie"


def test_after_the_response_an_answer_or_where_it_stands_is_due(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.localtime() - timedelta(days=120))
    at = timezone.localtime() - timedelta(days=100)
    issue_actions.respond(issue_id=issue.pk, text="Ik zoek het uit.", by=cast.actor("carol"), at=at)
    row = work(cast, "carol").late.rows[0]
    assert "Nu hoort er een antwoord te komen, of waar het staat, uiterlijk " in row.why
    assert row.step_url == f"/kwesties/{issue.pk}/#stappen"


def test_what_did_not_help_comes_back(cast: Cast) -> None:
    issue = raise_one(cast, at=timezone.localtime() - timedelta(days=60))
    issue_actions.answer(issue_id=issue.pk, text="Zo.", change="Niets", by=cast.actor("carol"), at=timezone.now())
    feedback = Feedback.objects.get(issue=issue, step="answer")
    outcome_actions.judge(
        feedback_id=feedback.pk, verdict="not", remark="Werkt niet", by=cast.actor("alice"), at=timezone.now()
    )
    row = work(cast, "carol").new.rows[0]
    assert row.status_text == "Heropend"
    assert "Het antwoord hielp niet." in row.why


def test_a_coordinator_sees_the_own_region_and_the_national_one_everything(cast: Cast) -> None:
    raise_one(cast, "alice", title="Uit de Achterhoek", at=timezone.now())
    raise_one(cast, "bob", title="Uit Twente", at=timezone.now())
    assert [row.title for row in work(cast, "carol").new.rows] == ["Uit de Achterhoek"]
    assert {row.title for row in work(cast, "frank").new.rows} == {"Uit de Achterhoek", "Uit Twente"}


def test_a_community_leader_sees_the_own_theme_only(cast: Cast) -> None:
    RoleGrant.objects.filter(person=cast.people["carol"]).update(
        role=Role.COMMUNITY_LEADER, region=None, theme_id="ontzorgen"
    )
    raise_one(cast, theme="pip", at=timezone.now())
    mine = raise_one(cast, theme="ontzorgen", title="Vaste lasten", at=timezone.now())
    assert [row.title for row in work(cast, "carol").new.rows] == [mine.title]


def test_a_bottleneck_that_is_due_asks_for_a_step(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, at=timezone.localtime() - timedelta(days=120))
    row = work(cast, "frank").late.rows[0]
    assert row.title == bottleneck.title
    assert row.why.startswith("Hier hoort een opbrengst, een signaal of de stand van zaken te komen, uiterlijk ")
    assert row.step_url == f"/knelpunten/{bottleneck.pk}/#stappen"


def test_a_returned_signal_comes_back_with_the_reason(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, meaning="Mensen wachten.", at=timezone.now())
    escalation = escalation_actions.offer(
        bottleneck_id=bottleneck.pk, question="?", why="!", by=cast.actor("frank"), at=timezone.now()
    )
    assert not work(cast, "frank")
    escalation_actions.send_back(
        escalation_id=escalation.pk, reason="Stuur drie voorbeelden.", by=cast.actor("dave"), at=timezone.now()
    )
    row = work(cast, "frank").new.rows[0]
    assert row.status_text == "Terug van het ministerie"
    assert row.why == "Het ministerie gaf het signaal terug. Stuur drie voorbeelden."


def test_a_failed_effect_check_comes_back(cast: Cast) -> None:
    at = timezone.localtime() - timedelta(days=80)
    bottleneck = bundle_some(cast, 2, meaning="Mensen wachten.", at=at)
    words = outcome_actions.OutcomeText(title="Bel", text="Bel elkaar.", change="U belt.")
    outcome_actions.solve(bottleneck_id=bottleneck.pk, kind="answer", text=words, by=cast.actor("frank"), at=at)
    asked_at = timezone.localtime() - timedelta(days=35)
    assert outcome_clock.start_effect_checks(asked_at) == 1
    for feedback in Feedback.objects.filter(step="check").select_related("party"):
        name = next(name for name, person in cast.people.items() if person.pk == feedback.party.person_id)
        outcome_actions.judge(feedback_id=feedback.pk, verdict="not", remark="", by=cast.actor(name), at=asked_at)
    assert outcome_clock.conclude_effect_checks(timezone.now()) == 1
    row = next(row for row in work(cast, "frank").new.rows if row.url.startswith("/knelpunten/"))
    assert row.status_text == "Effect blijft uit"


def test_a_temporary_agreement_that_ends_is_due(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 2, meaning="Mensen wachten.", at=timezone.localtime() - timedelta(days=60))
    words = outcome_actions.OutcomeText(title="Voorlopig", text="Zo kan het.", change="U gaat verder.")
    outcome_actions.agree(
        bottleneck_id=bottleneck.pk,
        text=words,
        ends_on=timezone.localdate() + timedelta(days=4),
        by=cast.actor("frank"),
        at=timezone.localtime() - timedelta(days=30),
    )
    assert "De tijdelijke afspraak loopt af" in work(cast, "frank").week.rows[0].why


def test_an_action_that_is_due_says_who_would_do_it(cast: Cast) -> None:
    bottleneck = bundle_some(cast, 1, at=timezone.now())
    point = bottleneck_actions.add_action_point(
        bottleneck_id=bottleneck.pk,
        text="Brief aan DUO",
        who="gemeente in Twente",
        due_on=timezone.localdate() - timedelta(days=2),
        by=cast.actor("frank"),
        at=timezone.now(),
    )
    row = work(cast, "frank").late.rows[0]
    assert (row.title, row.why) == ("Brief aan DUO", "Gemeente in Twente zou dit doen.")
    assert row.status_text == "2 dagen te laat"
    bottleneck_actions.finish_action_point(
        action_point_id=point.pk, done=True, by=cast.actor("frank"), at=timezone.now()
    )
    assert not work(cast, "frank").late


def test_an_empty_desk_teaches(cast: Cast) -> None:
    text = page(cast, "carol")
    assert "Niets te laat, niets voor deze week, niets nieuws" in text
    assert "De eerste regel komt er als" in text


def test_more_than_a_hundred_is_not_counted_and_what_is_new_is_still_seen(cast: Cast, fill: Fill) -> None:
    fill(130, responded_after=None, ended_after=None, due_in=-30)
    fill(30, responded_after=None, ended_after=None, due_in=25, raised_days_ago=2)
    desk = work(cast, "carol")
    assert (desk.late.count, len(desk.late.rows)) == ("meer dan 100", 20)
    assert (desk.new.count, len(desk.new.rows)) == ("30", 20)


def run_a_community(person: Person, organisation: Organisation) -> None:
    """Make somebody lead a community in which everything waits that can: a request, a task of who left, a proposal."""
    now = timezone.now()
    community = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="Verder.")
    about = {"community": community, "organisation": organisation, "asked_at": now}
    leader = Membership.objects.create(**about, person=person, state="member", since=now, leads=True)
    gone = Membership.objects.create(**about, person=None, state="left", since=now, until=now)
    Membership.objects.create(**about, person=Person.objects.exclude(pk=person.pk)[0], state="asked")
    meeting = {"community": community, "made_at": now, "changed_at": now}
    soon, later = now + timedelta(days=3), now + timedelta(days=45)
    planned = Meeting.objects.create(**meeting, title="Taal en werk", state="planned", starts_at=soon, uid="1@leerlus")
    Meeting.objects.create(**meeting, title="Volgende keer", state="concept", starts_at=later, uid="2@leerlus")
    Attendance.objects.create(meeting=planned, membership=leader)
    long_ago = now.date() - timedelta(days=900)
    for owner in (leader, gone):
        Task.objects.create(meeting=planned, text="Bellen", owner=owner, due_on=long_ago, made_at=now)


def test_it_stays_within_its_queries_for_somebody_with_several_roles(
    cast: Cast, fill: Fill, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    carol = cast.people["carol"]
    for role in (Role.PROFESSIONAL, Role.COMMUNITY_LEADER, Role.ORGANISATION_ADMINISTRATOR, Role.REVIEWER):
        RoleGrant.objects.create(
            person=carol, organisation=cast.organisations["bronckhorst"], role=role, since="2020-01-01"
        )
    fill(200, responded_after=None, ended_after=None, due_in=-30)
    fill(200, responded_after=None, ended_after=None, due_in=25, raised_days_ago=2, person="carol")
    fill(50, verdict="", person="carol")
    for number in range(30):
        bottleneck = bundle_some(cast, 1, title=f"Knelpunt {number}", at=timezone.localtime() - timedelta(days=100))
        ActionPoint.objects.create(bottleneck=bottleneck, text="Bellen", who="CoP", due_on=timezone.localdate())
    Bottleneck.objects.update(owner_region_id="AM09")
    run_a_community(cast.people["carol"], cast.organisations["bronckhorst"])
    client = cast.client("carol")
    client.get("/mijn-werk/")  # the regions and the themes are in memory from now on
    with django_assert_max_num_queries(MOST_QUERIES):
        answer = client.get("/mijn-werk/")
    text = answer.content.decode()
    assert answer.status_code == 200
    for waits in ("U zei nog niet of u komt.", "wil meedoen", "Wie dit zou doen, is weg.", "U zou dit doen.", "ritme"):
        assert waits in text
    assert "Te laat (meer dan 100)" in text
    assert len(re.findall(r'class="worklist__row"', text)) <= 20 * 5
