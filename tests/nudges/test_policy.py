"""The order of the checks, the first good moment, caps, pauses, and what survives a time of being down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant

from nudges.caps import Caps, frees_at
from nudges.events import Event
from nudges.good_moments import first_good_moment, within
from nudges.missed import survivors
from nudges.people import Person, PersonRules
from nudges.policy import Decision, Defer, Reason, Send, Withhold, counts, decide, pause_after
from nudges.programme import Programme
from nudges.recurrence import Due, due_times
from tests.nudges.making import ALWAYS, person, programme, utc
from tests.nudges.test_localtime import ZONES, transitions

NOON = utc(2026, 11, 24, 11)
"""Tuesday, twelve o'clock in Amsterdam."""
MINUTE = timedelta(minutes=1)
NO_CAPS = Caps(None, None)


def due_at(instant: datetime = NOON, hours: float = 4, event: Event | None = None) -> Due:
    return Due(instant, "rule:x", instant.replace(tzinfo=None), instant + timedelta(hours=hours), event)


def decided(
    rules: PersonRules = ALWAYS,
    *,
    due: Due | None = None,
    now: datetime = NOON,
    made: Programme | None = None,
    talking: bool = False,
    sent: tuple[datetime, ...] = (),
    caps: Caps = NO_CAPS,
    ignored: int = 0,
    last_sent: datetime | None = None,
) -> Decision:
    return decide(
        made or programme(),
        person(rules=rules),
        due or due_at(),
        now,
        in_conversation=talking,
        sent=sent,
        organisation=caps,
        ignored_in_a_row=ignored,
        last_sent=last_sent,
    )


LATE = NOON + timedelta(hours=5)
HINDRANCES: list[tuple[str, dict[str, Any]]] = [
    ("opted_out", {"rules": {"opted_out": True}}),
    ("muted", {"rules": {"muted_programmes": frozenset({"slecht-nieuws"})}}),
    ("snoozed", {"rules": {"snoozed_until": NOON + timedelta(days=1)}}),
    ("past_deadline", {"due": due_at(NOON - timedelta(hours=9))}),
    ("quiet_hours", {"rules": {"quiet_from": time(11), "quiet_to": time(19)}}),
    ("day_off", {"rules": {"working_days": frozenset({0, 2, 3, 4})}}),
    ("in_conversation", {"talking": True}),
    ("cap_person", {"rules": {"cap_day": 0}}),
    ("cap_organisation", {"caps": Caps(0, 0)}),
    ("paused_after_ignored", {"ignored": 2}),
]


@pytest.mark.parametrize("first", range(len(HINDRANCES)))
def test_the_first_that_objects_gives_the_reason(first: int) -> None:
    rules = ALWAYS
    given_: dict[str, Any] = {}
    for _, what in HINDRANCES[first:]:
        rules = replace(rules, **what.get("rules", {}))
        given_.update({name: value for name, value in what.items() if name != "rules"})
    decision = decided(rules, **given_)
    assert not isinstance(decision, Send)
    assert decision.reason == HINDRANCES[first][0]


def test_with_nothing_against_it_goes() -> None:
    assert decided(PersonRules()) == Send()


@pytest.mark.parametrize(
    ("rules", "hours", "expected"),
    [
        # Quiet from 18:00 to 08:00; the evening's comes in the morning, if it is worth something then.
        (
            replace(ALWAYS, quiet_from=time(18), quiet_to=time(8)),
            24,
            Defer(utc(2026, 11, 25, 7), Reason.QUIET_HOURS),
        ),
        (replace(ALWAYS, quiet_from=time(18), quiet_to=time(8)), 4, Withhold(Reason.QUIET_HOURS)),
        # Free on Wednesday and Thursday.
        (
            replace(ALWAYS, quiet_from=time(18), quiet_to=time(8), working_days=frozenset({0, 1, 4})),
            96,
            Defer(utc(2026, 11, 27, 7), Reason.QUIET_HOURS),
        ),
        (replace(ALWAYS, working_days=frozenset()), 24 * 14, Withhold(Reason.DAY_OFF)),
        (replace(ALWAYS, quiet_from=time(8), quiet_to=time(8)), 4, Send()),
        (
            replace(ALWAYS, snoozed_until=utc(2026, 11, 24, 20)),
            4,
            Defer(utc(2026, 11, 24, 20), Reason.SNOOZED),
        ),
        (replace(ALWAYS, paused_until=utc(2026, 12, 24)), 4, Withhold(Reason.SNOOZED)),
    ],
)
def test_held_back_to_the_first_good_moment_or_dropped(
    rules: PersonRules, hours: float, expected: Decision
) -> None:
    evening = utc(2026, 11, 24, 19)
    assert decided(rules, due=due_at(evening, hours), now=evening) == expected


