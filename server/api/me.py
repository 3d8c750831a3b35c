"""Who I am and what I chose."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from flask import Blueprint, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.api.described import Description, described
from server.api.types import Language
from server.errors import BadRequest
from server.identity import (
    Person,
    Preferences,
    Role,
    current_person,
    sign_in_demo,
    sign_in_visitor,
    sign_out,
    signed_in_via,
)
from server.services import services

blueprint = Blueprint("me", __name__)


class Me(BaseModel):
    """The person who asks."""

    id: str
    name: str
    role: Role
    language: Language
    preferences: Preferences
    demo: bool
    signed_in_via: Literal["cookie", "token"]


class DemoRequest(BaseModel):
    """Which demo person."""

    role: Annotated[Literal["employee", "learning_professional"], Field(description="Which demo person")]


class ChangedPreferences(BaseModel):
    """The choices that change; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    voice: Annotated[str, Field(max_length=100)] | None = None
    speed: Annotated[float, Field(ge=0.5, le=2.0)] = 1.0
    captions: bool = True
    hands_free: bool = True
    earcons: bool = True
    vibrate: bool = True
    audio_out: Literal["server", "device"] = "server"
    barge_in: bool = True
    theme: Literal["auto", "light", "dark"] = "auto"


class MeRequest(BaseModel):
    """What changes; what is left out stays."""

    language: Language | None = None
    preferences: ChangedPreferences | None = None


def describe(person: Person) -> Me:
    """Describe a person to themselves."""
    via: Any = signed_in_via(request)
    return Me(
        id=person.id,
        name=person.name,
        role=person.role,
        language="nl" if person.language == "nl" else "en",
        preferences=person.preferences,
        demo=person.demo,
        signed_in_via=via,
    )


@blueprint.get("/me")
@described(Description(gives=Me, public=True, problems=(401,)))
def read_me() -> Me:
    """Give the person who asks; in development, on the machine itself, the demo employee is signed in."""
    return describe(sign_in_visitor(request))


@blueprint.patch("/me")
@described(Description(body=MeRequest, gives=Me))
def change_me(body: MeRequest) -> Me:
    """Change the language or the preferences."""
    person = current_person()
    preferences = None
    if body.preferences is not None:
        told = body.preferences.model_dump(exclude_unset=True)
        try:
            preferences = Preferences.model_validate(person.preferences.model_dump() | told)
        except ValidationError:
            raise BadRequest("preferences do not fit", code="invalid") from None
    return describe(services().people.change(person.id, language=body.language, preferences=preferences))


@blueprint.post("/demo")
@described(Description(body=DemoRequest, gives=Me, public=True, problems=(403,)))
def sign_in_as_demo(body: DemoRequest) -> Me:
    """Sign in as a demo person: in development, on the machine itself."""
    return describe(sign_in_demo(request, Role(body.role)))


@blueprint.delete("/sign-in")
@described(Description(status=204))
def leave() -> None:
    """Sign out."""
    sign_out()
