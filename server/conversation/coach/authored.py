"""Questions of the day that learning professionals wrote, beside the built-in ten."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from pydantic import BaseModel
from sqlalchemy import Boolean, String, Text, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from server.content.authoring import author
from server.conversation.coach.daily import OwnQuestion
from server.conversation.coach.forms import known
from server.conversation.coach.manners import objection
from server.errors import Conflict, NotFound
from server.identity import Person
from server.store import Base, Database, Identified, now

MOST_WORDS: Final = 30
MOST_KEPT: Final = 500


class AuthoredQuestionRow(Identified, Base):
    """A question of the organisation."""

    __tablename__ = "authored_questions"

    nl: Mapped[str] = mapped_column(Text)
    en: Mapped[str] = mapped_column(Text)
    """Empty: whoever uses the English interface is not asked this one."""
    theme: Mapped[int]
    """Which of the ten questions of the didactic frame it belongs to; tells why it is asked."""
    published: Mapped[bool] = mapped_column(Boolean)
    """Complete, and at one time let loose; else it is a draft."""
    asked: Mapped[bool] = mapped_column(Boolean)
    """On or off, once it is published."""
    revision: Mapped[int] = mapped_column(default=1)
    changed_by: Mapped[str] = mapped_column(String(36))
    changed_at: Mapped[datetime]

    __mapper_args__ = {"version_id_col": revision}  # noqa: RUF012


class QuestionContent(BaseModel):
    """What an author decides on."""

    nl: str
    en: str = ""
    theme: int
    published: bool = False
    asked: bool = True


class QuestionUnknown(NotFound):
    """There is no such question."""

    code = "question_unknown"
    nl = "Deze vraag is er niet, of niet meer."
    en = "This question is not there, or no longer."


class QuestionChanged(Conflict):
    """Somebody else was quicker."""

    code = "question_changed"
    nl = "Een collega heeft deze vraag intussen gewijzigd. Jouw tekst staat er nog. Kies hoe je verdergaat."
    en = "A colleague changed this question in the meantime. Yours is still there. Choose how to go on."


class QuestionUnready(Conflict):
    """The coach cannot ask it like this."""

    code = "question_unready"
    nl = "Zo kan de coach deze vraag nog niet stellen."
    en = "The coach cannot ask this question yet."


class TooManyQuestions(Conflict):
    """More than anybody can be asked in a year and a half."""

    code = "questions_full"
    nl = f"Er staan al {MOST_KEPT} vragen. Gooi er eerst een weg."
    en = f"There are {MOST_KEPT} questions already. Throw one away first."


class AuthoredQuestions:
    """What authors do with questions."""

    def __init__(self, database: Database, person: Person):
        """Let in whoever may write for others.

        Raises:
            StudioRefused: they may not.
        """
        self._database = database
        self._by = author(person).id

    def all(self) -> list[AuthoredQuestionRow]:
        """Give every question, the newest first."""
        order = AuthoredQuestionRow.created_at.desc(), AuthoredQuestionRow.id
        with self._database.session() as session:
            return list(session.scalars(select(AuthoredQuestionRow).order_by(*order)))

    def add(self, *contents: QuestionContent) -> list[AuthoredQuestionRow]:
        """Keep new questions, all or none.

        Raises:
            QuestionUnready: one of them is published and not right.
            TooManyQuestions: there are too many.
        """
        for content in contents:
            _ready(content)
        if len(self.all()) + len(contents) > MOST_KEPT:
            raise TooManyQuestions("too many questions")
        rows = [
            AuthoredQuestionRow(**content.model_dump(), changed_by=self._by, changed_at=now())
            for content in contents
        ]
        with self._database.session() as session:
            session.add_all(rows)
        return rows

    def save(self, question: str, seen: int, content: QuestionContent) -> AuthoredQuestionRow:
        """Change a question; where it is published, the coach asks it so from now on.

        Raises:
            QuestionUnknown: it is not there.
            QuestionChanged: somebody else changed it since the revision that the writer saw.
            QuestionUnready: it is published and not right.
        """
        _ready(content)
        row = self._known(question)
        if row.revision != seen:
            raise QuestionChanged("somebody else changed it in the meantime")
        for name, value in content.model_dump().items():
            setattr(row, name, value)
        row.changed_by, row.changed_at = self._by, now()
        try:
            with self._database.session() as session:
                session.add(row)
        except (StaleDataError, IntegrityError):
            raise QuestionChanged("somebody else changed it in the meantime") from None
        return row

    def delete(self, question: str) -> None:
        """Throw a question away; conversations that began with it keep their words.

        Raises:
            QuestionUnknown: it is not there.
        """
        with self._database.session() as session:
            row = session.get(AuthoredQuestionRow, question)
            if row is None:
                raise QuestionUnknown("no such question")
            session.delete(row)

    def _known(self, question: str) -> AuthoredQuestionRow:
        with self._database.session() as session:
            row = session.get(AuthoredQuestionRow, question)
        if row is None:
            raise QuestionUnknown("no such question")
        return row


def asked_questions(database: Database, language: str) -> list[OwnQuestion]:
    """Give what the coach may ask besides the built-in ten, in one language. For everybody."""
    wanted = (
        select(AuthoredQuestionRow)
        .where(AuthoredQuestionRow.published.is_(True), AuthoredQuestionRow.asked.is_(True))
        .order_by(AuthoredQuestionRow.id)
    )
    with database.session() as session:
        rows = list(session.scalars(wanted))
    told = [(row.id, row.theme, row.nl if known(language) == "nl" else row.en) for row in rows]
    return [OwnQuestion(id=one, number=theme, text=text) for one, theme, text in told if text]


def problems_of(content: QuestionContent) -> list[tuple[str, str, str]]:
    """Tell what keeps the coach from asking it: field, and the reason in Dutch and in English."""
    found = []
    for field, text in (("nl", content.nl), ("en", content.en)):
        if not text.strip():
            if field == "nl":
                found.append((field, "Schrijf de vraag in het Nederlands.", "Write the question in Dutch."))
            continue
        if "?" not in text:
            found.append((field, "Er staat geen vraagteken in.", "There is no question mark in it."))
        if len(text.split()) > MOST_WORDS:
            found.append(
                (
                    field,
                    f"Dit zijn meer dan {MOST_WORDS} woorden. In twee minuten past één korte vraag.",
                    f"This is more than {MOST_WORDS} words. One short question fits in two minutes.",
                )
            )
        word = objection(text)
        if word is not None:
            found.append(
                (
                    field,
                    f"De coach oordeelt niet en gist niet naar wat er in iemand omgaat: ‘{word}’ kan niet.",
                    f"The coach does not judge or guess at what goes on in somebody: not ‘{word}’.",
                )
            )
    return found


def _ready(content: QuestionContent) -> None:
    found = problems_of(content) if content.published else []
    if found:
        raise QuestionUnready(
            "something is wrong with the question",
            nl=f"{QuestionUnready.nl} {' '.join(nl for _, nl, _ in found)}",
            en=f"{QuestionUnready.en} {' '.join(en for _, _, en in found)}",
        )
