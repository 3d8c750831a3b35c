"""Works off takes in the background: recognises them piece by piece, then measures the sound.

What is done is kept in the take itself, so a restart goes on where it stopped; a lease keeps two processes
from doing the same work. Recognition has the lowest priority: a live conversation always goes first.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from concurrent.futures import TimeoutError as TooLate
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from server.conversation.pitch.store import AHEAD_SECONDS, Takes, claim, erase_expired
from server.conversation.pitch.tables import State, TakeRow
from server.errors import NotFound, SouffleurError
from server.store import Database, now
from voice.errors import SpeechEngineError

if TYPE_CHECKING:
    from server.engines import Engines
    from voice.stt.base import FloatArray, Transcript

log = logging.getLogger(__name__)

LOOK_SECONDS = 5.0
"""How often it looks for takes that came in elsewhere or were left by a process that stopped."""
EXPIRE_SECONDS = 300.0
RECOGNITION_SECONDS = 120.0
TRY_AGAIN = timedelta(seconds=30)
JOIN_SECONDS = 30.0
SHORTEST_SECONDS = 5.0
SHORTEST_SPEECH = 3.0
_RATE = 16_000
_SILENT_POWER = 1e-5
"""Mean power, -50 dB of full scale, below which nothing but the microphone itself is heard."""
_WORK = (State.WORKING, State.RECORDING, State.FAILED)


class TakeWorker:
    """One thread that works off takes. Start it with the server; it also starts with the first take."""

    def __init__(
        self,
        database: Database,
        engines: Engines,
        hints: Sequence[str] = (),
        clock: Callable[[], datetime] = now,
    ):
        """Prepare; nothing runs before :meth:`start`."""
        self._database = database
        self._engines = engines
        self._hints = tuple(hints)
        self._clock = clock
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._expired_at: datetime | None = None

    def start(self) -> None:
        """Begin, once."""
        with self._lock:
            if self._thread is None and not self._stop.is_set():
                self._thread = threading.Thread(target=self._run, name="takes")
                self._thread.start()

    def wake(self) -> None:
        """Tell that there is work."""
        self.start()
        self._wake.set()

    def close(self) -> None:
        """Stop after the present piece and join; what is left is done after the next start."""
        self._stop.set()
        self._wake.set()
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(JOIN_SECONDS)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                worked = self.work()
            except Exception:
                log.exception("working on a take failed; it is tried again")
                worked = False
            if not worked:
                self._wake.wait(LOOK_SECONDS)
                self._wake.clear()

    def work(self) -> bool:
        """Do one piece of work; False where there is none."""
        at = self._clock()
        if self._expired_at is None or (at - self._expired_at).total_seconds() >= EXPIRE_SECONDS:
            self._expired_at = at
            erase_expired(self._database, at)
        claimed = claim(self._database, at, _WORK)
        if claimed is None:
            return False
        owner, take_id = claimed
        takes = Takes(self._database, owner)
        try:
            self._work_on(takes, take_id)
        except NotFound:
            return True  # the person erased it meanwhile
        except (SouffleurError, SpeechEngineError, CancelledError, TooLate) as problem:
            self._later(takes, take_id, problem)
            return True
        takes.release(take_id)
        return True

    def _later(self, takes: Takes, take_id: str, problem: BaseException) -> None:
        """Try again in a while; where recognition itself failed the person is told so."""
        log.warning("a take waits: %s", type(problem).__name__)
        failed = isinstance(problem, SpeechEngineError)

        def wait(row: TakeRow) -> None:
            row.leased_until = self._clock() + TRY_AGAIN
            if failed and row.state == State.WORKING:
                row.state = State.FAILED.value

        try:
            takes.change(take_id, wait)
        except NotFound:
            return

    def _work_on(self, takes: Takes, take_id: str) -> None:
        row = takes.get(take_id)
        complete = row.state != State.RECORDING
        end = end_of(row)
        if row.done_to < end:
            self._recognise(takes, row, min(end, row.done_to + AHEAD_SECONDS * _RATE), end, complete)
        elif complete:
            self._measure(takes, row, end)

    def _recognise(self, takes: Takes, row: TakeRow, upto: int, end: int, complete: bool) -> None:
        """Recognise the next half minute, and keep what was understood before going on."""
        from server.conversation.pitch.cutting import cut
        from voice.delivery.counting import counted

        begun = row.done_to
        samples = takes.sound(row.id, begun, upto)
        if not samples.size:
            raise NotFound("the sound is gone")
        found = cut(samples, self._engines.vad.stream(), complete=complete and upto == end)
        fresh: list[dict[str, Any]] = []
        for first, last in found.pieces:
            if self._stop.is_set():
                return
            told = self._transcript(samples[first:last], row.language)
            if told.text:
                fresh.append(
                    {
                        "text": told.text,
                        "start": round((begun + first) / _RATE, 2),
                        "end": round((begun + last) / _RATE, 2),
                        "sure": round(told.confidence, 2),
                        "syllables": counted(told, row.language),
                        "heard": told.heard_syllables,
                    }
                )

        def add(kept: TakeRow) -> None:
            if kept.done_to == begun:
                kept.pieces = [*kept.pieces, *fresh]
                kept.done_to = begun + found.done_to
                kept.state = State.WORKING.value if kept.state == State.FAILED else kept.state

        takes.change(row.id, add)

    def _transcript(self, samples: FloatArray, language: str) -> Transcript:
        from voice.stt.base import Purpose, RecognitionOptions

        options = RecognitionOptions(language=language, hints=self._hints)
        return self._engines.pool.submit(samples, options, Purpose.BACKGROUND).result(RECOGNITION_SECONDS)

    def _measure(self, takes: Takes, row: TakeRow, end: int) -> None:
        """Measure the whole sound, once, and say so where nothing can be said about it."""
        from voice.delivery.acoustics import measure

        samples = takes.sound(row.id, 0, end)
        acoustics = measure(samples, self._engines.vad.stream())
        problem = None
        if end < SHORTEST_SECONDS * _RATE:
            problem = "too_short"
        elif acoustics.speech_seconds < SHORTEST_SPEECH:
            loud = samples.size > 0 and float((samples * samples).mean()) > _SILENT_POWER
            problem = "noise" if loud and acoustics.is_noisy else "silence"
        elif not row.pieces:
            problem = "no_words"

        lines = {} if problem else self._better(takes, row, acoustics.model_dump())

        def finish(kept: TakeRow) -> None:
            kept.acoustics = acoustics.model_dump()
            kept.better = lines
            kept.problem = problem
            kept.state = (State.UNUSABLE if problem else State.READY).value
            kept.pieces = [piece for piece in kept.pieces if piece["start"] * _RATE < end]

        takes.change(row.id, finish)

    def _better(self, takes: Takes, row: TakeRow, acoustics: dict[str, Any]) -> dict[str, str]:
        """Let a language model, if there is one, put the line of the focus better; checked, or not kept."""
        from server.conversation.pitch.analysis import Analysis
        from server.conversation.pitch.better import BetterModel
        from server.conversation.pitch.focus import Judged, aim_of, choose, focus_of
        from server.conversation.pitch.store import Pitches

        pitch = Pitches(self._database, takes.owner_id).get(row.pitch_id)
        earlier = [one for one in takes.of_pitch(pitch.id) if one.number < row.number]
        before = focus_of([one for one in earlier if one.state == State.READY], pitch)
        row.acoustics = acoustics
        focus = choose(Judged.of(Analysis.of(row), pitch), pitch, before.id if before else None)
        if focus.sentence is None:
            return {}
        quote = focus.sentence.text
        line = BetterModel(self._engines.chat).line(quote, aim_of(focus), row.language)
        return {f"{focus.id}:{quote}": line} if line else {}


def end_of(row: TakeRow) -> int:
    """Give the sample at which a take ends: where the stop phrase begins, or with the sound."""
    return row.received if row.ends_at is None else min(row.ends_at, row.received)
