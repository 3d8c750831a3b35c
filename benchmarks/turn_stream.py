"""Plays recordings as one person's live stream into the listener, on a clock of its own.

Truth: a recording is one turn. Its end is the last 10 ms frame that is both inside Silero's speech (offline
pass over the recording, chance 0.5 to begin and 0.35 to keep up) and at most 35 dB below the loudest frame.
After the recording its own quietest 0.3 s goes on as noise floor, back and forth, until the turn is settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import numpy as np

from voice.audio import SAMPLE_RATE
from voice.listener import Listener, ListenerConfig, TurnEnded, TurnTakenBack
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.turns import EndOfTurnRule, Rhythm
from voice.vad import WINDOW_SECONDS, SileroVad, VadStream

AFTER_SECONDS = 5.0
_BEGIN, _KEEP = 0.5, 0.35
_QUIET_DB = 35.0
_ANSWER_AFTER = 0.3
"""The answer begins to sound so long after the turn was called over, in seconds."""

Decoder = Callable[[FloatArray, str], Transcript]


@dataclass(frozen=True)
class Recording:
    """One turn, ready to be played."""

    sound: FloatArray
    """With the noise floor behind it."""
    seconds: float
    """Length of the recording itself."""
    language: str
    chances: tuple[float, ...]
    """Silero's chance of speech for each window of 32 ms."""
    begins: float
    ends: float
    """First and last speech, in seconds; equal where there is none."""


@dataclass(frozen=True)
class Outcome:
    """What the listener made of one recording."""

    seconds: float
    false_starts: int
    recovered: int
    delay: float | None
    """From the true end to the (last) call, in seconds; nothing when no turn was found."""


@dataclass
class _Waiting:
    due: float
    future: Future[Transcript]
    transcript: Transcript


@dataclass
class ClockedRecogniser:
    """Gives each transcript when, by its measured decode time, it would have been there."""

    decode: Decoder
    now: float = 0.0
    asked: list[tuple[float, FloatArray]] = field(default_factory=list)
    _waiting: list[_Waiting] = field(default_factory=list)

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        """Take a request at the present moment of the stream."""
        future: Future[Transcript] = Future()
        if purpose is not Purpose.SPECULATIVE:
            return future  # asked after the decision, so it cannot change what is measured here
        self.asked.append((self.now, samples))
        transcript = self.decode(samples, options.language)
        self._waiting.append(_Waiting(self.now + transcript.decode_seconds, future, transcript))
        return future

    def advance(self, now: float) -> None:
        """Move the clock and finish what is due."""
        self.now = now
        for request in [request for request in self._waiting if request.due <= now]:
            self._waiting.remove(request)
            if request.future.set_running_or_notify_cancel():
                request.future.set_result(request.transcript)


class _Replay(VadStream):
    """The chances of speech of a recording, computed once for all runs."""

    def __init__(self, chances: Sequence[float]) -> None:
        self._chances = iter(chances)

    def reset(self) -> None:
        """Nothing to forget: each recording has a stream of its own."""

    def process(self, samples: FloatArray) -> list[float]:
        """Give the next chance for a window."""
        del samples
        return [next(self._chances)]


def prepare(recording: FloatArray, language: str, vad: SileroVad) -> Recording:
    """Append the noise floor, run the offline pass and find the true end."""
    sound = np.concatenate((recording, _noise_floor(recording)))
    chances = vad.stream().process(sound)
    begins, ends = _speech(recording, chances)
    return Recording(sound, len(recording) / SAMPLE_RATE, language, tuple(chances), begins, ends)


