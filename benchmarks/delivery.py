"""What is measured of a delivery, against recordings of which the truth is known.

    python -m benchmarks.delivery [--manifest FILE] [--limit N] [--instance DIR] [--quick]

Pitch: tones and glides made here. Pauses: silences put between human lines that were cut close. Level:
human lines at known steps. Pace: human lines with known texts, where the truth is the syllables of the text
over the time from the first to the last sound (by level alone, not by the voice activity model).

Figures for pace that are not given the text:

* ``rate_within_10pct``: the product's own, from the words and what the encoder of the recogniser heard;
* ``rate_within_10pct_20s``: the same over stretches of about twenty seconds, as it is shown;
* ``rate_within_10pct_heard``: what the encoder heard alone;
* ``rate_within_10pct_peaks``: words and peaks of loudness, as with another recogniser;
* ``rate_within_10pct_sound``: the peaks alone, without any recogniser.

``rate_within_10pct_corrected`` is given the text, as when the person corrected the transcript: only the time
is then measured. ``sure`` is the share of lines whose number the product would call sure for its words and
sound agree, ``rate_within_10pct_sure`` how many of those are right.

Without a manifest the lines are those of the game from Debian, levels a to m. The networks that count were
fitted on those lines (``benchmarks.fit_ear``), so each line is counted only by the two of the eight that
never saw its level: the figure is cross-validated by level, though not by speaker. The product takes the mean
of all eight. The few numbers of ``voice/delivery/counting.py`` were chosen by hand on the same lines. A line
begins and ends 30 dB under its loudest 5 ms, here as in the product, so that the time of a clean line is the
true one by definition and its figures are those of counting. Whoever wants an independent figure gives a
manifest of other lines; then all count. The last line printed is one JSON object.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.ear_corpus import fold_of
from benchmarks.manifest import read_manifest
from benchmarks.speech_corpus import corpus_lines, installed, spread
from voice.audio import SAMPLE_RATE, read_audio
from voice.delivery import loudness
from voice.delivery.acoustics import measure
from voice.delivery.counting import counted
from voice.delivery.levels import HOP, frame_levels
from voice.delivery.pace import agree, fused, syllables_of_peaks
from voice.delivery.pauses import Stretch, find_speech
from voice.delivery.pitch import follow
from voice.delivery.syllables import syllables
from voice.stt.base import FloatArray, Purpose, RecognitionOptions
from voice.vad import SileroVad

if TYPE_CHECKING:
    from voice.stt.whisper import WhisperTranscriber

_WITHIN_SECONDS = 0.05
_WITHIN_SHARE = 0.10
_CUT_BELOW = 30.0
"""dB under the loudest frame at which a line is cut: what is softer is fade and room."""
_STEPS = (-12.0, -6.0, -3.0, 3.0, 6.0)
_STRETCH_SECONDS = 20.0


@dataclass(frozen=True)
class Line:
    """A human line and its text."""

    samples: FloatArray
    text: str
    language: str
    fold: int | None = None
    """The networks that never saw it, where others did."""


@dataclass(frozen=True)
class Paced:
    """Syllables of one line: the truth and what was found, and the times they are divided by."""

    true_count: int
    true_seconds: float
    seconds: float
    count: float
    """The product's own."""
    heard: float
    plain: float
    peaks: float
    sure: bool

    def within(self, count: float) -> bool:
        """Tell whether a pace is within ten per cent of the true one."""
        truth = self.true_count / self.true_seconds
        return abs(count / max(self.seconds, 0.1) - truth) <= _WITHIN_SHARE * truth


def tones(generator: np.random.Generator) -> Iterator[tuple[FloatArray, FloatArray]]:
    """Make tones, glides and tones in noise, with their true pitch in Hz at every sample."""
    time = np.arange(2 * SAMPLE_RATE) / SAMPLE_RATE
    for start in (80.0, 100.0, 123.5, 150.0, 196.0, 220.0, 261.6, 330.0, 400.0):
        for glide, partials, noise in ((0.0, 1, 0.0), (0.0, 12, 0.0), (4.0, 12, 0.0), (2.0, 12, 0.1)):
            hertz = start * 2 ** (np.sin(2 * np.pi * 0.5 * time) * glide / 12)
            phase = 2 * np.pi * np.cumsum(hertz) / SAMPLE_RATE
            parts = [np.sin(number * phase) / number for number in range(1, partials + 1)]
            sound = 0.2 * np.sum(parts, axis=0)
            sound += generator.normal(0, noise * np.std(sound) + 1e-9, sound.size)
            yield sound.astype(np.float32), hertz.astype(np.float32)


