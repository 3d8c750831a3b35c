"""An event loop in a thread, for engines on the network: waiting with a limit, and stopping at once.

A blocking read cannot be stopped from outside; a task can. So every engine that talks to the network runs
as a coroutine here, and whoever listens reads from a bounded queue with a limit on each wait.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from concurrent.futures import Future
from contextlib import aclosing

from voice.errors import VoiceEngineError

_MOST_AT_ONCE = 32
_PIECES_AHEAD = 256
"""How far an engine may run ahead of its listener, in pieces of sound."""
_ABANDONED_SECONDS = 60.0
"""A listener that took nothing for so long has forgotten to close."""
_START_SECONDS = 5.0
_ITERATION_SECONDS = 30.0

Source = Callable[[], AsyncGenerator[bytes, None]]


class LoopSound(Iterator[bytes]):
    """Sound that a task makes; a ``TimedSound``."""

    def __init__(self) -> None:
        """Made by ``SoundLoop.stream``."""
        self._pieces: queue.SimpleQueue[bytes | VoiceEngineError | None] = queue.SimpleQueue()
        self._room = asyncio.Semaphore(_PIECES_AHEAD)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: Future[None] | None = None
        self._over = False

    def start(self, source: Source, loop: asyncio.AbstractEventLoop) -> Future[None]:
        """Begin to fill; called once, by the owner of the loop."""
        self._loop = loop
        self._task = asyncio.run_coroutine_threadsafe(self._fill(source), loop)
        return self._task

    def read(self, timeout: float) -> bytes:
        """See ``TimedSound.read``."""
        if self._over:
            return b""
        try:
            piece = self._pieces.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no sound within {timeout:g} s") from None
        if isinstance(piece, bytes):
            self._release()
            return piece
        self._over = True
        if piece is not None:
            raise piece
        return b""

    def close(self) -> None:
        """See ``TimedSound.close``."""
        self._over = True
        if self._task is not None:
            self._task.cancel()

    def __next__(self) -> bytes:
        """The next piece, for callers without a limit of their own."""
        try:
            piece = self.read(_ITERATION_SECONDS)
        except TimeoutError as error:
            self.close()
            raise VoiceEngineError(str(error)) from error
        if not piece:
            raise StopIteration
        return piece

    def _release(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._room.release)

    async def _fill(self, source: Source) -> None:
        end: VoiceEngineError | None = VoiceEngineError("stopped")
        try:
            async with aclosing(source()) as pieces:
                async for piece in pieces:
                    if piece:
                        async with asyncio.timeout(_ABANDONED_SECONDS):
                            await self._room.acquire()
                        self._pieces.put(piece)
            end = None
        except VoiceEngineError as error:
            end = error
        except Exception as error:
            end = VoiceEngineError(f"{type(error).__name__}: {error}")
        finally:
            self._pieces.put(end)


class SoundLoop:
    """One event loop in one thread, started at the first use. Thread-safe."""

    def __init__(self, name: str) -> None:
        """Name the thread."""
        self._name = name
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ended: asyncio.Event | None = None
        self._running: set[Future[None]] = set()
        self._closed = False

    def stream(self, source: Source) -> LoopSound:
        """Run an asynchronous generator of sound in the loop.

        Raises:
            VoiceEngineError: closed, or too many at once.
        """
        sound = LoopSound()
        with self._lock:
            loop = self._started()
            self._running = {task for task in self._running if not task.done()}
            if len(self._running) >= _MOST_AT_ONCE:
                raise VoiceEngineError(f"already speaking {_MOST_AT_ONCE} sentences")
            self._running.add(sound.start(source, loop))
        return sound

    def close(self) -> None:
        """Stop everything that runs and join the thread. May be called more than once."""
        with self._lock:
            self._closed = True
            thread, self._thread = self._thread, None
            if thread is None or self._loop is None or self._ended is None:
                return
            self._loop.call_soon_threadsafe(self._ended.set)
        thread.join()

    def _started(self) -> asyncio.AbstractEventLoop:
        if self._closed:
            raise VoiceEngineError("closed")
        if self._thread is None:
            ready = threading.Event()
            self._thread = threading.Thread(target=self._run, args=(ready,), name=self._name)
            self._thread.start()
            if not ready.wait(_START_SECONDS):
                raise VoiceEngineError("the event loop did not start")
        if self._loop is None:
            raise VoiceEngineError("the event loop did not start")
        return self._loop

    def _run(self, ready: threading.Event) -> None:
        with asyncio.Runner() as runner:
            runner.run(self._serve(ready))

    async def _serve(self, ready: threading.Event) -> None:
        """Keep the loop alive until ``close``; the runner then cancels what is left and waits for it."""
        self._ended = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        ready.set()
        await self._ended.wait()
