"""A route and its description in one place: checked and told from the same models."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from flask import Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.exceptions import UnsupportedMediaType

from server.errors import BadRequest
from server.identity import current_person
from server.plain_text import NoText, nul_in_json

Answer: TypeAlias = BaseModel | Response | None
ATTRIBUTE = "souffleur_description"


@dataclass(frozen=True)
class Description:
    """What a route takes and gives, for the checks and for OpenAPI."""

    query: type[BaseModel] | None = None
    body: type[BaseModel] | None = None
    gives: type[BaseModel] | None = None
    """Model of the answer; None for an answer without a body or with another kind of body."""
    status: int = 200
    content: str = "application/json"
    """Kind of the answer's body, where it is not described by a model."""
    takes: tuple[str, ...] = ()
    """Kinds of a request body that is not JSON."""
    public: bool = False
    """True where nobody needs to be signed in."""
    problems: tuple[int, ...] = field(default=())
    """Statuses of the problems that this route has besides those that every route has."""


def described(description: Description) -> Callable[[Callable[..., Answer]], Callable[..., Response]]:
    """Check the request, hand ``query`` and ``body`` to the view, and write its model as JSON.

    Raises:
        NotSignedIn: nobody is signed in and the route is not public.
        BadRequest: query or body does not fit; the field is named, its content is not.
        NoText: there is a NUL in the body.
    """

    def wrap(view: Callable[..., Answer]) -> Callable[..., Response]:
        @functools.wraps(view)
        def checked(**path: Any) -> Response:
            if not description.public:
                current_person()
            if description.query is not None:
                path["query"] = _fits(description.query.model_validate, request.args.to_dict())
            if description.body is not None:
                path["body"] = _fits(description.body.model_validate_json, _json_bytes())
            return _written(view(**path), description.status)

        setattr(checked, ATTRIBUTE, description)
        return checked

    return wrap


def _fits(validate: Callable[..., BaseModel], value: Any) -> BaseModel:
    """Read strictly where the types were told (JSON), leniently where everything is text (a query)."""
    try:
        return validate(value, strict=True) if isinstance(value, bytes) else validate(value)
    except ValidationError as problem:
        found = (f"{'.'.join(str(part) for part in one['loc'])}: {one['type']}" for one in problem.errors())
        # Without the cause: its text holds what was sent, which may be a person's words.
        raise BadRequest("; ".join(found), code="invalid") from None


def _json_bytes() -> bytes:
    if not request.is_json:
        raise UnsupportedMediaType("send application/json")
    data = request.get_data(cache=False)
    if nul_in_json(data):
        raise NoText("NUL in the body")
    return data


def _written(answer: Answer, status: int) -> Response:
    if isinstance(answer, Response):
        return answer
    if answer is None:
        return Response(status=204)
    return Response(answer.model_dump_json(), status=status, content_type="application/json")
