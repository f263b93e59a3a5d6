"""Writing down what comes of a meeting while it falls, reading it back, and telling what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from docx import Document

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.clock import end_memberships
from leerlus.linking.meetings import actions, queries
from leerlus.linking.meetings.models import AgendaItem, Conclusion, Meeting, Task
from leerlus.people.models import RoleGrant
from tests.cast import NOW, bundle_some, raise_one
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast


def item_of(cast: Cast, meeting: Meeting, title: str = "Roosters") -> AgendaItem:
    return actions.add_own(meeting_id=meeting.pk, title=title, by=cast.actor("carol"), at=NOW)


def give(cast: Cast, meeting: Meeting, name: str = "alice", *, due: date = date(2026, 12, 14)) -> Task:
    owner = meeting.community.memberships.get(person=cast.people[name])
    item = meeting.items.first() or item_of(cast, meeting)
    return actions.give_task(
        item_id=item.pk, text="Navragen bij DUO", owner_id=owner.pk, due_on=due, by=cast.actor("carol"), at=NOW
    )


def read(cast: Cast, address: str, name: str = "alice") -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_one_item_at_a_time_and_what_falls_is_typed(cast: Cast, meeting: Meeting) -> None:
    item = item_of(cast, meeting)
    client = cast.client("carol")
    now = f"/bijeenkomsten/{meeting.pk}/nu/?punt=1"
    page = client.get(now).content.decode()
    assert "Punt 1 van 2" in page
    assert 'data-timer="15"' in page
    client.post(now, {"stap": "conclusie", "conclusie-text": "Wij proberen het drie maanden."})
    owner = meeting.community.memberships.get(person=cast.people["alice"])
    task = {"stap": "actie", "actie-text": "Proef uitwerken", "actie-owner_id": owner.pk, "actie-due_on": "2099-12-01"}
    answer = client.post(now, {**task, "actie-is_solution": "on"})
    assert answer["Location"].endswith("?punt=1")
    assert Conclusion.objects.get().item == item
    assert Task.objects.get().is_solution
    page = client.get(now).content.decode()
    assert "Wij proberen het drie maanden." in page
    assert "Oplossing: Proef uitwerken" in page
    wrong = client.post(now, {"stap": "conclusie", "conclusie-text": ""})
    assert wrong.status_code == 422
    assert cast.client("alice").get(now).status_code == 404


def test_a_task_is_due_the_next_time(cast: Cast, meeting: Meeting) -> None:
    assert queries.due_by_default(meeting, NOW) == (DAY + timedelta(weeks=6)).date()
    meeting.community.rhythm_weeks = 2
    meeting.community.save()
    assert queries.due_by_default(meeting, NOW) == (DAY + timedelta(weeks=2)).date()
    later = actions.Plan(title="Volgende", starts_at=DAY + timedelta(weeks=3))
    actions.plan(community_id=meeting.community_id, plan=later, by=cast.actor("carol"), at=NOW)
    assert queries.due_by_default(meeting, NOW) == (DAY + timedelta(weeks=3)).date()


def test_a_task_stands_on_the_desk_of_who_does_it(cast: Cast, meeting: Meeting) -> None:
    task = give(cast, meeting, due=timezone.localdate() + timedelta(days=3))
    assert "Navragen bij DUO" in read(cast, "/mijn-werk/", "alice")
    assert "Navragen bij DUO" not in read(cast, "/mijn-werk/", "bob")
    assert cast.client("bob").get(f"/bijeenkomsten/actie/{task.pk}/").status_code == 404
    client = cast.client("alice")
    client.post(f"/bijeenkomsten/actie/{task.pk}/", {"report": "DUO denkt mee", "stap": "bezig"})
    task.refresh_from_db()
    assert (task.report, task.done_at) == ("DUO denkt mee", None)
    client.post(f"/bijeenkomsten/actie/{task.pk}/", {"report": "DUO past het aan", "stap": "klaar"})
    task.refresh_from_db()
    assert task.done_at is not None
    assert "Navragen bij DUO" not in read(cast, "/mijn-werk/", "alice")
    assert "DUO past het aan" in read(cast, f"/bijeenkomsten/{meeting.pk}/verslag/", "bob")
    with pytest.raises(Stale):
        actions.report_task(task_id=task.pk, report="Nog eens", done=True, by=cast.actor("alice"), at=NOW)


def test_when_the_owner_goes_who_runs_it_sees_it(cast: Cast, meeting: Meeting) -> None:
    task = give(cast, meeting, due=timezone.localdate() + timedelta(days=3))
    RoleGrant.objects.filter(person=cast.people["alice"]).update(until=date(2026, 10, 1))
    end_memberships(NOW)
    desk = read(cast, "/mijn-werk/", "carol")
    assert "Wie dit zou doen, is weg." in desk
    bob = meeting.community.memberships.get(person=cast.people["bob"])
    with pytest.raises(Denied):
        actions.hand_on_task(task_id=task.pk, owner_id=bob.pk, by=cast.actor("bob"), at=NOW)
    cast.client("carol").post(f"/bijeenkomsten/actie/{task.pk}/", {"stap": "doorgeven", "wie": bob.pk})
    task.refresh_from_db()
    assert task.owner == bob
    assert "Wie dit zou doen, is weg." not in read(cast, "/mijn-werk/", "carol")


def test_what_is_not_done_comes_back_on_the_next_agenda(cast: Cast, meeting: Meeting) -> None:
    task = give(cast, meeting)
    plan = actions.Plan(title="Volgende", starts_at=DAY + timedelta(weeks=6))
    following = actions.plan(community_id=meeting.community_id, plan=plan, by=cast.actor("carol"), at=NOW)
    page = read(cast, f"/bijeenkomsten/{following.pk}/agenda/", "carol")
    assert "Van de vorige keer" in page
    keys = {"voorstel": [f"task-{task.pk}"]}
    cast.client("carol").post(f"/bijeenkomsten/{following.pk}/agenda/toevoegen/", keys)
    assert following.items.get(source="action").title == "Navragen bij DUO"
    assert "Van de vorige keer" not in read(cast, f"/bijeenkomsten/{following.pk}/agenda/", "carol")


def test_the_minutes_say_where_it_stands_now_and_lead_to_the_next_step(cast: Cast, meeting: Meeting) -> None:
    by = cast.actor("carol")
    issues = [raise_one(cast, "alice", title=f"Rooster {number}") for number in range(2)]
    actions.add_items(meeting_id=meeting.pk, keys=[("issue", issue.pk) for issue in issues], by=by, at=NOW)
    cluster = actions.add_cluster(meeting_id=meeting.pk, name="Roosters", by=by, at=NOW)
    for item in meeting.items.filter(source="issue"):
        actions.move_item(item_id=item.pk, seen_in=None, to=cluster.pk, by=by, at=NOW)
    minutes = f"/bijeenkomsten/{meeting.pk}/verslag/"
    page = read(cast, minutes, "carol")
    assert "Roosters: 2 kwesties bundelen" in page
    assert f"/knelpunten/bundelen/?kwestie={issues[0].pk}&amp;kwestie={issues[1].pk}" in page
    assert "kwesties bundelen" not in read(cast, minutes, "alice")
    found = bundle_some(cast, title="Al een knelpunt")
    type(found).objects.filter(pk=found.pk).update(owner_region="AM09")
    actions.add_items(meeting_id=meeting.pk, keys=[("bottleneck", found.pk)], by=by, at=NOW)
    actions.mark_item(item_id=meeting.items.get(bottleneck=found).pk, mark="not_ours", by=by, at=NOW)
    page = read(cast, minutes, "carol")
    assert f"/signalen/aanbieden/{found.pk}/" in page
    assert "In onderzoek bij de schakel" in page
    assert "/signalen/aanbieden/" not in read(cast, minutes, "alice")


def test_what_is_not_ours_and_cannot_be_offered_from_here_says_how_it_goes_on(cast: Cast, meeting: Meeting) -> None:
    by = cast.actor("carol")
    elsewhere, issue = bundle_some(cast, title="Een knelpunt van Twente"), raise_one(cast, "alice", title="Rooster")
    type(elsewhere).objects.filter(pk=elsewhere.pk).update(owner_region="AM05")
    keys = [("bottleneck", elsewhere.pk), ("issue", issue.pk)]
    actions.add_items(meeting_id=meeting.pk, keys=keys, by=by, at=NOW)
    for item in meeting.items.exclude(source="standing"):
        actions.mark_item(item_id=item.pk, mark="not_ours", by=by, at=NOW)
    page = read(cast, f"/bijeenkomsten/{meeting.pk}/verslag/", "carol")
    assert "Dit knelpunt ligt bij de regiocoördinator van Twente. Die kan het aanbieden aan het stelsel." in page
    assert "Knelpunt maken om door te geven" in page
    assert f'href="/knelpunten/bundelen/?kwestie={issue.pk}"' in page
    assert "/signalen/aanbieden/" not in page
    assert "Knelpunt maken" not in read(cast, f"/bijeenkomsten/{meeting.pk}/verslag/", "alice")


def test_the_minutes_go_along_as_a_word_file_without_names(cast: Cast, meeting: Meeting) -> None:
    item = item_of(cast, meeting)
    hidden = raise_one(cast, "alice", title="Alleen voor de regio", visibility="region")
    actions.add_items(meeting_id=meeting.pk, keys=[("issue", hidden.pk)], by=cast.actor("carol"), at=NOW)
    actions.conclude(item_id=item.pk, text="Wij beginnen", by=cast.actor("carol"), at=NOW)
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=NOW)
    give(cast, meeting)
    answer = cast.client("bob").get(f"/bijeenkomsten/{meeting.pk}/verslag.docx")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    document = Document(BytesIO(answer.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Conclusie: Wij beginnen" in text
    assert "professional, Gemeente Bronckhorst" in text
    assert "Alice" not in text
    assert "Alleen voor de regio" not in text
    assert [each.style.name for each in document.paragraphs if each.style and "Roosters" in each.text] == ["Heading 1"]
    assert cast.client("grace").get(f"/bijeenkomsten/{meeting.pk}/verslag.docx").status_code == 404


def test_the_minutes_go_along_as_a_pdf_that_reads_aloud(cast: Cast, meeting: Meeting) -> None:
    item = item_of(cast, meeting, '#panic("x") *vet* $1$ <naam>')
    actions.conclude(item_id=item.pk, text="Wij beginnen @morgen #v(1cm)", by=cast.actor("carol"), at=NOW)
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=NOW)
    address = f"/bijeenkomsten/{meeting.pk}/verslag.pdf"
    answer = cast.client("bob").get(address)
    assert answer["Content-Type"] == "application/pdf"
    for part in (b"pdfuaid", b"<rdf:li>nl</rdf:li>", b"Verslag: Taal en werk", b"StructTreeRoot"):
        assert part in answer.content, part
    assert cast.client("grace").get(address).status_code == 404
    assert "verslag.pdf" in read(cast, f"/bijeenkomsten/{meeting.pk}/verslag/")


def test_a_script_without_a_font_is_no_reason_to_refuse(cast: Cast, meeting: Meeting) -> None:
    item = item_of(cast, meeting, "ትግርኛ, 中文")
    actions.conclude(item_id=item.pk, text="Toch een verslag", by=cast.actor("carol"), at=NOW)
    answer = cast.client("bob").get(f"/bijeenkomsten/{meeting.pk}/verslag.pdf")
    assert answer.content.startswith(b"%PDF")
    assert b"StructTreeRoot" in answer.content


def test_a_conclusion_can_be_taken_back_until_the_end(cast: Cast, meeting: Meeting) -> None:
    item, by = item_of(cast, meeting), cast.actor("carol")
    made = actions.conclude(item_id=item.pk, text="Te snel", by=by, at=NOW)
    with pytest.raises(Denied):
        actions.take_back_conclusion(conclusion_id=made.pk, by=cast.actor("alice"), at=NOW)
    cast.client("carol").post(f"/bijeenkomsten/{meeting.pk}/verslag/{made.pk}/weghalen/")
    assert not Conclusion.objects.exists()
    assert Event.objects.filter(name="take_back_conclusion", note="Te snel").exists()


def test_a_closed_meeting_changes_no_more(cast: Cast, meeting: Meeting) -> None:
    item, by = item_of(cast, meeting), cast.actor("carol")
    with pytest.raises(Denied, match="nog niet geweest"):
        actions.finish(meeting_id=meeting.pk, by=by, at=NOW)
    Meeting.objects.update(starts_at=NOW - timedelta(hours=3))
    cast.client("carol").post(f"/bijeenkomsten/{meeting.pk}/afsluiten/")
    meeting.refresh_from_db()
    assert meeting.state == "held"
    with pytest.raises(Denied):
        actions.conclude(item_id=item.pk, text="Te laat", by=by, at=NOW)
    assert cast.client("carol").get(f"/bijeenkomsten/{meeting.pk}/nu/").status_code == 404


def test_the_minutes_cost_few_queries(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    by = cast.actor("carol")
    about = bundle_some(cast, title="Knelpunt").pk
    for number in range(6):
        issue = raise_one(cast, "alice", title=f"Kwestie {number}")
        actions.add_items(meeting_id=meeting.pk, keys=[("issue", issue.pk), ("bottleneck", about)], by=by, at=NOW)
        give(cast, meeting, due=NOW.date() + timedelta(days=number))
        cluster = actions.add_cluster(meeting_id=meeting.pk, name=f"Groep {number}", by=by, at=NOW)
        item = meeting.items.get(issue=issue)
        actions.move_item(item_id=item.pk, seen_in=None, to=cluster.pk, by=by, at=NOW)
        actions.conclude(item_id=item.pk, text="Zo", by=by, at=NOW)
    client = cast.client("carol")
    for page in ("verslag/", "nu/?punt=2", "agenda/", "bord/", ""):
        with django_assert_max_num_queries(15):
            assert client.get(f"/bijeenkomsten/{meeting.pk}/{page}").status_code == 200
