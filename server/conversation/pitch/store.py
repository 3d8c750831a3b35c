"""Pitches, takes and their sound, reached through their owner alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import Select, delete, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from server.conversation.pitch.tables import Kept, PitchRow, State, TakeRow, TakeSoundRow
from server.errors import BadRequest, Conflict, NotFound, TooLarge
from server.identity.personal import PersonalRepository
from server.store import Database, now
from voice.audio import SAMPLE_RATE, from_pcm16
from voice.stt.base import FloatArray

MOST_SECONDS = 15 * 60
"""Longest take; long enough for a talk of ten minutes that runs out."""
SOUND_WAITS = timedelta(hours=1)
"""How long the sound of a take waits for the person to decide, after it was last opened."""
TAKE_WAITS = timedelta(hours=24)
"""How long a take that nobody decided about waits at all."""
LEASE = timedelta(seconds=180)
_SAMPLE_BYTES = 2


class TakeTooLong(TooLarge):
    """A take has reached its longest length."""

    code = "take_too_long"
    nl = (
        "Een opname duurt hoogstens een kwartier. Wat je tot hier zei is bewaard. Rond af, dan krijg je daar "
        "feedback op."
    )
    en = (
        "A recording lasts a quarter of an hour at most. What you said so far is kept. Finish, and you get "
        "feedback on that."
    )


class SoundGap(Conflict):
    """Sound is missing before what was sent."""

    code = "sound_gap"
    nl = "Er ontbreekt een stukje geluid. Ik vraag het opnieuw op; er is niets verloren."
    en = "A piece of sound is missing. It is asked for again; nothing is lost."


class TakeFinished(Conflict):
    """The take was finished already."""

    code = "take_finished"
    nl = "Deze opname is al afgerond."
    en = "This recording was finished already."


class NoSound(NotFound):
    """The sound of this take was erased."""

    code = "no_sound"
    nl = "Het geluid van deze opname is gewist."
    en = "The sound of this recording was erased."


class RangeInvalid(BadRequest):
    """The stretch that was asked for is not in the take."""

    code = "range_invalid"
    nl = "Dit stuk kan ik niet afspelen. Kies een begin in de opname, en een einde daarna."
    en = "This stretch cannot be played. Choose a beginning within the recording, and an end after it."


class Pitches(PersonalRepository[PitchRow]):
    """The pitches of one person."""

    row = PitchRow

    def change(self, pitch_id: str, **values: object) -> PitchRow:
        """Change some of a pitch.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            row = self._find(session, pitch_id)
            for name, value in values.items():
                setattr(row, name, value)
            return row

    def takes(self) -> dict[str, int]:
        """Count the takes of every pitch."""
        query = (
            select(TakeRow.pitch_id, func.count())
            .where(TakeRow.owner_id == self.owner_id)
            .group_by(TakeRow.pitch_id)
        )
        with self._database.session() as session:
            return {pitch: int(count) for pitch, count in session.execute(query)}


