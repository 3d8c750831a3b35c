"""The route: who may come in, and what one socket goes through."""

from __future__ import annotations

import logging
import time
import uuid
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app, g, request
from flask_sock import Sock

from server.errors import Unavailable
from server.identity import Person, authenticate
from server.realtime import PATH, ROOMS, SHUT_DOWN
from server.realtime.limits import Bucket
from server.realtime.transport import OPTIONS, GuardedSocket
from server.security import require_origin
from server.services import EXTENSION, Services

if TYPE_CHECKING:
    from server.realtime.connection import Connection
    from server.realtime.rooms import Room, Rooms

log = logging.getLogger(__name__)

SOCKET_KEYS = ("gunicorn.socket", "werkzeug.socket")
COMPRESSION = "HTTP_SEC_WEBSOCKET_EXTENSIONS"
OPENED = "souffleur.sockets_opened"
MOST_COUNTED = 10_000
"""People whose connections are counted at a time."""


def init_app(app: Flask) -> None:
    """Add the route, its guard and the way to shut it down."""
    services = cast("Services", app.extensions[EXTENSION])
    options = {**OPTIONS, "ping_interval": services.settings.socket_ping_seconds}
    app.config["SOCK_SERVER_OPTIONS"] = options
    app.extensions[OPENED] = {}
    app.extensions[SHUT_DOWN] = lambda: _shut_down(app)
    services.nudging.ask_who_talks(lambda: _who_talks(app))
    app.before_request(_guard)
    sock = Sock(app)
    sock.route(PATH)(_serve)


def _shut_down(app: Flask) -> None:
    rooms = app.extensions.get(ROOMS)
    if rooms is not None:
        rooms.shut_down()


def _who_talks(app: Flask) -> list[str]:
    rooms: Rooms | None = app.extensions.get(ROOMS)
    return rooms.talking() if rooms is not None else []


def _guard() -> None:
    """Check origin and person before the handshake, and take the socket into our own hands.

    Raises:
        NotAllowed: a foreign site's page asks.
        NotSignedIn: nobody is signed in.
        Unavailable: this web server gives us no socket.
    """
    if request.path != PATH or request.headers.get("Upgrade", "").lower() != "websocket":
        return
    services = cast("Services", current_app.extensions[EXTENSION])
    require_origin(request, services.settings)
    g.person = authenticate(request)
    environ = request.environ
    # Sound does not compress, and inflating what comes in costs time and memory.
    environ.pop(COMPRESSION, None)
    for key in SOCKET_KEYS:
        if key in environ:
            g.guard = environ[key] = GuardedSocket(environ[key])
            return
    raise Unavailable("this web server gives no access to its socket")


def _serve(ws: Any) -> None:
    """Carry one socket to its end. Nothing is raised: it would be written into the stream."""
    from server.realtime.connection import Connection

    person: Person = g.person
    began = time.monotonic()
    connection = Connection(ws, g.guard, uuid.uuid4().hex[:8])
    log.info("socket %s opened", connection.name)
    try:
        _converse(connection, person)
    except Exception:
        log.exception("socket %s failed", connection.name)
        connection.close_code = 1011
    finally:
        connection.left.set()
        connection.finish()
        seconds = time.monotonic() - began
        log.info("socket %s closed with %d after %.1f s", connection.name, connection.close_code, seconds)


def _converse(connection: Connection, person: Person) -> None:
    """Give the socket its conversation, or say why not."""
    from server.realtime import faults

    rooms = _rooms()
    if not _may_open(person):
        connection.refuse(faults.TOO_MANY, person.language)
        return
    if not rooms.admit():
        connection.refuse(faults.FULL, person.language)
        return
    try:
        room = _room(rooms, connection, person)
        connection.run(room.session)
        rooms.leave(room, connection, keep=connection.close_code != 1000)
    finally:
        rooms.dismiss()


def _room(rooms: Rooms, connection: Connection, person: Person) -> Room:
    """Find the conversation that the client comes back to, or begin one."""
    from server.realtime.faults import RESUME_LOST
    from server.realtime.starting import new_session

    wanted = request.args.get("session")
    now = time.monotonic()
    if wanted is not None:
        after = request.args.get("after", "")
        room = rooms.rejoin(wanted, person.id, connection) if after.isdigit() else None
        if room is not None:
            if room.session.resume(connection.writer, connection.wake, now, int(after)):
                return room
            rooms.leave(room, connection, keep=False)
            connection.left.clear()
    services = cast("Services", current_app.extensions[EXTENSION])
    session = new_session(services, person, wanted or request.args.get("conversation"))
    session.attach(connection.writer, connection.wake, now)
    if wanted is not None:
        session.desk.error(RESUME_LOST)
    return rooms.open(session, person.id, connection)


def _rooms() -> Rooms:
    """Give the conversations of this application, made with the first socket."""
    from server.realtime.rooms import Rooms

    services = cast("Services", current_app.extensions[EXTENSION])
    settings = services.settings
    made = Rooms(settings.max_sockets, settings.resume_seconds)
    return cast("Rooms", current_app.extensions.setdefault(ROOMS, made))


def _may_open(person: Person) -> bool:
    """Count connections by person: a burst of sixty, then one a second."""
    counted: dict[str, Bucket] = current_app.extensions[OPENED]
    if len(counted) > MOST_COUNTED:
        counted.clear()
    bucket = counted.setdefault(person.id, Bucket(60.0, 1.0))
    return bucket.take(1.0, time.monotonic())
