"""When is a turn called over? False starts, delay and repair, beside plain silence and Smart Turn.

    python -m benchmarks.turns --manifest F [--words auto|yes|no] [--smart-turn FILE_OR_WHEEL]

Each recording of the manifest is one turn; they are played in order as one person's turns, so that the rule
learns that person's rhythm, as it does in use. The truth is defined in :mod:`benchmarks.turn_stream`. A false
start is a call before that end; it is put right when ``TurnTakenBack`` comes within 200 ms of the speech
going on and the last call's sound covers the whole. Keys: ``false_starts`` (share of recordings),
``recovered`` (share of the false starts), ``median_delay_ms``, ``p95_delay_ms`` (from the end to the last
call), ``curve``; ``long`` are the recordings of 5 to 12 s played by themselves, ``long_within`` the same ones
within the whole stream.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.manifest import read_manifest
from benchmarks.smart_turn import SmartTurn, model_bytes
from benchmarks.turn_stream import Decoder, Outcome, Recording, play, prepare
from voice.audio import read_audio
from voice.errors import AudioError, ModelMissingError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.turns import EndOfTurnRule, Pause, Rhythm
from voice.vad import SileroVad

PATIENCE = (0.5, 0.7, 0.85, 1.0, 1.2, 1.5)
SILENCES = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
SMART_TURN_CHANCES = (0.3, 0.5, 0.7, 0.9, 0.97)
SMART_TURN_FALLBACK = 3.0
"""Pipecat waits so long, in seconds, when the model says that the turn is not complete."""
LONG = (5.0, 12.0)
WORDS_UP_TO = 300
"""With ``--words auto`` longer manifests are played without recognition."""
SMART_TURN_UP_TO = 250


@dataclass(frozen=True)
class PlainSilence(EndOfTurnRule):
    """What nearly everybody does: one threshold."""

    seconds: float = 0.5

    def wait(self, pause: Pause, rhythm: Rhythm) -> float:
        """Give the threshold."""
        del pause, rhythm
        return self.seconds


class Words:
    """Transcripts with their measured decode times, each stretch of sound decoded once."""

    def __init__(self, model_folder: Path | None) -> None:
        self._transcriber = None
        self._known: dict[tuple[int, bytes], Transcript] = {}
        if model_folder is not None:
            from voice.stt.whisper import WhisperTranscriber

            self._transcriber = WhisperTranscriber(model_folder)
            self._transcriber.warm_up()

    def __call__(self, samples: FloatArray, language: str) -> Transcript:
        """Give the transcript; without a model an empty one that has no say."""
        if self._transcriber is None:
            return Transcript("", language, len(samples) / 16_000, decode_seconds=0.15)
        key = (len(samples), samples[:: max(1, len(samples) // 64)].tobytes())
        if key not in self._known:
            options = RecognitionOptions(language)
            self._known[key] = self._transcriber.transcribe(samples, options, Purpose.SPECULATIVE)
        return self._known[key]


def run(recordings: Sequence[Recording], rule: EndOfTurnRule, words: Decoder, frame: float) -> list[Outcome]:
    """Play all recordings in order as one person."""
    rhythm = Rhythm()
    return [play(recording, rhythm, rule, words, frame)[0] for recording in recordings]


def summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Give the figures of one run."""
    found = sorted(outcome.delay for outcome in outcomes if outcome.delay is not None)
    early = sum(outcome.false_starts for outcome in outcomes)
    return {
        "n": len(outcomes),
        "false_starts": round(
            sum(outcome.false_starts > 0 for outcome in outcomes) / max(1, len(outcomes)), 4
        ),
        "recovered": round(sum(o.recovered for o in outcomes) / early, 4) if early else 1.0,
        "median_delay_ms": round(1000 * statistics.median(found)) if found else None,
        "p95_delay_ms": round(1000 * found[math.ceil(0.95 * (len(found) - 1))]) if found else None,
        "never_called": sum(outcome.delay is None for outcome in outcomes),
    }


def is_long(seconds: float) -> bool:
    """Tell whether a recording is one of those of 5 to 12 s."""
    return LONG[0] <= seconds <= LONG[1]


def curve(recordings: Sequence[Recording], words: Decoder, frame: float) -> dict[str, list[dict[str, Any]]]:
    """Give the trade-off between false starts and delay for our rule and for plain silence."""
    rules: dict[str, list[tuple[float, EndOfTurnRule]]] = {
        "ours": [(patience, EndOfTurnRule(patience)) for patience in PATIENCE],
        "silence": [(seconds, PlainSilence(seconds=seconds)) for seconds in SILENCES],
    }
    return {
        name: [{"at": at, **_brief(summary(run(recordings, rule, words, frame)))} for at, rule in points]
        for name, points in rules.items()
    }


