"""What is fetched over HTTP, and what is not."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress

import pytest

from ckanext.govreport.core.errors import GovReportError
from ckanext.govreport.harvesters import fetching
from ckanext.govreport.harvesters.fetching import fetch, is_public
from ckanext.govreport.harvesters.refusals import HarvestRefusal
from tests.plugin.harvesters.conftest import Site


def code_of(url: str, **options: bool) -> str:
    """Return the code of the refusal to fetch ``url``."""
    with pytest.raises(HarvestRefusal) as refused:
        fetch(url, private=options.get("private", True))
    return refused.value.code


def test_a_file_is_fetched_whole(site: Site) -> None:
    site.pages["/a.html"] = b"x" * 300_000
    found = fetch(site.url("/a.html"), private=True)
    assert found is not None
    assert found.data == site.pages["/a.html"]


def test_a_chinese_address_is_fetched(site: Site) -> None:
    site.pages["/%E5%B9%B4%E6%8A%A5.html"] = b"report"
    found = fetch(site.url("/年报.html"), private=True)
    assert found is not None
    assert found.data == b"report"


def test_an_unchanged_file_is_not_sent_again(site: Site) -> None:
    site.pages["/a.html"] = b"first"
    found = fetch(site.url("/a.html"), private=True)
    assert found is not None
    assert fetch(site.url("/a.html"), private=True, known=found.headers) is None
    site.pages["/a.html"] = b"second"
    again = fetch(site.url("/a.html"), private=True, known=found.headers)
    assert again is not None
    assert again.data == b"second"


def test_the_own_network_is_refused(site: Site) -> None:
    site.pages["/a.html"] = b"secret"
    assert code_of(site.url("/a.html"), private=False) == "private_address"
    assert code_of(f"http://localhost:{site.port}/a.html", private=False) == "private_address"
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),
        *("::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::"),
    ],
)
def test_private_addresses_are_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["202.108.33.60", "2400:da00::6666"])
def test_public_addresses_are_known(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://127.0.0.1/a", "gopher://127.0.0.1/", "//a/b", "a"]
)
def test_other_schemes_are_refused(url: str) -> None:
    assert code_of(url) == "not_http"


def test_a_redirect_leads_on_but_not_to_another_scheme(site: Site) -> None:
    site.pages["/new.html"] = b"report"
    site.moved["/old.html"] = "/new.html"
    site.moved["/trap.html"] = "file:///etc/passwd"
    found = fetch(site.url("/old.html"), private=True)
    assert found is not None
    assert found.url == site.url("/new.html")
    assert code_of(site.url("/trap.html")) == "not_http"


def test_redirects_without_end_are_refused(site: Site) -> None:
    site.moved["/a"] = "/b"
    site.moved["/b"] = "/a"
    assert code_of(site.url("/a")) == "too_many_redirects"
    assert len(site.asked) == fetching.REDIRECTS + 1


def test_a_missing_page_is_refused_with_its_status(site: Site) -> None:
    with pytest.raises(HarvestRefusal, match="404"):
        fetch(site.url("/gone.html"), private=True)


def test_a_host_that_does_not_answer_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert code_of(f"http://127.0.0.1:{port}/") == "unreachable"


def test_a_file_beyond_the_limit_is_refused(site: Site) -> None:
    site.pages["/big.pdf"] = b"x" * 1001
    with pytest.raises(GovReportError) as refused:
        fetch(site.url("/big.pdf"), private=True, limit=1000)
    assert refused.value.code == "too_large"
    assert fetch(site.url("/big.pdf"), private=True, limit=1001)


def test_a_site_that_dribbles_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "WHOLE", 0.5)

    def dribble(server: socket.socket) -> None:
        with suppress(OSError), server.accept()[0] as client:
            client.recv(65536)
            client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(100):
                client.sendall(b"x")
                time.sleep(0.1)

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=dribble, args=(server,), daemon=True)
        thread.start()
        started = time.monotonic()
        assert code_of(f"http://127.0.0.1:{server.getsockname()[1]}/") == "too_slow"
        assert time.monotonic() - started < 3
        thread.join()


def test_an_answer_cut_short_is_refused() -> None:
    def cut(server: socket.socket) -> None:
        with suppress(OSError), server.accept()[0] as client:
            client.recv(65536)
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=cut, args=(server,), daemon=True).start()
        assert code_of(f"http://127.0.0.1:{server.getsockname()[1]}/") == "unreachable"
