"""Recognition on recorded speech: ours beside faster-whisper's default call, same model, same run.

    python -m benchmarks.stt --manifest FILE [--model NAME_OR_DIR] [--limit N] [--purpose P] [--hint WORD]

The manifest holds rows ``{"audio", "text", "language"}``, one JSON object a line or one JSON array; paths are
absolute or relative to the manifest. Each recording is decoded by both, in alternating order, so that what
else the machine does weighs on both. Ours is loaded as the server loads it, for two decodes side by side that
share the processor threads; the default call has all of them for its one decode. Sound is read before the
clock starts. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from faster_whisper import WhisperModel, decode_audio

from benchmarks.manifest import ManifestError, Row, read_manifest
from server.loading import SIDE_BY_SIDE
from voice.stt.base import FloatArray, Purpose, RecognitionOptions
from voice.stt.models import find_model
from voice.stt.whisper import WhisperTranscriber, default_threads

_APART = re.compile(r"[-/\u2013\u2014]")
_NOT_SAID = re.compile(r"[^\w\s]")


@dataclass
class Tally:
    """What one engine made of the recordings."""

    errors: int = 0
    words: int = 0
    milliseconds: list[float] = field(default_factory=list)

    def add(self, said: str, heard: str, seconds: float) -> None:
        """Count one recording."""
        reference = normalise(said)
        self.errors += word_errors(reference, normalise(heard))
        self.words += len(reference)
        self.milliseconds.append(seconds * 1000.0)

    @property
    def word_error_rate(self) -> float:
        """Word errors over all recordings together."""
        return self.errors / max(1, self.words)

    @property
    def median(self) -> float:
        """Median time in milliseconds."""
        return statistics.median(self.milliseconds)

    @property
    def p95(self) -> float:
        """Time in milliseconds that 95 % stays under."""
        return float(np.percentile(self.milliseconds, 95))


def normalise(text: str) -> list[str]:
    """Give the words to compare: lower case, no punctuation, hyphens as spaces, numbers left as written.

    Accents that only mark stress in Dutch ("één", "vóór") are dropped; so are they in the reference.
    """
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_SAID.sub("", _APART.sub(" ", plain)).split()


def word_errors(reference: Sequence[str], heard: Sequence[str]) -> int:
    """Count the words to change, add or drop (Levenshtein)."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(reference, start=1):
        diagonal, row[0] = row[0], number
        for column, other in enumerate(heard, start=1):
            best = min(row[column] + 1, row[column - 1] + 1, diagonal + (word != other))
            diagonal, row[column] = row[column], best
    return row[-1]


def compare(rows: Sequence[Row], folder: Path, purpose: Purpose, hints: Sequence[str]) -> dict[str, object]:
    """Decode every row with both and give the figures."""
    ours = WhisperTranscriber(folder, max(1, default_threads() // SIDE_BY_SIDE), SIDE_BY_SIDE)
    ours.warm_up()
    default = WhisperModel(str(folder), device="auto", compute_type="int8", cpu_threads=default_threads())
    _run_default(default, np.zeros(16_000, dtype=np.float32), rows[0].language)
    tally, baseline = Tally(), Tally()
    for number, row in enumerate(rows):
        samples = decode(row)
        options = RecognitionOptions(row.language, hints)
        for engine in ("ours", "default") if number % 2 else ("default", "ours"):
            started = time.perf_counter()
            if engine == "ours":
                text = ours.transcribe(samples, options, purpose).text
            else:
                text = _run_default(default, samples, row.language)
            seconds = time.perf_counter() - started
            (tally if engine == "ours" else baseline).add(row.text, text, seconds)
    return {
        "wer": round(tally.word_error_rate, 4),
        "wer_baseline": round(baseline.word_error_rate, 4),
        "median_ms": round(tally.median, 1),
        "median_ms_baseline": round(baseline.median, 1),
        "p95_ms": round(tally.p95, 1),
        "p95_ms_baseline": round(baseline.p95, 1),
        "speedup": round(baseline.median / tally.median, 2),
        "n": len(rows),
        "model": folder.name,
    }


def decode(row: Row) -> FloatArray:
    """Read one recording as faster-whisper does.

    Raises:
        ManifestError: it is not readable sound.
    """
    try:
        samples: FloatArray = decode_audio(str(row.audio))
    except (av.FFmpegError, LookupError, ValueError) as error:
        raise ManifestError(f"{row.audio}: this is not readable sound: {type(error).__name__}") from error
    return samples


def _run_default(model: WhisperModel, samples: FloatArray, language: str) -> str:
    segments, _ = model.transcribe(samples, language=language)
    return " ".join(segment.text.strip() for segment in segments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the comparison that the command line asks for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--manifest", type=Path, required=True)
    parser.add_argument("--instance", type=Path, default=Path("instance"), help="where models are kept")
    parser.add_argument("--model", default="auto", help="name of a model, or its folder")
    parser.add_argument("--limit", type=int, default=0, help="use only the first N rows")
    parser.add_argument("--purpose", choices=[purpose.name.lower() for purpose in Purpose], default="final")
    parser.add_argument("--hint", action="append", default=[], help="a word to expect; may be given often")
    asked = parser.parse_args(arguments)
    rows = read_manifest(asked.manifest, "text")[: asked.limit or None]
    folder = find_model(asked.instance, asked.model).folder
    print(json.dumps(compare(rows, folder, Purpose[asked.purpose.upper()], asked.hint)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
