"""Messages of the client, read and obeyed."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable
from typing import Any, Final

from pydantic import ValidationError

from server.plain_text import nul_in_json
from server.realtime.binary import FrameError, FrameKind, decode_frame
from server.realtime.events import CLIENT_EVENTS, client, server
from server.realtime.events.base import ClientEvent
from server.realtime.events.items import SystemContent, SystemItem, UserContent, UserItem
from server.realtime.faults import (
    BAD_JSON,
    COMMIT_EMPTY,
    INVALID_AUDIO,
    INVALID_EVENT,
    INVALID_FRAME,
    ITEM_EXISTS,
    ITEM_UNKNOWN,
    ITEM_UNSUPPORTED,
    NOTHING_TO_CANCEL,
    UNKNOWN_EVENT,
    UNREADABLE,
    Refused,
)
from server.realtime.items import answer_item
from server.realtime.machine import Move
from server.realtime.session import Session

MOST_UNREADABLE: Final = 20
"""Messages in a row that are no readable event before the socket closes."""


class Inbound:
    """Reads what one client sends and lets its session obey; a wrong message is answered, not obeyed."""

    def __init__(self, session: Session):
        self._session = session
        self._unreadable = 0
        self._deaf = False
        """That nothing can be listened with was told already."""
        self._handlers: dict[type[ClientEvent], Callable[[Any], None]] = {
            client.SessionUpdate: self._update,
            client.AppendAudio: self._append,
            client.CommitAudio: self._commit,
            client.ClearAudio: self._clear,
            client.CreateItem: self._create_item,
            client.DeleteItem: self._delete_item,
            client.RetrieveItem: self._retrieve_item,
            client.TruncateItem: self._truncate_item,
            client.CreateResponse: self._respond,
            client.CancelResponse: self._cancel,
            client.ClearOutput: self._clear_output,
            client.Heard: self._heard,
            client.FirstAudible: self._first_audible,
            client.Command: self._command,
            client.Ask: self._ask,
            client.ChooseMoment: self._choose_moment,
            client.SetHurry: self._set_hurry,
            client.ShowThisCard: self._show_card,
            client.SoundKept: self._sound_kept,
        }

    def take(self, message: str | bytes, now: float) -> None:
        """Obey one message.

        Raises:
            Refused: the socket must close; the fault says with which code.
        """
        self._session.desk.now = now
        event_id: str | None = None
        try:
            if isinstance(message, bytes):
                self._frame(message)
            else:
                event = self._read(message)
                event_id = event.event_id
                self._handlers[type(event)](event)
            self._unreadable = 0
        except Refused as refused:
            self._refuse(refused, event_id)

    def _refuse(self, refused: Refused, event_id: str | None) -> None:
        if isinstance(refused, _Unreadable):
            event_id = refused.event_id
            self._unreadable += 1
        if refused.fault.code == "speech_model_missing":
            if self._deaf:
                return
            self._deaf = True
        if self._unreadable > MOST_UNREADABLE:
            raise Refused(UNREADABLE)
        if refused.fault.close is not None:
            raise refused
        self._session.desk.error(refused.fault, param=refused.param, event_id=event_id)

    def _read(self, message: str) -> Any:
        try:
            data = json.loads(message)
        except (ValueError, RecursionError) as error:
            raise _Unreadable(BAD_JSON) from error
        if not isinstance(data, dict):
            raise _Unreadable(BAD_JSON)
        given = data.get("event_id")
        event_id = given[:128] if isinstance(given, str) else None
        if nul_in_json(message.encode()):
            raise _Unreadable(INVALID_EVENT, None, event_id)
        try:
            return CLIENT_EVENTS.validate_python(data)
        except ValidationError as error:
            first = error.errors(include_url=False, include_context=False, include_input=False)[0]
            if first["type"].startswith("union_tag"):
                raise _Unreadable(UNKNOWN_EVENT, "type", event_id) from error
            param = ".".join(str(part) for part in first["loc"][1:])
            raise _Unreadable(INVALID_EVENT, param, event_id) from error
        except RecursionError as error:
            raise _Unreadable(INVALID_EVENT, None, event_id) from error

    def _frame(self, data: bytes) -> None:
        try:
            frame = decode_frame(data)
        except FrameError as error:
            raise _Unreadable(INVALID_FRAME) from error
        if frame.kind is not FrameKind.MICROPHONE:
            raise _Unreadable(INVALID_FRAME, "kind")
        self._session.hear(frame.sound, self._session.desk.now, frame.first_sample)

    def _update(self, event: client.SessionUpdate) -> None:
        session = self._session
        change = session.partners.wanted(event.session)
        session.desk.config.apply(event.session, rate_fixed=session.hearing.received > 0)
        session.partners.take(change)
        session.hearing.reconfigure()
        session.desk.send(server.SessionUpdated(session=session.view()))
        session.partners.open(change)

    def _append(self, event: client.AppendAudio) -> None:
        try:
            pcm = base64.b64decode(event.audio, validate=True)
        except (binascii.Error, ValueError) as error:
            raise Refused(INVALID_AUDIO, "audio") from error
        self._session.hear(pcm, self._session.desk.now)

    def _commit(self, _: client.CommitAudio) -> None:
        if not self._session.commit():
            raise Refused(COMMIT_EMPTY)

    def _clear(self, _: client.ClearAudio) -> None:
        self._session.clear()
        self._session.desk.send(server.AudioCleared())

    def _create_item(self, event: client.CreateItem) -> None:
        desk = self._session.desk
        item_id = event.item.id or desk.items.new_id()
        if item_id in desk.items:
            raise Refused(ITEM_EXISTS, "item.id")
        text = " ".join(part.text.strip() for part in event.item.content if part.text).strip()
        textual = all(part.type in ("input_text", "output_text", "text") for part in event.item.content)
        if not text or not textual or len(text) > client.MAX_TEXT:
            raise Refused(ITEM_UNSUPPORTED, "item.content")
        if event.item.role == "user":
            content = UserContent(type="input_text", text=text)
            desk.add_item(UserItem(id=item_id, content=[content]), done=True)
            self._session.questions.typed(item_id, text)
        elif event.item.role == "assistant":
            desk.add_item(answer_item(item_id, text, "completed", spoken=False), done=True)
        else:
            desk.add_item(SystemItem(id=item_id, content=[SystemContent(text=text)]), done=True)

    def _delete_item(self, event: client.DeleteItem) -> None:
        if not self._session.desk.items.remove(event.item_id):
            raise Refused(ITEM_UNKNOWN, "item_id")
        self._session.questions.forget(event.item_id)
        self._session.desk.send(server.ItemDeleted(item_id=event.item_id))

    def _retrieve_item(self, event: client.RetrieveItem) -> None:
        item = self._session.desk.items.get(event.item_id)
        if item is None:
            raise Refused(ITEM_UNKNOWN, "item_id")
        self._session.desk.send(server.ItemRetrieved(item=item))

    def _truncate_item(self, event: client.TruncateItem) -> None:
        self._session.answers.truncate(event.item_id, event.audio_end_ms)

    def _respond(self, event: client.CreateResponse) -> None:
        self._session.questions.respond(event.response, words_to_come=self._session.turns.waiting)

    def _cancel(self, event: client.CancelResponse) -> None:
        answers = self._session.answers
        active = answers.active and answers.last is not None
        if event.response_id is not None and active and answers.last is not None:
            active = answers.last.response_id == event.response_id
        if not active:
            raise Refused(NOTHING_TO_CANCEL)
        self._stop()

    def _clear_output(self, _: client.ClearOutput) -> None:
        self._stop()

    def _stop(self) -> None:
        if self._session.answers.stop("client_cancelled"):
            self._session.desk.move(Move.CANCELLED)

    def _heard(self, event: client.Heard) -> None:
        self._session.answers.heard(event.item_id, event.samples)

    def _first_audible(self, event: client.FirstAudible) -> None:
        self._session.answers.first_audible(event.response_id, event.milliseconds_after_first_byte)

    def _command(self, event: client.Command) -> None:
        self._session.questions.command(event.name)

    def _ask(self, event: client.Ask) -> None:
        self._session.questions.ask(event.client_id, event.text)

    def _choose_moment(self, event: client.ChooseMoment) -> None:
        self._session.questions.choose_moment(event.moment)

    def _set_hurry(self, event: client.SetHurry) -> None:
        self._session.desk.config.hurry = event.on

    def _show_card(self, event: client.ShowThisCard) -> None:
        self._session.questions.show_card(event.card)

    def _sound_kept(self, event: client.SoundKept) -> None:
        self._session.hearing.lost_until(event.first_sample)


class _Unreadable(Refused):
    """A message that is not one of ours."""

    def __init__(self, fault: Any, param: str | None = None, event_id: str | None = None):
        super().__init__(fault, param)
        self.event_id = event_id
