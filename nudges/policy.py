"""Whether a nudge that is due may go now, later or not at all.

Asked when a nudge is planned and again when it is sent, in this order: opted out; muted or put off; past its
deadline; quiet hours, days off and the programme's window; in the middle of a conversation; caps; two in a
row ignored. The first that objects gives the reason. What is held back goes to the first good moment, or is
dropped when that lies past its deadline.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from nudges.caps import Caps, frees_at
from nudges.good_moments import Hold, first_good_moment, hindrance
from nudges.people import Person
from nudges.programme import Programme
from nudges.recurrence import Due

CONVERSATION_CHECK = timedelta(minutes=2)
"""How soon to look again when somebody is talking."""

IGNORED_LIMIT = 2
PAUSE = timedelta(days=7)
"""First pause of a programme that was ignored; it doubles with each further one that is ignored."""

MAX_PAUSE_DOUBLINGS = 3


class Reason(StrEnum):
    """Why a nudge was held back; the codes are stable and stored."""

    OPTED_OUT = "opted_out"
    MUTED = "muted"
    SNOOZED = "snoozed"
    PAST_DEADLINE = "past_deadline"
    QUIET_HOURS = "quiet_hours"
    DAY_OFF = "day_off"
    OUTSIDE_WINDOW = "outside_window"
    IN_CONVERSATION = "in_conversation"
    CAP_PERSON = "cap_person"
    CAP_ORGANISATION = "cap_organisation"
    PAUSED_AFTER_IGNORED = "paused_after_ignored"
    SUPERSEDED = "superseded"
    MISSED = "missed"
    PROGRAMME_STOPPED = "programme_stopped"
    NOT_IN_AUDIENCE = "not_in_audience"
    EVENT_WITHDRAWN = "event_withdrawn"
    NO_DEVICE = "no_device"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Send:
    """It may go now."""


@dataclass(frozen=True, slots=True)
class Defer:
    """Look again at this moment (UTC); it lies after now and before the deadline."""

    until: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Withhold:
    """It will not go at all."""

    reason: Reason


Decision = Send | Defer | Withhold

_REASON_OF_HOLD = {
    Hold.SNOOZED: Reason.SNOOZED,
    Hold.QUIET_HOURS: Reason.QUIET_HOURS,
    Hold.DAY_OFF: Reason.DAY_OFF,
    Hold.OUTSIDE_WINDOW: Reason.OUTSIDE_WINDOW,
}


def counts(programme: Programme, due: Due) -> bool:
    """Tell whether a nudge counts for the caps: what the person asked for, such as an own event, does not."""
    return not (programme.policy.asked_for or _own_event(due))


def decide(
    programme: Programme,
    person: Person,
    due: Due,
    now: datetime,
    *,
    in_conversation: bool,
    sent: Sequence[datetime],
    organisation: Caps,
    ignored_in_a_row: int,
    last_sent: datetime | None = None,
) -> Decision:
    """Decide about one occurrence.

    Args:
        programme: what it belongs to.
        person: for whom, with their rules.
        due: the occurrence.
        now: UTC.
        in_conversation: whether the person is talking with the companion at this moment.
        sent: when nudges that count (see ``counts``) went to this person, of all programmes, for eight days.
        organisation: caps of the organisation.
        ignored_in_a_row: how many of this programme the person left unanswered, up to now.
        last_sent: when the last of this programme went; a pause ends some time after it. None is for ever.
    """
    now = now.astimezone(UTC)
    rules = person.rules
    if rules.opted_out:
        return Withhold(Reason.OPTED_OUT)
    if programme.id in rules.muted_programmes:
        return Withhold(Reason.MUTED)
    hold = hindrance(programme, person, now)
    if hold is Hold.SNOOZED:
        return _later(programme, person, due, now, Reason.SNOOZED)
    if now >= due.deadline:
        return Withhold(Reason.PAST_DEADLINE)
    if hold is not None:
        return _later(programme, person, due, now, _REASON_OF_HOLD[hold])
    if in_conversation:
        return _later(programme, person, due, now + CONVERSATION_CHECK, Reason.IN_CONVERSATION)
    return _capped(programme, person, due, now, sent, organisation) or _ignored(
        programme, person, due, now, ignored_in_a_row, last_sent
    )


def _later(programme: Programme, person: Person, due: Due, start: datetime, reason: Reason) -> Decision:
    """Put off to the first good moment from ``start`` on, or drop it when that is too late."""
    moment = first_good_moment(programme, person, start, due.deadline)
    return Withhold(reason) if moment is None else Defer(moment, reason)


def _capped(
    programme: Programme,
    person: Person,
    due: Due,
    now: datetime,
    sent: Sequence[datetime],
    organisation: Caps,
) -> Decision | None:
    if not counts(programme, due):
        return None
    own = Caps(person.rules.cap_day, person.rules.cap_week)
    for caps, reason in ((own, Reason.CAP_PERSON), (organisation, Reason.CAP_ORGANISATION)):
        free = frees_at(caps, sent, now, person.clock)
        if free is None:
            return Withhold(reason)
        if free > now:
            return _later(programme, person, due, free, reason)
    return None


def _ignored(
    programme: Programme, person: Person, due: Due, now: datetime, ignored: int, last_sent: datetime | None
) -> Decision:
    """Pause a programme that is ignored; an own event is a new question and always gets its nudge."""
    if ignored < IGNORED_LIMIT or _own_event(due):
        return Send()
    if last_sent is None:
        return Withhold(Reason.PAUSED_AFTER_IGNORED)
    ends = last_sent.astimezone(UTC) + pause_after(ignored)
    if now >= ends:
        return Send()
    return _later(programme, person, due, ends, Reason.PAUSED_AFTER_IGNORED)


def pause_after(ignored_in_a_row: int) -> timedelta:
    """Give how long a programme rests after so many ignored: a week, then two, four and eight."""
    return PAUSE * (1 << min(max(ignored_in_a_row - IGNORED_LIMIT, 0), MAX_PAUSE_DOUBLINGS))


def _own_event(due: Due) -> bool:
    return due.event is not None and due.event.source == "own"
