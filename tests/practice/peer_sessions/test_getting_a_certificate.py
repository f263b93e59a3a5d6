"""The certificate of attendance: for who was there, after the end, with nothing of the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leerlus.people.models import Person
from leerlus.practice.peer_sessions import actions
from tests.cast import NOW
from tests.practice.peer_sessions.scenes import go_on, plan_one, run_to

if TYPE_CHECKING:
    from tests.cast import Cast


def test_who_was_there_gets_one_after_the_end(cast: Cast) -> None:
    session = plan_one(cast)
    go_on(cast, session)
    for name in ("alice", "bob"):
        actions.be_present(session_id=session.pk, by=cast.actor(name), at=NOW)
    address = f"/intervisie/{session.pk}/bewijs/"
    assert cast.client("bob").get(address).status_code == 404
    run_to(cast, session, 7)
    Person.objects.filter(email="bob@voorbeeld.test").update(name='Bob #panic("x") *vet*')
    answer = cast.client("bob").get(address)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"pdfuaid" in answer.content
    Person.objects.filter(email="bob@voorbeeld.test").update(name="ትግርኛ 中文")
    assert cast.client("bob").get(address).content.startswith(b"%PDF")
    for name in ("heidi", "carol", "grace"):
        assert cast.client(name).get(address).status_code == 404, name
    assert "Bewijs van deelname" in cast.client("bob").get(f"/intervisie/{session.pk}/").content.decode()
    assert "Bewijs van deelname" not in cast.client("heidi").get(f"/intervisie/{session.pk}/").content.decode()