def pitch_error() -> float:
    """Give the error in semitones that 95 % of the frames with a pitch stay under."""
    errors: list[FloatArray] = []
    for sound, hertz in tones(np.random.default_rng(4)):
        found = follow(sound).hertz
        truth = hertz[np.minimum(np.arange(found.size) * HOP * 2, hertz.size - 1)]
        error = np.abs(12 * np.log2(found / truth))
        errors.append(np.where(np.isfinite(error), error, 12.0)[5:-5])
    return float(np.percentile(np.concatenate(errors), 95))


def pauses_within(lines: Sequence[Line], vad: SileroVad) -> tuple[float, int]:
    """Give the share of the pauses of which both ends are found within 50 ms, and how many there were."""
    generator = np.random.default_rng(7)
    good = count = 0
    for number, first in enumerate(range(0, len(lines) - 2, 3)):
        parts = _alike([cut_close(line.samples) for line in lines[first : first + 3]])
        gaps = [float(gap) for gap in generator.uniform(0.3, 2.0, 2)]
        sound, truth = _with_pauses(parts, gaps)
        if number % 2:  # every second one with the hiss of a quiet room
            power = float(np.sqrt(np.mean(np.square(np.concatenate(parts)))))
            sound = sound + generator.normal(0, power / 100, sound.size).astype(np.float32)
        found = find_speech(sound, vad.stream()).pauses
        for start, end in truth:
            count += 1
            good += any(
                abs(pause.start - start) <= _WITHIN_SECONDS and abs(pause.end - end) <= _WITHIN_SECONDS
                for pause in found
            )
    return good / max(1, count), count


def level_error(lines: Sequence[Line], vad: SileroVad) -> float:
    """Give the error in dB that 95 % of the level steps between two sayings of a line stay under."""
    errors = []
    for number, line in enumerate(lines):
        step = _STEPS[number % len(_STEPS)]
        part = cut_close(line.samples)
        part = part * np.float32(0.2 / max(1e-6, float(np.abs(part).max())))
        sound, _ = _with_pauses([part, part * np.float32(10 ** (step / 20))], [1.0])
        speaking = find_speech(sound, vad.stream())
        middle = 0.5 + part.size / SAMPLE_RATE + 0.5
        halves = (Stretch(0.0, middle), Stretch(middle, sound.size / SAMPLE_RATE))
        before, after = (loudness.level_of(speaking.levels, speaking.speech, half) for half in halves)
        errors.append(abs(after - before - step) if np.isfinite(after - before) else 12.0)
    return float(np.percentile(errors, 95))


def pace(lines: Sequence[Line], vad: SileroVad, transcriber: WhisperTranscriber) -> list[Paced]:
    """Measure the pace of every line; the recogniser is not told its text."""
    whole = transcriber.ear
    found = []
    for line in lines:
        if whole is not None:
            transcriber.ear = whole if line.fold is None else whole.without(line.fold)
        acoustics = measure(line.samples, vad.stream())
        told = transcriber.transcribe(line.samples, RecognitionOptions(line.language), Purpose.BACKGROUND)
        text, peaks = syllables(told.text, line.language), syllables_of_peaks(acoustics.nuclei)
        plain = fused(text, peaks)
        likely = counted(told, line.language)
        heard = peaks if told.heard_syllables is None else told.heard_syllables
        found.append(
            Paced(
                true_count=syllables(line.text, line.language),
                true_seconds=cut_close(line.samples).size / SAMPLE_RATE,
                seconds=acoustics.span_seconds,
                count=plain if likely is None else likely,
                heard=heard,
                plain=plain,
                peaks=peaks,
                sure=agree(text, heard, told.confidence),
            )
        )
    transcriber.ear = whole
    return [one for one in found if one.true_count]


