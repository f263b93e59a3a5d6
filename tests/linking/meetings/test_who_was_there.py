"""Who leads a meeting and writes it down, and who really came."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from docx import Document

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.communities.models import Membership
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.models import Attendance, Conclusion, Meeting
from tests.cast import NOW
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast


def place(cast: Cast, meeting: Meeting, name: str) -> Attendance:
    return meeting.attendances.get(membership__person=cast.people[name])


def begins(meeting: Meeting) -> None:
    """Let the meeting have begun an hour ago."""
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))


def ticks(cast: Cast, meeting: Meeting, *came: str) -> dict[str, object]:
    """Return what the page sends when these members were ticked."""
    meeting.refresh_from_db()
    return {
        "version": meeting.version,
        "lid_getoond": list(meeting.attendances.values_list("pk", flat=True)),
        "gast_getoond": list(meeting.guests.values_list("pk", flat=True)),
        "lid": [place(cast, meeting, name).pk for name in came],
    }


def read(cast: Cast, address: str, name: str) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_who_runs_it_gives_the_roles_and_changes_them(cast: Cast, meeting: Meeting) -> None:
    address = f"/bijeenkomsten/{meeting.pk}/rollen/"
    client = cast.client("carol")
    alice, bob = (place(cast, meeting, name).membership for name in ("alice", "bob"))
    given = {"chair_id": alice.pk, "note_taker_id": bob.pk, "version": meeting.version}
    for _ in range(2):
        assert client.post(address, given).status_code == 302
    assert Event.objects.filter(name="give_roles").count() == 1
    assert "Voorzitter: Alice. Notulist: Bob." in read(cast, f"/bijeenkomsten/{meeting.pk}/", "heidi")
    late = client.post(address, {**given, "note_taker_id": alice.pk})
    assert late.status_code == 409
    meeting.refresh_from_db()
    client.post(address, {"chair_id": "", "note_taker_id": alice.pk, "version": meeting.version})
    meeting.refresh_from_db()
    assert (meeting.chair, meeting.note_taker) == (None, alice)
    assert cast.client("alice").get(address).status_code == 404
    stranger = Membership.objects.get(person=cast.people["heidi"])
    Membership.objects.filter(pk=stranger.pk).update(state="left", until=NOW)
    assert client.post(address, {"chair_id": stranger.pk, "version": meeting.version}).status_code == 422


def test_the_note_taker_writes_down_what_falls(cast: Cast, meeting: Meeting) -> None:
    item = meeting.items.get()
    now = f"/bijeenkomsten/{meeting.pk}/nu/?punt=1"
    said = {"stap": "conclusie", "conclusie-text": "Wij beginnen"}
    with pytest.raises(Denied):
        actions.conclude(item_id=item.pk, text="x", by=cast.actor("bob"), at=NOW)
    Meeting.objects.update(note_taker=place(cast, meeting, "bob").membership)
    assert "Bijeenkomst leiden" in read(cast, f"/bijeenkomsten/{meeting.pk}/", "bob")
    cast.client("bob").post(now, said)
    assert Conclusion.objects.get().text == "Wij beginnen"
    with pytest.raises(Denied):
        actions.add_own(meeting_id=meeting.pk, title="Mijn punt", by=cast.actor("bob"), at=NOW)
    with pytest.raises(Denied):
        actions.finish(meeting_id=meeting.pk, by=cast.actor("bob"), at=DAY + timedelta(hours=3))
    Membership.objects.filter(person=cast.people["bob"]).update(state="left", until=NOW)
    with pytest.raises(Denied):
        actions.conclude(item_id=item.pk, text="y", by=cast.actor("bob"), at=NOW)


def test_who_writes_it_down_need_not_be_invited(cast: Cast, meeting: Meeting) -> None:
    plan = actions.Plan(title="Verdieping", starts_at=DAY + timedelta(days=1), for_whom="core")
    core = actions.plan(community_id=meeting.community_id, plan=plan, by=cast.actor("carol"), at=NOW)
    Meeting.objects.filter(pk=core.pk).update(note_taker=place(cast, meeting, "bob").membership)
    assert cast.client("bob").get(f"/bijeenkomsten/{core.pk}/nu/").status_code == 200
    assert cast.client("heidi").get(f"/bijeenkomsten/{core.pk}/nu/").status_code == 404


def test_who_came_is_marked_on_one_page_and_stands_in_the_minutes(cast: Cast, meeting: Meeting) -> None:
    guest = actions.invite_guest(meeting_id=meeting.pk, label="ouder uit de Z-route", by=cast.actor("carol"), at=NOW)
    for name in ("alice", "bob"):
        actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor(name), at=NOW)
    address, minutes = f"/bijeenkomsten/{meeting.pk}/aanwezig/", f"/bijeenkomsten/{meeting.pk}/verslag/"
    assert cast.client("carol").get(address).status_code == 404
    begins(meeting)
    assert cast.client("heidi").get(address).status_code == 404
    assert "Wie zich aanmeldden (2)" in read(cast, minutes, "alice")
    assert read(cast, address, "carol").count(" checked") == 2
    sent = ticks(cast, meeting, "alice", "heidi") | {"gast": [guest.pk]}
    for _ in range(2):
        assert cast.client("carol").post(address, sent).status_code == 302
    assert Event.objects.filter(name="mark_presence").count() == 1
    page = read(cast, minutes, "bob")
    assert "Wie er waren (3)" in page
    assert "Wie er niet waren (2)" in page
    assert "Gemeente Enschede: 0 wel, 1 niet" in page
    assert "Taalschool De Brug: 1 wel, 0 niet" in page
    word = cast.client("bob").get(f"/bijeenkomsten/{meeting.pk}/verslag.docx")
    text = "\n".join(each.text for each in Document(BytesIO(word.content)).paragraphs)
    assert "gast: ouder uit de Z-route" in text
    assert "Gemeente Bronckhorst: 1 wel, 0 niet" in text
    assert "Heidi" not in text


def test_nobody_is_told_off_and_the_next_time_counts_who_came(cast: Cast, meeting: Meeting) -> None:
    for name in ("alice", "bob"):
        actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor(name), at=NOW)
    begins(meeting)
    before = Event.objects.count()
    cast.client("carol").post(f"/bijeenkomsten/{meeting.pk}/aanwezig/", ticks(cast, meeting, "bob"))
    assert Event.objects.count() == before + 1
    assert not place(cast, meeting, "alice").mails.exclude(kind="invite").exists()
    later = actions.Plan(title="Volgende", starts_at=DAY, capacity=1)
    by = cast.actor("carol")
    following = actions.plan(community_id=meeting.community_id, plan=later, by=by, at=timezone.now())
    for minute, name in enumerate(("heidi", "bob", "alice")):
        at = timezone.now() + timedelta(minutes=minute)
        actions.answer(meeting_id=following.pk, says="yes", by=cast.actor(name), at=at)
    actions.answer(meeting_id=following.pk, says="no", by=cast.actor("heidi"), at=timezone.now())
    assert place(cast, following, "alice").has_seat
    assert not place(cast, following, "bob").has_seat


def test_two_who_mark_at_once_lose_nothing(cast: Cast, meeting: Meeting) -> None:
    begins(meeting)
    first = ticks(cast, meeting, "alice")
    cast.client("carol").post(f"/bijeenkomsten/{meeting.pk}/aanwezig/", first)
    late = cast.client("carol").post(f"/bijeenkomsten/{meeting.pk}/aanwezig/", {**first, "lid": []})
    assert late.status_code == 409
    assert "intussen door iemand anders veranderd" in late.content.decode()
    assert place(cast, meeting, "alice").came is True
    with pytest.raises(Stale):
        actions.mark_presence(
            meeting_id=meeting.pk,
            members={place(cast, meeting, "alice").pk: False},
            guests={},
            by=cast.actor("carol"),
            at=timezone.now(),
            version=1,
        )


def test_a_meeting_that_was_off_has_nobody(cast: Cast, meeting: Meeting) -> None:
    actions.cancel(meeting_id=meeting.pk, reason="Ziek", by=cast.actor("carol"), at=NOW)
    begins(meeting)
    assert cast.client("carol").get(f"/bijeenkomsten/{meeting.pk}/aanwezig/").status_code == 404


def test_marking_costs_few_queries(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    begins(meeting)
    client = cast.client("carol")
    with django_assert_max_num_queries(14):
        client.get(f"/bijeenkomsten/{meeting.pk}/aanwezig/")
    with django_assert_max_num_queries(14):
        client.get(f"/bijeenkomsten/{meeting.pk}/rollen/")