def test_a_conversation_is_waited_for_a_little_at_a_time() -> None:
    assert decided(talking=True) == Defer(NOON + timedelta(minutes=2), Reason.IN_CONVERSATION)
    assert decided(talking=True, due=due_at(hours=0.01)) == Withhold(Reason.IN_CONVERSATION)


def test_a_programmes_window_holds_too() -> None:
    made = programme(policy={"window": ["13:00", "14:00"]})
    assert decided(made=made) == Defer(NOON + timedelta(hours=1), Reason.OUTSIDE_WINDOW)
    assert decided(made=made, now=NOON + timedelta(hours=1)) == Send()


# --- caps


def test_a_day_is_the_local_date_and_a_week_rolls() -> None:
    yesterday = NOON - timedelta(hours=24) + timedelta(seconds=3)
    assert decided(sent=(yesterday,), caps=Caps(1, 3)) == Send()
    today = NOON - timedelta(hours=11)
    tomorrow = utc(2026, 11, 24, 23)
    assert decided(sent=(today,), caps=Caps(1, 3), due=due_at(hours=48)) == Defer(
        tomorrow, Reason.CAP_ORGANISATION
    )
    three = tuple(NOON - timedelta(days=days) for days in (6, 3, 1))
    assert decided(sent=three, caps=Caps(1, 3), due=due_at(hours=48)) == Defer(
        tomorrow, Reason.CAP_ORGANISATION
    )
    assert decided(sent=tuple(NOON - timedelta(days=days) for days in (7, 3, 1)), caps=Caps(1, 3)) == Send()


def test_the_persons_own_cap_comes_first_and_none_of_zero_ever_comes() -> None:
    strict = replace(ALWAYS, cap_day=1)
    assert decided(strict, sent=(NOON,), caps=Caps(1, 3)) == Withhold(Reason.CAP_PERSON)
    assert decided(replace(ALWAYS, cap_week=0), caps=Caps(1, 3), due=due_at(hours=300)) == Withhold(
        Reason.CAP_PERSON
    )
    assert decided(replace(ALWAYS, cap_day=9), sent=(NOON,), caps=Caps(1, 3)) == Withhold(
        Reason.CAP_ORGANISATION
    )


def test_what_a_person_asked_for_is_not_capped_and_does_not_count() -> None:
    question = programme({"kind": "daily_question"}, policy={"asked_for": True})
    own = due_at(event=Event("a", NOON, source="own"))
    from_feed = due_at(event=Event("a", NOON, source="feed"))
    none = Caps(0, 0)
    assert decided(made=question, caps=none) == Send()
    assert decided(due=own, caps=none) == Send()
    assert decided(due=from_feed, caps=none) == Withhold(Reason.CAP_ORGANISATION)
    assert [counts(question, due_at()), counts(programme(), own), counts(programme(), from_feed)] == [
        False,
        False,
        True,
    ]


@given(
    st.lists(st.integers(0, 60 * 24 * 20), max_size=12),
    st.none() | st.integers(1, 4),
    st.none() | st.integers(1, 9),
    st.sampled_from(ZONES),
)
@settings(max_examples=80, deadline=None)
def test_a_cap_frees_at_the_first_moment_it_holds_no_more(
    minutes: list[int], day: int | None, week: int | None, zone: str
) -> None:
    begin = utc(2026, 3, 20)
    sent, now, clock = (
        [begin + MINUTE * one for one in minutes],
        begin + timedelta(days=15),
        person(zone).clock,
    )
    sent = [one for one in sent if one <= now]
    free = frees_at(Caps(day, week), sent, now, clock)
    assert free is not None

    def fits(moment: datetime) -> bool:
        today = Instant(moment).to_tz(zone).date().to_stdlib()
        dates = [Instant(one).to_tz(zone).date().to_stdlib() for one in sent]
        of_today = sum(one == today for one in dates)
        of_week = sum(one > today - timedelta(days=7) for one in dates)
        return (day is None or of_today < day) and (week is None or of_week < week)

    assert fits(free)
    assert free == now or not fits(free - timedelta(seconds=1))
    assert all(
        not fits(now + timedelta(hours=step)) for step in range(200) if now + timedelta(hours=step) < free
    )


# --- ignored


def test_two_ignored_in_a_row_pause_a_week_then_longer() -> None:
    last = NOON - timedelta(days=3)
    assert decided(ignored=1, last_sent=last) == Send()
    assert decided(ignored=2, last_sent=last) == Withhold(Reason.PAUSED_AFTER_IGNORED)
    assert decided(ignored=2, last_sent=NOON - timedelta(days=7)) == Send()
    assert decided(ignored=3, last_sent=NOON - timedelta(days=8)) == Withhold(Reason.PAUSED_AFTER_IGNORED)
    ending = NOON - timedelta(days=7) + timedelta(hours=1)
    assert decided(ignored=2, last_sent=ending) == Defer(
        NOON + timedelta(hours=1), Reason.PAUSED_AFTER_IGNORED
    )
    assert [pause_after(n).days for n in range(2, 9)] == [7, 14, 28, 56, 56, 56, 56]