class Takes(PersonalRepository[TakeRow]):
    """The takes of one person and their sound."""

    row = TakeRow

    def of_pitch(self, pitch_id: str) -> list[TakeRow]:
        """Give the takes of a pitch, oldest first."""
        query = self._own().where(TakeRow.pitch_id == pitch_id).order_by(TakeRow.number, TakeRow.id)
        with self._database.session() as session:
            return list(session.scalars(query))

    def begin(self, pitch: PitchRow, client_id: str) -> TakeRow:
        """Begin a take; the same identifier of the client again gives the same take."""
        with self._database.session() as session:
            found = session.scalar(self._own().where(TakeRow.client_id == client_id))
            last = session.scalar(select(func.max(TakeRow.number)).where(TakeRow.pitch_id == pitch.id)) or 0
        if found is not None:
            return found
        row = TakeRow(
            pitch_id=pitch.id,
            client_id=client_id,
            number=last + 1,
            language=pitch.language,
            pieces=[],
            acoustics={},
            intended=[],
            better={},
        )
        try:
            return self.add(row)
        except IntegrityError:
            with self._database.session() as session:
                found = session.scalar(self._own().where(TakeRow.client_id == client_id))
            if found is None:
                raise
            return found

    def change(self, take_id: str, edit: Callable[[TakeRow], None]) -> TakeRow:
        """Change a take in one short transaction.

        Raises:
            NotFound: it is not there, or it is somebody else's.
        """
        with self._database.session() as session:
            row = self._find(session, take_id)
            edit(row)
            row.touched_at = now()
            return row

    def add_sound(self, take_id: str, first_sample: int, data: bytes) -> TakeRow:
        """Add sound behind what is there; what is there already is skipped.

        Args:
            take_id: Which take.
            first_sample: Number of the first sample in ``data`` since the start of the take.
            data: PCM16, little-endian, mono, 16 kHz.

        Raises:
            NotFound: the take is not there, or it is somebody else's.
            SoundGap: there is sound missing in between.
            TakeFinished: the take was finished and there is something new in it.
            TakeTooLong: it would be longer than a take can be.
        """
        with self._database.session() as session:
            row = self._find(session, take_id)
            received = row.received
            if first_sample > received:
                raise SoundGap(f"there are {received} samples")
            fresh = data[(received - first_sample) * _SAMPLE_BYTES :]
            fresh = fresh[: len(fresh) - len(fresh) % _SAMPLE_BYTES]
            if not fresh:
                return row
            if row.state != State.RECORDING:
                raise TakeFinished(f"the take is {row.state}")
            count = received + len(fresh) // _SAMPLE_BYTES
            if count > MOST_SECONDS * SAMPLE_RATE:
                raise TakeTooLong(f"longer than {MOST_SECONDS} s")
            self._append(session, row, fresh, count)
            return row

    def _append(self, session: Session, row: TakeRow, fresh: bytes, count: int) -> None:
        """Add sound once: where the same sound came twice at a time, the second one is told to look again."""
        taken = session.execute(
            update(TakeRow)
            .where(TakeRow.id == row.id, TakeRow.received == row.received)
            .values(received=count, has_sound=True, touched_at=now())
            .execution_options(synchronize_session=False)
        )
        if getattr(taken, "rowcount", 0) != 1:
            raise SoundGap("the same sound came twice at once")
        session.add(
            TakeSoundRow(owner_id=self.owner_id, take_id=row.id, first_sample=row.received, data=fresh)
        )
        session.flush()
        session.refresh(row)

    def sound(self, take_id: str, first: int = 0, last: int | None = None) -> FloatArray:
        """Give the samples from ``first`` up to ``last`` that are there."""
        with self._database.session() as session:
            rows = session.execute(self._sounds(take_id, first, last)).all()
        if not rows:
            return np.zeros(0, np.float32)
        whole = np.concatenate([from_pcm16(data) for _, data in rows])
        begun = int(rows[0][0])
        return whole[max(0, first - begun) : None if last is None else max(0, last - begun)]

    def _sounds(self, take_id: str, first: int, last: int | None) -> Select[int, bytes]:
        """Choose the stretches that overlap; none is longer than what one request may bring."""
        reach = 60 * SAMPLE_RATE
        query = (
            select(TakeSoundRow.first_sample, TakeSoundRow.data)
            .where(TakeSoundRow.owner_id == self.owner_id, TakeSoundRow.take_id == take_id)
            .where(TakeSoundRow.first_sample >= max(0, self._start(take_id, first, reach)))
            .order_by(TakeSoundRow.first_sample)
        )
        return query if last is None else query.where(TakeSoundRow.first_sample < last)

    def _start(self, take_id: str, first: int, reach: int) -> int:
        """Find where the stretch begins that holds a sample."""
        query = select(func.max(TakeSoundRow.first_sample)).where(
            TakeSoundRow.owner_id == self.owner_id,
            TakeSoundRow.take_id == take_id,
            TakeSoundRow.first_sample <= first,
            TakeSoundRow.first_sample > first - reach,
        )
        with self._database.session() as session:
            return int(session.scalar(query) or 0)

    def erase_sound(self, take_id: str) -> None:
        """Erase the sound of a take now."""
        with self._database.session() as session:
            self._find(session, take_id).has_sound = False
            session.execute(
                delete(TakeSoundRow).where(
                    TakeSoundRow.owner_id == self.owner_id, TakeSoundRow.take_id == take_id
                )
            )

    def keep(self, take_id: str, kept: Kept) -> None:
        """Keep a take with or without its sound."""
        if kept is Kept.WITHOUT_SOUND:
            self.erase_sound(take_id)
        self.change(take_id, lambda row: setattr(row, "kept", kept.value))

    def release(self, take_id: str) -> None:
        """Let other processes work on a take again."""
        query = update(TakeRow).where(TakeRow.id == take_id, TakeRow.owner_id == self.owner_id)
        with self._database.session() as session:
            session.execute(query.values(leased_until=None))


def claim(database: Database, at: datetime, states: Sequence[State]) -> tuple[str, str] | None:
    """Take the oldest take that needs work and that nobody works on; gives its owner and its identifier.

    Only these two leave here: the take itself is reached through its owner, as everywhere.
    """
    free = or_(TakeRow.leased_until.is_(None), TakeRow.leased_until < at)
    enough = or_(
        TakeRow.state != State.RECORDING,
        TakeRow.received - TakeRow.done_to >= AHEAD_SECONDS * SAMPLE_RATE,
    )
    query = (
        select(TakeRow.owner_id, TakeRow.id)
        .where(TakeRow.state.in_([state.value for state in states]), free, enough)
        .order_by(TakeRow.touched_at)
        .limit(1)
    )
    with database.session() as session:
        found = session.execute(query).first()
        if found is None:
            return None
        taken = session.execute(
            update(TakeRow).where(TakeRow.id == found.id, free).values(leased_until=at + LEASE)
        )
        return (found.owner_id, found.id) if getattr(taken, "rowcount", 0) == 1 else None


AHEAD_SECONDS = 30
"""Sound that has to be there before a take that is still being recorded is worked on."""


def erase_expired(database: Database, at: datetime) -> int:
    """Erase what nobody decided about: sound after an hour, takes after a day; gives how many takes."""
    undecided = TakeRow.kept == Kept.UNDECIDED.value
    settled = TakeRow.state.in_([State.READY.value, State.UNUSABLE.value])
    silent = select(TakeRow.id).where(undecided, settled, TakeRow.touched_at < at - SOUND_WAITS)
    gone = select(TakeRow.id).where(undecided, TakeRow.touched_at < at - TAKE_WAITS)
    with database.session() as session:
        session.execute(
            delete(TakeSoundRow).where(or_(TakeSoundRow.take_id.in_(silent), TakeSoundRow.take_id.in_(gone)))
        )
        session.execute(update(TakeRow).where(TakeRow.id.in_(silent)).values(has_sound=False))
        erased = session.execute(delete(TakeRow).where(undecided, TakeRow.touched_at < at - TAKE_WAITS))
        return int(getattr(erased, "rowcount", 0))
