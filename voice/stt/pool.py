"""A bounded queue in front of the one model of the process, served by purpose."""

from __future__ import annotations

import heapq
import threading
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import count

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcriber, Transcript


@dataclass(order=True)
class _Job:
    purpose: Purpose
    number: int
    samples: FloatArray = field(compare=False)
    options: RecognitionOptions = field(compare=False)
    future: Future[Transcript] = field(compare=False)


class RecogniserPool:
    """Worker threads that share one transcriber: final before speculative before partial, oldest first.

    ``workers`` is 1 by default: all threads then work on one decode, so that a single person waits least.
    Which split serves several people best has not been measured.

    The queue is bounded by ``depth``. When it is full a partial or speculative request is refused (its future
    is cancelled) and a final one pushes out the least urgent request; only when ``depth`` final ones wait
    already does a final one fail, with :class:`SpeechEngineError` in its future. A partial is accepted only
    when a worker is free and nothing waits for it: captions are the first to give way.
    """

    def __init__(self, transcriber: Transcriber, workers: int = 1, depth: int = 64) -> None:
        if workers < 1 or depth < 1:
            raise ValueError("workers and depth are at least 1")
        self._transcriber = transcriber
        self._depth = depth
        self._queue: list[_Job] = []
        self._numbers = count()
        self._idle = workers
        self._closed = False
        self._changed = threading.Condition()
        self._threads = [
            threading.Thread(target=self._work, name=f"recogniser-{number}", daemon=True)
            for number in range(workers)
        ]
        for thread in self._threads:
            thread.start()

    @property
    def name(self) -> str:
        """Name of the engine behind the pool."""
        return self._transcriber.name

    @property
    def waiting(self) -> int:
        """Requests that wait and have not been withdrawn."""
        with self._changed:
            return sum(not job.future.cancelled() for job in self._queue)

    def submit(
        self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose
    ) -> Future[Transcript]:
        """Queue a stretch of sound; see the class for who is refused when. Errors land in the future."""
        future: Future[Transcript] = Future()
        with self._changed:
            if self._closed:
                future.set_exception(SpeechEngineError("the recogniser has been closed"))
                return future
            self._forget_withdrawn()
            room, pushed_out = self._make_room(purpose)
            if room:
                heapq.heappush(self._queue, _Job(purpose, next(self._numbers), samples, options, future))
                self._changed.notify()
        # A future calls back when it is cancelled, and callbacks are never called under the lock.
        if pushed_out is not None:
            pushed_out.future.cancel()
        if not room:
            self._refuse(future, purpose)
        return future

    def close(self, timeout: float = 10.0) -> None:
        """Withdraw what waits, let what runs finish and join the workers.

        Args:
            timeout: Longest time to wait for the workers together, in seconds.

        Raises:
            SpeechEngineError: a worker was still decoding after ``timeout``.
        """
        with self._changed:
            self._closed = True
            withdrawn, self._queue = self._queue, []
            self._changed.notify_all()
        for job in withdrawn:
            job.future.cancel()
        for thread in self._threads:
            thread.join(timeout / len(self._threads))
        if any(thread.is_alive() for thread in self._threads):
            raise SpeechEngineError("a recogniser thread did not stop in time")

    def _forget_withdrawn(self) -> None:
        kept = [job for job in self._queue if not job.future.cancelled()]
        if len(kept) != len(self._queue):
            self._queue = kept
            heapq.heapify(self._queue)

    def _make_room(self, purpose: Purpose) -> tuple[bool, _Job | None]:
        """Say whether the request may queue, and which other one had to leave for it."""
        if purpose is Purpose.PARTIAL:
            return self._idle > len(self._queue), None
        if len(self._queue) < self._depth:
            return True, None
        last = max(self._queue)
        if purpose is not Purpose.FINAL or last.purpose is Purpose.FINAL:
            return False, None
        self._queue.remove(last)
        heapq.heapify(self._queue)
        return True, last

    @staticmethod
    def _refuse(future: Future[Transcript], purpose: Purpose) -> None:
        if purpose is Purpose.FINAL:
            future.set_exception(SpeechEngineError("too much speech is waiting to be recognised"))
        else:
            future.cancel()

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                transcript = self._transcriber.transcribe(job.samples, job.options, job.purpose)
            except SpeechEngineError as error:
                self._free()
                job.future.set_exception(error)
            except Exception as error:  # an engine's own error must not end the worker
                self._free()
                wrapped = SpeechEngineError(f"{self._transcriber.name}: {error}")
                wrapped.__cause__ = error
                job.future.set_exception(wrapped)
            else:
                self._free()
                job.future.set_result(transcript)

    def _free(self) -> None:
        """Count this worker as idle before its result is known: whoever waited may ask again at once."""
        with self._changed:
            self._idle += 1

    def _next(self) -> _Job | None:
        with self._changed:
            while True:
                while self._queue:
                    job = heapq.heappop(self._queue)
                    if job.future.set_running_or_notify_cancel():
                        self._idle -= 1
                        return job
                if self._closed:
                    return None
                self._changed.wait()
