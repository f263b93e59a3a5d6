"""Mail about a place in a community, and about its conversation: that names the topic; what was said stays inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from css_inline import inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from leerlus.linking.communities.models import MembershipMail, Notice
from leerlus.linking.communities.workflow import DECLINED, INVITED, LEFT, MEMBER
from leerlus.people.actors import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from leerlus.linking.outbox.models import Mail
    from leerlus.people.models import Person

STILL_TRUE = {"invite": INVITED, "admit": MEMBER, "refuse": DECLINED, "dismiss": LEFT}
"""In which state of a membership its mail is still worth sending."""

SUBJECTS = {
    "invite": "Doet u mee met {name}?",
    "admit": "U bent lid van {name}",
    "refuse": "Uw vraag aan {name}",
    "dismiss": "U bent geen lid meer van {name}",
}


def write_about_membership(mail: Mail, _at: datetime) -> EmailMultiAlternatives | None:
    """Put into words what became of a place in a community; None when it is not so any more."""
    line = MembershipMail.objects.filter(mail=mail).select_related("membership__community").first()
    if line is None or line.membership.state != STILL_TRUE[line.step]:
        return None
    community, person = line.membership.community, mail.person
    subject = SUBJECTS[line.step].format(name=community.name)
    context = {
        "person": person,
        "community": community,
        "step": line.step,
        "subject": subject,
        "explains": line.step == "invite" and line.membership.role == Role.EXPERIENCE_EXPERT,
        "page": settings.BASE_URL + reverse("communities:detail", args=[community.slug]),
        "base": settings.BASE_URL,
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string("communities/mail/membership.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<lidmaatschap-{line.pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string("communities/mail/membership.html", context)), "text/html")
    return message


def write(mail: Mail, _at: datetime) -> EmailMultiAlternatives | None:
    """Put a mail about a conversation into words; None for who is no member any more."""
    related = ("post__topic__community", "membership")
    notices = list(Notice.objects.filter(mail=mail).select_related(*related).order_by("pk"))
    if not notices or notices[0].membership.state != MEMBER:
        return None
    return compose(notices, mail.person)


def compose(notices: Sequence[Notice], person: Person) -> EmailMultiAlternatives:
    """Return one mail about several posts."""
    topics = list(dict.fromkeys(notice.post.topic for notice in notices))
    context = {"person": person, "topics": topics, "base": settings.BASE_URL}
    first = topics[0]
    message = EmailMultiAlternatives(
        subject=f"Nieuw in {first.community.name}: {first.title}".replace("\n", " "),
        body=render_to_string("communities/mail/conversation.txt", context),
        to=[person.email],
        headers={"Message-ID": f"<gesprek-{notices[0].pk}@leerlus>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(inline(render_to_string("communities/mail/conversation.html", context)), "text/html")
    return message
