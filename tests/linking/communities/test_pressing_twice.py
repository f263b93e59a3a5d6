"""Each button of a community, pressed twice: the second time nothing happens, and the reader sees no error page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from leerlus.linking.communities import actions
from leerlus.linking.communities.models import Community, Membership, Post, Topic
from leerlus.measures.attachments import Received
from leerlus.people.models import Region
from tests.cast import NOW

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django import Settings

    from tests.cast import Cast

PAGE = "/communities/achterhoek/"


@pytest.fixture
def places(cast: Cast, tmp_path: Path, settings: Settings) -> dict[str, int]:
    """A community with a member, one who asked, one who was invited, a topic, a hidden post and a file."""
    settings.FILES_ROOT = tmp_path
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="g")
    made.regions.set(Region.objects.filter(pk="AM09"))
    found = {"organisation": cast.organisations["bronckhorst"].pk}
    for name, state in (("bob", "asked"), ("heidi", "invited"), ("erin", "member"), ("alice", "member")):
        grant = cast.actor(name).grants[0]
        found[name] = Membership.objects.create(
            community=made,
            person=cast.people[name],
            organisation_id=grant.organisation_id,
            role=grant.role,
            state=state,
            asked_at=NOW,
            since=NOW if state == "member" else None,
        ).pk
    file = Received(name="a.pdf", kind="pdf", content=b"%PDF-", text="a")
    alice = cast.actor("alice")
    topic = actions.open_topic(community_id=made.pk, title="T", text="t", attachments=[file], by=alice, at=NOW)
    post = topic.posts.get()
    hidden = actions.post(topic_id=topic.pk, text="weg", by=alice, at=NOW)
    actions.hide(post_id=hidden.pk, reason="r", by=cast.actor("carol"), at=NOW)
    return {**found, "topic": topic.pk, "post": post.pk, "hidden": hidden.pk, "file": post.files.get().pk}


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of communities, files, mail and history."""
    models = [
        model
        for label in ("communities", "files", "outbox", "audit")
        for model in apps.get_app_config(label).get_models()
    ]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


PRESSED = [
    ("grace", "meedoen/", {"organisation": "{organisation}", "motivation": "Leren."}),
    ("heidi", "meedoen/", {"organisation": "{own}"}),
    ("heidi", "niet-meedoen/", {}),
    ("bob", "niet-meedoen/", {}),
    ("alice", "weggaan/", {}),
    ("carol", "leden/", {"email": "grace@voorbeeld.test"}),
    ("carol", "leden/{bob}/", {"stap": "admit"}),
    ("carol", "leden/{bob}/", {"stap": "refuse"}),
    ("carol", "leden/{heidi}/", {"stap": "withdraw"}),
    ("carol", "leden/{alice}/", {"stap": "dismiss", "zeker": "ja"}),
    ("carol", "leden/{alice}/", {"stap": "core"}),
    ("carol", "leden/{alice}/", {"stap": "lead"}),
    ("carol", "leden/{alice}/", {"stap": "lead_no_more"}),
    ("carol", "aanpassen/", {"goals": "Nieuw", "admission": "open", "version": "1"}),
    ("alice", "gesprekken/", {"title": "Nieuw", "text": "Hallo."}),
    ("erin", "gesprekken/{topic}/", {"text": "Hallo.", "quoted_id": "{post}", "mentioned": "{alice}"}),
    ("erin", "gesprekken/{topic}/", {"text": "Zie.", "attachments": b"%PDF-1", "looked": "on"}),
    ("erin", "gesprekken/{topic}/mail/", {"hoort": "at_once"}),
    ("erin", "gesprekken/{topic}/mail/", {"hoort": "none"}),
    ("carol", "gesprekken/{topic}/{post}/uit-beeld/", {"reason": "Hoort hier niet"}),
    ("carol", "gesprekken/{topic}/{hidden}/tonen/", {}),
    ("alice", "gesprekken/{topic}/bestand/{file}/weghalen/", {}),
]


@pytest.mark.parametrize(("who", "address", "data"), PRESSED, ids=lambda it: it if isinstance(it, str) else "")
def test_the_second_press_does_nothing(
    cast: Cast, places: dict[str, int], who: str, address: str, data: dict[str, Any]
) -> None:
    places["own"] = cast.actor(who).grants[0].organisation_id
    client, before = cast.client(who), everything()
    status = []
    seen = []
    for _ in range(2):
        filled = {
            name: value.format(**places) if isinstance(value, str) else SimpleUploadedFile("b.pdf", value)
            for name, value in data.items()
        }
        status.append(client.post(PAGE + address.format(**places), filled).status_code)
        seen.append(everything())
    assert status[0] == 302
    assert status[1] in (302, 409)
    assert (seen[0] != before) is (data != {"stap": "lead_no_more"})
    assert seen[1] == seen[0]


def test_the_same_words_later_or_with_another_file_are_another_post(cast: Cast, places: dict[str, int]) -> None:
    client = cast.client("erin")
    for name in ("a.pdf", "b.pdf"):
        files = {"text": "Zie.", "attachments": SimpleUploadedFile(name, b"%PDF-"), "looked": "on"}
        client.post(f"{PAGE}gesprekken/{places['topic']}/", files)
    Post.objects.filter(text="Zie.").update(at=NOW)
    client.post(f"{PAGE}gesprekken/{places['topic']}/", {"text": "Zie."})
    assert Topic.objects.get(pk=places["topic"]).posts.filter(text="Zie.").count() == 3
