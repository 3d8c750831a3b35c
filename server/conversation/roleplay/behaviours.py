"""Which behaviours a sentence shows, without a language model.

Cues (turns of phrase) and a sentence vector go into one logistic regression for each behaviour:
weights fitted by ``python -m benchmarks.fit_behaviour`` on sentences that are not those
of ``benchmarks.behaviour``. What leaves no doubt decides by itself (``cues.sure``). Without the encoder the
cues alone decide. Everything looks at wording only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from server.content.scenarios.behaviours import IN_A_SENTENCE, Behaviour
from server.content.vectors import Encoder
from server.content.words import fold, words
from server.conversation.roleplay.cues import Patterns, cues, sure

WEIGHTS: Final = Path(__file__).parent / "behaviour_weights.npz"
MAX_SENTENCES: Final = 12
"""So many sentences of one turn are looked at; a longer speech is told by its first ones."""
ENDS: Final = IN_A_SENTENCE.index(Behaviour.ENDED_TALK)
SURELY: Final = 1.0
"""By so much the threshold must be passed without a cue: it ends the talk for good."""
SURE: Final = 1.0
"""How far beyond the threshold it lies what words decide by themselves."""
_END = re.compile(r"(?<=[.!?…;])\s+")

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    """A behaviour and the very words that show it."""

    behaviour: Behaviour
    quote: str


def sentences_of(text: str) -> list[str]:
    """Give the sentences of a turn, each exactly as it stands there."""
    return [part.strip() for part in _END.split(text.strip()) if part.strip()][:MAX_SENTENCES]


def folded(text: str) -> str:
    """Give small letters without accents, apostrophes as spaces, other marks kept: what cues look at."""
    return " ".join(re.sub(r"['’`-]", " ", fold(text)).split())


def cue_row(text: str, language: str) -> Array:
    """Give 1 for each behaviour whose cue is in the text."""
    return _row(folded(text), cues(language))


def _row(plain: str, patterns: Patterns) -> Array:
    return np.array(
        [
            1.0 if behaviour in patterns and patterns[behaviour].search(plain) else 0.0
            for behaviour in IN_A_SENTENCE
        ],
        dtype=np.float32,
    )


def _decided(found: Array, parts: Sequence[str], language: str) -> Array:
    """Put what leaves no doubt in the place of what the weights say: (sentences, behaviours)."""
    decides = sure(language)
    plain = [folded(part) for part in parts]
    surely = np.stack([_row(one, decides.surely) for one in plain])
    never = np.stack([_row(one, decides.never) for one in plain])
    shown = np.where(surely > 0, np.maximum(found, SURE), found)
    decided: Array = np.where(never > 0, np.minimum(shown, -SURE), shown).astype(np.float32)
    return decided


@dataclass(frozen=True)
class Weights:
    """One logistic regression for each behaviour, over the vector and all cues."""

    vector: Array
    """(behaviours, 512)"""
    cue: Array
    """(behaviours, behaviours)"""
    bias: Array
    threshold: Array
    """Logit from which a behaviour counts, one for all; chosen out of sample."""

    def logits(self, vectors: Array, rows: Array) -> Array:
        """Give (sentences, behaviours)."""
        found: Array = np.einsum("sd,bd->sb", vectors, self.vector) + rows @ self.cue.T + self.bias
        return found


@cache
def fitted(path: Path = WEIGHTS) -> Weights:
    """Read the fitted weights."""
    with np.load(path, allow_pickle=False) as stored:
        return Weights(*(stored[name].astype(np.float32) for name in ("vector", "cue", "bias", "threshold")))


class BehaviourRecogniser:
    """Finds behaviours in what a person said. Thread-safe."""

    def __init__(self, encoder: Encoder | None, weights: Weights | None = None):
        """Take the encoder of the search, or None to go by the cues alone."""
        self._encoder = encoder
        self._weights = weights

    def seen(self, text: str, language: str, jargon: Sequence[str] = ()) -> tuple[Seen, ...]:
        """Give what a whole turn shows, each behaviour once, with the sentence that shows it best first."""
        parts = sentences_of(text)
        if not parts:
            return ()
        table = self.table(parts, language)
        found = []
        for column, behaviour in enumerate(IN_A_SENTENCE):
            best = int(np.argmax(table[:, column]))
            if table[best, column] > 0:
                found.append(Seen(behaviour, parts[best]))
        return _with_jargon(tuple(found), parts, jargon)

    def labels(self, sentence: str, language: str) -> frozenset[Behaviour]:
        """Give what one sentence shows."""
        row = self.table([sentence], language)[0]
        return frozenset(b for b, value in zip(IN_A_SENTENCE, row, strict=True) if value > 0)

    def table(self, parts: Sequence[str], language: str) -> Array:
        """Give (sentences, behaviours): above 0 means that it shows."""
        rows = np.stack([cue_row(part, language) for part in parts])
        if self._encoder is None:
            alone: Array = rows - np.float32(0.5)
            return _decided(alone, parts, language)
        weights = self._weights or fitted()
        found: Array = weights.logits(self._encoder.encode(parts), rows) - weights.threshold
        found[:, ENDS] -= np.where(rows[:, ENDS] > 0, 0.0, SURELY)
        return _decided(found, parts, language)


def _with_jargon(seen: tuple[Seen, ...], parts: Sequence[str], jargon: Sequence[str]) -> tuple[Seen, ...]:
    """Add words that this persona does not know."""
    if any(one.behaviour is Behaviour.USED_JARGON for one in seen):
        return seen
    for part in parts:
        said = f" {' '.join(words(part))} "
        if any(f" {' '.join(words(term))} " in said for term in jargon):
            return (*seen, Seen(Behaviour.USED_JARGON, part))
    return seen
