"""The file with all that is known of somebody holds what they did and wrote on every floor, and nothing of others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from leerlus.linking.communities import actions as community_actions
from leerlus.linking.meetings import actions
from leerlus.practice.issues import actions as issue_actions
from leerlus.practice.peer_sessions.clock import wipe_sessions
from tests.cast import NOW, raise_one
from tests.practice.peer_sessions.scenes import go_on, plan_one, run_to, say

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from leerlus.linking.meetings.models import Meeting
    from tests.cast import Cast

OWN = "eigenwoord-4711"
OTHERS = "andermanswoord-4711"


def download(cast: Cast, name: str) -> tuple[dict[str, Any], str]:
    answer = cast.client(name).get("/profiel/gegevens/")
    assert answer.status_code == 200
    return json.loads(answer.content), answer.content.decode()


def test_intervisie_is_opened_for_who_wrote_it_until_it_is_wiped(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 5)
    say(cast, session, "heidi", "advies", OWN)
    say(cast, session, "erin", "advies", OTHERS)
    run_to(cast, session, 6)
    say(cast, session, "heidi", "inzicht", f"{OWN} inzicht")
    go_on(cast, session)
    data, text = download(cast, "heidi")
    (found,) = data["intervisie"]
    assert (found["methode"], found["u was"], found["stand"]) == ("Incidentmethode", "deelnemer", "Afgelopen")
    assert [each["tekst"] for each in found["u schreef"]] == [OWN, f"{OWN} inzicht"]
    assert OTHERS not in text
    assert "Een casus van Bob" not in text
    assert "Een casus van Bob" in download(cast, "bob")[1]
    for name in ("alice", "bob", "carol"):
        assert OWN not in download(cast, name)[1]
    assert download(cast, "carol")[0]["intervisie"] == []
    wipe_sessions(NOW + timedelta(days=400))
    assert download(cast, "heidi")[0]["intervisie"] == []


def test_communities_meetings_and_issues_stand_in_it(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    community = meeting.community
    topic = community_actions.open_topic(
        community_id=community.pk, title="Roosters", text=OWN, by=cast.actor("alice"), at=NOW
    )
    community_actions.post(topic_id=topic.pk, text=OTHERS, by=cast.actor("bob"), at=NOW)
    actions.answer(meeting_id=meeting.pk, says="yes", by=cast.actor("alice"), at=NOW)
    item = actions.add_own(meeting_id=meeting.pk, title=OTHERS, by=cast.actor("carol"), at=NOW)
    owner = community.memberships.get(person=cast.people["alice"])
    actions.give_task(
        item_id=item.pk, text="Navragen", owner_id=owner.pk, due_on=date(2099, 12, 1), by=cast.actor("carol"), at=NOW
    )
    issue = raise_one(cast, "alice", question=f"{OWN} vraag")
    issue_actions.contribute(issue_id=issue.pk, text=OTHERS, by=cast.actor("bob"), at=NOW)
    client = cast.client("alice")
    with django_assert_max_num_queries(30):  # a file of all floors, and no page: a few questions for each app
        client.get("/profiel/gegevens/")
    data, text = download(cast, "alice")
    assert [each["community"] for each in data["community’s"]] == ["CoP Achterhoek"]
    assert [each["tekst"] for each in data["bijdragen in community’s"]] == [OWN]
    assert [(each["uw antwoord"], each["plaats"]) for each in data["bijeenkomsten"]] == [("Komt", True)]
    assert [each["wat"] for each in data["acties en oplossingen"]] == ["Navragen"]
    assert [each["vraag"] for each in data["kwesties"]] == [f"{OWN} vraag"]
    assert OTHERS not in text
    assert OWN not in download(cast, "bob")[1]
