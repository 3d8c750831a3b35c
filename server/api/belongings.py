"""Everything that is kept of a person: to see, to take along, to erase at once."""

from __future__ import annotations

import json
import logging
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import IO, Any

from flask import Blueprint, Response
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from server.api import coach_kept, language_rounds, language_talks, notes, nudge_belongings, pitch, roleplay
from server.api.conversations import Conversation, whole
from server.api.described import Description, described
from server.api.me import Me, describe
from server.api.types import Language
from server.content.openings import OpeningRow, Openings
from server.content.programme_work import ProgrammeWorkRow
from server.conversation.commands import command_of
from server.conversation.notebook.noting import noted
from server.conversation.store import ConversationRow, Conversations, TurnRow
from server.errors import NotFound, Unavailable
from server.identity import current_person
from server.identity.belongings import Belonging, Part, WeekLine, count_rows, of_rows, undescribed
from server.services import Services, services
from server.store.tables import load_tables

blueprint = Blueprint("belongings", __name__)

log = logging.getLogger(__name__)

SPOOL_BYTES = 4_000_000
"""An archive larger than this is made on disk, in a file without a name."""
CHUNK_BYTES = 65_536


class Opening(BaseModel):
    """How often a card was opened."""

    card: str
    count: int
    last_opened_at: datetime


class Export(BaseModel):
    """Everything that is kept of this person."""

    person: Me
    conversations: list[Conversation]
    opened_cards: list[Opening]
    records: dict[str, list[dict[str, Any]]]
    """Every other kind, by name."""


class Counted(BaseModel):
    """How many there are of something."""

    name: str
    title: str
    count: int


class Kept(Counted):
    """One kind of thing that is kept, and how many there are; ``parts`` tells more about them."""

    parts: list[Counted]


class KeptList(BaseModel):
    """Every kind of thing that is kept of the person."""

    belongings: list[Kept]


class KeptQuery(BaseModel):
    """The language of the titles; the person's own where it is left out."""

    language: Language | None = None


class NotAllErased(Unavailable):
    """Something could not be erased; the rest is gone, and erasing again takes what is left."""

    code = "not_all_erased"
    nl = "Niet alles is gewist. Wat weg is, blijft weg. Probeer het zo nog eens."
    en = "Not everything was erased. What is gone stays gone. Try again in a moment."


def _conversations(parts: Services, owner: str) -> list[dict[str, Any]]:
    own = Conversations(parts.database, owner)
    return [whole(own, one.id).model_dump(mode="json") for one in own.all()]


def _openings(parts: Services, owner: str) -> list[dict[str, Any]]:
    own = Openings(parts.database, owner).all()
    return [Opening.model_validate(one, from_attributes=True).model_dump(mode="json") for one in own]


def _asked(parts: Services, owner: str, start: datetime, end: datetime) -> Iterator[WeekLine]:
    for conversation in Conversations(parts.database, owner).listed():
        if start <= conversation.started_at < end and _is_question(conversation.first_question):
            yield WeekLine(
                "asked",
                conversation.first_question,
                conversation.started_at,
                "conversation",
                conversation.id,
            )


def _is_question(text: str) -> bool:
    """Tell whether it is neither a note, which is told as one, nor a word such as "verder"."""
    return bool(text) and not any(noted(text, one) or command_of(text, one) for one in ("nl", "en"))


CORE = (
    of_rows(
        "conversations",
        "Gesprekken",
        "Conversations",
        ConversationRow,
        TurnRow,
        read=_conversations,
        count=lambda parts, owner: count_rows(parts.database, ConversationRow, owner),
        week=_asked,
    ),
    of_rows("opened_cards", "Geopende kaarten", "Opened cards", OpeningRow, read=_openings),
    of_rows(
        "programme_work", "Programma's die je schrijft", "Programmes that you are writing", ProgrammeWorkRow
    ),
)
"""What has a place of its own in the export."""


def registered() -> tuple[Belonging, ...]:
    """Give the kinds that describe themselves; a new area adds its line here."""
    return (
        *CORE,
        *coach_kept.BELONGINGS,
        *notes.BELONGINGS,
        *pitch.BELONGINGS,
        *language_rounds.BELONGINGS,
        *language_talks.BELONGINGS,
        *roleplay.BELONGINGS,
        *nudge_belongings.BELONGINGS,
    )


def everything() -> list[Belonging]:
    """Give every kind of thing that is kept of a person, also where nobody described it."""
    load_tables()
    known = registered()
    return [*known, *undescribed(known)]


@blueprint.get("/export")
@described(Description(gives=Export))
def export() -> Response:
    """Give everything that is kept of this person, as a file."""
    return _attachment(_export(services()).encode(), "application/json", "souffleur.json")


@blueprint.get("/export.zip")
@described(Description(content="application/zip"))
def export_archive() -> Response:
    """Give everything that is kept of this person as an archive, with sound and the notebook as files."""
    parts, owner = services(), current_person().id
    archive = tempfile.SpooledTemporaryFile(SPOOL_BYTES)  # noqa: SIM115 - closed by the response
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("souffleur.json", _export(parts))
        for kind in registered():
            for path, content in kind.files(parts, owner):
                target.writestr(path, content)
    archive.seek(0)
    response = Response(_chunks(archive), content_type="application/zip")
    response.call_on_close(archive.close)
    response.headers["Content-Disposition"] = 'attachment; filename="souffleur.zip"'
    return response


@blueprint.get("/belongings")
@described(Description(query=KeptQuery, gives=KeptList))
def list_belongings(query: KeptQuery) -> KeptList:
    """Tell what is kept of this person and how much of it."""
    parts, person = services(), current_person()
    dutch = (query.language or person.language) == "nl"

    def counted(one: Belonging | Part, count: int) -> dict[str, Any]:
        return {"name": one.name, "title": one.nl if dutch else one.en, "count": count}

    return KeptList(
        belongings=[
            Kept(
                **counted(kind, kind.counted(parts, person.id)),
                parts=[Counted(**counted(part, part.count(parts, person.id))) for part in kind.parts],
            )
            for kind in everything()
        ]
    )


@blueprint.delete("/belongings/<name>")
@described(Description(status=204, problems=(404,)))
def erase_kind(name: str) -> None:
    """Erase everything of one kind, at once, sound included."""
    found = next((kind for kind in everything() if kind.name == name), None)
    if found is None:
        raise NotFound("no such kind of thing")
    found.erase(services(), current_person().id)


@blueprint.delete("/belongings")
@described(Description(status=204, problems=(503,)))
def erase_everything() -> None:
    """Erase everything that is kept of this person, at once, sound included; the account stays."""
    parts, owner = services(), current_person().id
    failed: SQLAlchemyError | None = None
    for kind in everything():
        try:
            kind.erase(parts, owner)
        except SQLAlchemyError as error:
            log.exception("cannot erase %s", kind.name)
            failed = error
    if failed is not None:
        raise NotAllErased from failed


def _export(parts: Services) -> str:
    person = current_person()
    found: dict[str, Sequence[Any]] = {kind.name: kind.read(parts, person.id) for kind in everything()}
    told = {
        "person": describe(person).model_dump(mode="json"),
        "conversations": found.pop("conversations"),
        "opened_cards": found.pop("opened_cards"),
        "records": found,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _attachment(content: bytes, kind: str, name: str) -> Response:
    response = Response(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while piece := source.read(CHUNK_BYTES):
        yield piece
