"""Programmes as readable YAML: only plain words, lists and mappings, no tags and no aliases.

Every scalar is read as a string and typed by the model afterwards, so that ``at: 16:00`` is a time and not
the sexagesimal number that YAML 1.1 makes of it, and ``nl: no`` stays a word.
"""

from __future__ import annotations

from typing import Any

import yaml

from nudges.errors import Problem, ProgrammeInvalid

MAX_TEXT = 64_000
MAX_DEPTH = 8
"""A programme is four deep; the reader takes seconds over thousands."""


class _Loader(yaml.BaseLoader):
    """Reads strings only; refuses aliases, which can make a small text enormous, and depth."""

    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent) or self.depth > MAX_DEPTH:
            raise yaml.YAMLError("no aliases, and nothing deep")
        self.depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self.depth -= 1


class _Dumper(yaml.SafeDumper):
    """Writes what ``_Loader`` reads: no quotes where a word can do without, short lists on one line."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as in the stubs


def _list(dumper: _Dumper, data: list[Any]) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", data, flow_style=True)


_Dumper.add_representer(list, _list)


def dump(data: dict[str, Any]) -> str:
    """Write plain data, in its own order."""
    return str(yaml.dump(_words(data), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100))


def _words(data: Any) -> Any:
    """Turn every scalar into the word that is written for it."""
    if isinstance(data, dict):
        return {str(key): _words(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_words(one) for one in data]
    return str(data).lower() if isinstance(data, bool) else str(data)


def load(text: str) -> Any:
    """Read plain data.

    Raises:
        ProgrammeInvalid: for what is not YAML of this kind, or too long.
    """
    if len(text) > MAX_TEXT:
        raise _unreadable()
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - a BaseLoader makes nothing but strings
    except (yaml.YAMLError, RecursionError, ValueError):
        raise _unreadable() from None


def _unreadable() -> ProgrammeInvalid:
    return ProgrammeInvalid(
        [
            Problem(
                "",
                "file_unreadable",
                "Dit bestand is geen seintjesprogramma dat ik kan lezen.",
                "This file is no nudge programme that can be read.",
            )
        ]
    )
