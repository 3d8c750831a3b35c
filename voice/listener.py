"""One microphone's stream of sound becomes turns.

Pure: time is the sound that was fed, nothing sleeps, no thread is started and no clock is read. The caller
sees to it that one call runs at a time. The listener is in one of three states::

    IDLE ──speech confirmed──▶ TALKING ──rule, commit or cap──▶ ENDED ──take-back time over or settled──▶ IDLE
                                  ▲                               │
                                  └───── the person goes on ──────┘  (TurnTakenBack)

A turn that was ended by a commit or the cap goes straight to IDLE: the person said that it was over.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from voice.listening.config import ListenerConfig
from voice.listening.events import (
    EndReason,
    ListenEvent,
    NoSpeech,
    PartialText,
    PossibleSpeech,
    SpeechStarted,
    TurnEnded,
    TurnTakenBack,
)
from voice.listening.onset import (
    ANNOUNCE_WINDOWS,
    BARGE_IN_WINDOWS,
    CONFIRM_WINDOWS,
    RESUME_WINDOWS,
    Onset,
    Verdict,
)
from voice.listening.sound import SoundTail, UtteranceSound
from voice.listening.utterance import PAUSE_WINDOWS, Utterance
from voice.listening.words import UtteranceWords
from voice.stt.base import FloatArray, Purpose, Recogniser, RecognitionOptions
from voice.turns import Rhythm
from voice.vad import WINDOW, WINDOW_SECONDS, VadStream

__all__ = [
    "EndReason",
    "ListenEvent",
    "Listener",
    "ListenerConfig",
    "NoSpeech",
    "PartialText",
    "PossibleSpeech",
    "SpeechStarted",
    "TurnEnded",
    "TurnTakenBack",
]

VOICED, STILL_VOICED = 0.5, 0.35
"""Chance of speech that begins and that keeps up voice: the hysteresis that Silero's authors advise."""
PRE_ROLL_WINDOWS = 16
"""Sound kept from before the first voiced window: 0.51 s."""
TAIL_SECONDS = 4.0
HELD_BUTTON_SECONDS = 28.0
"""With push-to-talk so much is kept even where no speech is heard in it, for whoever whispers."""
PARTIAL_WINDOWS = 32
"""At most one caption in 1.02 s."""


class _State(Enum):
    IDLE = "idle"
    TALKING = "talking"
    ENDED = "ended"


