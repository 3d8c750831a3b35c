"""Words and phrases that are looked for in what was said, for each language.

None of them is wrong. They are counted because people ask how often they say them; how often is only brought
up outside the bands of :mod:`voice.delivery.bands`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_name("lexicon.yaml")
_FALLBACK = "nl"


@dataclass(frozen=True)
class Lexicon:
    """What one language says."""

    sounds: frozenset[str]
    """Filler sounds, where the transcript has them."""
    fillers: tuple[str, ...]
    """Filler words and phrases, wherever they stand."""
    edge_fillers: tuple[str, ...]
    """Words that are fillers only at the begin or the end of a sentence."""
    hedges: tuple[str, ...]
    questions: frozenset[str]
    """Words with which a question begins."""
    verbs_first: frozenset[str]
    """Verbs that begin a question when they stand first."""
    stop: frozenset[str]
    """Words that say nothing about a subject; repeats of them alone are no repeats."""


@cache
def lexicon(language: str) -> Lexicon:
    """Give the lexicon of a language; Dutch for one that has none."""
    told = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    lists = {name: _phrases(text) for name, text in told.get(language, told[_FALLBACK]).items()}
    return Lexicon(
        sounds=frozenset(lists["sounds"]),
        fillers=lists["fillers"],
        edge_fillers=lists["edge_fillers"],
        hedges=lists["hedges"],
        questions=frozenset(lists["questions"]),
        verbs_first=frozenset(lists["verbs_first"]),
        stop=frozenset(lists["stop"]),
    )


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(phrase.strip() for phrase in text.split(",") if phrase.strip())
