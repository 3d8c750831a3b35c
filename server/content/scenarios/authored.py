"""Writing scenarios together: drafts, publishing, withdrawing, history. Two authors at once lose nothing."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.content.authoring import ONE_SITTING, author
from server.content.front_matter import FENCE, FrontMatterError, parse_front_matter
from server.content.scenarios.loading import LANGUAGES, ScenarioFileError, parse_scenario, path_of
from server.content.scenarios.tables import AuthoredScenarioRow, ScenarioVersionRow
from server.errors import BadRequest, Conflict, NotFound
from server.identity import Person
from server.store import Database

MOST_HISTORY: Final = 100
MOST_TITLE: Final = 120
_SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ScenarioNameInvalid(BadRequest):
    """The name of a scenario cannot be that of a file."""

    code = "scenario_name_invalid"
    nl = "De naam van een scenario heeft alleen kleine letters, cijfers en streepjes, hoogstens 80."
    en = "The name of a scenario has only small letters, digits and dashes, at most 80."


class ScenarioUnknown(NotFound):
    """There is no such scenario."""

    code = "scenario_unknown"
    nl = "Dit scenario is er niet, of niet meer."
    en = "This scenario is not there, or no longer."


class ScenarioChanged(Conflict):
    """Somebody else was quicker; what was sent is kept in the history."""

    code = "scenario_changed"
    nl = "Een collega heeft dit scenario intussen gewijzigd. Jouw tekst is bewaard. Kies hoe je verdergaat."
    en = "A colleague changed this scenario in the meantime. Your text is kept. Choose what to go on with."


class ScenarioUnready(Conflict):
    """It cannot be practised yet."""

    code = "scenario_unready"
    nl = "Dit scenario klopt nog niet. Zet eerst recht wat ernaast staat."
    en = "This scenario is not right yet. Mend what is listed beside it first."


class ScenarioStands(Conflict):
    """It cannot be done with a scenario in this state."""

    code = "scenario_stands"
    nl = "Dit kan nu niet met dit scenario. Kijk of het al gepubliceerd of ingetrokken is."
    en = "This cannot be done with this scenario now. See whether it is published or withdrawn already."


class AuthoredScenarios:
    """What authors do with scenarios. Drafts are theirs together."""

    def __init__(self, database: Database, person: Person):
        """Let in whoever may write for others.

        Raises:
            StudioRefused: they may not.
        """
        self._database = database
        self._by = author(person).id

    def all(self) -> list[AuthoredScenarioRow]:
        """Give every scenario that was written here, the last changed first."""
        order = AuthoredScenarioRow.changed_at.desc(), AuthoredScenarioRow.slug
        with self._database.session() as session:
            return list(session.scalars(select(AuthoredScenarioRow).order_by(*order)))

    def get(self, slug: str) -> AuthoredScenarioRow | None:
        """Give one, or None."""
        with self._database.session() as session:
            return session.get(AuthoredScenarioRow, slug)

    def history(self, slug: str) -> list[ScenarioVersionRow]:
        """Give what was done to one, newest first."""
        with self._database.session() as session:
            return list(session.scalars(_versions(slug).limit(MOST_HISTORY)))

    def save(self, slug: str, seen: int | None, text: str, at: datetime) -> AuthoredScenarioRow:
        """Keep a draft; what everybody practises is not touched until it is published.

        Args:
            slug: Its name.
            seen: The revision that the writer saw; None where they saw none.
            text: The file.
            at: Now.

        Raises:
            ScenarioNameInvalid: no file can have this name.
            ScenarioChanged: somebody else changed it since; the text is kept in the history.
        """
        if len(slug) > 80 or _SLUG.fullmatch(slug) is None:
            raise ScenarioNameInvalid("not a slug")
        title, language = read_of(slug, text)
        told = {"title": title, "language": language, "text": text}
        row = self.get(slug)
        if row is None:
            made = self._make(slug, told, at)
            if made is not None:
                return made
        elif row.revision == seen:
            if row.text == text:
                return row
            if self._change(slug, seen, "saved", told, at):
                return self._known(slug)
        self._keep_beside(slug, seen or 0, text, at)
        raise ScenarioChanged("somebody else changed it in the meantime")

    def publish(self, slug: str, seen: int, at: datetime) -> AuthoredScenarioRow:
        """Let everybody practise it as it is written now.

        Raises:
            ScenarioUnknown: it is not there.
            ScenarioUnready: something is wrong with it.
            ScenarioChanged: somebody else changed it since the revision that the publisher saw.
        """
        row = self._known(slug)
        try:
            parse_scenario(row.text.encode(), path_of(slug))
        except ScenarioFileError:
            raise ScenarioUnready("the file has errors") from None
        changes = {"state": "published", "live_revision": seen + 1}
        return self._done(slug, seen, "published", changes, at)

    def withdraw(self, slug: str, seen: int, at: datetime) -> AuthoredScenarioRow:
        """Take it back: a starter scenario of the same name is practised again. Runs go on as they began.

        Raises:
            ScenarioUnknown: it is not there.
            ScenarioStands: it is not published.
            ScenarioChanged: somebody else changed it since.
        """
        if self._known(slug).state != "published":
            raise ScenarioStands("it is not published")
        return self._done(slug, seen, "withdrawn", {"state": "withdrawn", "live_revision": None}, at)

    def delete(self, slug: str) -> None:
        """Throw away a draft that nobody ever practised.

        Raises:
            ScenarioUnknown: it is not there.
            ScenarioStands: it was published once; runs may still need it.
        """
        with self._database.session() as session:
            row = session.get(AuthoredScenarioRow, slug)
            if row is None:
                raise ScenarioUnknown("no such scenario")
            if row.state != "draft":
                raise ScenarioStands("it was published once")
            session.execute(delete(ScenarioVersionRow).where(ScenarioVersionRow.slug == slug))
            session.delete(row)

    def _known(self, slug: str) -> AuthoredScenarioRow:
        row = self.get(slug)
        if row is None:
            raise ScenarioUnknown("no such scenario")
        return row

    def _done(
        self, slug: str, seen: int, what: str, changes: dict[str, Any], at: datetime
    ) -> AuthoredScenarioRow:
        if not self._change(slug, seen, what, changes, at):
            raise ScenarioChanged("somebody else changed it in the meantime")
        return self._known(slug)

    def _make(self, slug: str, told: dict[str, Any], at: datetime) -> AuthoredScenarioRow | None:
        """Make a draft; None where somebody did already."""
        row = AuthoredScenarioRow(slug=slug, changed_by=self._by, changed_at=at, **told)
        try:
            with self._database.session() as session:
                session.add(row)
                session.flush()
                self._remember(session, slug, 1, "saved", at)
        except IntegrityError:
            return None
        return row

    def _change(self, slug: str, seen: int, what: str, changes: dict[str, Any], at: datetime) -> bool:
        """Change it if it is still at the revision that was seen; tells whether it was."""
        values = {**changes, "revision": seen + 1, "changed_by": self._by, "changed_at": at}
        wanted = AuthoredScenarioRow.slug == slug, AuthoredScenarioRow.revision == seen
        with self._database.session() as session:
            done: Any = session.execute(update(AuthoredScenarioRow).where(*wanted).values(**values))
            if done.rowcount != 1:
                return False
            self._remember(session, slug, seen + 1, what, at)
            return True

    def _remember(self, session: Session, slug: str, revision: int, what: str, at: datetime) -> None:
        text = session.scalar(select(AuthoredScenarioRow.text).where(AuthoredScenarioRow.slug == slug)) or ""
        last = session.scalar(_versions(slug).limit(1))
        goes_on = last is not None and last.what == what == "saved" and last.by == self._by
        if goes_on and at - last.created_at < ONE_SITTING:
            last.revision, last.text = revision, text
            return
        session.add(
            ScenarioVersionRow(slug=slug, revision=revision, what=what, text=text, by=self._by, created_at=at)
        )

    def _keep_beside(self, slug: str, seen: int, text: str, at: datetime) -> None:
        """Keep a text that was overtaken, once."""
        mine = ScenarioVersionRow.by == self._by, ScenarioVersionRow.what == "overtaken"
        with self._database.session() as session:
            if session.get(AuthoredScenarioRow, slug) is None:
                return
            last = session.scalar(_versions(slug).where(*mine).limit(1))
            if last is None or last.text != text:
                session.add(
                    ScenarioVersionRow(
                        slug=slug, revision=seen, what="overtaken", text=text, by=self._by, created_at=at
                    )
                )


def _versions(slug: str) -> Any:
    order = ScenarioVersionRow.created_at.desc(), ScenarioVersionRow.revision.desc()
    return select(ScenarioVersionRow).where(ScenarioVersionRow.slug == slug).order_by(*order)


def read_of(slug: str, text: str) -> tuple[str, str]:
    """Give title and language as far as they can be read; a file in writing may have neither."""
    try:
        values = parse_front_matter(text.encode(), path_of(slug)).values
    except FrontMatterError:
        return slug, LANGUAGES[0]
    title, language = values.get("title"), values.get("language")
    return (
        title.strip()[:MOST_TITLE] if isinstance(title, str) and title.strip() else slug,
        language if isinstance(language, str) and language in LANGUAGES else LANGUAGES[0],
    )


def with_language(text: str, language: str) -> str:
    """Let a file say its language itself; in a folder of scenarios, the folder does."""
    first, _, rest = text.partition("\n")
    if language == LANGUAGES[0] or first.strip() != FENCE or re.search(r"^language:", rest, re.MULTILINE):
        return text
    return f"{first}\nlanguage: {language}\n{rest}"
