"""Mail that did not arrive: the administrator sees it and chooses, the reader and the own organisation see it too."""

from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.linking.feedback.clock import send_digests
from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.outbox import actions
from leerlus.linking.outbox.clock import give_up_uncertain
from leerlus.linking.outbox.models import Mail
from leerlus.people.actors import Role
from leerlus.people.models import Person, RoleGrant
from tests.cast import make_cast, raise_one

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries

    from tests.cast import Cast

pytestmark = pytest.mark.django_db

PAGE = "/mail/niet-aangekomen/"
REFUSES = smtplib.SMTPRecipientsRefused({"alice@voorbeeld.test": (550, b"no such user")})
BREAKS = smtplib.SMTPServerDisconnected("Connection unexpectedly closed")


@pytest.fixture(name="cast")
def _cast() -> Cast:
    """The cast, with Ivan who keeps the platform; everybody wants mail at once."""
    cast = make_cast()
    ivan = Person.objects.create(email="ivan@voorbeeld.test", name="Ivan")
    RoleGrant.objects.create(
        person=ivan, organisation=cast.organisations["divosa"], role=Role.PLATFORM_ADMINISTRATOR, since="2020-01-01"
    )
    cast.people["ivan"] = ivan
    Person.objects.update(digest="at_once")
    return cast


@pytest.fixture
def mail_server(monkeypatch: pytest.MonkeyPatch) -> Callable[[Exception | None], None]:
    """Return what decides how the mail server answers from now on; None: it takes everything."""
    send = mail.EmailMessage.send

    def answer(failure: Exception | None) -> None:
        def refuse(_message: mail.EmailMessage, _silently: bool = False) -> int:  # noqa: FBT002 - Django's
            assert failure is not None
            raise failure

        monkeypatch.setattr(mail.EmailMessage, "send", refuse if failure else send)

    return answer


def lose_one(
    cast: Cast, mail_server: Callable[[Exception | None], None], failure: Exception, name: str = "alice"
) -> Mail:
    """Let a digest of this player end without arriving; the server works again afterwards."""
    start = timezone.localtime() - timedelta(days=6)
    raise_one(cast, name, at=start)
    mail_server(failure)
    for half_day in range(1, 11):
        send_digests(start + timedelta(hours=12 * half_day))
    mail_server(None)
    return Mail.objects.get(person=cast.people[name], state__in=("uncertain", "refused"))


