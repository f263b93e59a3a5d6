"""Files in a conversation: kept outside the website, given out to members only, and taken away for good."""

from __future__ import annotations

import io
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection
from PIL import Image

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.files.actions import keeping
from leerlus.files.clock import clear_away
from leerlus.files.models import StoredFile
from leerlus.linking.communities import actions
from leerlus.linking.communities.models import Community, Membership, Post, Topic
from leerlus.measures.attachments import MOST_BYTES, Received
from leerlus.people.models import Region
from tests.cast import NOW

if TYPE_CHECKING:
    from django.http import FileResponse
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

    from tests.cast import Cast

TOPICS = "/communities/achterhoek/gesprekken/"
PDF = b"%PDF-1.7\nhet rooster"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return tmp_path / "files"


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """Carol runs the community; Alice and Bob are members and talk."""
    made = Community.objects.create(slug="achterhoek", name="CoP Achterhoek", kind="regional", goals="g")
    made.regions.set(Region.objects.filter(pk="AM09"))
    for name in ("alice", "bob"):
        grant = cast.actor(name).grants[0]
        Membership.objects.create(
            community=made,
            person=cast.people[name],
            organisation_id=grant.organisation_id,
            role=grant.role,
            state="member",
            asked_at=NOW,
            since=NOW,
        )
    return actions.open_topic(community_id=made.pk, title="Roosters", text="Wie?", by=cast.actor("alice"), at=NOW)


def upload(name: str = "rooster.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/html")


def attach(cast: Cast, topic: Topic, *files: SimpleUploadedFile, looked: str = "on", text: str = "Zie hier.") -> str:
    """Let Alice write with files; return the page that follows."""
    data = {"text": text, "attachments": list(files), "looked": looked}
    return cast.client("alice").post(f"{TOPICS}{topic.pk}/", data, follow=True).content.decode()


def attach_one(cast: Cast, topic: Topic) -> str:
    """Return the address of a file that Alice attached."""
    attach(cast, topic, upload())
    return f"{TOPICS}{topic.pk}/bestand/{StoredFile.objects.get().pk}/"


def ask(client: Client, address: str) -> int:
    """Return the status of the answer; a file is read to its end, so that it is closed."""
    answer = client.get(address)
    if answer.streaming:
        answer.getvalue()
    return answer.status_code


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_member_gets_exactly_what_was_attached_and_only_to_save_it(cast: Cast, topic: Topic) -> None:
    address = attach_one(cast, topic)
    page = cast.client("bob").get(f"{TOPICS}{topic.pk}/").content.decode()
    assert address in page
    assert "rooster.pdf" in page
    answer: FileResponse = cast.client("bob").get(address)  # type: ignore[assignment] # a client returns any response
    assert b"".join(answer.streaming_content) == PDF  # type: ignore[arg-type] # synchronous here
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="rooster.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"


def test_nobody_else_gets_it_and_rights_are_looked_at_each_time(cast: Cast, topic: Topic) -> None:
    address = attach_one(cast, topic)
    assert ask(cast.client(), address) == 302
    for name in ("grace", "dave", "heidi"):
        assert ask(cast.client(name), address) == 404
    assert ask(cast.client("carol"), address) == 200
    own = Membership.objects.get(person=cast.people["bob"])
    actions.step_membership(membership_id=own.pk, name="leave", by=cast.actor("bob"), at=NOW)
    assert ask(cast.client("bob"), address) == 404


def test_a_number_of_another_topic_or_community_opens_nothing(cast: Cast, topic: Topic) -> None:
    address = attach_one(cast, topic)
    other = actions.open_topic(
        community_id=topic.community_id, title="Anders", text="t", by=cast.actor("alice"), at=NOW
    )
    assert ask(cast.client("alice"), address.replace(f"/{topic.pk}/", f"/{other.pk}/")) == 404
    away = Community.objects.create(slug="elders", name="CoP Elders", kind="regional", goals="g")
    away.regions.set(Region.objects.filter(pk="AM09"))
    assert ask(cast.client("carol"), address.replace("achterhoek", "elders")) == 404


def test_it_stands_outside_the_website_under_a_name_that_says_nothing(
    cast: Cast, topic: Topic, folder: Path, settings: Settings
) -> None:
    attach_one(cast, topic)
    (path,) = on_disk(folder)
    assert path.read_bytes() == PDF
    assert "rooster" not in str(path.relative_to(folder))
    assert path.stat().st_mode & 0o777 == 0o600
    assert not Path(settings.FILES_ROOT).is_relative_to(settings.STATIC_ROOT)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("pagina.html", b"<html><script>alert(1)</script>")], "“pagina.html” is een soort bestand dat hier niet kan"),
        ([("plaatje.svg", b"<svg onload='alert(1)'/>")], "“plaatje.svg” is een soort bestand dat hier niet kan"),
        ([("leeg.pdf", b"")], "“leeg.pdf” is leeg"),
        ([("groot.pdf", b"%PDF-" + b"0" * MOST_BYTES)], "“groot.pdf” is 10,0 MB. Een bestand is hoogstens 10 MB"),
        ([("a.pdf", PDF)] * 4, "U koos 4 bestanden. Kies er hoogstens 3."),
        ([("mevrouw Haddad.pdf", PDF)], "“Haddad” (naam)"),
        ([("bel.csv", b"naam;nummer\nmevrouw Haddad;06-12345678")], "“06-12345678” (telefoonnummer)"),
    ],
)
def test_what_is_refused_says_why_and_keeps_the_text(
    cast: Cast, topic: Topic, folder: Path, files: list[tuple[str, bytes]], said: str
) -> None:
    page = attach(cast, topic, *(upload(name, content) for name, content in files), text="Een lang verhaal over les")
    assert said in page
    assert "Een lang verhaal over les</textarea>" in page
    assert "Kies uw bestanden opnieuw" in page
    assert topic.posts.count() == 1
    assert not StoredFile.objects.exists()
    assert not folder.exists()


