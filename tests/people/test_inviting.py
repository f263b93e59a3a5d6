from __future__ import annotations

import smtplib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.people import queries
from leerlus.people.actors import Role
from leerlus.people.models import Invitation, Organisation, Person, RoleGrant, Theme
from tests.people.conftest import NEWCOMER

if TYPE_CHECKING:
    from django.test import Client

    from tests.people.conftest import PostOffice, Sent

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Judy", "password": "een zin van een paar woorden"}


def test_an_administrator_invites_by_the_page(
    client: Client,
    grace: Person,
    bronckhorst: Organisation,
    post: PostOffice,
) -> None:
    client.force_login(grace)
    address = reverse("people:invite", args=[bronckhorst.pk])
    roles = [Role.PROFESSIONAL, Role.EXPERIENCE_EXPERT]
    answer = post.after(lambda: client.post(address, {"email": "Judy@Voorbeeld.NL", "roles": roles}))
    assert answer["Location"] == reverse("people:organisation", args=[bronckhorst.pk])
    page = client.get(answer["Location"]).content.decode()
    assert NEWCOMER in page
    assert "Professional, Ervaringsdeskundige" in page
    (message,) = post.messages
    assert message.to == [NEWCOMER]
    assert message.subject == "Uitnodiging voor Leerlus van Gemeente Bronckhorst"
    assert "als professional en ervaringsdeskundige" in str(message.body)
    ((html, kind),) = message.alternatives  # type: ignore[attr-defined]
    assert kind == "text/html"
    assert "<style" not in html
    assert "style=" in html


def test_the_link_itself_is_not_in_the_database(invited: Sent) -> None:
    row = str(Invitation.objects.values().get())
    assert invited.token not in row
    assert queries.hash_token(invited.token) in row


def test_sending_it_again_makes_the_earlier_link_stop(
    client: Client,
    invited: Sent,
    grace: Person,
    post: PostOffice,
) -> None:
    Invitation.objects.update(expires_at=timezone.localtime() - timedelta(days=1))
    client.force_login(grace)
    post.after(lambda: client.post(reverse("people:resend", args=[invited.invitation.pk])))
    client.logout()
    fresh = post.link()
    assert client.get(invited.link).status_code == 404
    assert client.get(fresh).status_code == 200
    assert client.post(fresh, ANSWERS).status_code == 302


def test_withdrawing_makes_the_link_stop_and_wipes_the_address(client: Client, invited: Sent, grace: Person) -> None:
    client.force_login(grace)
    client.post(reverse("people:withdraw", args=[invited.invitation.pk]))
    client.logout()
    answer = client.get(invited.link)
    assert answer.status_code == 410
    assert "ingetrokken" in answer.content.decode()
    assert Invitation.objects.get().email == ""


def test_inviting_the_same_address_twice_is_refused_and_nothing_typed_is_lost(
    client: Client, invited: Sent, grace: Person, bronckhorst: Organisation
) -> None:
    client.force_login(grace)
    answer = client.post(
        reverse("people:invite", args=[bronckhorst.pk]), {"email": NEWCOMER, "roles": [Role.PROFESSIONAL]}
    )
    assert "staat al een uitnodiging open" in answer.content.decode()
    assert NEWCOMER in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_an_organisation_administrator_is_not_offered_the_roles_of_the_platform(
    client: Client, grace: Person, bronckhorst: Organisation
) -> None:
    client.force_login(grace)
    address = reverse("people:invite", args=[bronckhorst.pk])
    page = client.get(address).content.decode()
    assert "Professional" in page
    assert 'value="regional_coordinator"' not in page
    answer = client.post(address, {"email": NEWCOMER, "roles": [Role.REGIONAL_COORDINATOR]})
    assert answer.status_code == 200
    assert not Invitation.objects.exists()


def test_the_platform_invites_a_coordinator_for_one_region(
    client: Client, ivan: Person, bronckhorst: Organisation, theme: Theme, post: PostOffice
) -> None:
    client.force_login(ivan)
    address = reverse("people:invite", args=[bronckhorst.pk])
    answers = {"email": NEWCOMER, "roles": [Role.REGIONAL_COORDINATOR, Role.PROFESSIONAL], "theme": theme.pk}
    assert "Kies de regio." in client.post(address, answers).content.decode()
    post.after(lambda: client.post(address, {**answers, "region": bronckhorst.region_id}))
    client.logout()
    client.post(post.link(), ANSWERS)
    held = RoleGrant.objects.filter(person__email=NEWCOMER).values_list("role", "region", "theme")
    assert set(held) == {(Role.REGIONAL_COORDINATOR, "AM09", "pip"), (Role.PROFESSIONAL, None, None)}


def test_an_outsider_invites_nobody(
    client: Client, bob: Person, alice: Person, invited: Sent, bronckhorst: Organisation
) -> None:
    for person in (bob, alice):
        client.force_login(person)
        answers = [
            client.post(reverse("people:invite", args=[bronckhorst.pk]), {"email": "x@voorbeeld.nl"}),
            client.post(reverse("people:resend", args=[invited.invitation.pk])),
            client.post(reverse("people:withdraw", args=[invited.invitation.pk])),
        ]
        assert [answer.status_code for answer in answers] == [403] * 3
    assert Invitation.objects.get().withdrawn_at is None


def test_when_the_mail_can_not_leave_the_administrator_hears_it(
    client: Client, grace: Person, bronckhorst: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected("weg")

    monkeypatch.setattr("leerlus.people.actions.inviting.send_invitation", fail)
    monkeypatch.setattr("django.db.transaction.on_commit", lambda act: act())
    client.force_login(grace)
    answer = client.post(
        reverse("people:invite", args=[bronckhorst.pk]),
        {"email": NEWCOMER, "roles": [Role.PROFESSIONAL]},
        follow=True,
    )
    assert "de mail kon niet weg" in answer.content.decode()
