"""Errors over HTTP: problem+json (RFC 9457) in the person's language."""

from __future__ import annotations

import logging
import math
import time
from typing import Any

from flask import Flask, Response, current_app, json, make_response, request
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from nudges.errors import Changed, NotPossible, NotThere, NudgeError, ProgrammeInvalid
from server.errors import (
    BadRequest,
    CannotKeep,
    Conflict,
    MethodNotAllowed,
    NotAllowed,
    NotFound,
    NotSignedIn,
    SouffleurError,
    TooLarge,
    TooMany,
    Unavailable,
    UnsupportedMediaType,
)
from server.identity import current_person

log = logging.getLogger(__name__)

CONTENT_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:souffleur:"
SOON = 5
"""Seconds after which to try again what is only for a moment not there."""

BY_STATUS: dict[int, type[SouffleurError]] = {
    400: BadRequest,
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    405: MethodNotAllowed,
    409: Conflict,
    413: TooLarge,
    415: UnsupportedMediaType,
    429: TooMany,
    503: Unavailable,
}


def init_app(app: Flask) -> None:
    """Turn every error of a request into problem+json."""
    app.register_error_handler(SouffleurError, problem)
    app.register_error_handler(NudgeError, _nudge)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(ValidationError, _invalid)
    app.register_error_handler(OperationalError, _cannot_keep)
    app.register_error_handler(Exception, _unexpected)


def language() -> str:
    """Give the language to speak to whoever sent this request: their own, else what the browser prefers."""
    try:
        return current_person().language
    except (SouffleurError, OperationalError):
        return request.accept_languages.best_match(["nl", "en"], default="nl")


def problem(error: SouffleurError) -> Response:
    """Describe an error of ours."""
    return _respond(error, error.status, error.code, error.detail)


def kind_of(nudge_error: type[NudgeError]) -> type[SouffleurError]:
    """Give the kind of error that stands for one of the nudges, with its status."""
    kinds = {NotThere: NotFound, Changed: Conflict, NotPossible: Conflict}
    return next((ours for theirs, ours in kinds.items() if issubclass(nudge_error, theirs)), BadRequest)


def _nudge(error: NudgeError) -> Response:
    """Describe an error of the nudges: what is wrong in which field, or which revision is there now."""
    kind = kind_of(type(error))
    more: dict[str, Any] = {}
    if isinstance(error, ProgrammeInvalid):
        speak = language()
        more["problems"] = [
            {"field": one.field, "code": one.code, "message": one.nl if speak == "nl" else one.en}
            for one in error.problems
        ]
    if isinstance(error, Changed):
        more["revision"] = error.revision
    ours = kind(error.en, code=error.code, nl=error.nl, en=error.en)
    return _respond(ours, ours.status, ours.code, ours.detail, more)


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if status < 400:
        return make_response(error.get_response())
    ours = BY_STATUS.get(status, BadRequest if status < 500 else SouffleurError)()
    response = _respond(ours, status, ours.code, error.description or "")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _invalid(error: ValidationError) -> Response:
    """Name the fields that do not fit, never what was in them: that may be a person's words."""
    found = (f"{'.'.join(str(part) for part in one['loc'])}: {one['type']}" for one in error.errors())
    return problem(BadRequest("; ".join(found), code="invalid"))


def _cannot_keep(_error: OperationalError) -> Response:
    log.exception("the database failed in %s %s", request.method, request.url_rule)
    return problem(CannotKeep("the database cannot be written"))


def _unexpected(error: Exception) -> Response:
    log.exception("unexpected error in %s %s", request.method, request.url_rule)
    return problem(SouffleurError(type(error).__name__))


def _respond(
    error: SouffleurError, status: int, code: str, detail: str, more: dict[str, Any] | None = None
) -> Response:
    speak = language()
    body = (more or {}) | {
        "type": TYPE_PREFIX + code,
        "title": code.replace("_", " "),
        "status": status,
        "code": code,
        "detail": detail or error.en,
        "message": error.message(speak),
    }
    response = Response(json.dumps(body), status=status, content_type=CONTENT_TYPE)
    response.headers["Content-Language"] = speak
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="souffleur"'
    if status in (429, 503):
        response.headers["Retry-After"] = str(_seconds_to_wait())
    return response


def _seconds_to_wait() -> int:
    """Tell when to come back: where too much was asked, when that is forgotten; else soon."""
    limit = current_app.extensions["souffleur.limiter"].current_limit
    return max(1, math.ceil(limit.reset_at - time.time())) if limit and limit.breached else SOON
