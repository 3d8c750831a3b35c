"""Which cards a person opens, so that their own tiles come first."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from server.identity.personal import PersonalRepository
from server.store import Base, Owned, UtcDateTime, now

MAX_COUNTED = 1000


class OpeningRow(Owned, Base):
    """How often one person opened one card."""

    __tablename__ = "card_openings"
    __table_args__ = (UniqueConstraint("owner_id", "card"),)

    card: Mapped[str] = mapped_column(String(100))
    count: Mapped[int] = mapped_column(default=0)
    last_opened_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)


class Openings(PersonalRepository[OpeningRow]):
    """The openings of one person."""

    row = OpeningRow

    def opened(self, card: str) -> None:
        """Count one opening."""
        with self._database.session() as session:
            row = session.scalar(self._own().where(OpeningRow.card == card).with_for_update())
            if row is None:
                row = OpeningRow(owner_id=self.owner_id, card=card, count=0)
                session.add(row)
            row.count = min(row.count + 1, MAX_COUNTED)
            row.last_opened_at = now()

    def order(self) -> list[str]:
        """Give the slugs of the cards that were opened, most often first, then latest first."""
        query = self._own().order_by(OpeningRow.count.desc(), OpeningRow.last_opened_at.desc())
        with self._database.session() as session:
            return [row.card for row in session.scalars(query)]
