"""People, roles, sign-in."""

from server.identity.people import DEMO_NAMES, People, Person, Role
from server.identity.personal import PersonalRepository
from server.identity.preferences import Preferences
from server.identity.sign_in import (
    authenticate,
    current_person,
    demo_allowed,
    init_app,
    sign_in,
    sign_in_demo,
    sign_in_visitor,
    sign_out,
    signed_in_via,
)

__all__ = [
    "DEMO_NAMES",
    "People",
    "Person",
    "PersonalRepository",
    "Preferences",
    "Role",
    "authenticate",
    "current_person",
    "demo_allowed",
    "init_app",
    "sign_in",
    "sign_in_demo",
    "sign_in_visitor",
    "sign_out",
    "signed_in_via",
]
