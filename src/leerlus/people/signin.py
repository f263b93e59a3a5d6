"""Signing in: how allauth and the lock-out of axes behave here."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.utils import get_next_redirect_url, perform_login
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from css_inline import inline
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from leerlus.people.acting import as_actor, find_with_roles
from leerlus.people.policies import may_edit_content

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.mail import EmailMultiAlternatives
    from django.http import HttpRequest, HttpResponse

    from leerlus.people.models import Person


# Browsers also name those that they look like, so the first mark that is found counts.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
DEVICES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "Chromebook"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """Finds who is signed in together with their roles, because each page asks for both."""

    def get_user(self, user_id: int | str) -> Person | None:
        """Return somebody whose account is open."""
        found = find_with_roles(user_id)
        if found is None or not found[0].is_active:
            return None
        person: Person = found[0]
        person.held_when_found = found[1]
        person.is_superuser = may_edit_content(as_actor(person, found[1], timezone.localdate()))
        return person


class Adapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Accounts come by invitation only; the words are ours."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "Dit account is gesloten. Vraag uw beheerder om een nieuwe uitnodiging.",
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Probeer het opnieuw.",
        "enter_current_password": "Dit is niet uw huidige wachtwoord. Probeer het opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
        "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe link aan.",
        "rate_limited": "U probeert dit te vaak achter elkaar. Wacht een minuut en probeer het opnieuw.",
        "too_many_login_attempts": "U probeerde te vaak in te loggen. Wacht een kwartier en probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up without an invitation."""
        return False

    def format_email_subject(self, subject: str) -> str:
        """Leave out the host name that allauth puts before each subject."""
        return str(subject)

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMultiAlternatives:
        """Put the style of the mail inside its elements, because mail programs ignore style sheets."""
        message: EmailMultiAlternatives = super().render_mail(template_prefix, email, context, headers)
        alternatives = [(str(part[0]), str(part[1])) for part in message.alternatives]
        message.alternatives = []
        for content, kind in alternatives:
            message.attach_alternative(inline(content) if kind == "text/html" else content, kind)
        return message

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002 - allauth's signature
        """Return to the profile."""
        return reverse("people:profile")

    def set_password(self, user: Person, password: str) -> None:
        """Set it, and lift a lock-out: whoever can read the mailbox has shown who they are."""
        super().set_password(user, password)
        forget_attempts(user.email)


class LongEnough(MinimumLengthValidator):
    """The length of a password, with a sentence in Dutch: the framework has none."""

    def get_error_message(self) -> str:
        """Say what is wrong and what to do."""
        return f"Dit wachtwoord is te kort. Gebruik ten minste {self.min_length} tekens."


def forget_attempts(email: str) -> None:
    """Forget the wrong passwords that were tried for this address."""
    reset(username=email.lower())


def sign_in(request: HttpRequest, person: Person) -> HttpResponse:
    """Sign in somebody who has shown who they are in another way than with a password; bring them where they went."""
    target = get_next_redirect_url(request)
    response: HttpResponse = perform_login(request, person, email_verification="none", redirect_url=target)
    return response


def describe_browser(user_agent: str) -> str:
    """Return what somebody would call a browser and its device: `Firefox op Windows`."""
    browser = next((name for mark, name in BROWSERS if mark in user_agent), "Onbekende browser")
    device = next((name for mark, name in DEVICES if mark in user_agent), "")
    return f"{browser} op {device}" if device else browser


def read_address(request: HttpRequest) -> str | None:
    """Return the network address of whoever asks, or None without one; the same for the lock-out and the sessions."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:  # a server on a socket without a proxy that says who asks
        return None
    return address


def read_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the e-mail address of an attempt; allauth calls it `email`, axes asks for `login`."""
    given = credentials or {}
    return str(given.get("email") or given.get("login") or request.POST.get("login", "")).strip().lower()


def show_locked_out(
    request: HttpRequest, original: HttpResponse | None, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Say how long the lock-out still takes, and what to do meanwhile."""
    del original  # axes offers it; the page is always the same
    until = locked_until(read_name(request, credentials), read_address(request))
    minutes = max(1, ceil((until - timezone.now()).total_seconds() / 60))
    return render(request, "people/locked_out.html", {"until": until, "minutes": minutes}, status=429)


def locked_until(email: str, address: str | None) -> datetime:
    """Return when the lock-out for this e-mail address from this network address ends."""
    attempts = AccessAttempt.objects.filter(username=email, ip_address=address)
    last: datetime | None = attempts.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
    until: datetime = (last or timezone.now()) + get_cool_off()
    return until
