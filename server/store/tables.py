"""Every module that declares tables, so that migrations and tests see all of them."""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData

MODULES = (
    "server.identity.people",
    "server.content.open_questions",
    "server.content.openings",
    "server.content.programme_work",
    "server.content.scenarios.tables",
    "server.content.tables",
    "server.conversation.store",
    "server.conversation.notebook.tables",
    "server.conversation.coach.authored",
    "server.conversation.coach.tables",
    "server.conversation.language.tables",
    "server.conversation.roleplay.tables",
    "server.conversation.pitch.tables",
)

NUDGE_MODULES = ("nudges.push.devices", "nudges.tables")
"""The nudges know nothing of the server, so their tables have a base of their own."""


def load_tables() -> None:
    """Import the modules that declare tables. By name, because the store lies below all of them."""
    for name in (*MODULES, *NUDGE_MODULES):
        import_module(name)


def all_metadata() -> list[MetaData]:
    """Give what all of them declare: the server's own, and that of the nudges."""
    load_tables()
    bases = (import_module("server.store.base"), import_module("nudges.store"))
    return [base.Base.metadata for base in bases]
