"""One connection: what it makes of everything a service can answer."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from nudges.push.endpoints import Endpoints
from nudges.push.limit import Limit
from nudges.push.wire import DETAIL, MAX_HEAD, Connection, NoAnswer, NotSent

HEAD = b"POST /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n"
OK = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
Answering = Callable[..., Connection]


@pytest.fixture
def answering() -> Iterator[Answering]:
    """Connect to a service that answers each request with the next of these pieces, and then closes."""
    threads: list[threading.Thread] = []
    opened: list[Connection] = []
    listening: list[socket.socket] = []

    def make(*answers: bytes, pieces: int = 1) -> Connection:
        listener = socket.create_server(("127.0.0.1", 0))
        listening.append(listener)

        def serve() -> None:
            connection, _address = listener.accept()
            with connection:
                for answer in answers:
                    received = b""
                    while not received.endswith(b"\r\n\r\nhi"):
                        received += connection.recv(65536)
                    step = -(-len(answer) // pieces) or 1
                    for start in range(0, len(answer), step):
                        connection.sendall(answer[start : start + step])

        threads.append(threading.Thread(target=serve))
        threads[-1].start()
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        service = Endpoints([origin]).check(f"{origin}/x").service
        opened.append(Connection(service, ssl.create_default_context(), limit()))
        return opened[-1]

    yield make
    for connection in opened:
        connection.close()
    for thread in threads:
        thread.join()
    for listener in listening:
        listener.close()


def limit(seconds: float = 30.0) -> Limit:
    return Limit(seconds, time.monotonic)


def test_status_headers_and_body(answering: Answering) -> None:
    connection = answering(b"HTTP/1.1 403 Forbidden\r\nX-One:  a b \r\nContent-Length: 5\r\n\r\nwrong")

    reply = connection.post(HEAD, b"hi", limit())

    assert (reply.status, reply.headers["x-one"], reply.body) == (403, "a b", b"wrong")
    assert connection.keep


def test_an_answer_may_come_in_pieces(answering: Answering) -> None:
    whole = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 4\r\n\r\nbody"
    connection = answering(whole, OK, pieces=40)

    assert connection.post(HEAD, b"hi", limit()).body == b"body"
    assert connection.keep
    assert connection.post(HEAD, b"hi", limit()).status == 201


def test_chunks_are_read_to_their_end(answering: Answering) -> None:
    chunked = b"HTTP/1.1 400 Bad\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwrong\r\n0\r\n\r\n"
    connection = answering(chunked, OK, pieces=7)

    reply = connection.post(HEAD, b"hi", limit())

    assert reply.status == 400
    assert reply.body.startswith(b"wrong")
    assert connection.keep
    assert connection.post(HEAD, b"hi", limit()).status == 201


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 201 Created\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 201 Created\r\n\r\nuntil the end",
        b"HTTP/1.1 201 Created\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: nine\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\nshort",
        b"HTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\ntoo long",
        b"HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbro",
    ],
)
def test_a_known_status_counts_also_where_the_rest_ends_the_connection(
    answering: Answering, answer: bytes
) -> None:
    connection = answering(answer)

    assert connection.post(HEAD, b"hi", limit()).status == 201
    assert not connection.keep


def test_nothing_follows_204(answering: Answering) -> None:
    connection = answering(b"HTTP/1.1 204 No Content\r\n\r\n", OK)

    assert connection.post(HEAD, b"hi", limit()).status == 204
    assert connection.post(HEAD, b"hi", limit()).status == 201


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 201 Crea",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/2 201\r\n\r\n",
        b"HTTP/1.1 20 Created\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nno colon\r\n\r\n",
        b"HTTP/1.1 201 Created\r\nX: " + b"x" * (MAX_HEAD + 70_000),
    ],
)
def test_what_is_no_answer_leaves_it_undecided(answering: Answering, answer: bytes) -> None:
    connection = answering(answer)

    with pytest.raises(NoAnswer):
        connection.post(HEAD, b"hi", limit())
    assert not connection.keep


def test_a_long_body_is_neither_kept_nor_read_to_its_end(answering: Answering) -> None:
    connection = answering(b"HTTP/1.1 400 Bad\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2000)

    assert len(connection.post(HEAD, b"hi", limit()).body) == DETAIL


def test_silence_has_a_limit(answering: Answering) -> None:
    connection = answering(OK)

    with pytest.raises(NoAnswer):
        connection.post(HEAD, b"ho", limit(0.1))
    connection._socket.sendall(HEAD + b"hi")


def test_a_closed_connection_is_noticed_before_it_is_used(answering: Answering) -> None:
    connection = answering(OK)
    assert connection.fresh()
    connection.post(HEAD, b"hi", limit())

    deadline = time.monotonic() + 60
    while connection.fresh() and time.monotonic() < deadline:
        time.sleep(0.01)

    assert not connection.fresh()


def test_nobody_there_and_no_time_left_are_not_sent() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        origin = f"http://127.0.0.1:{listener.getsockname()[1]}"
        service = Endpoints([origin]).check(f"{origin}/x").service
        with pytest.raises(NotSent):
            Connection(service, ssl.create_default_context(), limit(0))
    with pytest.raises(NotSent):
        Connection(service, ssl.create_default_context(), limit())


def test_a_closed_socket_sends_nothing(answering: Answering) -> None:
    connection = answering(b"")
    connection._socket.sendall(HEAD + b"hi")
    connection.close()

    assert not connection.fresh()
    with pytest.raises(NotSent):
        connection.post(HEAD, b"hi", limit())
