"""What the parts of one conversation share."""

from __future__ import annotations

from collections.abc import Callable

from server.conversation.base import Dialogue
from server.conversation.journal import Journal, NoJournal
from server.conversation.partners import Partner
from server.realtime.config import SessionConfig
from server.realtime.events.base import ServerEvent
from server.realtime.events.items import Item
from server.realtime.events.own import StateChanged
from server.realtime.events.server import ItemAdded, ItemDone
from server.realtime.faults import Fault
from server.realtime.items import Items
from server.realtime.machine import Machine, Move
from server.realtime.outbox import Outbox
from server.realtime.ports import Answers, Ports
from voice.tts.base import Speaking


class Desk:
    """Settings, messages, stage and memory of one conversation. Used by one thread at a time."""

    def __init__(self, session_id: str, ports: Ports, config: SessionConfig, journal: Journal | None = None):
        self.session_id = session_id
        self.ports = ports
        self.config = config
        self.journal: Journal = journal if journal is not None else NoJournal()
        self.outbox = Outbox()
        self.items = Items()
        self.machine = Machine()
        self.dialogue = self.journal.take_up() or Dialogue()
        self.partner: Partner | None = None
        """Who answers in the companion's place."""
        self.now = 0.0
        """Seconds on a clock that only goes forward, set at every entrance to the session."""
        self.wake: Callable[[], None] = lambda: None
        """Called from other threads when there is something to look at."""
        self._later: Callable[[], None] | None = None
        self._later_at = 0.0

    @property
    def answering(self) -> Callable[[], Partner | Answers]:
        """Who answers from now on; called in the answer's own thread, where it may wait."""
        partner = self.partner
        return self.ports.answers if partner is None else lambda: partner

    @property
    def speaking(self) -> Speaking:
        """How answers are spoken."""
        how = self.config.speaking
        if self.partner is None:
            return how
        manner = self.partner.manner
        voice = manner.voice or (how.voice if manner.language == how.language else None)
        return Speaking(manner.language, min(2.0, max(0.5, how.speed * manner.speed)), voice)

    @property
    def talk_language(self) -> str:
        """The language of the talk; that of the interface stays the person's own."""
        return self.config.language if self.partner is None else self.partner.manner.language

    def key_of(self, item_id: str) -> str:
        """Give a question without an identifier of the client's own its name for the person.

        The client knows both parts, and may send the question again over HTTP under this name.
        """
        return f"{self.session_id}-{item_id}"[:128]

    def later(self, work: Callable[[], None]) -> None:
        """Have this done when nobody waits for it any more; what was put off before is done now."""
        self.settle()
        self._later, self._later_at = work, self.now

    def put_off(self) -> float | None:
        """Give for how many seconds something is put off; None where nothing is."""
        return None if self._later is None else self.now - self._later_at

    def settle(self) -> None:
        """Do what was put off."""
        work, self._later = self._later, None
        if work is not None:
            work()

    def send(self, event: ServerEvent, answer: int = 0) -> None:
        """Send a message; ``answer`` is the ordinal of the answer whose sound it holds."""
        self.outbox.send(event, answer)

    def move(self, move: Move) -> None:
        """Take a move and tell the client where that changed what it shows."""
        shown = self.machine.move(move)
        if shown is not None:
            self.send(StateChanged(state=shown))

    def error(self, fault: Fault, *, param: str | None = None, event_id: str | None = None) -> None:
        """Tell the client what went wrong."""
        self.send(fault.event(self.config.language, param=param, event_id=event_id))

    def add_item(self, item: Item, *, done: bool) -> None:
        """Add a message to the conversation and tell the client."""
        before = self.items.add(item)
        self.send(ItemAdded(previous_item_id=before, item=item))
        if done:
            self.send(ItemDone(previous_item_id=before, item=item))
