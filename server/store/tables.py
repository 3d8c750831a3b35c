"""Every module that declares tables, so that migrations and tests see all of them."""

from __future__ import annotations

from importlib import import_module

MODULES = (
    "server.identity.people",
    "server.content.open_questions",
    "server.content.openings",
    "server.content.tables",
    "server.conversation.store",
)


def load_tables() -> None:
    """Import the modules that declare tables. By name, because the store lies below all of them."""
    for name in MODULES:
        import_module(name)
