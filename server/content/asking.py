"""How people ask for a card: a file ``asked.yaml`` beside the cards, so that cards themselves stay short."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

ASKED_FILE = "asked.yaml"


class AskedFileError(ValueError):
    """The file cannot be read; ``line`` counts from 1."""

    def __init__(self, line: int, nl: str, en: str):
        """Take the reason in both languages."""
        super().__init__(en)
        self.line = line
        self.nl = nl
        self.en = en


def read_asked(path: Path) -> Mapping[str, tuple[tuple[str, ...], int]]:
    """Give for each slug the ways in which people ask for that card, and the line on which they begin.

    Raises:
        AskedFileError: it is not YAML, or not a list of sentences under each slug.
    """
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise AskedFileError(line, "Dit bestand is geen YAML.", "This file is not YAML.") from None
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise AskedFileError(1, "Er staan geen kaarten in.", "There are no cards in it.")
    found: dict[str, tuple[tuple[str, ...], int]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(value, yaml.SequenceNode) or not all(
            isinstance(item, yaml.ScalarNode) for item in value.value
        ):
            nl = f"{key.value} heeft geen lijst met vragen."
            raise AskedFileError(line, nl, f"{key.value} has no list of questions.")
        found[str(key.value)] = (tuple(str(item.value) for item in value.value), line)
    return found
