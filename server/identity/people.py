"""People, their roles and their tokens."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from server.errors import Conflict, NotFound
from server.identity.preferences import Preferences
from server.store import Base, Database, Identified, UtcDateTime, now


class Role(StrEnum):
    """What somebody may do. No role opens what belongs to somebody else."""

    EMPLOYEE = "employee"
    LEARNING_PROFESSIONAL = "learning_professional"
    ADMINISTRATOR = "administrator"


DEMO_NAMES = {Role.EMPLOYEE: "demo", Role.LEARNING_PROFESSIONAL: "demo-leerprofessional"}
"""Names of the demo people, which exist in development only."""

TOKEN_PREFIX = "souffleur_"  # noqa: S105


class PersonRow(Identified, Base):
    """Somebody who uses the product."""

    __tablename__ = "people"

    name: Mapped[str] = mapped_column(String(100), unique=True)
    role: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    preferences: Mapped[dict[str, Any]] = mapped_column(default=dict)
    demo: Mapped[bool] = mapped_column(default=False)


class TokenRow(Identified, Base):
    """A bearer token of a program; only its hash is kept."""

    __tablename__ = "tokens"

    person_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), index=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    last_used_on: Mapped[datetime | None] = mapped_column(UtcDateTime)


@dataclass(frozen=True)
class Person:
    """Somebody, as the rest of the server knows them."""

    id: str
    name: str
    role: Role
    language: str
    demo: bool = False
    preferences: Preferences = field(default_factory=Preferences)


def token_hash(token: str) -> str:
    """Hash a token. It is 256 random bits, so one round of SHA-256 is enough; a password would need more."""
    return hashlib.sha256(token.encode()).hexdigest()


class People:
    """Finds and changes people. Thread-safe."""

    def __init__(self, database: Database):
        """Work on the people of this database."""
        self._database = database
        self.listeners: list[Callable[[Person], None]] = []
        """Told about everybody who was added or changed, after it was written."""

    def get(self, person_id: str) -> Person | None:
        """Find somebody by identifier."""
        with self._database.session() as session:
            return _person(session.get(PersonRow, person_id))

    def named(self, name: str) -> Person | None:
        """Find somebody by name."""
        with self._database.session() as session:
            return _person(session.scalar(select(PersonRow).where(PersonRow.name == name)))

    def all(self) -> list[Person]:
        """Give everybody, by name."""
        with self._database.session() as session:
            rows = session.scalars(select(PersonRow).order_by(PersonRow.name)).all()
            return [person for row in rows if (person := _person(row)) is not None]

    def add(self, name: str, role: Role, *, language: str = "nl", demo: bool = False) -> Person:
        """Add somebody.

        Raises:
            Conflict: the name is taken.
        """
        row = PersonRow(name=name, role=role.value, language=language, preferences={}, demo=demo)
        try:
            with self._database.session() as session:
                session.add(row)
        except IntegrityError as problem:
            raise Conflict("the name is taken", code="name_taken") from problem
        return self._told(_require(_person(row)))

    def change(
        self,
        person_id: str,
        *,
        language: str | None = None,
        preferences: Preferences | None = None,
        role: Role | None = None,
    ) -> Person:
        """Change somebody's language, preferences or role.

        Raises:
            NotFound: there is nobody with this identifier.
        """
        with self._database.session() as session:
            row = session.get(PersonRow, person_id)
            if row is None:
                raise NotFound("no such person")
            if language is not None:
                row.language = language
            if preferences is not None:
                row.preferences = preferences.model_dump()
            if role is not None:
                row.role = role.value
            changed = _require(_person(row))
        return self._told(changed)

    def make_token(self, person_id: str) -> str:
        """Make a bearer token; this is the only moment at which it can be read."""
        token = TOKEN_PREFIX + secrets.token_urlsafe(32)
        with self._database.session() as session:
            session.add(TokenRow(person_id=person_id, hash=token_hash(token)))
        return token

    def by_token(self, token: str) -> Person | None:
        """Find whose token this is, and remember the day on which it was used."""
        with self._database.session() as session:
            row = session.scalar(select(TokenRow).where(TokenRow.hash == token_hash(token)))
            if row is None:
                return None
            today = now().replace(hour=0, minute=0, second=0, microsecond=0)
            if row.last_used_on != today:
                row.last_used_on = today
            return _person(session.get(PersonRow, row.person_id))

    def revoke_tokens(self, person_id: str) -> int:
        """Make every token of somebody useless; gives how many there were."""
        with self._database.session() as session:
            rows = session.scalars(select(TokenRow).where(TokenRow.person_id == person_id)).all()
            for row in rows:
                session.delete(row)
            return len(rows)

    def demo(self, role: Role) -> Person:
        """Give the demo person of a role, added when missing. The caller checks that demo is allowed."""
        name = DEMO_NAMES[role]
        try:
            return self.named(name) or self.add(name, role, demo=True)
        except Conflict:  # another thread was first
            return _require(self.named(name))

    def _told(self, person: Person) -> Person:
        for listener in self.listeners:
            listener(person)
        return person


def _person(row: PersonRow | None) -> Person | None:
    if row is None:
        return None
    preferences = Preferences.lenient(row.preferences)
    return Person(row.id, row.name, Role(row.role), row.language, row.demo, preferences)


def _require(person: Person | None) -> Person:
    if person is None:
        raise NotFound("no such person")
    return person
