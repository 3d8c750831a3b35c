"""A script for the listener: chances of speech by the second, and a recogniser on the stream's own clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np

from voice.audio import SAMPLE_RATE
from voice.errors import SpeechEngineError
from voice.listener import Listener, ListenerConfig, ListenEvent
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.turns import Rhythm
from voice.vad import WINDOW, VadStream


class ScriptedVad(VadStream):
    """Takes the level of the sound itself as the chance of speech: 0.9 is speech, 0.0 is silence."""

    def __init__(self) -> None:
        self.resets = 0

    def reset(self) -> None:
        self.resets += 1

    def process(self, samples: FloatArray) -> list[float]:
        return [float(window.max()) for window in samples.reshape(-1, WINDOW)]


@dataclass
class Request:
    """One thing that was asked of the recogniser."""

    at: float
    seconds: float
    purpose: Purpose
    samples: FloatArray
    options: RecognitionOptions
    future: Future[Transcript]


@dataclass
class ClockRecogniser:
    """Answers after ``delay`` seconds of the stream; never, where ``delay`` is infinite."""

    text: str | Callable[[FloatArray], str] = "waar kan ik mijn paspoort ophalen."
    delay: float = 0.1
    confidence: float = 0.9
    failures: int = 0
    now: float = 0.0
    requests: list[Request] = field(default_factory=list)

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        future: Future[Transcript] = Future()
        seconds = len(samples) / SAMPLE_RATE
        self.requests.append(Request(self.now, seconds, purpose, samples, options, future))
        self.advance(self.now)
        return future

    def advance(self, now: float) -> None:
        self.now = now
        for request in self.requests:
            if request.future.done() or request.at + self.delay > now + 1e-9:
                continue
            if not request.future.set_running_or_notify_cancel():
                continue
            if self.failures:
                self.failures -= 1
                request.future.set_exception(SpeechEngineError("the engine stumbled"))
                continue
            text = self.text if isinstance(self.text, str) else self.text(request.samples)
            request.future.set_result(
                Transcript(text, request.options.language, request.seconds, self.confidence)
            )

    def purposes(self) -> list[Purpose]:
        return [request.purpose for request in self.requests]


def sound(*parts: float) -> FloatArray:
    """Give speech and silence in turn, in seconds, beginning with silence."""
    pieces = [
        np.full(round(seconds * SAMPLE_RATE), 0.9 if number % 2 else 0.0, np.float32)
        for number, seconds in enumerate(parts)
    ]
    return np.concatenate(pieces)


@dataclass
class Scene:
    """A listener with its clock; ``play`` feeds sound and keeps every event with the time it came."""

    recogniser: ClockRecogniser = field(default_factory=ClockRecogniser)
    config: ListenerConfig = field(default_factory=lambda: ListenerConfig("nl"))
    rhythm: Rhythm = field(default_factory=Rhythm)
    frame: int = 480

    def __post_init__(self) -> None:
        self.vad = ScriptedVad()
        self.listener = Listener(self.vad, self.recogniser, self.config, self.rhythm)
        self.events: list[tuple[float, ListenEvent]] = []
        self.fed = 0

    def play(self, samples: FloatArray, *, answering: bool = False) -> list[ListenEvent]:
        new: list[ListenEvent] = []
        for piece in _pieces(samples, self.frame):
            self.fed += len(piece)
            self.recogniser.advance(self.fed / SAMPLE_RATE)
            now = self.listener.feed(piece, answering=answering)
            self.events += [(self.fed / SAMPLE_RATE, event) for event in now]
            new += now
        return new


def _pieces(samples: FloatArray, size: int) -> Iterator[FloatArray]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


Event = TypeVar("Event")


def only(events: list[ListenEvent], kind: type[Event]) -> list[Event]:
    """Give the events of one kind."""
    return [event for event in events if isinstance(event, kind)]
