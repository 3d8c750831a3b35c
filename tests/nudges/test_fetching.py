"""Fetching feeds from real servers on this machine, and refusing to be led anywhere else."""

from __future__ import annotations

import gzip
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from nudges.errors import FeedRefused
from nudges.fetching import Fetcher, FetchRules, public
from tests.nudges.certificates import self_signed
from tests.nudges.making import utc
from tests.nudges.test_feed import calendar, event

CALENDAR = calendar(event("SUMMARY:Pitch"))

NOBODY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts no certificate; reading the ones of the system takes a while."""

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, Answer]
    asked: list[tuple[str, str]]
    stop: threading.Event

    def do_GET(self) -> None:
        self.asked.append((self.headers["Host"], self.path))
        try:
            self.answers[self.path.partition("?")[0]](self)
        except OSError:
            return  # the other side has gone, which some of these tests are about

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Server:
    """A server on a free port, with answers by path."""

    def __init__(self, context: ssl.SSLContext | None = None):
        self.asked: list[tuple[str, str]] = []
        self.answers: dict[str, Answer] = {"/cal.ics": lambda here: here.send(200, CALENDAR)}
        self.stop = threading.Event()
        kind = type("Here", (Handler,), {"answers": self.answers, "asked": self.asked, "stop": self.stop})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
        self.server.daemon_threads = False
        if context:
            self.server.socket = context.wrap_socket(
                self.server.socket, server_side=True, do_handshake_on_connect=False
            )
        self.port = self.server.server_address[1]

    @contextmanager
    def running(self) -> Iterator[Server]:
        thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield self
        finally:
            self.stop.set()
            self.server.shutdown()
            thread.join()
            self.server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as made:
        yield made


def fetcher(*hosts: str, seconds: float = 60, context: ssl.SSLContext = NOBODY) -> Fetcher:
    """Make a fetcher for which every name is this machine; only these hosts may be private."""
    rules = FetchRules(
        schemes=frozenset({"http", "https"}), private_hosts=frozenset(hosts), any_port=True, seconds=seconds
    )
    return Fetcher(rules, resolve=lambda _name, _port: ["127.0.0.1"], context=context)


def refusal(fetch: Fetcher, url: str) -> str:
    with pytest.raises(FeedRefused) as refused:
        fetch.fetch(url)
    assert refused.value.nl.endswith(".")
    assert refused.value.en.endswith(".")
    return refused.value.code


def test_a_feed_is_fetched_and_read(server: Server) -> None:
    (found,) = fetcher("agenda.example")(
        f"http://agenda.example:{server.port}/cal.ics?token=1", utc(2026, 11, 23)
    )
    assert (found.title, found.source) == ("Pitch", "feed")
    assert server.asked == [(f"agenda.example:{server.port}", "/cal.ics?token=1")]


def test_over_tls_the_name_is_what_counts(tmp_path: Path) -> None:
    certificate, key = self_signed()
    (tmp_path / "cert.pem").write_text(certificate)
    (tmp_path / "key.pem").write_text(key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    trusting = ssl.create_default_context(cadata=certificate)
    with Server(context).running() as server:
        fetch = fetcher("localhost", "elders.example", context=trusting)
        assert fetch.fetch(f"https://localhost:{server.port}/cal.ics") == CALENDAR
        assert refusal(fetch, f"https://elders.example:{server.port}/cal.ics") == "feed_unreachable"
        assert refusal(fetcher("localhost"), f"https://localhost:{server.port}/cal.ics") == "feed_unreachable"


class Always:
    """A resolver that knows these addresses for every name."""

    def __init__(self, addresses: list[str]):
        self.addresses = addresses

    def __call__(self, _name: str, _port: int) -> list[str]:
        return self.addresses


PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "no address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_never_connected_to(address: str, server: Server) -> None:
    assert not public(address)
    for addresses in ([address], ["93.184.216.34", address]):
        fetch = Fetcher(FetchRules(any_port=True), resolve=Always(addresses), context=NOBODY)
        assert refusal(fetch, f"https://agenda.example:{server.port}/cal.ics") == "feed_private"
    assert server.asked == []


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_an_open_address_is_open(address: str) -> None:
    assert public(address)


def test_the_connection_goes_to_the_address_that_was_checked(server: Server) -> None:
    answers = iter([["127.0.0.1"]])  # a second question would have no answer
    rules = FetchRules(
        schemes=frozenset({"http"}), private_hosts=frozenset({"agenda.example"}), any_port=True
    )
    fetch = Fetcher(rules, resolve=lambda _name, _port: next(answers))
    assert fetch.fetch(f"http://agenda.example:{server.port}/cal.ics") == CALENDAR


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("http://intern.example:{port}/cal.ics", "feed_private"),
        ("http://127.0.0.1:{port}/cal.ics", "feed_private"),
        ("//intern.example:{port}/cal.ics", "feed_private"),
        ("file:///etc/passwd", "feed_address"),
        ("gopher://agenda.example/", "feed_address"),
        ("http://a:b@agenda.example:{port}/cal.ics", "feed_address"),
        ("/round", "feed_redirects"),
        ("", "feed_redirects"),
    ],
)
def test_a_redirect_goes_through_the_same_door(server: Server, target: str, code: str) -> None:
    to = target.format(port=server.port)
    server.answers["/round"] = lambda here: here.send(302, Location=to)
    assert refusal(fetcher("agenda.example"), f"http://agenda.example:{server.port}/round") == code
    assert all(path == "/round" for _, path in server.asked)
    assert len(server.asked) <= 5


def test_a_redirect_that_is_allowed_is_followed(server: Server) -> None:
    server.answers["/moved"] = lambda here: here.send(301, Location="cal.ics")
    assert fetcher("agenda.example").fetch(f"http://agenda.example:{server.port}/moved") == CALENDAR


@pytest.mark.parametrize(
    ("status", "code"),
    [(404, "feed_gone"), (401, "feed_gone"), (500, "feed_unreachable"), (204, "feed_unreachable")],
)
def test_what_a_server_says_is_told(server: Server, status: int, code: str) -> None:
    server.answers["/cal.ics"] = lambda here: here.send(status)
    assert refusal(fetcher("agenda.example"), f"http://agenda.example:{server.port}/cal.ics") == code


def test_packed_is_fine_and_a_bomb_is_not(server: Server) -> None:
    server.answers["/good"] = lambda here: here.send(200, gzip.compress(CALENDAR), Content_Encoding="gzip")
    server.answers["/bomb"] = lambda here: here.send(
        200, gzip.compress(bytes(20_000_000)), Content_Encoding="gzip"
    )
    server.answers["/torn"] = lambda here: here.send(200, b"\x1f\x8bxxxxxxxxxx", Content_Encoding="gzip")
    fetch, base = fetcher("agenda.example"), f"http://agenda.example:{server.port}"
    assert fetch.fetch(base + "/good") == CALENDAR
    assert refusal(fetch, base + "/bomb") == "feed_too_large"
    assert refusal(fetch, base + "/torn") == "feed_unreachable"


def test_too_much_is_cut_off(server: Server) -> None:
    def endless(here: Handler) -> None:
        here.send(200)
        while not here.stop.is_set():
            here.wfile.write(bytes(64_000))

    server.answers["/cal.ics"] = endless
    assert (
        refusal(fetcher("agenda.example"), f"http://agenda.example:{server.port}/cal.ics") == "feed_too_large"
    )


@pytest.mark.parametrize("where", ["head", "body"])
def test_a_byte_at_a_time_does_not_hold_us(server: Server, where: str) -> None:
    def drip(here: Handler) -> None:
        if where == "body":
            here.send(200)
        else:
            here.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        while not here.stop.wait(0.02):
            here.wfile.write(b"x")

    server.answers["/cal.ics"] = drip
    fetch = fetcher("agenda.example", seconds=0.4)
    assert refusal(fetch, f"http://agenda.example:{server.port}/cal.ics") == "feed_slow"


def test_a_server_that_says_nothing_or_is_not_there(server: Server) -> None:
    def silent(here: Handler) -> None:
        here.stop.wait(60)

    server.answers["/cal.ics"] = silent
    fetch = fetcher("agenda.example", seconds=0.4)
    assert refusal(fetch, f"http://agenda.example:{server.port}/cal.ics") == "feed_slow"
    with Server().running() as gone:
        port = gone.port
    assert refusal(fetcher("agenda.example"), f"http://agenda.example:{port}/cal.ics") == "feed_unreachable"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "agenda",
        "http://agenda.example/cal.ics",
        "ftp://agenda.example/",
        "file:///etc/passwd",
        "https://",
        "https://a:b@agenda.example/",
        "https://agenda.example:99999/",
        "https://agenda.example:22/",
        "https://[::1",
        "https://agenda.example/\r\nX: y",
        "https://agénda.example/",
        "https://agenda.example/" + "a" * 3000,
    ],
)
def test_an_address_that_cannot_be_is_refused_without_asking_anybody(url: str) -> None:
    def ask(_name: str, _port: int) -> list[str]:
        raise AssertionError("a name was looked up")

    assert refusal(Fetcher(resolve=ask, context=NOBODY), url) == "feed_address"


def test_webcal_is_https() -> None:
    asked: list[tuple[str, int]] = []

    def ask(name: str, port: int) -> list[str]:
        asked.append((name, port))
        return ["127.0.0.1"]

    assert refusal(Fetcher(resolve=ask, context=NOBODY), "webcal://agenda.example/cal.ics") == "feed_private"
    assert asked == [("agenda.example", 443)]


def test_a_name_that_does_not_exist() -> None:
    def ask(_name: str, _port: int) -> list[str]:
        raise OSError("no such name")

    assert refusal(Fetcher(resolve=ask, context=NOBODY), "https://agenda.example/") == "feed_unreachable"
