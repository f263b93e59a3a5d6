"""Asking a website whether a page is there: without ever reaching into our own network, and reading nothing."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

TIMEOUT = 8.0
MOST_HOPS = 5
AGENT = "Leerlus-linkcontrole/1.0"
PORTS = {"http": 80, "https": 443}
GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""Where IPv6 on the internet is. Outside it, and in 6to4, stand forms of an IPv4 address that may lead inside."""

REDIRECTS = {301, 302, 303, 307, 308}
REFUSES_PROGRAMS = {401, 403, 405, 406, 429, 501, 503, 999}
"""What sites answer to a program while a person gets the page: it says nothing about the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Whether a link works, and if not why; `works` is None when that cannot be known."""

    works: bool | None
    reason: str = ""


class UnreachableError(Exception):
    """Why a page was not asked for, in words."""


def is_public(address: str) -> bool:
    """Tell whether an address is on the internet, and not in a network of our own (SSRF)."""
    parsed = ipaddress.ip_address(address)
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    if isinstance(mapped, ipaddress.IPv6Address) and (mapped not in GIVEN_OUT or mapped.sixtofour):
        return False
    return mapped.is_global and not mapped.is_multicast


def probe(url: str, *, may_reach: Callable[[str], bool] = is_public) -> Answer:
    """Ask for a page by HEAD, and by GET if that is not understood; each hop is looked at anew.

    `may_reach` decides by the address of the machine, so that a name that points inside is refused as well.
    """
    try:
        for _ in range(MOST_HOPS):
            status, onward = _ask("HEAD", url, may_reach)
            if status >= HTTPStatus.BAD_REQUEST:
                status, onward = _ask("GET", url, may_reach)
            if status not in REDIRECTS or not onward:
                return _judge(status)
            url = urljoin(url, onward)
    except UnreachableError as refused:
        return Answer(works=False, reason=str(refused))
    except ssl.SSLError:
        return Answer(works=False, reason="De beveiliging van de website klopt niet.")
    except TimeoutError:
        return Answer(works=False, reason="De website gaf geen antwoord.")
    except (OSError, http.client.HTTPException, ValueError):
        return Answer(works=False, reason="De website is niet te bereiken.")
    return Answer(works=False, reason="De link verwijst steeds verder.")


def _judge(status: int) -> Answer:
    if status < HTTPStatus.BAD_REQUEST:
        return Answer(works=True)
    if status in REFUSES_PROGRAMS:
        return Answer(works=None, reason="De website laat programma’s niet toe.")
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        return Answer(works=False, reason="De pagina staat er niet meer.")
    return Answer(works=False, reason=f"De website gaf foutcode {status}.")


def _ask(method: str, url: str, may_reach: Callable[[str], bool]) -> tuple[int, str]:
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname or parts.username:
        raise UnreachableError("Dit is geen webadres.")
    port = parts.port or PORTS[parts.scheme]
    address = _find(parts.hostname, port, may_reach)
    connection = _connect(parts.scheme, parts.hostname, port, address)
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        response = connection.getresponse()
        return response.status, response.headers.get("Location", "")
    finally:
        connection.close()


def _find(host: str, port: int, may_reach: Callable[[str], bool]) -> str:
    """Return an address of a machine. All of its addresses must be allowed: one inside is enough to stay away."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        raise UnreachableError("De website bestaat niet meer.") from None
    addresses = [str(each[4][0]) for each in found]
    if not addresses or not all(map(may_reach, addresses)):
        raise UnreachableError("Dit adres is niet op internet te bereiken.")
    return addresses[0]


def _connect(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """Connect to the address that was looked at, so that no other can take its place in between."""
    plain = socket.create_connection((address, port), timeout=TIMEOUT)
    if scheme == "http":
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        connection.sock = plain
        return connection
    secure = http.client.HTTPSConnection(host, port, timeout=TIMEOUT)
    try:
        secure.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise
    return secure
