"""Turns of phrase that show a behaviour, by language; they stand in ``data/cues_*.yaml``.

A cue is strong and not complete: what it does not find, the sentence vectors may. Dutch is the language of
the scenarios' home, which the vectors were fitted on. What leaves no doubt in any language, rude words,
a bare no, a command that is no promise, and the turns of phrase of the other languages, stands in
``data/sure_*.yaml`` and decides by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from server.content.scenarios.behaviours import Behaviour

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("nl", "en", "fr", "de")


Patterns = Mapping[Behaviour, re.Pattern[str]]


@dataclass(frozen=True)
class Sure:
    """What decides by itself: words that show a behaviour, and words that rule one out. Ruling out wins."""

    surely: Patterns
    never: Patterns


@cache
def cues(language: str) -> Patterns:
    """Give the cues of a language, compiled; of an unknown one those of Dutch.

    ``%name%`` in a cue stands for any of the file's words of that name.
    """
    read = _read("cues", language)
    return _compiled(read, "cues")


@cache
def sure(language: str) -> Sure:
    """Give what decides by itself in a language; of an unknown one that of Dutch."""
    read = _read("sure", language)
    return Sure(_compiled(read, "surely"), _compiled(read, "never"))


def _read(kind: str, language: str) -> dict[str, Any]:
    name = language if language in LANGUAGES else "nl"
    read: dict[str, Any] = yaml.safe_load((DATA / f"{kind}_{name}.yaml").read_text(encoding="utf-8"))
    return read


def _compiled(read: dict[str, Any], group: str) -> Patterns:
    groups = {word: f"(?:{'|'.join(found)})" for word, found in read.get("words", {}).items()}

    def filled(cue: str) -> str:
        for word in (*groups, *groups):
            cue = cue.replace(f"%{word}%", groups[word])
        return cue

    return {
        Behaviour(behaviour): re.compile("|".join(filled(cue) for cue in found))
        for behaviour, found in read[group].items()
    }
