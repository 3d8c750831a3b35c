"""Making an answer, piece by piece, in a thread of its own."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Protocol

from server.conversation.base import Dialogue, Part, Say
from voice.errors import VoiceError
from voice.tts.base import OUTPUT_RATE, Speaking

log = logging.getLogger(__name__)

FRAME_BYTES = OUTPUT_RATE // 10 * 2
"""Sound leaves in frames of a tenth of a second."""
FIRST_FRAME_BYTES = OUTPUT_RATE // 50 * 2
"""The first frame of an answer is short, so that it leaves as soon as there is any sound."""
QUEUED_PIECES = 64
"""Pieces that wait for the conversation; some six seconds of sound."""
WAIT_SECONDS = 0.1


class Speaks(Protocol):
    """What turns a sentence into sound."""

    def speak(self, text: str, how: Speaking) -> Iterator[bytes]:
        """Yield PCM16 at OUTPUT_RATE."""


@dataclass(frozen=True)
class Begun:
    """A sentence begins; ``dialogue`` is a copy of what the responder remembers at this point."""

    say: Say
    dialogue: Dialogue


@dataclass(frozen=True)
class Sound:
    """A stretch of the present sentence's sound."""

    pcm: bytes


@dataclass(frozen=True)
class Ended:
    """The present sentence has no more sound."""


@dataclass(frozen=True)
class Shown:
    """A part of the answer that is not spoken."""

    part: Part


@dataclass(frozen=True)
class Voiceless:
    """No voice could speak; the words still come."""


@dataclass(frozen=True)
class Over:
    """The answer is complete."""

    dialogue: Dialogue


@dataclass(frozen=True)
class Broken:
    """The answer failed on our side."""


Piece = Begun | Sound | Ended | Shown | Voiceless | Over | Broken


@dataclass
class Job:
    """One answer to make."""

    number: int
    parts: Callable[[Dialogue], Iterator[Part]]
    """Makes the answer; changes the dialogue that it is given."""
    dialogue: Dialogue
    how: Speaking
    sound: bool
    voices: Callable[[], Speaks]
    speakable: Callable[[str, str], str]
    wake: Callable[[], None]
    pieces: queue.Queue[Piece] = field(default_factory=lambda: queue.Queue(QUEUED_PIECES))
    cancelled: threading.Event = field(default_factory=threading.Event)

    def take(self) -> Piece | None:
        """Give the next piece if there is one."""
        try:
            return self.pieces.get_nowait()
        except queue.Empty:
            return None


class MakesAnswers(Protocol):
    """Where answers are made."""

    def start(self, job: Job) -> None:
        """Begin to make an answer."""

    def close(self) -> None:
        """Stop every answer and wait for its end."""


class Answerer:
    """Makes the answers of one conversation; a cancelled one may still be ending while the next begins."""

    def __init__(self, name: str) -> None:
        self._pool = ThreadPoolExecutor(max_workers=2, thread_name_prefix=f"answer-{name}")
        self._jobs: list[Job] = []

    def start(self, job: Job) -> None:
        """Begin to make an answer."""
        self._jobs = [other for other in self._jobs if not other.cancelled.is_set()]
        self._jobs.append(job)
        self._pool.submit(AnswerRun(job).run)

    def close(self) -> None:
        """Stop every answer and join the threads; responders and voices limit every wait of theirs."""
        for job in self._jobs:
            job.cancelled.set()
        self._pool.shutdown(wait=True, cancel_futures=True)


class _Cancelled(Exception):
    """Nobody wants this answer any more."""


class AnswerRun:
    """One answer being made."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._voiceless = not job.sound
        self._first = True

    def run(self) -> None:
        """Make the answer; whatever happens, the conversation hears of it."""
        try:
            self._answer()
        except _Cancelled:
            return
        except Exception:
            log.exception("an answer failed")
            try:
                self._give(Broken())
            except _Cancelled:
                return

    def _answer(self) -> None:
        job = self._job
        dialogue = job.dialogue.copy()
        parts = job.parts(dialogue)
        try:
            for part in parts:
                if isinstance(part, Say):
                    self._say(part, dialogue)
                else:
                    self._give(Shown(part))
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        self._give(Over(dialogue))

    def _say(self, say: Say, dialogue: Dialogue) -> None:
        self._give(Begun(say, dialogue.copy()))
        if not self._voiceless:
            self._speak(say)
        self._give(Ended())

    def _speak(self, say: Say) -> None:
        """Speak one sentence; a voice that fails costs the sound of this answer, never its words."""
        job = self._job
        try:
            how = _manner(job.how, say)
            sound = job.voices().speak(job.speakable(say.text, how.language), how)
            try:
                self._frames(sound)
            finally:
                close = getattr(sound, "close", None)
                if close is not None:
                    close()
        except _Cancelled:
            raise
        except VoiceError as error:
            log.warning("no voice could speak: %s", error)
            self._lose_voice()
        except Exception:
            log.exception("the voice has a fault")
            self._lose_voice()

    def _lose_voice(self) -> None:
        self._voiceless = True
        self._give(Voiceless())

    def _frames(self, sound: Iterator[bytes]) -> None:
        """Cut the sound into frames of whole samples."""
        waiting = bytearray()
        for piece in sound:
            waiting += piece
            size = FIRST_FRAME_BYTES if self._first else FRAME_BYTES
            while len(waiting) >= size:
                self._give(Sound(bytes(waiting[:size])))
                del waiting[:size]
                self._first = False
                size = FRAME_BYTES
        if len(waiting) > 1:
            self._give(Sound(bytes(waiting[: len(waiting) // 2 * 2])))
            self._first = False

    def _give(self, piece: Piece) -> None:
        """Hand over a piece; waits while the conversation is behind, and stops when nobody wants it."""
        job = self._job
        while not job.cancelled.is_set():
            try:
                job.pieces.put(piece, timeout=WAIT_SECONDS)
            except queue.Full:
                continue
            job.wake()
            return
        raise _Cancelled


def _manner(how: Speaking, say: Say) -> Speaking:
    """Give how one sentence is spoken; another language without a voice of its own has that one's default."""
    how = replace(how, keep=say.authored)
    if say.language is not None and say.language != how.language:
        return replace(how, language=say.language, voice=say.voice)
    return replace(how, voice=say.voice) if say.voice is not None else how
