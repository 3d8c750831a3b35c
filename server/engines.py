"""The heavy parts: loaded once, in the background, so that the server answers while they load."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast

from server.errors import SouffleurError, Unavailable
from server.settings import Settings
from server.store import Database

if TYPE_CHECKING:
    from server.content.scenarios.published import Scenarios
    from server.content.scenarios.shelf import ScenarioShelf
    from server.content.search import CardSearch
    from server.content.shelf import CardShelf
    from server.conversation.base import Responder
    from server.conversation.finder import ModelFinder
    from voice.stt.base import Transcriber
    from voice.stt.pool import RecogniserPool
    from voice.tts.chain import VoiceChain
    from voice.vad import SileroVad

log = logging.getLogger(__name__)
T = TypeVar("T")

LIGHT = ("chat", "scenarios")
"""Parts that are made at once where they are asked for."""
WAIT_SECONDS = 45.0
"""How long a request waits for a part that is still loading before it is told to come back."""


class StillLoading(Unavailable):
    """A part is not there yet."""

    code = "starting"
    nl = "Ik ben nog aan het opstarten. Probeer het over een paar tellen opnieuw."
    en = "Still starting up. Try again in a few seconds."


class PartMissing(Unavailable):
    """A part could not be loaded."""

    code = "part_missing"
    nl = "Een onderdeel ontbreekt, dus dit kan nu niet. Typen en tipkaarten werken wel."
    en = "A part is missing, so this cannot be done now. Typing and tip cards do work."


@dataclass(frozen=True)
class PartState:
    """How one part is doing."""

    name: str
    state: str
    """``waiting``, ``loading``, ``ready`` or ``failed``."""
    reason: str = ""


class Engines:
    """The language model's finder, cards, search, what is said, voices, voice activity and recognition.

    Loading starts with :meth:`start` or with the first use. A test brings its own
    parts by name.
    """

    PARTS = ("chat", "scenarios", "shelf", "search", "responder", "voices", "vad", "transcriber", "pool")

    def __init__(self, settings: Settings, database: Database, **given: Any):
        """Prepare; nothing is loaded yet.

        Raises:
            ValueError: a given part has an unknown name.
        """
        if unknown := given.keys() - set(self.PARTS):
            raise ValueError(f"unknown parts: {sorted(unknown)}")
        self._settings = settings
        self.database = database
        self._given: frozenset[str] = frozenset()
        self._parts: dict[str, Future[Any]] = {name: Future() for name in self.PARTS}
        for name, part in given.items():
            self.bring(name, part)
        self._lock = threading.Lock()
        self._light_lock = threading.Lock()
        self._scenarios: Scenarios | None = None
        self._loaders: ThreadPoolExecutor | None = None
        self._closed = False

    def bring(self, name: str, part: Any) -> None:
        """Bring a part that was made elsewhere, before anything is loaded."""
        self._given |= {name}
        self._parts[name].set_result(part)

    def start(self) -> None:
        """Begin to load what was not given, text before sound. Doing it twice does nothing."""
        with self._lock:
            if self._loaders is not None or self._closed:
                return
            self._loaders = ThreadPoolExecutor(2, thread_name_prefix="loader")
            text = ("chat", "scenarios", "shelf", "search", "responder", "voices")
            for chain in (text, ("vad", "transcriber", "pool")):
                self._loaders.submit(self._load_all, [n for n in chain if not self._parts[n].done()])
            self._loaders.shutdown(wait=False)

    def close(self) -> None:
        """Wait for loading to end and stop the workers that were started here."""
        with self._lock:
            self._closed = True
            loaders = self._loaders
        if loaders is not None:
            loaders.shutdown(wait=True)
        for name in ("pool", "responder", "voices", "chat"):
            part = self._parts[name]
            if name in self._given or not part.done() or part.exception() is not None:
                continue
            if callable(close := getattr(part.result(), "close", None)):
                close()

    def states(self) -> list[PartState]:
        """Tell how every part is doing."""
        return [self._state(name) for name in self.PARTS]

    def ready(self) -> bool:
        """Tell whether everything that can load has loaded, well or not."""
        return all(future.done() for future in self._parts.values())

    @property
    def chat(self) -> ModelFinder:
        """Which language model is at hand; made here and now, because there is nothing to load."""
        return cast("ModelFinder", self._light("chat"))

    @property
    def scenarios(self) -> Scenarios:
        """The scenarios to practise; the files are read by whoever asks first, since that takes no model."""
        from server.content.scenarios.published import Scenarios

        files = cast("ScenarioShelf", self._light("scenarios"))
        with self._light_lock:
            if self._scenarios is None:
                self._scenarios = Scenarios(files, self.database)
            return self._scenarios

    @property
    def shelf(self) -> CardShelf:
        """The cards."""
        return cast("CardShelf", self._get("shelf"))

    @property
    def search(self) -> CardSearch:
        """Search in the cards."""
        return cast("CardSearch", self._get("search"))

    @property
    def responder(self) -> Responder:
        """What is said next."""
        return cast("Responder", self._get("responder"))

    @property
    def voices(self) -> VoiceChain:
        """The voices, in order."""
        return cast("VoiceChain", self._get("voices"))

    @property
    def vad(self) -> SileroVad:
        """Voice activity."""
        return cast("SileroVad", self._get("vad"))

    @property
    def transcriber(self) -> Transcriber:
        """Recognition itself."""
        return cast("Transcriber", self._get("transcriber"))

    @property
    def pool(self) -> RecogniserPool:
        """Recognition behind its queue."""
        return cast("RecogniserPool", self._get("pool"))

    def peek(self, name: str) -> Any:
        """Give a part without waiting: None while it is loading.

        Raises:
            PartMissing: it could not be loaded.
        """
        self.start()
        return self._get(name, 0) if self._parts[name].done() else None

    def at_hand(self, name: str) -> Any:
        """Give a part that is loaded, or None; starts nothing and never waits or fails."""
        part = self._parts[name]
        return part.result() if part.done() and part.exception() is None else None

    def _get(self, name: str, wait: float | None = None) -> Any:
        self.start()
        try:
            return self._parts[name].result(timeout=WAIT_SECONDS if wait is None else wait)
        except NotYet as problem:
            raise StillLoading(f"{name} is still loading") from problem
        except SouffleurError:
            raise
        except Exception as problem:
            raise PartMissing(f"{name} could not be loaded: {problem}") from problem

    def _load_all(self, names: list[str]) -> None:
        for name in names:
            if self._closed:
                return
            self._load_once(name) if name in LIGHT else self._load(name)

    def _light(self, name: str) -> Any:
        """Give a part that costs little, made here and now without starting to load the others."""
        self._load_once(name)
        try:
            return self._parts[name].result()
        except SouffleurError:
            raise
        except Exception as problem:
            raise PartMissing(f"{name} could not be loaded: {problem}") from problem

    def _load_once(self, name: str) -> None:
        """Make it once, by whoever is first: the loader or a request."""
        with self._light_lock:
            if not self._parts[name].done():
                self._load(name)

    def _load(self, name: str) -> None:
        from server import loading

        load: Callable[[Settings, Engines], Any] = loading.LOADERS[name]
        future = self._parts[name]
        future.set_running_or_notify_cancel()
        try:
            future.set_result(load(self._settings, self))
        except Exception as problem:
            log.warning("part %s could not be loaded: %s", name, problem)
            future.set_exception(problem)

    def _state(self, name: str) -> PartState:
        future = self._parts[name]
        if not future.done():
            return PartState(name, "loading" if future.running() else "waiting")
        problem = future.exception()
        return PartState(name, "failed", str(problem)) if problem else PartState(name, "ready")
