"""The one way out: written anew, by the case presenter only, and nothing in the database leads back."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection

from leerlus.audit.models import Event
from leerlus.linking.open_sessions.models import OpenSession
from leerlus.practice.issues.models import Draft, Issue, Source
from leerlus.practice.peer_sessions import actions
from leerlus.practice.peer_sessions.models import Entry, OwnMethod, Participant, PeerSession
from tests.cast import NOW
from tests.practice.peer_sessions.scenes import GROUP, plan_one, run_to, say

if TYPE_CHECKING:
    from typing import Any

    from tests.cast import Cast

SECRET = "zeldzaamwoord-4711"
OURS = (PeerSession, Participant, Entry, OwnMethod)
WORDS = {
    "title": "Niemand zegt dat nee zeggen mag in het gesprek over het plan",
    "situation": "In gesprekken over het plan zegt iemand ja en doet daarna iets anders.",
    "question": "Wie vertelt vooraf wat er gebeurt als iemand nee zegt?",
    "tried": "",
    "meaning": "De inburgeraar begint aan iets wat niet past.",
    "severity": "1",
    "theme": "pip",
    "articles": "",
    "visibility": "professionals",
    "source": "peer_session",
}


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, as it is stored."""
    found = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our tables
            found[model._meta.db_table] = cursor.fetchall()
    return found


def held(cast: Cast) -> PeerSession:
    """Hold a session to its end, in which something was said."""
    session = run_to(cast, plan_one(cast), 5)
    say(cast, session, "heidi", "advies", SECRET)
    return run_to(cast, session, 7)


def share(cast: Cast, session: PeerSession) -> Issue:
    """Let Bob go all the way: agree, write, look, send."""
    bob = cast.client("bob")
    answer = bob.post(f"/intervisie/{session.pk}/delen/", {"agrees": "on"})
    assert answer.headers["Location"] == "/kwesties/indienen/?bron=peer_session"
    page = bob.get(answer.headers["Location"]).content.decode()
    assert SECRET not in page
    assert re.search(r'<option value="peer_session" selected>', page)
    sent = bob.post("/kwesties/indienen/", {**WORDS, "stap": "nakijken"})
    check = sent.headers["Location"]
    seen = re.search(r'name="gezien" value="(\w+)"', bob.get(check).content.decode())
    assert seen is not None
    bob.post(check, {"gezien": seen[1]})
    return Issue.objects.get()


def test_the_loop_knows_intervisie_and_nothing_more(cast: Cast) -> None:
    issue = share(cast, held(cast))
    assert issue.source == Source.PEER_SESSION
    assert (issue.title, issue.situation) == (WORDS["title"], WORDS["situation"])


def test_sharing_changes_nothing_of_the_session(cast: Cast) -> None:
    session = held(cast)
    before = tables()
    issue = share(cast, session)
    after = tables()
    for model in OURS:
        name = model._meta.db_table
        # That Bob looked at the page of the report is not written down either: the session is over.
        assert after[name] == before[name], name
    new = [event for event in Event.objects.order_by("pk") if event.subject == "peer_session"]
    assert len(new) == len([row for row in before["audit_event"] if "peer_session" in row])
    assert not Draft.objects.exists()
    words = " ".join(str(value) for event in Event.objects.of("issue", issue.pk) for value in (event.note, event.data))
    assert "peer" not in words
    assert "intervisie" not in words.lower()


def test_nothing_in_the_database_links_them(cast: Cast) -> None:
    session = held(cast)
    marks = {session.sealed_key, SECRET, str(session)}
    share(cast, session)
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if getattr(field, "related_model", None) in OURS and not field.auto_created:
                assert model in (*OURS, OpenSession), f"{model.__name__}.{field.name} leads to a session"
        if model in OURS:
            targets = {getattr(field, "related_model", None) for field in model._meta.get_fields()}
            assert Issue not in targets
    known = {field.name for field in OpenSession._meta.get_fields()}
    assert known == {"id", "session", "community", "opened_at"}, "that it is of a community, and no person or issue"
    for name, rows in tables().items():
        if not name.startswith("peer_sessions"):
            assert not [row for row in rows for value in row if any(mark in str(value) for mark in marks)], name
    moments = {event.at.replace(microsecond=0) for event in Event.objects.filter(subject="peer_session")}
    raised = {event.at.replace(microsecond=0) for event in Event.objects.filter(subject="issue")}
    assert not moments & raised


def test_only_the_presenter_shares_and_only_afterwards(cast: Cast) -> None:
    session = run_to(cast, plan_one(cast), 6)
    assert cast.client("bob").get(f"/intervisie/{session.pk}/delen/").status_code == 404
    session = run_to(cast, session, 7)
    for name in (*GROUP, "carol", "grace"):
        answer = cast.client(name).get(f"/intervisie/{session.pk}/delen/")
        assert answer.status_code == (200 if name == "bob" else 404), name


def test_without_agreeing_one_goes_nowhere(cast: Cast) -> None:
    session = held(cast)
    answer = cast.client("bob").post(f"/intervisie/{session.pk}/delen/", {"other": "x"})
    assert answer.status_code == 422
    assert "Anders blijft alles in de groep" in answer.content.decode()


def test_after_the_wipe_the_issue_stays(cast: Cast) -> None:
    session = held(cast)
    issue = share(cast, session)
    assert actions.wipe(session_id=session.pk, at=NOW + timedelta(days=400))
    assert Issue.objects.get() == issue
