"""Who is asking."""

from __future__ import annotations

import ipaddress

from flask import Flask, Request, current_app, g, request, session

from server.errors import NotAllowed, NotSignedIn
from server.identity.people import People, Person, Role
from server.settings import Settings
from server.store import now

SESSION_PERSON = "person"
SESSION_DAY = "day"
"""When the cookie was last renewed; at the first opening of another day that is done again."""
SESSION_LEFT = "left"
"""Set when somebody signed out by hand, so that the demo person is not signed in again by itself."""


def init_app(app: Flask, people: People, settings: Settings) -> None:
    """Let every request of this application find its person."""
    app.extensions["souffleur.people"] = people
    app.extensions["souffleur.demo_allowed"] = settings.environment == "development"


def authenticate(asked: Request) -> Person:
    """Find who sends this request: a bearer token first, else the cookie. Also used for sockets.

    Raises:
        NotSignedIn: neither is there, or it is not known (any more).
    """
    person = _by_bearer(asked) if asked.authorization is not None else _by_cookie()
    if person is None or (person.demo and not demo_allowed(asked)):
        raise NotSignedIn("no valid token or cookie")
    return person


def current_person() -> Person:
    """Give the person of the present request, looked up once.

    Raises:
        NotSignedIn: nobody is signed in.
    """
    if "person" not in g:
        g.person = authenticate(request)
    person: Person = g.person
    return person


def signed_in_via(asked: Request) -> str:
    """Tell how: ``token`` or ``cookie``."""
    return "token" if asked.authorization is not None else "cookie"


def demo_allowed(asked: Request) -> bool:
    """Tell whether a demo person may be used: in development, by a browser or program on this very machine.

    The remote address alone is not enough: a reverse proxy on this machine makes the whole world look local,
    and a hostile name that resolves to 127.0.0.1 makes a browser talk to us. So forwarded requests and
    foreign host names are refused too.
    """
    if not current_app.extensions["souffleur.demo_allowed"]:
        return False
    forwarded = any(
        name in asked.headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded")
    )
    return not forwarded and _is_loopback(asked.remote_addr or "") and _is_loopback(_host_name(asked))


def sign_in(person: Person) -> None:
    """Put a person into the cookie of this browser."""
    session.clear()
    session[SESSION_PERSON] = person.id
    session[SESSION_DAY] = _today()
    session.permanent = True
    g.person = person


def sign_in_demo(asked: Request, role: Role) -> Person:
    """Sign in as a demo person.

    Raises:
        NotAllowed: not in development, or not on this machine.
    """
    if not demo_allowed(asked):
        raise NotAllowed(
            "demo people exist on the machine itself and in development only", code="demo_refused"
        )
    person = _people().demo(role)
    sign_in(person)
    return person


def sign_in_visitor(asked: Request) -> Person:
    """Give the person of this request; sign in the demo employee where that is allowed and not declined.

    Raises:
        NotSignedIn: nobody is signed in and there is no demo here.
    """
    try:
        person = current_person()
    except NotSignedIn:
        declined = asked.authorization is not None or session.get(SESSION_LEFT, False)
        if declined or not demo_allowed(asked):
            raise
        return sign_in_demo(asked, Role.EMPLOYEE)
    if session.get(SESSION_PERSON) == person.id and session.get(SESSION_DAY) != _today():
        session[SESSION_DAY] = _today()
    return person


def sign_out() -> None:
    """Forget who uses this browser."""
    session.clear()
    session[SESSION_LEFT] = True
    g.pop("person", None)


def _today() -> str:
    return now().date().isoformat()


def _by_bearer(asked: Request) -> Person | None:
    sent = asked.authorization
    if sent is None or sent.type != "bearer" or not sent.token:
        return None
    return _people().by_token(sent.token)


def _by_cookie() -> Person | None:
    person_id = session.get(SESSION_PERSON)
    return _people().get(person_id) if isinstance(person_id, str) else None


def _people() -> People:
    people: People = current_app.extensions["souffleur.people"]
    return people


def _host_name(asked: Request) -> str:
    host = asked.host
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(name: str) -> bool:
    if name == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
