from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.audit.models import Event
from leerlus.audit.steps import Denied, Stale
from leerlus.people import actions, queries
from leerlus.people.actors import VISITOR, Role
from leerlus.people.models import Invitation, Organisation, Person, RoleGrant
from tests.people.conftest import NEWCOMER

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.people.conftest import Sent

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Judy", "password": "een zin van een paar woorden"}


def test_following_the_link_changes_nothing(client: Client, invited: Sent) -> None:
    before = Invitation.objects.values().get()
    for _ in range(3):
        assert client.get(invited.link).status_code == 200
        assert client.head(invited.link).status_code == 200
    assert Invitation.objects.values().get() == before
    assert not Person.objects.filter(email=NEWCOMER).exists()


def test_accepting_makes_the_account_with_the_role_and_signs_in(
    client: Client, invited: Sent, bronckhorst: Organisation, sign_in: Callable[..., int]
) -> None:
    answer = client.post(invited.link, ANSWERS)
    assert answer["Location"] == "/mijn-werk/"
    judy = Person.objects.get(email=NEWCOMER)
    assert judy.name == "Judy"
    assert [(g.organisation, g.role) for g in judy.grants.all()] == [(bronckhorst, Role.PROFESSIONAL)]
    assert client.get(reverse("people:profile")).status_code == 200
    client.logout()
    assert sign_in(client, NEWCOMER) == 302


def test_the_address_is_wiped_when_it_is_no_longer_needed(client: Client, invited: Sent) -> None:
    client.post(invited.link, ANSWERS)
    assert Invitation.objects.get().email == ""


def test_every_verb_leaves_one_event_without_an_address(client: Client, invited: Sent) -> None:
    client.post(invited.link, ANSWERS)
    events = Event.objects.filter(subject="invitation")
    assert [event.name for event in events] == ["invited", "accepted"]
    assert NEWCOMER not in str(list(events.values()))
    assert events[0].actor_label == "beheerder organisatie, Gemeente Bronckhorst"


@pytest.mark.parametrize(
    ("password", "sentence"),
    [("kort", "te kort"), ("judy@voorbeeld.nl", "lijkt te veel"), ("password1234", "te algemeen"), ("", "verplicht")],
)
def test_a_weak_password_is_refused_and_the_name_stays(
    client: Client, invited: Sent, password: str, sentence: str
) -> None:
    answer = client.post(invited.link, {"name": "Judy de Vries", "password": password})
    page = answer.content.decode()
    assert "Judy de Vries" in page
    assert sentence in page
    assert not Person.objects.filter(email=NEWCOMER).exists()


def test_somebody_with_an_account_only_gets_the_role(
    client: Client, invited: Sent, make_person: Callable[..., Person], enschede: Organisation
) -> None:
    judy = make_person("Judy", enschede, Role.PROFESSIONAL)
    assert "U hebt al een account" in client.get(invited.link).content.decode()
    answer = client.post(invited.link, {"name": "Iemand anders", "password": "een ander lang wachtwoord"})
    assert answer["Location"] == reverse("account_login")
    judy.refresh_from_db()
    assert judy.name == "Judy"
    assert judy.check_password("een zin van een paar woorden")
    assert judy.grants.count() == 2


def test_a_closed_account_opens_again(
    client: Client, invited: Sent, make_person: Callable[..., Person], enschede: Organisation
) -> None:
    judy = make_person("Judy", enschede)
    Person.objects.filter(pk=judy.pk).update(is_active=False)
    client.post(invited.link)
    judy.refresh_from_db()
    assert judy.is_active


def test_a_role_that_is_already_held_stays_as_it_is(
    client: Client, invited: Sent, make_person: Callable[..., Person], bronckhorst: Organisation
) -> None:
    judy = make_person("Judy", bronckhorst, Role.PROFESSIONAL)
    client.post(invited.link)
    assert judy.grants.count() == 1


def test_somebody_else_who_is_signed_in_can_not_take_it(client: Client, invited: Sent, alice: Person) -> None:
    client.force_login(alice)
    for answer in (client.get(invited.link), client.post(invited.link, ANSWERS)):
        assert answer.status_code == 403
        assert "ander e-mailadres" in answer.content.decode()
    assert alice.grants.count() == 1


def test_a_link_works_once(client: Client, invited: Sent) -> None:
    client.post(invited.link, ANSWERS)
    client.logout()
    for answer in (client.get(invited.link), client.post(invited.link, ANSWERS)):
        assert answer.status_code == 410
        assert "al gebruikt" in answer.content.decode()
    assert Person.objects.filter(email=NEWCOMER).count() == 1


def test_a_link_works_for_two_weeks(client: Client, invited: Sent) -> None:
    lifetime = invited.invitation.expires_at - invited.invitation.sent_at
    assert lifetime == timedelta(days=14)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for answer in (client.get(invited.link), client.post(invited.link, ANSWERS)):
        assert answer.status_code == 410
        assert "verlopen" in answer.content.decode()
    assert not Person.objects.filter(email=NEWCOMER).exists()


def test_a_link_that_was_copied_badly_says_so(client: Client, invited: Sent) -> None:
    answer = client.get(reverse("people:invitation", args=[invited.token[:-3]]))
    assert answer.status_code == 404
    assert "hele link" in answer.content.decode()


def test_two_clicks_can_not_both_win(invited: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    seen_before_the_other_click = queries.find_invitation(invited.token)
    actions.accept_invitation(token=invited.token, name="Judy", password=ANSWERS["password"], by=VISITOR, at=now)
    monkeypatch.setattr("leerlus.people.actions.inviting.find_invitation", lambda _token: seen_before_the_other_click)
    with pytest.raises(Stale):
        actions.accept_invitation(token=invited.token, by=VISITOR, at=now)
    assert RoleGrant.objects.filter(person__email=NEWCOMER).count() == 1


def test_a_made_up_token_is_refused() -> None:
    with pytest.raises(Denied, match="is er niet"):
        actions.accept_invitation(token="verzonnen", by=VISITOR, at=timezone.now())
