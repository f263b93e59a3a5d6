"""Every form that is sent twice, e.g. by a double click, does its deed once, and says nothing strange."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.urls import get_resolver
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.linking.meetings import actions
from leerlus.linking.meetings.clock import keep_rhythm
from leerlus.linking.meetings.models import Meeting
from leerlus.linking.meetings.notify import guest_path
from tests.cast import NOW, raise_one
from tests.linking.meetings.conftest import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from leerlus.linking.communities.models import Community
    from tests.cast import Cast

PLAN = {"title": "Twee keer", "minutes": "120", "for_whom": "everybody", "clock": "10:00"}
MOMENTS = {"day_1": "2099-09-01", "clock_1": "10:00", "day_2": "2099-09-02", "clock_2": "10:00"}
MEETING = "/bijeenkomsten/{0}"

TRACELESS = {"vote", "prefer"}
"""A choice that replaces itself by the same one is remembered again; nothing else changes."""


def everything() -> dict[str, list[str]]:
    """Return every row of meetings; keys of a choice that replaces itself do not matter."""
    found = {}
    for model in apps.get_app_config("meetings").get_models():
        keys = model.__name__ == "Preference"
        names = [field.attname for field in model._meta.fields if not (keys and field.primary_key)]
        found[model.__name__] = sorted(map(repr, model._default_manager.order_by().values_list(*names)))
    steps = Event.objects.exclude(name__in=TRACELESS).order_by("pk")
    found["history"] = [f"{name} {number}" for name, number in steps.values_list("name", "subject_id")]
    return found


class Scene:
    """A meeting with one of everything, and who posts what where."""

    def __init__(self, cast: Cast, community: Community, meeting: Meeting) -> None:
        by = cast.actor("carol")
        self.cast, self.meeting, self.community = cast, meeting, community
        self.item = actions.add_own(meeting_id=meeting.pk, title="Punt", by=by, at=NOW)
        self.cluster = actions.add_cluster(meeting_id=meeting.pk, name="Groep", by=by, at=NOW)
        self.said = actions.conclude(item_id=self.item.pk, text="Zo", by=by, at=NOW)
        self.guest = actions.invite_guest(meeting_id=meeting.pk, label="gast", by=by, at=NOW)
        self.alice, self.bob = (community.memberships.get(person=cast.people[name]) for name in ("alice", "bob"))
        self.task = actions.give_task(
            item_id=self.item.pk, text="Doen", owner_id=self.alice.pk, due_on=NOW.date(), by=by, at=NOW
        )
        options = [DAY + timedelta(days=days) for days in (1, 2)]
        poll = actions.Plan(title="Prikken")
        self.poll = actions.plan(community_id=community.pk, plan=poll, options=options, by=by, at=NOW)
        self.moments = list(self.poll.options.all())

    def begun(self) -> int:
        """Let the meeting have begun, and return its number."""
        Meeting.objects.filter(pk=self.meeting.pk).update(starts_at=timezone.now() - timedelta(hours=1))
        return self.meeting.pk

    def proposed(self) -> Meeting:
        """Let the rhythm propose a meeting."""
        self.poll.delete()
        type(self.community).objects.update(rhythm_weeks=5)
        keep_rhythm(DAY + timedelta(hours=3))
        return Meeting.objects.get(state="concept")


def at(meeting: Meeting, path: str) -> str:
    return f"/bijeenkomsten/{meeting.pk}/{path}"


FORMS: dict[str, Callable[[Scene], tuple[str, str, dict[str, Any]]]] = {
    "plan": lambda _: ("carol", "/bijeenkomsten/van/achterhoek/plannen/", PLAN | {"day": "2099-09-01"}),
    "poll": lambda _: ("carol", "/bijeenkomsten/van/achterhoek/datum-prikken/", PLAN | MOMENTS),
    "answer": lambda s: ("alice", at(s.meeting, "antwoord/"), {"says": "yes"}),
    "vote": lambda s: ("alice", at(s.poll, "wanneer/"), {f"option_{each.pk}": "yes" for each in s.moments}),
    "choose": lambda s: ("carol", at(s.poll, "kiezen/"), {"moment": s.moments[0].pk}),
    "confirm": lambda s: (
        "carol",
        at(s.proposed(), "bevestigen/"),
        PLAN | {"day": "2099-12-29", "version": Meeting.objects.get(state="concept").version},
    ),
    "change": lambda s: ("carol", at(s.meeting, "aanpassen/"), PLAN | {"day": "2099-09-01", "version": 1}),
    "cancel": lambda s: ("carol", at(s.meeting, "afzeggen/"), {"reason": "Ziek"}),
    "agenda": lambda s: ("carol", at(s.meeting, "agenda/"), {"title": "Nieuw", "minutes": "10"}),
    "add_items": lambda s: (
        "carol",
        at(s.meeting, "agenda/toevoegen/"),
        {"voorstel": [f"issue-{raise_one(s.cast, 'alice').pk}"]},
    ),
    "remove_item": lambda s: ("carol", at(s.meeting, f"agenda/{s.item.pk}/weghalen/"), {}),
    "set_times": lambda s: (
        "carol",
        at(s.meeting, "agenda/tijd/"),
        {f"minuten_{pk}": 20 for pk in s.meeting.items.values_list("pk", flat=True)},
    ),
    "prefer": lambda s: ("alice", at(s.meeting, "agenda/kiezen/"), {"punt": [s.item.pk]}),
    "board": lambda s: ("carol", at(s.meeting, "bord/"), {"name": "Andere groep"}),
    "move_item": lambda s: ("carol", at(s.meeting, f"bord/{s.item.pk}/"), {"van": "", "naar": s.cluster.pk}),
    "roles": lambda s: ("carol", at(s.meeting, "rollen/"), {"chair_id": s.alice.pk, "version": 1}),
    "presence": lambda s: (
        "carol",
        f"/bijeenkomsten/{s.begun()}/aanwezig/",
        {"lid_getoond": list(s.meeting.attendances.values_list("pk", flat=True)), "version": 1},
    ),
    "present": lambda s: ("carol", at(s.meeting, "nu/"), {"stap": "conclusie", "conclusie-text": "Klaar"}),
    "finish": lambda s: ("carol", f"/bijeenkomsten/{s.begun()}/afsluiten/", {}),
    "take_back": lambda s: ("carol", at(s.meeting, f"verslag/{s.said.pk}/weghalen/"), {}),
    "report": lambda s: ("alice", f"/bijeenkomsten/actie/{s.task.pk}/", {"report": "Gedaan", "stap": "klaar"}),
    "guests": lambda s: ("carol", at(s.meeting, "aan-tafel/"), {"label": "ouder"}),
    "withdraw_guest": lambda s: ("carol", at(s.meeting, f"aan-tafel/{s.guest.pk}/intrekken/"), {}),
    "be_guest": lambda s: ("", guest_path(s.guest), {"says": "yes", "text": "Ik kom"}),
}

SAY_SO = {
    "remove_item": 403,
    "take_back": 403,
    "guests": 422,  # there may be no second place of that name
}
"""Where the second time gets a sentence instead of the page that follows."""

READ = {"list", "detail", "minutes", "word", "pdf", "calendar"}


@pytest.mark.parametrize("name", FORMS)
def test_the_second_time_changes_nothing(cast: Cast, community: Community, meeting: Meeting, name: str) -> None:
    scene = Scene(cast, community, meeting)
    who, address, form = FORMS[name](scene)
    client = cast.client(who or None)
    before = everything()
    assert client.post(address, form).status_code == 302
    after = everything()
    assert after != before
    assert client.post(address, form).status_code == SAY_SO.get(name, 302)
    assert everything() == after


@pytest.mark.parametrize("more", [{"stap": "doorgeven"}, {"report": "Half", "stap": "bezig"}])
def test_so_does_every_other_button_of_a_task(
    cast: Cast, community: Community, meeting: Meeting, more: dict[str, Any]
) -> None:
    scene = Scene(cast, community, meeting)
    client, address = cast.client("carol"), f"/bijeenkomsten/actie/{scene.task.pk}/"
    form = more | {"wie": scene.bob.pk}
    client.post(address, form)
    after = everything()
    assert client.post(address, form).status_code == 302
    assert everything() == after


@pytest.mark.parametrize("form", [{"merk": "easy"}])
def test_so_does_a_mark(cast: Cast, community: Community, meeting: Meeting, form: dict[str, str]) -> None:
    scene = Scene(cast, community, meeting)
    address = at(meeting, f"bord/{scene.item.pk}/")
    cast.client("carol").post(address, form)
    after = everything()
    assert cast.client("carol").post(address, form).status_code == 302
    assert everything() == after


def test_so_does_an_action_that_is_written_down(cast: Cast, community: Community, meeting: Meeting) -> None:
    scene = Scene(cast, community, meeting)
    form = {"actie-text": "Bellen", "actie-owner_id": scene.bob.pk, "actie-due_on": "2099-12-01", "stap": "actie"}
    for _ in range(2):
        assert cast.client("carol").post(at(meeting, "nu/?punt=1"), form).status_code == 302
    assert meeting.tasks.filter(text="Bellen").count() == 1


def test_no_form_was_forgotten() -> None:
    _, meetings = get_resolver().namespace_dict["meetings"]
    names = {getattr(pattern, "name", "") for pattern in meetings.url_patterns}
    assert names - READ == FORMS.keys()
