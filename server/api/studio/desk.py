"""One learning professional at work on programmes: what everybody has, and what is only theirs yet."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Final, NoReturn

from nudges.errors import Changed, NotThere, Problem, ProgrammeInvalid
from nudges.programme import Programme
from nudges.service import NudgeService
from nudges.views import ProgrammeDetail
from server.api.studio.access import professional
from server.api.studio.shapes import (
    Body,
    FieldProblem,
    OwnVersion,
    ProgrammeLine,
    ProgrammeView,
    author,
    line,
    line_of_content,
)
from server.content.programme_work import ProgrammeWork, ProgrammeWorkRow
from server.errors import BadRequest, Conflict, NotFound
from server.problems import language
from server.services import services
from server.store import now

OURS: Final = ("id", "revision")
"""Fields that the form does not decide on."""
MAX_CONTENT: Final = 64_000
"""Characters of a form; a programme with every text at its longest has 3,000."""


class Desk:
    """The programmes as one person sees them; made for one request."""

    def __init__(self) -> None:
        """Let in whoever may work here.

        Raises:
            NotAllowed: this person does not plan for others.
        """
        self.person = professional()
        self.nudges: NudgeService = services().nudges
        self.work = ProgrammeWork(services().database, self.person.id)

    def lines(self) -> list[ProgrammeLine]:
        """Give every programme, what I am still writing first."""
        known = self.nudges.programmes(now())
        mine = {row.programme_id: row for row in self.work.all()}
        unfinished = [
            line_of_content(row.programme_id, row.content, row.changed_at)
            for row in mine.values()
            if row.programme_id not in {one.id for one in known}
        ]
        return unfinished + [line(one, mine=one.id in mine) for one in known]

    def view(self, programme_id: str) -> ProgrammeView:
        """Give one programme.

        Raises:
            NotFound: there is none, or it is somebody else's that is not complete yet.
        """
        own = self.work.of(programme_id)
        detail = self._detail(programme_id)
        if detail is not None:
            return self._view(detail, own)
        if own is None:
            raise NotFound("no such programme", code="programme_unknown")
        return self._unfinished(own)

    def begin(self, content: Body) -> ProgrammeView:
        """Make a programme: for everybody when it is complete, else only for me until it is."""
        programme_id = str(uuid.uuid4())
        try:
            programme = self.parsed(programme_id, content)
        except ProgrammeInvalid:
            return self._unfinished(self.work.keep(programme_id, None, content))
        return self._view(self.nudges.create(programme, self.person.id, now()), None)

    def save(self, programme_id: str, revision: int | None, content: Body) -> ProgrammeView:
        """Save what I wrote; what is not complete, or was overtaken by a colleague, is kept for me.

        Raises:
            NotFound: there is no such programme.
            Conflict: a colleague saved another version in the meantime; both are kept.
        """
        detail = self._detail(programme_id)
        if detail is None:
            return self._save_unfinished(programme_id, content)
        if revision is None or detail.summary.revision != revision:
            self._overtaken(detail, revision, content)
        try:
            programme = self.parsed(programme_id, content, detail.summary.revision)
        except ProgrammeInvalid:
            return self._view(detail, self.work.keep(programme_id, revision, content))
        try:
            saved = self.nudges.save(programme, self.person.id, detail.summary.revision, now())
        except Changed:
            self._overtaken(self.nudges.programme(programme_id, now()), revision, content)
        self.work.drop(programme_id)
        return self._view(saved, None)

    def problems(self, content: Body) -> list[FieldProblem]:
        """Tell what is still to be put right."""
        try:
            self.parsed("unsaved", content)
        except ProgrammeInvalid as wrong:
            return told(wrong.problems)
        return []

    def _detail(self, programme_id: str) -> ProgrammeDetail | None:
        try:
            return self.nudges.programme(programme_id, now())
        except NotThere:
            return None

    def parsed(self, programme_id: str, content: Body, revision: int = 1) -> Programme:
        """Give the programme of a form.

        Raises:
            ProgrammeInvalid: it is not complete.
        """
        kept = {key: value for key, value in content.items() if key not in OURS}
        kept.setdefault("owner", self.person.name)
        return Programme.parse(kept | {"id": programme_id, "revision": revision})

    def _save_unfinished(self, programme_id: str, content: Body) -> ProgrammeView:
        """Save what nobody else knows yet; once it is complete, everybody does."""
        if self.work.of(programme_id) is None:
            raise NotFound("no such programme", code="programme_unknown")
        try:
            programme = self.parsed(programme_id, content)
        except ProgrammeInvalid:
            return self._unfinished(self.work.keep(programme_id, None, content))
        made = self.nudges.create(programme, self.person.id, now())
        self.work.drop(programme_id)
        return self._view(made, None)

    def _overtaken(self, detail: ProgrammeDetail, revision: int | None, content: Body) -> NoReturn:
        """Keep my version beside the present one, and say whose that is.

        Raises:
            Conflict: always.
        """
        self.work.keep(detail.summary.id, revision, content)
        who = self._changed_by(detail)
        raise Conflict(
            "somebody saved another version in the meantime; both are kept",
            code="programme_changed",
            nl=f"{who} heeft dit programma intussen gewijzigd. Jouw versie is bewaard. "
            "Kies met welke je verdergaat.",
            en=f"{who} changed this programme in the meantime. Your version is kept. "
            "Choose which one to go on with.",
        )

    def _changed_by(self, detail: ProgrammeDetail) -> str:
        entries = self.nudges.history(detail.summary.id)
        return author(entries[0].by if entries else detail.summary.owner_id, self.person).name

    def _view(self, detail: ProgrammeDetail, own: ProgrammeWorkRow | None) -> ProgrammeView:
        entries = self.nudges.history(detail.summary.id)
        saved = next((one for one in entries if one.what in ("saved", "copied")), None)
        content = detail.programme.model_dump(mode="json")
        return ProgrammeView(
            line=line(detail.summary, mine=own is not None),
            content=content,
            live=detail.live.model_dump(mode="json") if detail.live else None,
            changed_by=author(saved.by if saved else detail.summary.owner_id, self.person),
            own=_own_version(own, detail.summary.revision) if own is not None else None,
            problems=self.problems(own.content if own is not None else content),
        )

    def _unfinished(self, own: ProgrammeWorkRow) -> ProgrammeView:
        return ProgrammeView(
            line=line_of_content(own.programme_id, own.content, own.changed_at),
            content=own.content,
            live=None,
            changed_by=None,
            own=_own_version(own, None),
            problems=self.problems(own.content),
        )


def told(problems: Iterable[Problem]) -> list[FieldProblem]:
    """Put problems into the language of whoever asks."""
    speak = language()
    return [
        FieldProblem(field=one.field, code=one.code, message=one.nl if speak == "nl" else one.en)
        for one in problems
    ]


def _own_version(own: ProgrammeWorkRow, revision: int | None) -> OwnVersion:
    overtaken = revision is not None and own.based_on != revision
    return OwnVersion(
        content=own.content,
        based_on=own.based_on,
        changed_at=own.changed_at,
        reason="overtaken" if overtaken else "incomplete",
    )


def sized(content: Body) -> Body:
    """Refuse a form that no person typed.

    Raises:
        BadRequest: it is far larger than a programme can be.
    """
    if len(str(content)) > MAX_CONTENT:
        raise BadRequest(
            "the programme is too large",
            code="programme_too_large",
            nl="Dit programma is te groot om te bewaren. Maak de teksten korter.",
            en="This programme is too large to keep. Make the texts shorter.",
        )
    return content
