"""One http or https address -> bytes, without letting a page make this machine talk to its own network.

The name is resolved once, every address it resolves to must be public, and the connection goes to that very address
(so a second, different answer of the name server changes nothing); each redirect goes through the same door. Proxies
of the environment aren't used, cookies aren't kept, credentials in an address are refused.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, datetime
from http.client import HTTPException
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from sayso.errors import SourceError, SourceMissing, SourceTooLarge, SourceTooSlow, SourceUnsupported
from sayso.intake.raw import Raw

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection
    from urllib3.util import Url

    from sayso.settings import IntakeSettings

_CHUNK = 65_536
_CONNECT_SECONDS = 10.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "sayso (reads reports of conflict for documentation)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
# Addresses that carry an IPv4 address inside (RFC 6052, NAT64): the inner one must be public too.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")

_SAVE = "open it in a browser and save the page"


class _Answer(NamedTuple):
    raw: Raw | None
    location: str | None


def fetch(address: str, settings: IntakeSettings) -> Raw:
    """The bytes at an address, within the settings' seconds, bytes and redirects; raises a SourceError otherwise."""
    deadline = time.monotonic() + settings.max_seconds
    url = address
    for _ in range(settings.max_redirects + 1):
        answer = _one(url, address, deadline, settings)
        if answer.raw is not None:
            return answer.raw
        url = urljoin(url, answer.location or "")
    why = f"the server redirects more than {settings.max_redirects} times"
    raise SourceMissing(address, why, _SAVE)


def _one(url: str, address: str, deadline: float, settings: IntakeSettings) -> _Answer:
    from urllib3.exceptions import HTTPError

    parsed = _checked(url, address)
    target = _resolve(parsed, address, settings)
    connection = _connection(parsed, target, min(_CONNECT_SECONDS, max(0.1, deadline - time.monotonic())))
    # A server may send a byte now and then for ever; no time limit on a single read ends that, so the line is cut.
    cut = threading.Event()
    watchdog = threading.Timer(max(0.1, deadline - time.monotonic()), _cut, (connection, cut))
    watchdog.daemon = True
    with closing(connection):
        watchdog.start()
        try:
            connection.request(
                "GET", parsed.request_uri, headers=_HEADERS | {"Host": parsed.netloc or ""}, preload_content=False
            )
            return _answer(connection.getresponse(), url, address, settings, cut)
        except SourceError:
            raise
        except (HTTPError, HTTPException, OSError, ValueError, EOFError) as error:
            raise _failed(error, address, cut, settings) from error
        finally:
            watchdog.cancel()


def _checked(url: str, address: str) -> Url:
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parsed = parse_url(url)
    except LocationParseError:
        raise SourceMissing(address, "this is no address", "look at its spelling") from None
    what = "the address" if url == address else "the address that it redirects to"
    if parsed.scheme not in ("http", "https"):
        raise SourceUnsupported(address, f"{what} is neither http nor https", _SAVE)
    if parsed.auth is not None:
        raise SourceUnsupported(address, f"{what} holds a user name or password", _SAVE)
    if not parsed.host:
        raise SourceMissing(address, "the address names no host", "look at its spelling")
    return parsed


def is_public(number: str) -> bool:
    """Whether an IP address lies on the public internet, what it carries inside included.

    >>> is_public("93.184.216.34"), is_public("10.0.0.1"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    address = ipaddress.ip_address(number.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner: list[ipaddress.IPv4Address] = [a for a in (address.ipv4_mapped, address.sixtofour) if a]
        inner += address.teredo or ()
        if address in _NAT64:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if address.ipv4_mapped:
            return is_public(str(address.ipv4_mapped))
        if not all(is_public(str(a)) for a in inner) or address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _resolve(parsed: Url, address: str, settings: IntakeSettings) -> str:
    host = (parsed.host or "").strip("[]")
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, ValueError):
        raise SourceMissing(
            address, f"no host called {host[:100]} is found", "look at the spelling and the connection"
        ) from None
    numbers = [str(entry[4][0]) for entry in found]
    if not settings.allow_private and not all(is_public(number) for number in numbers):
        why = "it leads to this machine or to a private network"
        raise SourceUnsupported(address, why, "save the page, or set SAYSO_INTAKE__ALLOW_PRIVATE=true if that is meant")
    return numbers[0]


def _connection(parsed: Url, target: str, seconds: float) -> HTTPConnection:
    """A connection to the resolved number itself; the certificate is still checked against the name."""
    from urllib3.connection import HTTPConnection, HTTPSConnection

    if parsed.scheme == "http":
        return HTTPConnection(target, parsed.port or 80, timeout=seconds)
    import certifi

    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    host = (parsed.host or "").strip("[]")
    return HTTPSConnection(
        target, parsed.port or 443, timeout=seconds, ssl_context=context, server_hostname=host, assert_hostname=host
    )


def _answer(
    response: BaseHTTPResponse, url: str, address: str, settings: IntakeSettings, cut: threading.Event
) -> _Answer:
    if response.status in _REDIRECTS and response.headers.get("Location"):
        return _Answer(None, response.headers["Location"])
    if response.status != 200:
        raise SourceMissing(address, f"the server answers {response.status} {response.reason or ''}".rstrip(), _SAVE)
    large = SourceTooLarge(address, f"it is over {settings.max_bytes:,} bytes", "raise SAYSO_INTAKE__MAX_BYTES")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length[:19]) > settings.max_bytes:
        raise large
    body = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > settings.max_bytes:
            raise large
    if cut.is_set():
        raise _too_slow(address, settings)
    media, charset = _media(response.headers.get("Content-Type", ""))
    return _Answer(Raw(address, bytes(body), datetime.now(UTC), _name(url), url, media, charset), None)


def _media(header: str) -> tuple[str | None, str | None]:
    from email.message import Message

    message = Message()
    message["Content-Type"] = header[:200].replace("\r", " ").replace("\n", " ")
    return (message.get_content_type() if header else None), message.get_content_charset()


def _name(url: str) -> str:
    return url.split("?")[0].split("#")[0].rsplit("/", 1)[-1][:200]


def _cut(connection: HTTPConnection, cut: threading.Event) -> None:
    cut.set()
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _too_slow(address: str, settings: IntakeSettings) -> SourceTooSlow:
    return SourceTooSlow(address, f"the server took over {settings.max_seconds:g} seconds", _SAVE)


def _failed(error: Exception, address: str, cut: threading.Event, settings: IntakeSettings) -> SourceError:
    from urllib3.exceptions import NewConnectionError
    from urllib3.exceptions import TimeoutError as Urllib3TimeoutError

    late = isinstance(error, Urllib3TimeoutError | TimeoutError) and not isinstance(error, NewConnectionError)
    if cut.is_set() or late:
        return _too_slow(address, settings)
    if isinstance(error, ssl.SSLError) or "SSL" in type(error).__name__ or "certificate" in str(error).lower():
        return SourceMissing(address, "the server's certificate doesn't hold", _SAVE)
    return SourceMissing(address, f"the server can't be reached ({type(error).__name__})", _SAVE)
