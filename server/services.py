"""What every part of the server may use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from flask import current_app

from server.conversation.partners import Partners
from server.conversation.pitch.worker import TakeWorker
from server.engines import Engines
from server.housekeeping import Housekeeper
from server.identity import People
from server.instance import Instance
from server.nudging import Nudging
from server.settings import Settings
from server.store import Database

if TYPE_CHECKING:
    from nudges.service import NudgeService
    from server.content.search import CardSearch
    from server.content.shelf import CardShelf
    from server.content.vectors import Encoder
    from server.conversation.agenda.attentive import Agenda
    from server.conversation.base import Responder
    from server.conversation.finder import ModelFinder
    from server.conversation.notebook.attentive import NoteTaker
    from server.conversation.notebook.store import Notes
    from voice.stt.base import Transcriber
    from voice.stt.pool import RecogniserPool
    from voice.tts.chain import VoiceChain
    from voice.vad import SileroVad

EXTENSION = "souffleur"


@dataclass(frozen=True)
class Services:
    """The parts of one server, made in :func:`server.app.create_app`.

    The light ones are there at once; the heavy ones (properties) load in the background and are waited for
    with a limit: they raise :class:`server.errors.Unavailable` when not there in time or not loadable.
    """

    settings: Settings
    instance: Instance
    database: Database
    people: People
    engines: Engines
    housekeeper: Housekeeper
    nudging: Nudging
    takes: TakeWorker
    """Works off the takes of a pitch in the background."""
    partners: Partners = field(default_factory=Partners)
    """Partners for practice by kind; every kind registers itself when the application is put together."""

    @property
    def nudges(self) -> NudgeService:
        """Everything about nudges."""
        return self.nudging.service

    @property
    def cards(self) -> CardShelf:
        """The cards."""
        return self.engines.shelf

    @property
    def search(self) -> CardSearch:
        """Search in the cards."""
        return self.engines.search

    @property
    def responder(self) -> Responder:
        """What is said next."""
        return self.engines.responder

    @property
    def chat(self) -> ModelFinder:
        """Which language model is at hand, for everything that may ask one."""
        return self.engines.chat

    @property
    def voices(self) -> VoiceChain:
        """The voices, in order."""
        return self.engines.voices

    @property
    def vad(self) -> SileroVad:
        """Voice activity."""
        return self.engines.vad

    @property
    def transcriber(self) -> Transcriber:
        """Recognition itself."""
        return self.engines.transcriber

    @property
    def recogniser_pool(self) -> RecogniserPool:
        """Recognition behind its queue."""
        return self.engines.pool

    def notebook(self, owner_id: str) -> Notes:
        """Give one person's notebook, findable by meaning as soon as the search is loaded."""
        from server.conversation.notebook.store import Notes

        def encoder() -> Encoder | None:
            search = self.engines.at_hand("search")
            return search.encoder if search is not None else None

        return Notes(self.database, owner_id, encoder)

    def agenda(self, person_id: str) -> Agenda:
        """Give one person's own agenda."""
        from server.conversation.agenda.attentive import Agenda

        return Agenda(self.nudges, person_id, sends=self.settings.nudge_engine != "off")

    def attentive(self, person_id: str, name: str) -> NoteTaker:
        """Give the companion with a person's notebook and agenda at hand, for a conversation of this name."""
        from server.conversation.agenda.attentive import AgendaKeeper
        from server.conversation.notebook.attentive import NoteTaker

        listening = AgendaKeeper(self.responder, self.agenda(person_id), name)
        return NoteTaker(listening, self.notebook(person_id), name)

    def close(self) -> None:
        """Stop and join everything that was started here."""
        self.nudging.close()
        self.takes.close()
        self.housekeeper.close()
        self.engines.close()
        self.database.close()


def services() -> Services:
    """Give the services of the application that handles the present request or command."""
    return cast("Services", current_app.extensions[EXTENSION])
