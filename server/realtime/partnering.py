"""Who answers in a live conversation: the companion, or a partner for practice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from server.conversation.base import Dialogue, Part
from server.conversation.journal import Journal
from server.conversation.partners import Partner
from server.errors import NotFound
from server.realtime.answers import AnswerDesk
from server.realtime.desk import Desk
from server.realtime.events.session import PartnerRef, SessionPatch
from server.realtime.faults import PARTNER_UNKNOWN, Refused
from server.realtime.machine import Move
from server.realtime.questions import Questions


@dataclass(frozen=True)
class Change:
    """A partner to take, or with None to leave."""

    ref: PartnerRef | None
    partner: Partner | None


class Partnering:
    """Changes partners, and keeps what belongs to the companion until it is its turn again."""

    def __init__(self, desk: Desk, answers: AnswerDesk, questions: Questions):
        self._desk = desk
        self._answers = answers
        self._questions = questions
        self._companion: tuple[Journal, Dialogue] | None = None

    def wanted(self, patch: SessionPatch) -> Change | None:
        """Find the partner that a patch asks for; None where it changes nothing about it.

        Raises:
            Refused: this person has no such partner.
        """
        ours = patch.souffleur
        if (
            ours is None
            or "partner" not in ours.model_fields_set
            or ours.partner == self._desk.config.partner
        ):
            return None
        if ours.partner is None:
            return Change(None, None)
        language = ours.language or self._desk.config.language
        try:
            partner = self._desk.ports.partner(ours.partner.kind, ours.partner.id, language)
        except NotFound as error:
            raise Refused(PARTNER_UNKNOWN, "session.souffleur.partner") from error
        return Change(ours.partner, partner)

    def take(self, change: Change | None) -> None:
        """Let somebody else answer from now on; what was being said stops."""
        desk = self._desk
        if change is not None:
            self._answers.leave()
            self._questions.leave()
            desk.settle()
            self._swap(change)
        if desk.partner is not None:
            desk.config.spoken = desk.partner.manner.language
        elif change is not None:
            desk.config.spoken = desk.config.language

    def open(self, change: Change | None) -> None:
        """Let a partner that was just taken begin the talk."""
        if change is None or change.partner is None:
            return
        self._desk.move(Move.ASKED)
        self._answers.start(_opening(change.partner), question="", turn=None)

    def _swap(self, change: Change) -> None:
        desk = self._desk
        desk.config.partner, desk.partner = change.ref, change.partner
        if self._companion is None:
            self._companion = desk.journal, desk.dialogue
        if change.partner is not None:
            desk.journal = change.partner.journal
            desk.dialogue = desk.journal.take_up() or Dialogue()
        else:
            desk.journal, desk.dialogue = self._companion
            self._companion = None


def _opening(partner: Partner) -> Callable[[Dialogue], Iterator[Part]]:
    return partner.open
