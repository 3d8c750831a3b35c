"""What stands before and behind a short window, so that the encoder hears the same as in thirty seconds.

Whisper is trained on windows that are mostly silence, and its encoder leans on that: in a short window the
states of the same words come out otherwise, and more words are lost. So the window begins and ends with
0.64 s of a pattern instead of with silence. The patterns were found by gradient descent on the input, such
that the states of the sound between them come near those of the full window: a soft prompt, for an encoder
(B. Lester, R. Al-Rfou and N. Constant, "The Power of Scale for Parameter-Efficient Prompt Tuning", EMNLP
2021). Their own states are dropped. They know the encoder of Whisper base only.

``python -m benchmarks.fit_edges`` finds them and says on what.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from voice.stt.base import FloatArray

EDGES = Path(__file__).with_name("edges_base.npz")
FRAMES_PER_STATE = 2


@dataclass(frozen=True)
class Edges:
    """Log-mel frames, over the floor of the window that they stand in."""

    before: FloatArray
    """Shape (bands, frames), an even number of frames."""
    behind: FloatArray

    @property
    def states_before(self) -> int:
        """States that the encoder makes of what stands before the sound."""
        return int(self.before.shape[1] // FRAMES_PER_STATE)

    def around(self, features: FloatArray, floor: float) -> FloatArray:
        """Put the patterns around the log-mel frames of a sound.

        Args:
            features: Shape (bands, frames).
            floor: The value of silence in that window.
        """
        parts = [self.before + floor, features, self.behind + floor]
        return np.ascontiguousarray(np.concatenate(parts, axis=1), dtype=np.float32)


@lru_cache(maxsize=1)
def edges() -> Edges:
    """Load the patterns, once."""
    with np.load(EDGES) as kept:
        return Edges(kept["before"].astype(np.float32), kept["behind"].astype(np.float32))
