"""Making the agenda from the work, voting on it, and laying it together on a board."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from leerlus.audit.models import record
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.bottlenecks import actions as bottlenecks
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.models import AgendaItem, Preference
from leerlus.practice.issues.models import Feedback, Issue
from tests.cast import NOW, bundle_some, raise_one

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.meetings.models import Meeting
    from tests.cast import Cast


def own_item(cast: Cast, meeting: Meeting, title: str) -> AgendaItem:
    return actions.add_own(meeting_id=meeting.pk, title=title, by=cast.actor("carol"), at=NOW)


def read(cast: Cast, meeting: Meeting, name: str = "alice", page: str = "agenda/") -> str:
    answer = cast.client(name).get(f"/bijeenkomsten/{meeting.pk}/{page}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_every_meeting_asks_what_it_means_for_the_newcomer(cast: Cast, meeting: Meeting) -> None:
    item = meeting.items.get()
    assert item.title == "Wat betekent dit voor de inburgeraar?"
    with pytest.raises(Denied, match="vaste punt"):
        actions.remove_item(item_id=item.pk, by=cast.actor("carol"), at=NOW)


def test_the_work_of_the_region_is_proposed(cast: Cast, meeting: Meeting) -> None:
    raise_one(cast, "alice", title="Wacht in de Achterhoek")
    raise_one(cast, "bob", title="Wacht in Twente")
    answered = raise_one(cast, "heidi", title="Het antwoord hielp niet", severity=1)
    told = Feedback.objects.filter(issue=answered)
    told.update(verdict="not", answered_at=timezone.now(), remark="Alleen voor de schakel")
    Issue.objects.filter(pk=answered.pk).update(state="responded")
    back = bundle_some(cast, title="Kwam terug")
    bottlenecks.add_action_point(
        bottleneck_id=back.pk,
        text="Bellen met DUO",
        who="Divosa",
        due_on=date(2026, 12, 1),
        by=cast.actor("frank"),
        at=NOW,
    )
    record(subject="bottleneck", subject_id=back.pk, name="send_back", actor_id=None, actor_label="de adviseur", at=NOW)
    type(back).objects.filter(pk=back.pk).update(owner_region="AM09")
    page = read(cast, meeting, "carol")
    for told_title in (
        "Wacht in de Achterhoek",
        "Kwam terug",
        "Teruggegeven door het stelsel.",
        "Bellen met DUO",
        "Antwoorden die niet hielpen",
    ):
        assert told_title in page
    assert "Wacht in Twente" not in page
    assert "Alleen voor de schakel" not in page
    assert "Wacht in de Achterhoek" not in read(cast, meeting, "heidi")


def test_what_is_ticked_comes_on_it_once(cast: Cast, meeting: Meeting) -> None:
    issue = raise_one(cast, "alice", title="Wacht hier")
    client = cast.client("carol")
    for _ in range(2):
        client.post(f"/bijeenkomsten/{meeting.pk}/agenda/toevoegen/", {"voorstel": [f"issue-{issue.pk}", "onzin"]})
    assert meeting.items.filter(issue=issue).count() == 1
    assert client.post(f"/bijeenkomsten/{meeting.pk}/agenda/toevoegen/", {"voorstel": ["issue-x"]}).status_code == 403
    page = read(cast, meeting)
    assert "Wacht hier" in page
    assert "Op de agenda zetten" not in page


def test_an_agenda_opens_no_issue_to_who_may_not_read_it(cast: Cast, meeting: Meeting) -> None:
    issue = raise_one(cast, "alice", title="Alleen voor mijn regio", visibility="region")
    actions.add_items(meeting_id=meeting.pk, keys=[("issue", issue.pk)], by=cast.actor("carol"), at=NOW)
    assert "Alleen voor mijn regio" in read(cast, meeting, "alice")
    for page in ("agenda/", "bord/", ""):
        told = read(cast, meeting, "bob", page)
        assert "Alleen voor mijn regio" not in told
        assert "Een kwestie die u niet kunt lezen" in told


def test_nothing_comes_on_it_that_who_runs_it_may_not_read(cast: Cast, meeting: Meeting) -> None:
    issue = raise_one(cast, "bob", title="Van Twente", visibility="region")
    with pytest.raises(Denied):
        actions.add_items(meeting_id=meeting.pk, keys=[("issue", issue.pk)], by=cast.actor("carol"), at=NOW)


def test_what_most_members_choose_comes_first(cast: Cast, meeting: Meeting) -> None:
    first, second = own_item(cast, meeting, "Eerste"), own_item(cast, meeting, "Tweede")
    for name in ("alice", "bob"):
        cast.client(name).post(f"/bijeenkomsten/{meeting.pk}/agenda/kiezen/", {"punt": [second.pk]})
    page = read(cast, meeting)
    assert page.index("Tweede") < page.index("Eerste") < page.index("Wat betekent dit voor de inburgeraar?")
    assert "gekozen door 2 leden" in page
    cast.client("alice").post(f"/bijeenkomsten/{meeting.pk}/agenda/kiezen/", {"punt": [first.pk]})
    assert Preference.objects.filter(item=second).count() == 1


def test_somebody_has_three_votes(cast: Cast, meeting: Meeting) -> None:
    items = [own_item(cast, meeting, f"Punt {number}").pk for number in range(4)]
    answer = cast.client("alice").post(f"/bijeenkomsten/{meeting.pk}/agenda/kiezen/", {"punt": items})
    assert answer.status_code == 403
    assert not Preference.objects.exists()
    refused = cast.client("grace").post(f"/bijeenkomsten/{meeting.pk}/agenda/kiezen/", {"punt": items[:1]})
    assert refused.status_code == 403


def test_each_item_has_its_minutes_and_together_they_fit(cast: Cast, meeting: Meeting) -> None:
    client, address = cast.client("carol"), f"/bijeenkomsten/{meeting.pk}/agenda/"
    client.post(address, {"title": "Roosters", "minutes": "60"})
    standing, item = meeting.items.order_by("pk")
    assert "Samen 75 van 120 minuten." in read(cast, meeting)
    client.post(f"{address}tijd/", {f"minuten_{item.pk}": "90", f"minuten_{standing.pk}": "45"})
    assert "Samen 135 van 120 minuten: 15 te veel." in read(cast, meeting, "carol")
    assert 'data-timer="90"' in read(cast, meeting, "carol", "nu/")
    wrong = client.post(f"{address}tijd/", {f"minuten_{item.pk}": "0", f"minuten_{standing.pk}": "anderhalf"})
    assert wrong.status_code == 422
    assert "van 1 tot en met 240" in wrong.content.decode()
    assert 'value="anderhalf"' in wrong.content.decode()
    refused = cast.client("alice").post(f"{address}tijd/", {f"minuten_{item.pk}": "5", f"minuten_{standing.pk}": "5"})
    assert refused.status_code == 422
    assert list(meeting.items.order_by("pk").values_list("minutes", flat=True)) == [45, 90]


def test_items_are_laid_together_on_the_board(cast: Cast, meeting: Meeting) -> None:
    item = own_item(cast, meeting, "Roosters")
    client = cast.client("carol")
    client.post(f"/bijeenkomsten/{meeting.pk}/bord/", {"name": "Lestijden"})
    cluster = meeting.clusters.get()
    client.post(f"/bijeenkomsten/{meeting.pk}/bord/{item.pk}/", {"van": "", "naar": cluster.pk})
    answer = client.post(f"/bijeenkomsten/{meeting.pk}/bord/{item.pk}/", {"merk": "not_ours"})
    assert answer["Location"].endswith(f"#punt-{item.pk}")
    page = read(cast, meeting, "bob", "bord/")
    assert "Lestijden (1)" in page
    assert "Niet van ons: doorgeven" in page
    assert "Verplaatsen" not in page
    assert cast.client("bob").post(f"/bijeenkomsten/{meeting.pk}/bord/{item.pk}/", {"merk": "easy"}).status_code == 403


def test_who_moves_a_card_that_was_moved_is_told(cast: Cast, meeting: Meeting) -> None:
    item, by = own_item(cast, meeting, "Roosters"), cast.actor("carol")
    first, second = (
        actions.add_cluster(meeting_id=meeting.pk, name=name, by=by, at=NOW).pk for name in ("Een", "Twee")
    )
    actions.move_item(item_id=item.pk, seen_in=None, to=first, by=by, at=NOW)
    with pytest.raises(Stale):
        actions.move_item(item_id=item.pk, seen_in=None, to=second, by=by, at=NOW)


def test_a_column_of_another_meeting_is_none_of_ours(cast: Cast, meeting: Meeting) -> None:
    by = cast.actor("carol")
    plan = actions.Plan(title="Ander", starts_at=meeting.starts_at)
    other = actions.plan(community_id=meeting.community_id, plan=plan, by=by, at=NOW)
    cluster = actions.add_cluster(meeting_id=other.pk, name="Daar", by=by, at=NOW)
    item = own_item(cast, meeting, "Hier")
    with pytest.raises(Denied):
        actions.move_item(item_id=item.pk, seen_in=None, to=cluster.pk, by=by, at=NOW)


def test_a_closed_meeting_keeps_its_agenda(cast: Cast, meeting: Meeting) -> None:
    item = own_item(cast, meeting, "Blijft")
    actions.cancel(meeting_id=meeting.pk, reason="Ziek", by=cast.actor("carol"), at=NOW + timedelta(days=1))
    with pytest.raises(Denied, match="verandert niet meer"):
        actions.remove_item(item_id=item.pk, by=cast.actor("carol"), at=NOW + timedelta(days=1))


def test_pages_cost_few_queries(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        issue = raise_one(cast, "alice", title=f"Kwestie {number}")
        if number < 4:
            actions.add_items(meeting_id=meeting.pk, keys=[("issue", issue.pk)], by=cast.actor("carol"), at=NOW)
    client = cast.client("carol")
    with django_assert_max_num_queries(15):
        client.get(f"/bijeenkomsten/{meeting.pk}/agenda/")
    with django_assert_max_num_queries(15):
        client.get(f"/bijeenkomsten/{meeting.pk}/bord/")
