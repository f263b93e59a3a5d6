"""What the meetings of a community led to, on the page of what it yielded."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from leerlus.linking.meetings.models import AgendaItem, Conclusion, Meeting, Task
from tests.cast import NOW

if TYPE_CHECKING:
    from tests.cast import Cast

PAGE = "/communities/achterhoek/opgeleverd/"


def test_members_read_what_came_of_solutions_and_others_how_often_they_met(cast: Cast, meeting: Meeting) -> None:
    assert "Uit de bijeenkomsten" not in cast.client("alice").get(PAGE).content.decode()
    item = AgendaItem.objects.create(meeting=meeting, source="own", title="Roosters")
    Conclusion.objects.create(item=item, text="Blokken werken.", at=NOW)
    owner = meeting.community.memberships.get(person=cast.people["bob"])
    give = partial(Task.objects.create, meeting=meeting, owner=owner, due_on=NOW.date(), made_at=NOW)
    give(text="Rooster delen", is_solution=True, done_at=NOW, report="Drie scholen doen mee.")
    give(text="Zaal regelen", done_at=NOW, report="Gedaan.")
    give(text="Nog bezig", is_solution=True)
    Meeting.objects.update(state="held")
    page = cast.client("alice").get(PAGE).content.decode()
    for told in ("1 bijeenkomst gehouden, met 1 conclusie", "Rooster delen", "Drie scholen", "Gemeente Enschede"):
        assert told in page
    assert "Zaal regelen" not in page
    assert "Nog bezig" not in page
    assert "Bob" not in page
    for name in (None, "dave"):
        page = cast.client(name).get(PAGE).content.decode()
        assert "1 bijeenkomst gehouden." in page
        assert "Rooster delen" not in page
