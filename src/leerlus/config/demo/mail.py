"""Two mails that did not arrive, so that the administrator of the demo sees what that looks like."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from leerlus.linking.feedback.models import DigestLine
from leerlus.linking.outbox.models import Mail
from leerlus.linking.outbox.workflow import MOST_TRIES
from leerlus.people.actions import note_unreachable
from leerlus.practice.issues.models import Feedback

if TYPE_CHECKING:
    from datetime import datetime

MOST_LINES = 3

LOST = (
    ("docent@voorbeeld.nl", Mail.State.UNCERTAIN, Mail.Trouble.LINE, 0, timedelta(hours=5)),
    (".invalid", Mail.State.REFUSED, Mail.Trouble.ADDRESS, MOST_TRIES, timedelta(days=3)),
)
"""Whose (the end of an address), how it ended, after how many failed tries, and how long ago."""


def lose_some_mail(at: datetime) -> None:
    """Let the mail to two invented people not arrive: of one it is not sure, of the other the address is refused."""
    for ending, state, trouble, tries, ago in LOST:
        news = Feedback.objects.filter(party__person__email__endswith=ending).order_by("-at", "-pk")
        person_id = news.values_list("party__person_id", flat=True).first()
        if person_id is None:
            continue
        mail = Mail.objects.create(
            person_id=person_id,
            state=state,
            trouble=trouble,
            tries=tries,
            planned_at=at - ago,
            not_before=at - ago,
            handed_over_at=at - ago,
        )
        lines = news.filter(party__person_id=person_id)[:MOST_LINES]
        DigestLine.objects.bulk_create(DigestLine(mail=mail, feedback=line) for line in lines)
        if trouble is Mail.Trouble.ADDRESS:
            note_unreachable(person_id=person_id, at=at - ago)
