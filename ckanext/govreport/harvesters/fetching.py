"""Files over HTTP: limited in size and time, and never from the own network unless that is allowed."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from ckanext.govreport import __version__
from ckanext.govreport.core.documents.limits import FILE_SIZE
from ckanext.govreport.core.errors import GovReportError

from .refusals import HarvestRefusal

__all__ = ["PRIVATE_ADDRESSES", "Fetched", "fetch", "is_public"]

PRIVATE_ADDRESSES = "ckanext.govreport.harvest.private_addresses"

REDIRECTS = 5
#: Seconds for one answer of the other side, and for the whole file: ckanext-harvest
#: sends an object again that takes more than 180 seconds to fetch and import.
PATIENCE = 20
WHOLE = 60
_CHUNK = 65536
_MOVED = frozenset({301, 302, 303, 307, 308})
#: What an answer says of a version of a file → how a later request asks for a newer one.
_VALIDATORS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as a site sent it; ``headers`` are those that help to ask for it again."""

    data: bytes
    url: str
    headers: dict[str, str]


def fetch(
    url: str, *, known: Mapping[str, str] | None = None, private: bool = False, limit: int = FILE_SIZE
) -> Fetched | None:
    """Return the file at ``url``, or None when it is still the one whose headers are ``known``.

    ``private`` allows addresses of the own network; ``limit`` is the most bytes taken.

    :raises HarvestRefusal: when it cannot or must not be fetched.
    :raises GovReportError: ``too_large``.
    """
    deadline = time.monotonic() + WHOLE
    asked = {_VALIDATORS[name]: value for name, value in (known or {}).items() if name in _VALIDATORS}
    for _ in range(REDIRECTS + 1):
        place = _split(url)
        with _answer(place, asked, private, deadline) as answer:
            if answer.status in _MOVED and (target := answer.getheader("Location")):
                url = urljoin(url, target)
                continue
            if answer.status == http.client.NOT_MODIFIED and asked:
                return None
            if answer.status != http.client.OK:
                raise HarvestRefusal("http_status", status=answer.status)
            return Fetched(_read(answer, deadline, limit), url, _headers(answer))
    raise HarvestRefusal("too_many_redirects", limit=REDIRECTS)


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet.

    >>> is_public("223.5.5.5"), is_public("10.0.0.8"), is_public("::ffff:127.0.0.1")
    (True, False, False)
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address) and (inner := ip.ipv4_mapped or ip.sixtofour):
        return inner.is_global
    return ip.is_global


class _Connection(http.client.HTTPConnection):
    """A connection that looks at the address before it sends a byte.

    Checking the name beforehand would not do: it may mean another address when it is asked for again.
    """

    def __init__(self, place: SplitResult, private: bool) -> None:
        self._tls = ssl.create_default_context() if place.scheme == "https" else None
        if self._tls:
            self.default_port = http.client.HTTPS_PORT
        super().__init__(place.hostname or "", place.port, timeout=PATIENCE)
        self._private = private
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        sock = self._reach()
        self.sock = self._wire = self._tls.wrap_socket(sock, server_hostname=self.host) if self._tls else sock

    def hang_up(self) -> None:
        """End the exchange from another thread, so that whoever is reading wakes up."""
        # Not self.sock: an answer that ends with the connection has taken that over.
        if self._wire is not None:
            with suppress(OSError):
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)

    def _reach(self) -> socket.socket:
        failure = OSError("no address")
        for *_, address in socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM):
            if not self._private and not is_public(str(address[0])):
                raise HarvestRefusal("private_address", address=address[0], setting=PRIVATE_ADDRESSES)
            try:
                return socket.create_connection((str(address[0]), int(address[1])), PATIENCE)
            except OSError as error:
                failure = error
        raise failure


@contextmanager
def _answer(
    place: SplitResult, asked: Mapping[str, str], private: bool, deadline: float
) -> Iterator[http.client.HTTPResponse]:
    """Send a request and give its answer; what breaks the exchange comes out as a refusal."""
    connection = _Connection(place, private)
    # A site that sends a byte now and then stays within every single timeout.
    watch = threading.Timer(max(deadline - time.monotonic(), 0), connection.hang_up)
    watch.daemon = True
    watch.start()
    try:
        target = quote(place.path or "/", safe="/%:@!$&'()*+,;=~")
        query = "?" + quote(place.query, safe="/%:@!$&'()*+,;=~?") if place.query else ""
        headers = {"User-Agent": f"ckanext-govreport/{__version__}", "Accept-Encoding": "identity", **asked}
        connection.request("GET", target + query, headers=headers)
        yield connection.getresponse()
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline:
            raise HarvestRefusal("too_slow", limit=WHOLE) from error
        raise HarvestRefusal("unreachable", reason=str(error) or type(error).__name__) from error
    finally:
        watch.cancel()
        connection.close()


def _split(url: str) -> SplitResult:
    try:
        place = urlsplit(url)
        host = (place.hostname or "").encode("idna").decode()
        netloc = f"[{host}]" if ":" in host else host
        place = place._replace(netloc=f"{netloc}:{place.port}" if place.port else netloc)
    except ValueError as error:
        raise HarvestRefusal("unreachable", reason=str(error)) from error
    if place.scheme not in ("http", "https") or not host:
        raise HarvestRefusal("not_http")
    return place


def _read(answer: http.client.HTTPResponse, deadline: float, limit: int) -> bytes:
    if (announced := answer.length or 0) > limit:
        raise GovReportError("too_large", size=announced, limit=limit)
    data = bytearray()
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > limit:
            raise GovReportError("too_large", size=len(data), limit=limit)
    # Cut off by the watch, an answer of unknown length would look complete.
    if time.monotonic() >= deadline:
        raise HarvestRefusal("too_slow", limit=WHOLE)
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    return bytes(data)


def _headers(answer: http.client.HTTPResponse) -> dict[str, str]:
    names = (*_VALIDATORS, "content-type")
    return {name: value for name in names if (value := answer.getheader(name))}