def test_the_writer_says_that_no_newcomer_stands_in_them(cast: Cast, topic: Topic) -> None:
    assert "Kijk uw bestanden na en vink dit aan." in attach(cast, topic, upload(), looked="")
    assert topic.posts.count() == 1
    attach(cast, topic, looked="")
    assert topic.posts.count() == 2


def test_a_topic_begins_with_files_too(cast: Cast, topic: Topic) -> None:
    data = {"title": "Nieuw", "text": "Zie.", "attachments": [upload(), upload("twee.txt", b"hallo")], "looked": "on"}
    page = cast.client("alice").post(TOPICS, data, follow=True).content.decode()
    assert "rooster.pdf" in page
    assert "twee.txt" in page


def test_a_photo_comes_back_without_where_it_was_taken(cast: Cast, topic: Topic, folder: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Toestel van Haddad"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "jpeg", exif=exif)
    attach(cast, topic, upload("foto.jpg", out.getvalue()))
    (path,) = on_disk(folder)
    assert b"Haddad" in out.getvalue()
    assert b"Haddad" not in path.read_bytes()


def test_a_file_goes_out_of_sight_with_its_post_and_comes_back_with_it(cast: Cast, topic: Topic) -> None:
    address = attach_one(cast, topic)
    post = Post.objects.get(files__isnull=False)
    actions.hide(post_id=post.pk, reason="Hoort hier niet", by=cast.actor("carol"), at=NOW)
    for name in ("alice", "bob", "carol"):
        assert ask(cast.client(name), address) == 404
        assert "rooster.pdf" not in cast.client(name).get(f"{TOPICS}{topic.pk}/").content.decode()
    actions.show_again(post_id=post.pk, by=cast.actor("carol"), at=NOW)
    assert ask(cast.client("bob"), address) == 200


@pytest.mark.parametrize("who", ["alice", "carol"])
def test_who_attached_it_or_runs_it_takes_it_away_for_good(
    cast: Cast,
    topic: Topic,
    folder: Path,
    who: str,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    address = attach_one(cast, topic)
    assert "gaat voorgoed weg" in cast.client(who).get(f"{address}weghalen/").content.decode()
    assert ask(cast.client("bob"), f"{address}weghalen/") == 404
    assert cast.client("bob").post(f"{address}weghalen/").status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        page = cast.client(who).post(f"{address}weghalen/", follow=True).content.decode()
    assert "Een bestand is weggehaald." in page
    assert "Zie hier." in page
    assert ask(cast.client(who), address) == 404
    assert on_disk(folder) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM files_storedfile")
        assert cursor.fetchall() == [("",)]
    with pytest.raises(Stale):
        actions.remove_file(file_id=StoredFile.objects.get().pk, by=cast.actor(who), at=NOW)
    told = Event.objects.of("topic", topic.pk).last()
    assert told is not None
    assert (told.name, told.note) == ("remove_file", "")


def test_a_deed_that_fails_leaves_no_file(cast: Cast, topic: Topic, folder: Path) -> None:
    file = Received(name="a.pdf", kind="pdf", content=PDF, text="a")
    with pytest.raises(Denied):
        actions.post(topic_id=topic.pk, text="t", attachments=[file], by=cast.actor("dave"), at=NOW)
    with suppress(IntegrityError), keeping([file], at=NOW):
        assert [path.read_bytes() for path in on_disk(folder)] == [PDF]
        Membership.objects.create(community=topic.community, person=cast.people["alice"], state="member")
    assert on_disk(folder) == []
    assert not StoredFile.objects.exists()
    assert topic.posts.count() == 1


def test_what_was_taken_away_goes_also_when_the_disk_did_not_answer_and_nothing_else_does(
    cast: Cast, topic: Topic, folder: Path
) -> None:
    attach_one(cast, topic)
    attach(cast, topic, upload("ander.pdf"), text="Nog een.")
    (folder / "aa").mkdir(exist_ok=True)
    (folder / "aa" / "van een andere database").write_bytes(b"blijft")
    file = StoredFile.objects.order_by("pk")[0]
    # The deed is done, but what must follow the commit never came.
    actions.remove_file(file_id=file.pk, by=cast.actor("alice"), at=NOW)
    assert len(on_disk(folder)) == 3
    assert clear_away(NOW + timedelta(minutes=1)) == 1
    assert clear_away(NOW + timedelta(minutes=2)) == 0
    assert len(on_disk(folder)) == 2
    assert not file.path.exists()


def test_a_topic_with_many_files_costs_no_more(
    cast: Cast, topic: Topic, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(8):
        file = Received(name=f"{number}.pdf", kind="pdf", content=PDF, text="a")
        actions.post(topic_id=topic.pk, text=f"t{number}", attachments=[file, file], by=cast.actor("alice"), at=NOW)
    client = cast.client("alice")
    with django_assert_max_num_queries(15):
        assert client.get(f"{TOPICS}{topic.pk}/").content.decode().count(" download>") == 16