class Listener:
    """See the module's docstring."""

    def __init__(
        self, vad: VadStream, recogniser: Recogniser, config: ListenerConfig, rhythm: Rhythm | None = None
    ) -> None:
        self.rhythm = rhythm if rhythm is not None else Rhythm()
        self._vad = vad
        self._recogniser = recogniser
        self._config = config
        self._rest = np.zeros(0, np.float32)
        self._heard = 0
        self._numbers = 0
        self._voiced = False
        self._answering = False
        self._onset: Onset | None = None
        self._utterance: Utterance | None = None
        self._state = _State.IDLE
        self._tail = self._new_tail()

    @property
    def seconds(self) -> float:
        """Sound heard so far, in seconds."""
        return self._heard * WINDOW_SECONDS + len(self._rest) / 16_000

    @property
    def talking(self) -> bool:
        """Whether an utterance is growing now."""
        return self._state is _State.TALKING

    def feed(self, samples: FloatArray, *, answering: bool = False) -> list[ListenEvent]:
        """Hear more sound.

        Args:
            samples: Mono, 16 kHz, any length.
            answering: Whether an answer is being made or can be heard now.
        """
        self._answering = answering and self._config.hands_free
        if not np.isfinite(samples).all():
            samples = np.nan_to_num(samples, posinf=0.0, neginf=0.0)
        sound = np.concatenate((self._rest, samples.astype(np.float32, copy=False)))
        whole = len(sound) - len(sound) % WINDOW
        self._rest = sound[whole:]
        events: list[ListenEvent] = []
        for start in range(0, whole, WINDOW):
            events += self._hear(sound[start : start + WINDOW].copy())
        return events + self._captions()

    def poll(self) -> list[ListenEvent]:
        """Look at transcripts that have become ready, without new sound."""
        events: list[ListenEvent] = []
        if self._onset is not None and self._onset.question is not None:
            events += self._decide(self._onset, self._onset.judge())
        if self._state is _State.TALKING:
            events += self._end_if_over()
        return events + self._captions()

    def commit(self) -> list[ListenEvent]:
        """End the turn now, because the person says so; nothing happens where nothing was heard."""
        events: list[ListenEvent] = []
        if self._state is _State.IDLE:
            if self._config.hands_free and self._onset is None:
                return []
            if len(self._tail) < CONFIRM_WINDOWS:
                return []
            events += self._begin(self._onset or Onset(first=self._heard - len(self._tail)))
        if self._state is _State.TALKING and self._utterance is not None:
            events.append(self._end(self._utterance, EndReason.COMMIT))
        return events

    def settle(self, utterance: int) -> None:
        """So much of the answer was heard that whatever is said now is a new turn."""
        ended = self._utterance
        if self._state is _State.ENDED and ended is not None and ended.number == utterance:
            self.rhythm.learn(ended.spoken, ended.fooled_by > 0)
            self._utterance = None
            self._state = _State.IDLE

    def clear(self) -> None:
        """Forget the sound of a turn that has not ended, as ``input_audio_buffer.clear`` asks."""
        if self._utterance is not None and self._state is _State.TALKING:
            self._utterance.words.cancel()
        if self._onset is not None:
            self._onset.withdraw()
        self._onset = self._utterance = None
        self._state = _State.IDLE
        self._rest = self._rest[:0]
        self._tail = self._new_tail()

    def close(self) -> None:
        """Take back every request that has not begun; the sound is forgotten."""
        if self._utterance is not None:
            self._utterance.words.cancel()
        self.clear()

    def reconfigure(self, config: ListenerConfig) -> None:
        """Listen differently from now on; the language counts from the next utterance."""
        changed = config.hands_free != self._config.hands_free
        self._config = config
        if changed:
            self._tail = self._new_tail()

    def _new_tail(self) -> SoundTail:
        return SoundTail(TAIL_SECONDS if self._config.hands_free else HELD_BUTTON_SECONDS)

    def _hear(self, window: FloatArray) -> list[ListenEvent]:
        """Take in one window of 32 ms."""
        chance = self._vad.process(window)[0]
        self._heard += 1
        self._voiced = chance >= (STILL_VOICED if self._voiced else VOICED)
        if self._state is _State.TALKING and self._utterance is not None:
            self._utterance.sound.push(window, chance)
            return self._talk(self._utterance)
        self._tail.push(window)
        if self._state is _State.ENDED and self._utterance is not None:
            self._utterance.sound.push(window, chance)
        events = self._look_for_speech()
        self._let_go_when_late()
        return events

    def _look_for_speech(self) -> list[ListenEvent]:
        """Follow a possible beginning of speech."""
        if self._onset is None:
            if not self._voiced:
                return []
            self._onset = Onset(first=self._heard - 1)
        onset, settled = self._onset, self._state is _State.IDLE
        needed = CONFIRM_WINDOWS
        if self._answering:
            needed = BARGE_IN_WINDOWS if settled else RESUME_WINDOWS
        verdict = onset.hear(self._voiced, needed, judged_by_words=self._answering and settled)
        events: list[ListenEvent] = []
        if self._answering and not onset.announced and onset.voiced >= ANNOUNCE_WINDOWS:
            onset.announced = True
            events.append(PossibleSpeech(onset.first * WINDOW_SECONDS))
        return events + self._decide(onset, verdict)

    def _decide(self, onset: Onset, verdict: Verdict) -> list[ListenEvent]:
        if verdict is Verdict.SPEECH:
            return self._go_on(onset) if self._state is _State.ENDED else self._begin(onset)
        if verdict is Verdict.NOTHING:
            onset.withdraw()
            self._onset = None
            return [NoSpeech(self._heard * WINDOW_SECONDS)] if onset.announced else []
        if verdict is Verdict.ASK:
            samples = self._tail.copy(self._heard - onset.first + PRE_ROLL_WINDOWS)
            onset.ask(samples, self._recogniser.submit(samples, self._options(), Purpose.SPECULATIVE))
        return []

    def _begin(self, onset: Onset) -> list[ListenEvent]:
        """Begin an utterance with the sound from before its first voiced window."""
        windows = self._tail.take(self._heard - onset.first + PRE_ROLL_WINDOWS)
        self._numbers += 1
        self._utterance = Utterance(
            number=self._numbers,
            begins=self._heard - len(windows),
            first=onset.first,
            last=self._heard - onset.gap,
            sound=UtteranceSound(windows),
            words=UtteranceWords(self._recogniser, self._options()),
            silent=onset.gap,
            partial_at=self._heard,
        )
        if onset.question is not None and onset.asked_about is not None:
            self._utterance.words.adopt_guess(onset.question, onset.asked_about)
        self._onset, self._state = None, _State.TALKING
        return [SpeechStarted(self._numbers, self._utterance.begins * WINDOW_SECONDS)]

    def _go_on(self, onset: Onset) -> list[ListenEvent]:
        """Take back the end of a turn: the same utterance grows on."""
        utterance = self._utterance
        if utterance is None:
            return []
        utterance.take_back(self._heard, onset.first)
        self._onset, self._state = None, _State.TALKING
        self._tail = self._new_tail()
        return [TurnTakenBack(utterance.number, onset.first * WINDOW_SECONDS)]

    def _talk(self, utterance: Utterance) -> list[ListenEvent]:
        """Follow an utterance that grows."""
        pause = utterance.hear(self._heard, self._voiced)
        if pause:
            utterance.go_on_after(pause)
        segment = utterance.sound.cut_when_full()
        if segment is not None:
            utterance.words.drop_guess()
            utterance.words.keep_segment(segment, guessed=False)
        if utterance.sound.seconds >= self._config.hard_cap_seconds:
            return [self._end(utterance, EndReason.CAP)]
        if utterance.silent:
            utterance.words.stop_partial()
        elif self._config.partials and self._heard - utterance.partial_at >= PARTIAL_WINDOWS:
            utterance.partial_at = self._heard
            utterance.words.ask_partial(utterance.sound.samples())
        pausing = utterance.silent >= PAUSE_WINDOWS
        if pausing and utterance.silent % PAUSE_WINDOWS == 0 and not utterance.words.guessing:
            utterance.words.guess(utterance.sound.samples())
        return self._end_if_over()

    def _end_if_over(self) -> list[ListenEvent]:
        utterance = self._utterance
        if utterance is None or not self._config.hands_free or utterance.run:
            return []
        if utterance.silent < PAUSE_WINDOWS:
            return []
        over = self._config.rule.is_over(utterance.pause(self._config.language), self.rhythm)
        return [self._end(utterance, EndReason.PAUSE)] if over else []

    def _end(self, utterance: Utterance, reason: EndReason) -> TurnEnded:
        utterance.words.stop_partial()
        utterance.called = self._heard
        self._state = _State.ENDED if reason is EndReason.PAUSE else _State.IDLE
        ended = TurnEnded(
            utterance=utterance.number,
            ended_at=utterance.last * WINDOW_SECONDS,
            called_at=self._heard * WINDOW_SECONDS,
            reason=reason,
            samples_seconds=utterance.sound.seconds,
            transcript=utterance.words.finish(utterance.sound.samples()),
        )
        if self._state is _State.IDLE:
            if self._config.hands_free:
                self.rhythm.learn(utterance.spoken, utterance.fooled_by > 0)
            self._utterance = None
        return ended

    def _let_go_when_late(self) -> None:
        """Settle a turn by itself once nobody can be going on with it; the model's state begins anew."""
        utterance = self._utterance
        if self._state is not _State.ENDED or utterance is None or self._onset is not None:
            return
        if (self._heard - utterance.called) * WINDOW_SECONDS > self._config.take_back_seconds:
            self.settle(utterance.number)
            self._vad.reset()

    def _captions(self) -> list[ListenEvent]:
        if self._state is not _State.TALKING or self._utterance is None:
            return []
        ready = self._utterance.words.take_partial()
        return [PartialText(self._utterance.number, ready.text)] if ready is not None and ready.text else []

    def _options(self) -> RecognitionOptions:
        return RecognitionOptions(self._config.language, self._config.hints)