def page_of(cast: Cast, name: str = "ivan", address: str = PAGE) -> str:
    answer = cast.client(name).get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_line_that_broke_shows_what_happened_and_for_which_organisation(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    lose_one(cast, mail_server, BREAKS)
    page = page_of(cast)
    for told in ("onzeker", "brak af tijdens het versturen", "1 keer geprobeerd", "Gemeente Bronckhorst"):
        assert told in page
    assert "twee keer" in page


def test_the_administrator_reads_no_name_and_nothing_of_the_message(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    lose_one(cast, mail_server, BREAKS)
    page = page_of(cast)
    assert "Alice" not in page
    assert "alice@voorbeeld.test" not in page
    assert "@voorbeeld.test" in page
    assert "Het plan komt te laat" not in page


def test_a_refused_address_is_shown_in_full_and_cannot_be_sent_again(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    digest = lose_one(cast, mail_server, REFUSES)
    page = page_of(cast)
    assert "alice@voorbeeld.test" in page
    assert "8 keer geprobeerd" in page
    assert f"{PAGE}{digest.pk}/opnieuw/" not in page
    with pytest.raises(Denied, match="weigert mail"):
        actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())


def test_sending_again_goes_once_more_and_is_remembered(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    assert not mail.outbox
    answer = cast.client("ivan").post(f"{PAGE}{digest.pk}/opnieuw/", follow=True)
    assert "gaat in de volgende ronde opnieuw weg" in answer.content.decode()
    assert "Alle mail is verstuurd" in answer.content.decode()
    assert send_digests(timezone.now() + timedelta(minutes=1)) == 1
    assert mail.outbox[0].to == ["alice@voorbeeld.test"]
    digest.refresh_from_db()
    assert digest.state == "sent"
    assert DigestLine.objects.count() == 1
    event = Event.objects.get(name="mail_sent_again")
    assert event.actor_label == "beheerder platform, Divosa"


def test_it_never_goes_again_by_itself(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    lose_one(cast, mail_server, BREAKS)
    assert send_digests(timezone.now() + timedelta(days=1)) == 0
    assert not mail.outbox


def test_two_administrators_who_press_at_once_send_it_once(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())
    with pytest.raises(Stale):
        actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())
    answer = cast.client("ivan").post(f"{PAGE}{digest.pk}/opnieuw/", follow=True)
    assert "intussen door iemand anders veranderd" in answer.content.decode()
    assert send_digests(timezone.now() + timedelta(minutes=1)) == 1


def test_a_newer_mail_that_waits_goes_first(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    Mail.objects.create(person=cast.people["alice"], planned_at=timezone.now(), not_before=timezone.now())
    with pytest.raises(Denied, match="Die gaat eerst"):
        actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())


def test_who_stopped_the_mail_gets_none_again(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    Person.objects.filter(pk=cast.people["alice"].pk).update(digest="never")
    assert "wil geen mail meer" in page_of(cast)
    with pytest.raises(Denied, match="wil geen mail meer"):
        actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())


def test_leaving_it_takes_it_off_the_list(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    digest = lose_one(cast, mail_server, REFUSES)
    answer = cast.client("ivan").post(f"{PAGE}{digest.pk}/afhandelen/", follow=True)
    assert "Alle mail is verstuurd" in answer.content.decode()
    digest.refresh_from_db()
    assert (digest.state, digest.settled_at is None) == ("refused", False)
    with pytest.raises(Stale):
        actions.settle(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())


def test_a_worker_that_was_killed_says_so(cast: Cast) -> None:
    now = timezone.now()
    raise_one(cast, "alice", at=now - timedelta(hours=1))
    send_digests(now - timedelta(minutes=50))
    Mail.objects.update(state="handing_over")
    give_up_uncertain(now)
    assert "Leerlus stopte tijdens het versturen" in page_of(cast)


def test_a_server_that_is_away_blames_no_address_and_can_be_tried_again_without_a_risk(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    digest = lose_one(cast, mail_server, ConnectionRefusedError())
    page = page_of(cast)
    assert "zeker niet aangekomen" in page
    assert "Dan krijgt de lezer hem twee keer." not in page
    assert Person.objects.get(pk=cast.people["alice"].pk).unreachable_since is None
    actions.send_again(mail_id=digest.pk, by=cast.actor("ivan"), at=timezone.now())
    assert send_digests(timezone.now() + timedelta(minutes=1)) == 1


def test_the_reader_is_told_to_look_at_the_address_until_mail_arrives_again(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    lose_one(cast, mail_server, REFUSES)
    for address in ("/profiel/", "/mijn-werk/"):
        assert "Onze mail komt niet bij u aan" in page_of(cast, "alice", address)
        assert "Onze mail komt niet bij u aan" not in page_of(cast, "bob", address)
    raise_one(cast, "alice", title="Nog een", at=timezone.now())
    assert send_digests(timezone.now() + timedelta(minutes=1)) == 1
    assert "Onze mail komt niet bij u aan" not in page_of(cast, "alice", "/profiel/")


def test_the_own_administrator_sees_at_which_colleague_mail_does_not_arrive(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    address = f"/organisatie/{cast.organisations['bronckhorst'].pk}/"
    assert "mail komt niet aan" not in page_of(cast, "grace", address)
    lose_one(cast, mail_server, REFUSES)
    page = page_of(cast, "grace", address)
    assert "mail komt niet aan" in page
    assert "nodig uw collega dan uit op het nieuwe adres" in page


def test_the_desk_counts_what_did_not_arrive(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    desk = page_of(cast, address="/mijn-werk/")
    assert "Mail die niet aankwam</a>" in desk
    assert "misschien niet aan" not in desk
    lose_one(cast, mail_server, BREAKS)
    lose_one(cast, mail_server, REFUSES, "bob")
    desk = page_of(cast, address="/mijn-werk/")
    assert "2 mails kwamen misschien niet aan" in desk
    assert "1 onzeker: u kiest of hij opnieuw weg moet. 1 geweigerd." in desk
    assert PAGE in desk


def test_an_empty_page_teaches(cast: Cast) -> None:
    page = page_of(cast)
    assert "Alle mail is verstuurd" in page
    assert "Hier staat straks mail" in page


def test_what_is_old_goes_by_itself(cast: Cast, mail_server: Callable[[Exception | None], None]) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    Mail.objects.filter(pk=digest.pk).update(handed_over_at=timezone.localtime() - timedelta(days=61))
    assert "Alle mail is verstuurd" in page_of(cast)


def test_only_the_administrator_of_the_platform_sees_it(
    cast: Cast, mail_server: Callable[[Exception | None], None]
) -> None:
    digest = lose_one(cast, mail_server, BREAKS)
    assert cast.client().get(PAGE).status_code == 302
    for name in ("alice", "grace", "frank", "dave"):
        client = cast.client(name)
        assert client.get(PAGE).status_code == 404
        assert client.post(f"{PAGE}{digest.pk}/opnieuw/").status_code == 403
        assert client.post(f"{PAGE}{digest.pk}/afhandelen/").status_code == 403
        assert PAGE not in page_of(cast, name, "/mijn-werk/")
    digest.refresh_from_db()
    assert (digest.state, digest.settled_at) == ("uncertain", None)


def test_a_mail_that_arrived_is_not_sent_again_by_its_number(cast: Cast) -> None:
    raise_one(cast, "alice", at=timezone.now())
    send_digests(timezone.now() + timedelta(minutes=1))
    sent = Mail.objects.get()
    for number in (sent.pk, sent.pk + 999):
        assert cast.client("ivan").post(f"{PAGE}{number}/opnieuw/").status_code == 302
    sent.refresh_from_db()
    assert sent.state == "sent"


def test_a_long_list_costs_no_more_than_a_short_one(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    for number in range(40):
        person = Person.objects.create(email=f"p{number}@voorbeeld.test", name=f"Persoon {number}")
        for key in ("bronckhorst", "enschede"):
            RoleGrant.objects.create(
                person=person, organisation=cast.organisations[key], role=Role.PROFESSIONAL, since="2020-01-01"
            )
        Mail.objects.create(
            person=person, state="uncertain", trouble="line", planned_at=now, not_before=now, handed_over_at=now
        )
    client = cast.client("ivan")
    with django_assert_max_num_queries(6):
        page = client.get(PAGE).content.decode()
    assert page.count("Toch opnieuw sturen") == 25
    assert "Gemeente Bronckhorst, Gemeente Enschede" in page
