"""The cards in the database: what the server knows, for whatever wants to refer to a card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, String, select
from sqlalchemy.orm import Mapped, mapped_column

from server.content.cards import Card
from server.content.shelf import CardShelf, card_revision
from server.store import Base, Database


class CardRow(Base):
    """One card as it is on the shelf now. A card that is taken off is marked and not erased."""

    __tablename__ = "cards"

    slug: Mapped[str] = mapped_column(String(80), primary_key=True)
    revision: Mapped[str] = mapped_column(String(16))
    language: Mapped[str] = mapped_column(String(2))
    moment: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(120))
    valid_until: Mapped[date | None]
    on_shelf: Mapped[bool] = mapped_column(Boolean, default=True)
    content: Mapped[dict[str, Any]]
    """The whole card, as JSON."""


@dataclass(frozen=True)
class Synced:
    """What a synchronisation changed."""

    added: int
    changed: int
    removed: int


def sync(database: Database, shelf: CardShelf) -> Synced:
    """Bring the table to what is on the shelf, by slug and revision. Doing it twice changes nothing."""
    added = changed = removed = 0
    with database.session() as session:
        rows = {row.slug: row for row in session.scalars(select(CardRow))}
        for card in shelf.all():
            row = rows.pop(card.slug, None)
            revision = card_revision(card)
            if row is not None and row.on_shelf and row.revision == revision:
                continue
            added, changed = added + (row is None), changed + (row is not None)
            session.merge(_row(card, revision))
        for row in rows.values():
            removed += row.on_shelf
            row.on_shelf = False
    return Synced(added, changed, removed)


def _row(card: Card, revision: str) -> CardRow:
    return CardRow(
        slug=card.slug,
        revision=revision,
        language=card.language,
        moment=card.moment.value,
        title=card.title,
        valid_until=card.valid_until,
        on_shelf=True,
        content=card.model_dump(mode="json"),
    )
