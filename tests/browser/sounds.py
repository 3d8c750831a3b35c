"""What the browser's microphone hears: human Dutch lines with silence around them, as a WAV file."""

from __future__ import annotations

import wave
from pathlib import Path
from typing import Final

import numpy as np

from voice.audio import SAMPLE_RATE, read_audio, to_pcm16

LINES: Final = Path("/usr/share/games/fillets-ng/sound")
KEYS: Final = LINES / "hardware/nl/pz-v-dat.ogg"
"""We moeten deze sleutels ergens in stoppen. (3.4 s; understood word for word by Whisper base)"""
TALES: Final = LINES / "library/nl/vrak-m-pohadky.ogg"
"""Nooit! Dat zijn mijn favoriete sprookjes! (3.3 s; likewise)"""
TRAILING: Final = 20.0

Piece = float | Path


def microphone(target: Path, *pieces: Piece) -> Path:
    """Write a file for the microphone.

    Args:
        target: The WAV file to write.
        pieces: Seconds of silence, or a recording; silence follows on the last one.
    """
    sounds = [
        read_audio(piece) if isinstance(piece, Path) else np.zeros(round(piece * SAMPLE_RATE), np.float32)
        for piece in (*pieces, TRAILING)
    ]
    with wave.open(str(target), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(to_pcm16(np.concatenate(sounds)))
    return target