def pace_figures(paced: Sequence[Paced]) -> dict[str, float]:
    """Give the shares within ten per cent."""
    sure = [one for one in paced if one.sure]
    return {
        "rate_within_10pct": _share([one.within(one.count) for one in paced]),
        "rate_within_10pct_20s": _share([one.within(one.count) for one in _joined(paced)]),
        "rate_within_10pct_heard": _share([one.within(one.heard) for one in paced]),
        "rate_within_10pct_peaks": _share([one.within(one.plain) for one in paced]),
        "rate_within_10pct_sound": _share([one.within(one.peaks) for one in paced]),
        "rate_within_10pct_corrected": _share([one.within(one.true_count) for one in paced]),
        "rate_within_10pct_sure": _share([one.within(one.count) for one in sure]),
        "sure": round(len(sure) / max(1, len(paced)), 4),
    }


def _joined(paced: Sequence[Paced]) -> Iterator[Paced]:
    """Put lines one after the other until there are about twenty seconds."""
    waiting: list[Paced] = []
    for one in paced:
        waiting.append(one)
        if sum(each.true_seconds for each in waiting) >= _STRETCH_SECONDS:
            yield Paced(
                true_count=sum(each.true_count for each in waiting),
                true_seconds=sum(each.true_seconds for each in waiting),
                seconds=sum(each.seconds for each in waiting),
                count=sum(each.count for each in waiting),
                heard=sum(each.heard for each in waiting),
                plain=sum(each.plain for each in waiting),
                peaks=sum(each.peaks for each in waiting),
                sure=all(each.sure for each in waiting),
            )
            waiting = []


def _share(good: Sequence[bool]) -> float:
    return round(float(np.mean(good)), 4) if good else 0.0


def cut_close(samples: FloatArray) -> FloatArray:
    """Cut a line to its first and its last frame that is not much softer than its loudest one."""
    levels = frame_levels(samples)
    loud = np.flatnonzero(levels > levels.max() - _CUT_BELOW)
    return samples[loud[0] * HOP : (loud[-1] + 1) * HOP]


def _with_pauses(
    parts: Sequence[FloatArray], gaps: Sequence[float]
) -> tuple[FloatArray, list[tuple[float, float]]]:
    """Put parts behind each other with silences in between; gives the sound and the silences."""
    edge = np.zeros(SAMPLE_RATE // 2, np.float32)
    sound, truth = [edge, parts[0]], list[tuple[float, float]]()
    for gap, part in zip(gaps, parts[1:], strict=True):
        start = sum(piece.size for piece in sound) / SAMPLE_RATE
        silent = np.zeros(int(gap * SAMPLE_RATE), np.float32)
        truth.append((start, start + silent.size / SAMPLE_RATE))
        sound += [silent, part]
    return np.concatenate([*sound, edge]), truth


def _alike(parts: Sequence[FloatArray]) -> list[FloatArray]:
    """Bring parts to the same mean power."""
    return [part * np.float32(0.05 / max(1e-6, float(np.sqrt(np.mean(np.square(part)))))) for part in parts]


def read_lines(manifest: Path | None, limit: int) -> list[Line]:
    """Read the recordings to measure on."""
    if manifest is not None:
        rows = read_manifest(manifest, "text")[:limit]
        return [Line(row.sound(), row.text, row.language) for row in rows]
    lines = [line for line in corpus_lines() if 2.0 <= line.seconds <= 15.0]
    return [
        Line(read_audio(line.audio), line.text, "nl", fold_of(line.level)) for line in spread(lines, limit)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print one JSON object."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--manifest", type=Path, help="rows with audio, text, language")
    parser.add_argument("--limit", type=int, default=240, help="most human lines")
    parser.add_argument("--instance", type=Path, default=Path("instance"), help="where models are kept")
    parser.add_argument("--model", default="auto", help="name of a recognition model, or its folder")
    parser.add_argument("--quick", action="store_true", help="a quarter of the lines")
    asked = parser.parse_args(arguments)
    if asked.manifest is None and not installed():
        parser.error("no recordings: install fillets-ng-data and fillets-ng-data-nl, or give --manifest")
    from voice.stt.models import find_model
    from voice.stt.whisper import WhisperTranscriber

    lines = read_lines(asked.manifest, asked.limit // 4 if asked.quick else asked.limit)
    vad = SileroVad()
    transcriber = WhisperTranscriber(find_model(asked.instance, asked.model).folder)
    within, pauses = pauses_within(lines, vad)
    figures: dict[str, float] = {
        "pauses_within_50ms": round(within, 4),
        **pace_figures(pace(lines, vad, transcriber)),
        "pitch_error_semitones": round(pitch_error(), 3),
        "level_error_db": round(level_error(lines, vad), 3),
        "pauses": pauses,
        "n": len(lines),
    }
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