def smart_turn_curve(recordings: Sequence[Recording], model: SmartTurn, frame: float) -> list[dict[str, Any]]:
    """Ask Smart Turn at each pause of 0.2 s; where it says no, the turn ends after pipecat's fall-back."""
    answers = [_ask_smart_turn(recording, model, frame) for recording in recordings]
    points = []
    for chance in SMART_TURN_CHANCES:
        outcomes = [
            _as_smart_turn(recording, asked, chance)
            for recording, asked in zip(recordings, answers, strict=True)
        ]
        points.append({"at": chance, **_brief(summary(outcomes))})
    return points


def _ask_smart_turn(recording: Recording, model: SmartTurn, frame: float) -> list[tuple[float, float, float]]:
    never = PlainSilence(seconds=SMART_TURN_FALLBACK)
    _, pauses = play(recording, Rhythm(), never, Words(None), frame)
    return [(at, *model.chance_complete(samples)) for at, samples in pauses]


def _as_smart_turn(
    recording: Recording, asked: Sequence[tuple[float, float, float]], chance: float
) -> Outcome:
    calls = [at + took for at, complete, took in asked if complete >= chance]
    early = sum(call < recording.ends for call in calls)
    late = [call for call in calls if call >= recording.ends]
    delay = late[0] - recording.ends if late else SMART_TURN_FALLBACK
    return Outcome(recording.seconds, early, 0, delay)


def _brief(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: figures[key] for key in ("false_starts", "median_delay_ms", "p95_delay_ms")}


def load(manifest: Path) -> tuple[list[Recording], int]:
    """Read and prepare the recordings; gives them and the number without any speech or unreadable."""
    vad = SileroVad()
    recordings: list[Recording] = []
    left_out = 0
    for row in read_manifest(manifest):
        try:
            recording = prepare(read_audio(row.audio), row.language, vad)
        except AudioError as error:
            print(f"left out: {row.audio.name}: {error}")
            left_out += 1
            continue
        if recording.ends > recording.begins:
            recordings.append(recording)
        else:
            left_out += 1
    return recordings, left_out


def report(
    recordings: Sequence[Recording], words: Words, frame: float, model: SmartTurn | None
) -> dict[str, Any]:
    """Give every figure for one manifest."""
    outcomes = run(recordings, EndOfTurnRule(), words, frame)
    result = summary(outcomes)
    long = [recording for recording in recordings if is_long(recording.seconds)]
    sets = {"all": recordings}
    if 0 < len(long) < len(recordings):
        result["long"] = summary(run(long, EndOfTurnRule(), words, frame))
        result["long_within"] = summary([outcome for outcome in outcomes if is_long(outcome.seconds)])
        sets["long"] = long
    result["curve"] = {name: curve(chosen, words, frame) for name, chosen in sets.items()}
    result["smart_turn"] = None
    if model is not None:
        for name, chosen in sets.items():
            spread = chosen[:: -(-len(chosen) // SMART_TURN_UP_TO)]
            result["curve"][name]["smart_turn"] = smart_turn_curve(spread, model, frame)
        result["smart_turn"] = (
            f"v3.2, asked once a pause at 0.2 s, at most {SMART_TURN_UP_TO} recordings a set"
        )
    return result


def main() -> None:
    """Measure and print one JSON object as the last line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--manifest", type=Path, required=True, help="JSONL or JSON array of recordings")
    parser.add_argument("--words", choices=("auto", "yes", "no"), default="auto", help="use recognition")
    parser.add_argument("--instance", type=Path, default=Path("instance"), help="folder with the models")
    parser.add_argument("--smart-turn", type=Path, default=None, help="ONNX file or pipecat-ai wheel")
    parser.add_argument("--frame-ms", type=float, default=20.0, help="length of a network frame, 20 to 100")
    arguments = parser.parse_args()
    recordings, left_out = load(arguments.manifest)
    if not recordings:
        parser.error("no recording of this manifest has speech in it")
    wanted = arguments.words == "yes" or (arguments.words == "auto" and len(recordings) <= WORDS_UP_TO)
    words = Words(_model_folder(arguments.instance) if wanted else None)
    found = model_bytes(arguments.smart_turn)
    smart_turn = SmartTurn(found) if found is not None else None
    result = report(recordings, words, arguments.frame_ms / 1000, smart_turn)
    result |= {"left_out": left_out, "words": wanted}
    if smart_turn is None:
        result["note"] = "no Smart Turn model: name the pipecat-ai wheel with --smart-turn"
    print(json.dumps(result))


def _model_folder(instance: Path) -> Path | None:
    from voice.stt.models import find_model

    try:
        return find_model(instance).folder
    except ModelMissingError as error:
        print(f"played without recognition: {error}")
        return None


if __name__ == "__main__":
    main()
