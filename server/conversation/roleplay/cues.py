"""Turns of phrase that show a behaviour, by language; they stand in ``data/cues_*.yaml``.

A cue is strong and not complete: what it does not find, the sentence vectors may. Dutch is the language of
the scenarios' home; the others have the plainest cues only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from server.content.scenarios.behaviours import Behaviour

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("nl", "en", "fr", "de")


@cache
def cues(language: str) -> Mapping[Behaviour, re.Pattern[str]]:
    """Give the cues of a language, compiled; of an unknown one those of Dutch.

    ``%name%`` in a cue stands for any of the file's words of that name.
    """
    name = language if language in LANGUAGES else "nl"
    read = yaml.safe_load((DATA / f"cues_{name}.yaml").read_text(encoding="utf-8"))
    groups = {word: f"(?:{'|'.join(found)})" for word, found in read.get("words", {}).items()}

    def filled(cue: str) -> str:
        for word in (*groups, *groups):
            cue = cue.replace(f"%{word}%", groups[word])
        return cue

    return {
        Behaviour(behaviour): re.compile("|".join(filled(cue) for cue in found))
        for behaviour, found in read["cues"].items()
    }
