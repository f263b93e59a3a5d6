"""What is said in a session is kept sealed: each session has a key of its own, and that key is sealed with ours.

Without the key of the installation nobody reads a copy of the database. Once the sealed key of a session is wiped,
nobody reads what is left of it, also not in a backup that has the new database (docs/adr/0016).
"""

from __future__ import annotations

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PURPOSE = b"leerlus: key of a peer session"
NO_TIME = 0
"""A sealed text carries a time that anybody can read; ours says nothing."""


class Unreadable(Exception):  # noqa: N818 - it reads as a sentence in the code: raise Unreadable("…")
    """What is sealed cannot be opened: it was wiped, changed, or sealed by another installation."""


@lru_cache(maxsize=4)
def _ours(secrets: tuple[str, ...]) -> MultiFernet:
    """Return the key that seals the keys of sessions; older ones can still open."""
    return MultiFernet(
        [
            Fernet(
                base64.urlsafe_b64encode(
                    HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
                )
            )
            for secret in secrets
        ]
    )


def new_key() -> str:
    """Return the key of a new session, sealed."""
    return _ours(tuple(settings.CONFIDENTIAL_KEYS)).encrypt_at_time(Fernet.generate_key(), NO_TIME).decode()


class Seal:
    """Seals and opens the texts of one session."""

    def __init__(self, sealed_key: str) -> None:
        """Open the key of the session."""
        try:
            self._key = Fernet(_ours(tuple(settings.CONFIDENTIAL_KEYS)).decrypt(sealed_key.encode()))
        except (InvalidToken, ValueError):
            raise Unreadable("The key of this session cannot be opened.") from None

    def close(self, text: str) -> str:
        """Return the text, sealed."""
        return self._key.encrypt_at_time(text.encode(), NO_TIME).decode()

    def open(self, sealed: str) -> str:
        """Return the text that was sealed."""
        try:
            return self._key.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise Unreadable("This text cannot be opened.") from None
