"""Reading settings from the environment, typed; nonsense is refused with a sentence that says what to do."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

YES = {"1", "true", "yes", "ja", "aan", "on"}
NO = {"0", "false", "no", "nee", "uit", "off", ""}


def read_text(name: str, default: str) -> str:
    """Return the variable, or the default when it is not set."""
    return os.environ.get(name, default)


def read_bool(name: str, *, default: bool) -> bool:
    """Return a switch; SystemExit with a sentence for anything that is neither yes nor no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in YES:
        return True
    if value.strip().lower() in NO:
        return False
    message = f"{name} is “{value}”. Gebruik 1 of 0."
    raise SystemExit(message)


def read_int(name: str, default: int, *, least: int = 1) -> int:
    """Return a whole number of `least` or more; SystemExit with a sentence otherwise."""
    value = os.environ.get(name, str(default))
    if not value.strip().isdecimal() or int(value) < least:
        message = f"{name} is “{value}”. Gebruik een heel getal van {least} of hoger."
        raise SystemExit(message)
    return int(value)


def read_list(name: str, default: list[str]) -> list[str]:
    """Return a list of words separated by commas."""
    value = os.environ.get(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else default


def read_origin(name: str, default: str) -> str:
    """Return an address without the last slash; SystemExit with a sentence when it is not one of a web server."""
    value = os.environ.get(name, default).rstrip("/")
    if value and (not value.startswith(("http://", "https://")) or any(sign in value for sign in " ;,'\"?#")):
        message = f"{name} is “{value}”. Gebruik een adres als https://leerlus.voorbeeld.nl/live"
        raise SystemExit(message)
    return value


def read_database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket`."""
    url = urlsplit(os.environ.get(name, default))
    if url.scheme == "sqlite":
        path = Path(url.path)
        path.parent.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(path),
            "CONN_MAX_AGE": 600,
            "OPTIONS": {
                # Measured: with these no lock errors by four writing processes, against many with the defaults.
                "transaction_mode": "IMMEDIATE",
                "timeout": 5,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    if url.scheme in {"postgresql", "postgres"}:
        query = dict(parse_qsl(url.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path.lstrip("/"),
            "USER": query.get("user") or unquote(url.username or ""),
            "PASSWORD": query.get("password") or unquote(url.password or ""),
            "HOST": query.get("host") or url.hostname or "",
            "PORT": str(url.port or query.get("port", "")),
            "CONN_MAX_AGE": 600,
        }
    message = f"{name} begint met “{url.scheme}”. Gebruik sqlite:///pad of postgresql://…"
    raise SystemExit(message)


def read_email(name: str, folder: Path) -> dict[str, Any]:
    """Return Django's mail settings for `smtp://user:password@host:port?tls=1`; without it mail is kept in a folder."""
    value = os.environ.get(name, "")
    if not value:
        return {"EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder)}
    url = urlsplit(value)
    if url.scheme != "smtp" or not url.hostname:
        message = f"{name} is “{value}”. Gebruik smtp://gebruiker:wachtwoord@host:poort?tls=1"
        raise SystemExit(message)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or 25,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": dict(parse_qsl(url.query)).get("tls") == "1",
        "EMAIL_TIMEOUT": 20,
    }
