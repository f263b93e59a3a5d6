"""What a mail server says of a mail that it could not deliver, as RFC 3464 writes it down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import getaddresses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

LARGEST = 1_000_000
"""Of a longer mail only so many bytes are read: the report stands in front of the mail that came back."""

CODE = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
FULL = "5.2.2"
POLICY = "5.7."


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A report that a mail was not delivered.

    to       the addresses that the report came to, in small letters: the sender of the mail that came back
    is_gone  the address does not exist, now and later; a full mailbox or a refusal of our mail says nothing of that
    """

    to: tuple[str, ...]
    is_gone: bool


def read_returned(raw: bytes) -> Returned | None:
    """Return what a mail reports; None for any other mail, such as an answer that somebody is on leave."""
    message = message_from_bytes(raw[:LARGEST], policy=policy.compat32)
    codes = [code for part in _statuses(message) if (code := _failure(part))]
    if not codes:
        return None
    return Returned(to=_recipients(message), is_gone=all(map(_is_gone, codes)))


def _statuses(message: Message) -> Iterator[Message]:
    """Yield what is said of each recipient."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            yield from (block for block in blocks if not isinstance(block, str)) if isinstance(blocks, list) else ()


def _failure(block: Message) -> str:
    """Return the status of a recipient whom the mail did not reach and will not reach; otherwise nothing."""
    if str(block.get("Action", "")).strip().lower() != "failed":
        return ""
    found = CODE.search(str(block.get("Status", "")))
    return found.group() if found else ""


def _is_gone(code: str) -> bool:
    return code.startswith("5.") and code != FULL and not code.startswith(POLICY)


def _recipients(message: Message) -> tuple[str, ...]:
    headers = [str(value) for name in ("To", "Delivered-To", "X-Original-To") for value in message.get_all(name, [])]
    return tuple(dict.fromkeys(address.lower() for _, address in getaddresses(headers) if address))
