"""Where we may send to, and where never."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest

from nudges.push.endpoints import EndpointRefused, Endpoints, connect, public
from nudges.push.limit import Limit

REAL = [
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAA",
    "https://fcm.googleapis.com/fcm/send/abc:APA91b",
    "https://web.push.apple.com/QGlM-abc",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%3d%3d",
]
REFUSED = [
    "",
    "fcm.googleapis.com/x",
    "https:",
    "https:///x",
    "https://",
    "http://fcm.googleapis.com/x",
    "ftp://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:99999/x",
    "https://fcm.googleapis.com@evil.example/x",
    "https://evil.example\\@fcm.googleapis.com/x",
    "https://user:secret@fcm.googleapis.com/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil-fcm.googleapis.com/x",
    "https://notify.windows.com/x",
    "https://evilnotify.windows.com/x",
    "https://evil.example/?fcm.googleapis.com/",
    "https://evil.example?fcm.googleapis.com/x",
    "https://evil.example#fcm.googleapis.com/x",
    "https://fcm.googleapis.com?x",
    "https://fcm.googleapis.com/x#y",
    "https://fcm.googleapis.com/x\r\nHost: evil",
    "https://fcm.googleapis.com/x y",
    "https://fcm.googleapis.com/é",
    "https://[::1/x",
    "https://127.0.0.1/x",
    "https://localhost/x",
    "https://169.254.169.254/latest/meta-data",
    "https://fcm.googleapis.com/" + "x" * 2100,
]


@pytest.mark.parametrize("url", REAL)
def test_the_services_of_browsers_are_known(url: str) -> None:
    endpoint = Endpoints().check(url)

    assert endpoint.service.origin + endpoint.target == url
    assert (endpoint.service.secure, endpoint.service.port, endpoint.service.private) == (True, 443, False)


@pytest.mark.parametrize("url", REFUSED)
def test_everything_else_is_refused_also_the_second_time(url: str) -> None:
    endpoints = Endpoints()
    for _ in range(2):
        with pytest.raises(EndpointRefused):
            endpoints.check(url)


def test_what_is_refused_says_why_without_the_address() -> None:
    with pytest.raises(EndpointRefused) as refused:
        Endpoints().check("https://evil.example/geheim")

    assert "geheim" not in str(refused.value)


def test_case_and_a_final_dot_make_no_difference() -> None:
    assert Endpoints().check("https://FCM.googleapis.com./x").service.origin == "https://fcm.googleapis.com"


def test_a_named_origin_may_be_private_and_nothing_beside_it() -> None:
    endpoints = Endpoints(["https://push.intern:8443", "http://127.0.0.1:9", "https://[fd00::1]:8443"])

    assert endpoints.check("https://push.intern:8443/x").service.private
    assert endpoints.check("http://127.0.0.1:9").target == "/"
    assert endpoints.check("https://[fd00::1]:8443/x").service.host == "fd00::1"
    for url in ("https://push.intern/x", "http://push.intern:8443/x", "http://127.0.0.1:10/x", REAL[0]):
        with pytest.raises(EndpointRefused):
            endpoints.check(url)


@pytest.mark.parametrize(
    "entry", ["", "*", "*.", "com", "http://push.intern", "https://", "a b", "ftp://x.y"]
)
def test_a_setting_that_means_nothing_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="origin"):
        Endpoints([entry])


@pytest.mark.parametrize("address", ["8.8.8.8", "2a00:1450:4001:80f::200a", "::ffff:8.8.8.8"])
def test_public_addresses(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2002:c0a8:101::",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public(address)


def resolving(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Let every name have these addresses."""

    def answer(_host: str, port: int, **_given: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_a_known_name_with_a_private_address_is_refused_at_the_connection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = Endpoints().check(REAL[1]).service
    for addresses in (["127.0.0.1"], ["8.8.8.8", "10.0.0.1"]):
        resolving(monkeypatch, *addresses)
        with pytest.raises(EndpointRefused, match="private"):
            connect(service, Limit(5, time.monotonic))


def test_the_next_address_is_tried_where_one_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        service = Endpoints([f"http://127.0.0.1:{port}"]).check(f"http://127.0.0.1:{port}/x").service
        resolving(monkeypatch, "127.0.0.2", "127.0.0.1")

        connect(service, Limit(20, time.monotonic)).close()


def test_no_address_at_all_is_an_error_of_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    resolving(monkeypatch)

    with pytest.raises(OSError, match="no address"):
        connect(Endpoints().check(REAL[0]).service, Limit(5, time.monotonic))
