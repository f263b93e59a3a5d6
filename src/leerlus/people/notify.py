"""Mail about accounts: the invitation. Mail about passwords is sent by the sign-in, with templates of the same look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from leerlus.people.actors import ROLE_NAMES, Role

if TYPE_CHECKING:
    from leerlus.people.models import Invitation


def send_invitation(invitation: Invitation, *, email: str, token: str) -> None:
    """Mail the one-time link; the only moment that the token itself exists outside that mail."""
    context = {
        "invitation": invitation,
        "organisation": invitation.organisation.name,
        "roles": [ROLE_NAMES[Role(role)].lower() for role in invitation.roles],
        "link": settings.BASE_URL + reverse("people:invitation", args=[token]),
    }
    message = EmailMultiAlternatives(
        subject=f"Uitnodiging voor Leerlus van {invitation.organisation.name}",
        body=render_to_string("people/mail/invitation.txt", context),
        to=[email],
    )
    message.attach_alternative(inline(render_to_string("people/mail/invitation.html", context)), "text/html")
    message.send()
