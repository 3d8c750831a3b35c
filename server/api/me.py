"""Who I am and what I chose."""

from __future__ import annotations

from typing import Any, Literal

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from server.identity import (
    Person,
    Role,
    current_person,
    sign_in_demo,
    sign_in_visitor,
    sign_out,
    signed_in_via,
)

blueprint = Blueprint("me", __name__)


class DemoRequest(BaseModel):
    """Which demo person."""

    role: Literal[Role.EMPLOYEE, Role.LEARNING_PROFESSIONAL]


def describe(person: Person) -> dict[str, Any]:
    """Describe a person to themselves."""
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role.value,
        "language": person.language,
        "preferences": person.preferences.model_dump(),
        "demo": person.demo,
        "signed_in_via": signed_in_via(request),
    }


@blueprint.get("/me")
def me() -> ResponseReturnValue:
    """Give the person who asks; in development, on the machine itself, the demo employee is signed in."""
    return jsonify(describe(sign_in_visitor(request)))


@blueprint.post("/demo")
def demo() -> ResponseReturnValue:
    """Sign in as a demo person: in development, on the machine itself."""
    wanted = DemoRequest.model_validate(request.get_json())
    return jsonify(describe(sign_in_demo(request, wanted.role)))


@blueprint.delete("/sign-in")
def leave() -> ResponseReturnValue:
    """Sign out."""
    current_person()
    sign_out()
    return "", 204
