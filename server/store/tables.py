"""Every module that declares tables, so that migrations and tests see all of them."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "server.identity.people",
    "server.content.open_questions",
    "server.content.openings",
    "server.content.programme_work",
    "server.content.tables",
    "server.conversation.store",
    "server.conversation.notebook.tables",
    "server.conversation.coach.tables",
    "server.conversation.language.tables",
)


def load_tables() -> None:
    """Import the modules that declare tables. By name, because the store lies below all of them."""
    for name in MODULES:
        import_module(name)