def test_an_own_event_is_a_new_question() -> None:
    assert decided(ignored=5, due=due_at(event=Event("a", NOON, source="own"))) == Send()


# --- the first good moment, minute by minute, in every zone

rules_of_people = st.builds(
    PersonRules,
    quiet_from=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    quiet_to=st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    working_days=st.frozensets(st.integers(0, 6), min_size=1),
)
windows = st.none() | st.tuples(st.integers(0, 23), st.integers(0, 23)).filter(
    lambda pair: pair[0] != pair[1]
).map(lambda pair: [f"{pair[0]:02}:00", f"{pair[1]:02}:30"])


def good(who: Person, made: Programme, moment: datetime) -> bool:
    """Judge a moment anew, with whenever's clock."""
    there = Instant(moment).to_tz(who.zone)
    at, rules, window = there.time().to_stdlib(), who.rules, made.policy.window
    quiet = rules.quiet_from != rules.quiet_to and _inside(at, rules.quiet_from, rules.quiet_to)
    working = there.date().to_stdlib().weekday() in rules.working_days
    return not quiet and working and (window is None or _inside(at, *window))


def _inside(at: time, begin: time, end: time) -> bool:
    """Walk the minutes from begin to end around the clock; no comparison of times."""
    start, stop, here = (one.hour * 60 + one.minute for one in (begin, end, at))
    return (here - start) % 1440 < (stop - start) % 1440


@given(
    st.sampled_from([zone for zone in ZONES if any(one.year > 2000 for one in transitions(zone))]),
    rules_of_people,
    windows,
    st.data(),
)
@settings(max_examples=40, deadline=None)
def test_nothing_good_is_jumped_over(
    zone: str, rules: PersonRules, window: list[str] | None, data: st.DataObject
) -> None:
    change = data.draw(st.sampled_from([one for one in transitions(zone) if one.year > 2000]))
    start = (change - timedelta(minutes=data.draw(st.integers(0, 1440)))).replace(second=0)
    deadline = start + timedelta(days=2)
    who, made = person(zone, rules), programme(policy={"window": window} if window else {})
    found = first_good_moment(made, who, start, deadline)
    moment = start
    while moment < (found or deadline):
        assert not good(who, made, moment), moment
        moment += MINUTE
    assert found is None or good(who, made, found)


@given(st.times(), st.times())
def test_within_wraps_around_midnight(begin: time, end: time) -> None:
    assert within(begin, begin, end) == (begin != end)
    assert not within(end, begin, end)


# --- what survives


def two_days_down(misfire: str, **policy: object) -> tuple[list[str], list[tuple[str, str]]]:
    made = programme(policy={"misfire": misfire, "deadline_minutes": 60 * 24 * 5, **policy})
    now = utc(2026, 6, 4, 8, 30)
    dues = list(due_times(made, person(), utc(2026, 6, 1), utc(2026, 6, 6)))
    remaining = survivors(made, dues, now)
    return (
        [f"{due.wall:%d}" for due in remaining.kept],
        [(f"{due.wall:%d}", reason.value) for due, reason in remaining.dropped],
    )


def test_what_was_missed_follows_the_declared_policy() -> None:
    # Now is the 4th, 10:30; the 5th is still to come.
    assert two_days_down("skip") == (["05"], [(day, "missed") for day in ("01", "02", "03", "04")])
    assert two_days_down("latest") == (["04", "05"], [(day, "superseded") for day in ("01", "02", "03")])
    assert two_days_down("all", grace_minutes=60 * 30) == (
        ["03", "04", "05"],
        [("01", "missed"), ("02", "missed")],
    )
    assert two_days_down("latest", deadline_minutes=60) == (
        ["05"],
        [(day, "past_deadline") for day in ("01", "02", "03", "04")],
    )


def test_a_little_late_is_not_missed() -> None:
    made = programme(policy={"misfire": "skip"})
    (due,) = due_times(made, person(), utc(2026, 6, 1), utc(2026, 6, 2))
    assert survivors(made, [due], due.instant + timedelta(minutes=4)).kept == (due,)


def test_two_events_do_not_replace_each_other() -> None:
    made = programme({"kind": "event", "minutes": -15}, policy={"deadline_minutes": 60})
    events = [Event("a", NOON + timedelta(hours=1)), Event("b", NOON + timedelta(hours=1, minutes=5))]
    dues = list(due_times(made, person(), NOON, NOON + timedelta(hours=2), events))
    assert len(survivors(made, dues, NOON + timedelta(minutes=52)).kept) == 2
