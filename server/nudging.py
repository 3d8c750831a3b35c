"""The nudges, made from the settings: their service, their push, and the engine that handles them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from nudges.caps import Caps
from nudges.desks.base import Tools
from nudges.metrics import Metrics
from nudges.push.devices import Devices
from nudges.sender import NoSender
from nudges.service import NudgeService
from nudges.store import Store
from nudges.talking import NOTED, nobody, note
from server.identity import People, Person
from server.instance import Instance
from server.pushing import open_push
from server.settings import Settings
from server.store import Database, now

if TYPE_CHECKING:
    from nudges.engine import Engine
    from nudges.events import Event
    from nudges.fetching import Fetcher

log = logging.getLogger(__name__)

SERVER_THREADS = 2
JOIN_SECONDS = 10.0
NOTE_SECONDS = NOTED.total_seconds() / 3
AGAIN_SECONDS = 5.0


class Nudging:
    """The service of the nudges for one process, and its share of the work once it was started."""

    def __init__(self, settings: Settings, database: Database, instance: Instance, people: People):
        """Make the service; nothing is started."""
        self._settings = settings
        self._people = people
        self._caps = Caps(settings.nudge_cap_day, settings.nudge_cap_week)
        self._talking: Callable[[], Collection[str]] = nobody
        self._engine: Engine | None = None
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        # SQLite serves one process, so its queue stays there too.
        self.queue_url = "" if database.is_sqlite else settings.redis_url
        self.store = Store(database.engine)
        self.metrics = Metrics()
        self.pushing = open_push(settings, instance, self.store)
        read_feed = None if settings.offline else read_calendar
        self.service = NudgeService(Tools(self.store, self._caps, read_feed, self.wake, self._introduce))
        people.listeners.append(self._follow)

    @property
    def devices(self) -> Devices | None:
        """The devices that take push messages; None where the push keys are damaged."""
        return self.pushing.devices if self.pushing else None

    @property
    def push_key(self) -> str | None:
        """What a browser subscribes with."""
        return self.pushing.keys.public if self.pushing else None

    @property
    def in_server(self) -> bool:
        """Tell whether the server handles nudges itself."""
        return self._settings.nudge_engine in ("auto", "thread")

    def ask_who_talks(self, talking: Callable[[], Collection[str]]) -> None:
        """Ask this from now on who is in the middle of a spoken conversation."""
        self._talking = talking

    def start(self) -> None:
        """Do this server's share: handle nudges, or tell the workers who is talking. Returns at once.

        The queue brings drivers of databases along that take half a second to import; a nudge may wait for
        that, whoever opens the page may not.
        """
        if self._settings.nudge_engine != "off" and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="nudging")
            self._thread.start()

    def engine(self, queue_url: str, threads: int) -> Engine:
        """Give the engine of this process, made when it is first asked for.

        Args:
            queue_url: the Redis that all share, or empty for a queue in this process.
            threads: that decide and deliver.
        """
        if self._engine is None:
            from nudges.engine import Engine, Parts

            parts = Parts(
                store=self.store,
                sender=self.pushing.sender if self.pushing else NoSender(),
                organisation=self._caps,
                service=self.service,
                metrics=self.metrics,
                talking=lambda: self._talking(),
            )
            self._engine = Engine(parts, redis_url=queue_url, threads=threads)
        return self._engine

    def wake(self) -> None:
        """Look at once for what is due, where that is done in this process."""
        if self._engine is not None:
            self._engine.wake()

    def follow_everybody(self) -> None:
        """Bring in whoever was added while nobody was listening."""
        everybody = ((one.id, first_name(one), one.language) for one in self._people.all())
        if added := self.service.add_people(everybody, now()):
            log.info("%d people are new to the nudges", added)

    def close(self) -> None:
        """Stop and join what was started here."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(JOIN_SECONDS)
        if self._engine is not None:
            self._engine.close()
        if self.pushing is not None:
            self.pushing.close()

    def _follow(self, person: Person) -> None:
        """Keep in step with somebody who was added or changed; never stand in the way of that."""
        try:
            self.service.person_seen(
                person.id, now(), first_name=first_name(person), language=person.language
            )
        except Exception:
            log.warning(
                "the nudges could not follow a change of a person; the next start does", exc_info=True
            )

    def _introduce(self, person_id: str) -> None:
        person = self._people.get(person_id)
        if person is not None:
            self._follow(person)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._begin()
                break
            except Exception:
                log.exception("the nudges could not be started; it is tried again")
                self._stop.wait(AGAIN_SECONDS)
        if self.queue_url:
            self._note_talking()

    def _begin(self) -> None:
        self.follow_everybody()
        if self.in_server:
            own = self._settings.nudge_engine == "thread"
            self.engine("" if own else self.queue_url, SERVER_THREADS).start()

    def _note_talking(self) -> None:
        while not self._stop.wait(NOTE_SECONDS):
            try:
                note(self.store, self._talking(), now())
            except Exception:
                log.exception("workers could not be told who is talking")


def read_calendar(url: str, now: datetime, zone: str) -> list[Event]:
    """Fetch a person's calendar; see :class:`nudges.fetching.Fetcher`.

    Raises:
        nudges.errors.FeedRefused: with what is wrong, in words.
    """
    return _fetcher()(url, now, zone)


@cache
def _fetcher() -> Fetcher:
    """Make it with the first calendar: at every start it would cost a tenth of a second."""
    from nudges.fetching import Fetcher

    return Fetcher()


def first_name(person: Person) -> str:
    """Give what a nudge calls somebody."""
    return person.name.partition(" ")[0]
