"""A mail server of our own beside a test: what the product mails, goes over a real line and is read back from it."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller
from django.test import override_settings

from tests.processes import PATIENCE_SECONDS, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

    from aiosmtpd.smtp import SMTP, Envelope, Session

REAL = "django.core.mail.backends.smtp.EmailBackend"


class Mailbox:
    """All mail that arrived, whoever it is for, in the order in which it came."""

    def __init__(self, port: int) -> None:
        """Start empty."""
        self.port = port
        self.received: list[EmailMessage] = []

    @property
    def address(self) -> str:
        """What a program takes as LEERLUS_SMTP."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        """Take a mail."""
        self.received.append(message_from_bytes(envelope.original_content or b"", policy=policy.default))
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        """Return what arrived for an address."""
        return [each for each in self.received if str(each["To"]) == address]

    def receivers(self) -> list[str]:
        """Return for whom mail arrived, each as often as it did."""
        return sorted(str(each["To"]) for each in self.received)

    def wait_for(self, address: str, words: str) -> EmailMessage:
        """Return the mail to an address in which these words stand, also when it is still on its way."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            for each in self.to(address):
                if words in f"{each['Subject']}\n{text_of(each)}":
                    return each
            time.sleep(0.1)
        subjects = [str(each["Subject"]) for each in self.to(address)]
        raise AssertionError(f"no mail to {address} says “{words}”; there are {subjects}")


def text_of(message: EmailMessage) -> str:
    """Return the plain text of a mail."""
    part = message.get_body(("plain",))
    return str(part.get_content()) if part else ""


def link_in(message: EmailMessage, path: str, *, after: str = "") -> str:
    """Return the link in a mail whose path begins so; `after`: the first that follows these words."""
    words = text_of(message)
    found = re.search(rf"https?://[^\s/]+{re.escape(path)}\S*", words[max(words.find(after), 0) :])
    assert found, f"no link to {path} in: {words}"
    return found.group()


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """Run a mail server, and let the product mail there, also from this process."""
    found = Mailbox(free_port())
    controller = Controller(found, hostname="127.0.0.1", port=found.port)
    controller.start()
    try:
        with override_settings(EMAIL_BACKEND=REAL, EMAIL_HOST="127.0.0.1", EMAIL_PORT=found.port):
            yield found
    finally:
        controller.stop()
