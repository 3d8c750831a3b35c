"""The sentences that a person reads about a take, from one file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("texts.yaml")


@cache
def _texts() -> dict[str, dict[str, list[str]]]:
    told: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return told


def tell(group: str, name: str, language: str, part: int = 0, **values: Any) -> str:
    """Give a sentence.

    Args:
        group: Kind of text, such as ``measure`` or ``focus``.
        name: Which one.
        language: ``nl`` or else English.
        part: Which of its texts: each has a Dutch and an English one after the other.
        values: What stands in the braces.
    """
    text = _texts()[group][name][2 * part + (language != "nl")]
    for key, value in values.items():
        text = text.replace("{" + key + "}", str(value))
    return text


def number(value: float, language: str, places: int = 1) -> str:
    """Write a number as people read it: with a comma in Dutch, and without a decimal that says nothing."""
    text = f"{value:.{places}f}".rstrip("0").rstrip(".") if places else f"{value:.0f}"
    return text.replace(".", ",") if language == "nl" else text