def play(
    recording: Recording, rhythm: Rhythm, rule: EndOfTurnRule, decode: Decoder, frame_seconds: float
) -> tuple[Outcome, list[tuple[float, FloatArray]]]:
    """Play one recording; ``rhythm`` learns from it.

    Returns:
        The outcome, and every pause that was noticed: its time and the sound up to there.
    """
    recogniser = ClockedRecogniser(decode)
    config = ListenerConfig(recording.language, partials=False, rule=rule)
    listener = Listener(_Replay(recording.chances), recogniser, config, rhythm)
    frame = round(frame_seconds * SAMPLE_RATE)
    calls: list[tuple[float, TurnEnded]] = []
    backs: list[tuple[float, TurnTakenBack]] = []
    for start in range(0, len(recording.sound), frame):
        now = min(start + frame, len(recording.sound)) / SAMPLE_RATE
        recogniser.advance(now)
        answering = len(calls) > len(backs) and now - calls[-1][0] > _ANSWER_AFTER
        for event in listener.feed(recording.sound[start : start + frame], answering=answering):
            if isinstance(event, TurnEnded):
                calls.append((now, event))
            elif isinstance(event, TurnTakenBack):
                backs.append((now, event))
    listener.close()
    return _judge(recording, calls, backs), recogniser.asked


def _judge(
    recording: Recording, calls: list[tuple[float, TurnEnded]], backs: list[tuple[float, TurnTakenBack]]
) -> Outcome:
    early = [now for now, _ in calls if now < recording.ends]
    delay = calls[-1][0] - recording.ends if calls and calls[-1][0] >= recording.ends else None
    whole = bool(calls) and calls[-1][1].utterance == calls[0][1].utterance
    whole = whole and calls[-1][1].samples_seconds >= recording.ends - recording.begins
    recovered = 0
    for called in early:
        resumed = _resumes(recording.chances, called)
        recovered += whole and any(called < now <= max(resumed, called) + 0.2 for now, _ in backs)
    return Outcome(recording.seconds, len(early), recovered, delay)


def _resumes(chances: Sequence[float], called: float) -> float:
    """Give where speech goes on after ``called``: where 96 ms of voice begin that last beyond it."""
    run = 0
    for number, chance in enumerate(chances):
        run = run + 1 if chance >= (_KEEP if run else _BEGIN) else 0
        if run >= 3 and (number + 1) * WINDOW_SECONDS > called:
            return (number + 1 - run) * WINDOW_SECONDS
    return len(chances) * WINDOW_SECONDS


def _speech(recording: FloatArray, chances: Sequence[float]) -> tuple[float, float]:
    frames = recording[: len(recording) // 160 * 160].reshape(-1, 160)
    level = 20 * np.log10(np.sqrt((frames**2).mean(axis=1)) + 1e-9) if len(frames) else np.zeros(0)
    loud = level >= level.max() - _QUIET_DB if len(level) else level > 0
    begins = ends = 0.0
    voiced = False
    for number, chance in enumerate(chances[: int(len(recording) // 512)]):
        voiced = chance >= (_KEEP if voiced else _BEGIN)
        if not voiced:
            continue
        start = number * WINDOW_SECONDS
        begins = begins if ends else start
        first, past = int(start * 100), int((start + WINDOW_SECONDS) * 100) + 1
        inside = np.flatnonzero(loud[first:past])
        if len(inside):
            ends = min(start + WINDOW_SECONDS, (first + inside[-1] + 1) * 0.01)
    return begins, ends


def _noise_floor(recording: FloatArray) -> FloatArray:
    """Give five seconds of the recording's quietest 0.3 s, played forwards and backwards in turn."""
    length = round(0.3 * SAMPLE_RATE)
    needed = round(AFTER_SECONDS * SAMPLE_RATE)
    if len(recording) < 2 * length:
        return np.zeros(needed, np.float32)
    starts = range(0, len(recording) - length, length // 6)
    quietest = min(starts, key=lambda start: float((recording[start : start + length] ** 2).mean()))
    piece = recording[quietest : quietest + length]
    there_and_back = np.concatenate((piece, piece[::-1]))
    return np.tile(there_and_back, needed // len(there_and_back) + 1)[:needed].astype(np.float32)
