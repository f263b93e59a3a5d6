from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from leerlus.practice.issues.models import Feedback
from leerlus.system.escalations import actions
from tests.system.escalations.scenes import days_ago

if TYPE_CHECKING:
    from leerlus.system.escalations.models import Escalation
    from tests.cast import Cast

STEPS = [("dave", "aannemen"), ("dave", "teruggeven"), ("frank", "terugnemen")]
REASON = "De schakel kan dit zelf: maak een afspraak."


def path_of(escalation: Escalation, step: str) -> str:
    return f"/signalen/{escalation.pk}/{step}/"


def latest(cast: Cast) -> list[Feedback]:
    last = Feedback.objects.order_by("-pk")[0]
    return list(Feedback.objects.filter(cause=last.cause))


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_looking_changes_nothing(cast: Cast, offered: Escalation, name: str, step: str) -> None:
    answer = cast.client(name).get(path_of(offered, step))
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "3 berichten aan 3 organisaties" in page
    assert f'href="/signalen/{offered.pk}/">Terug naar het dossier</a>' in page
    offered.refresh_from_db()
    assert offered.state == "offered"


@pytest.mark.parametrize(("name", "step"), STEPS)
@pytest.mark.parametrize("outsider", [None, "alice", "erin", "carol"])
def test_an_outsider_neither_sees_nor_takes_it(
    cast: Cast, offered: Escalation, name: str, step: str, outsider: str | None
) -> None:
    client = cast.client(outsider)
    assert client.get(path_of(offered, step)).status_code == 404
    answer = client.post(path_of(offered, step), {"version": offered.version, "reason": REASON})
    assert answer.status_code == 403
    offered.refresh_from_db()
    assert offered.state == "offered"


def test_the_adviser_does_not_take_back_and_the_owner_does_not_accept(cast: Cast, offered: Escalation) -> None:
    for name, step in (("frank", "aannemen"), ("frank", "teruggeven"), ("dave", "terugnemen")):
        answer = cast.client(name).post(path_of(offered, step), {"version": offered.version, "reason": REASON})
        assert answer.status_code == 403
        assert "doet alleen" in answer.content.decode()


def test_accepting_starts_the_clock_and_tells_everybody_what_was_shown(cast: Cast, offered: Escalation) -> None:
    client = cast.client("dave")
    shown = client.get(path_of(offered, "aannemen")).content.decode()
    answer = client.post(path_of(offered, "aannemen"), {"version": offered.version}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(f"/signalen/{offered.pk}/", 302)]
    assert "3 organisaties hebben bericht gekregen." in page
    assert "nog 182 dagen" in page
    told = latest(cast)
    assert len(told) == 3
    assert all(one.title in shown and one.text in shown for one in told)


@pytest.mark.parametrize(
    ("name", "step", "state"), [("dave", "teruggeven", "returned"), ("frank", "terugnemen", "taken_back")]
)
def test_returning_goes_with_a_reason_that_everybody_reads(
    cast: Cast, offered: Escalation, name: str, step: str, state: str
) -> None:
    client = cast.client(name)
    shown = client.get(path_of(offered, step)).content.decode()
    answer = client.post(path_of(offered, step), {"version": offered.version, "reason": REASON}, follow=True)
    assert REASON in answer.content.decode()
    offered.refresh_from_db()
    assert (offered.state, offered.reason) == (state, REASON)
    for one in latest(cast):
        assert one.title in shown
        assert one.text.endswith(REASON)
        assert one.text.removesuffix(REASON).strip() in shown


@pytest.mark.parametrize(("name", "step"), [("dave", "teruggeven"), ("frank", "terugnemen")])
@pytest.mark.parametrize("reason", ["", "   ", "\x00\u202e"])
def test_without_a_reason_it_is_refused(cast: Cast, offered: Escalation, name: str, step: str, reason: str) -> None:
    answer = cast.client(name).post(path_of(offered, step), {"version": offered.version, "reason": reason})
    assert answer.status_code == 422
    assert "De reden is nog leeg" in answer.content.decode()
    offered.refresh_from_db()
    assert offered.state == "offered"


def test_two_advisers_at_once(cast: Cast, offered: Escalation) -> None:
    actions.accept(escalation_id=offered.pk, by=cast.actor("dave"), at=days_ago(0))
    answer = cast.client("dave").post(path_of(offered, "teruggeven"), {"version": offered.version, "reason": REASON})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Het signaal is intussen door iemand anders veranderd" in page
    assert REASON in page
    assert "Het signaal staat nu op “in behandeling”" in page
    offered.refresh_from_db()
    assert offered.state == "accepted"


def test_an_old_link_leads_to_the_dossier_with_the_reason(cast: Cast, accepted: Escalation) -> None:
    answer = cast.client("dave").get(path_of(accepted, "aannemen"), follow=True)
    assert answer.redirect_chain == [(f"/signalen/{accepted.pk}/", 302)]
    assert "Signaal aannemen kan nu niet: het signaal staat op “in behandeling”." in answer.content.decode()


def test_a_page_without_its_version_is_not_believed(cast: Cast, offered: Escalation) -> None:
    answer = cast.client("dave").post(path_of(offered, "aannemen"), {"version": "x"})
    assert answer.status_code == 422
    assert "niet helemaal geladen" in answer.content.decode()
