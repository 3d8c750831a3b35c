"""What is due when: in every zone, across changes of the clocks, around events, and for people who move."""
# ruff: noqa: DTZ001 - wall clocks are naive

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import PlainDateTime

from nudges.events import Event
from nudges.localtime import NO_SUCH_DAY
from nudges.people import Person
from nudges.programme import Programme
from nudges.recurrence import Due, due_times
from tests.nudges.making import person, programme, utc
from tests.nudges.test_localtime import ZONES, transitions

DAY = timedelta(days=1)
BEGIN, END = utc(2026, 1, 1), utc(2027, 1, 1)
CHANGING = [zone for zone in ZONES if any(change.year >= 2001 for change in transitions(zone))]


def dues(
    made: Programme,
    who: Person,
    events: Sequence[Event] = (),
    *,
    after: datetime = BEGIN,
    until: datetime = END,
) -> list[Due]:
    return list(due_times(made, who, after, until, events))


@given(st.sampled_from(CHANGING), st.times(), st.data())
@settings(max_examples=120, deadline=None)
def test_daily_across_a_change_as_whenever_says(zone: str, at: time, data: st.DataObject) -> None:
    at = at.replace(second=0, microsecond=0)
    change = data.draw(st.sampled_from([one for one in transitions(zone) if one.year >= 2001]))
    after, until = change - 4 * DAY, change + 4 * DAY
    daily = programme({"kind": "calendar", "rrule": "FREQ=DAILY", "at": f"{at:%H:%M}"}, starts="2000-06-01")
    found = dues(daily, person(zone), after=after, until=until)
    expected = set()
    for offset in range(-6, 7):
        wall = datetime.combine(change.date() + DAY * offset, at)
        judged = PlainDateTime(wall).assume_tz(zone, disambiguation="compatible")
        if judged.to_plain().to_stdlib() - wall >= NO_SUCH_DAY:
            continue  # that date never was
        if after <= judged.to_instant().to_stdlib() < until:
            expected.add((judged.to_instant().to_stdlib(), wall))
    assert {(due.instant, due.wall) for due in found} == expected
    assert len({due.key for due in found}) == len(found)
    assert all(one.instant < other.instant for one, other in pairwise(found))


@given(st.sampled_from(ZONES), st.data())
@settings(max_examples=50, deadline=None)
def test_windows_that_touch_give_what_one_window_gives(zone: str, data: st.DataObject) -> None:
    often = programme(
        {"kind": "calendar", "rrule": "FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,30", "at": "00:00"},
        starts="2025-01-01",
    )
    who, begin = person(zone), data.draw(st.datetimes(datetime(2025, 1, 1), datetime(2026, 12, 1)))
    cuts = sorted(data.draw(st.lists(st.integers(0, 20_000), min_size=2, max_size=6, unique=True)))
    moments = [utc(begin.year, begin.month, begin.day) + timedelta(minutes=cut) for cut in cuts]
    whole = dues(often, who, after=moments[0], until=moments[-1])
    pieces = [due for low, high in pairwise(moments) for due in dues(often, who, after=low, until=high)]
    assert pieces == whole
    assert whole == sorted(whole)


def test_the_second_pass_of_a_fold_does_not_fire() -> None:
    at_half_past_two = programme({"kind": "calendar", "rrule": "FREQ=DAILY", "at": "02:30"})
    found = dues(at_half_past_two, person(), after=utc(2026, 10, 24, 22), until=utc(2026, 10, 26))
    assert [due.instant for due in found] == [utc(2026, 10, 25, 0, 30)]
    assert found[0].key == "rule:2026-10-25"


def test_a_gap_fires_once_moved_forward() -> None:
    at_half_past_two = programme({"kind": "calendar", "rrule": "FREQ=DAILY", "at": "02:30"})
    found = dues(at_half_past_two, person(), after=utc(2026, 3, 28, 12), until=utc(2026, 3, 29, 12))
    assert [(due.instant, due.wall) for due in found] == [
        (utc(2026, 3, 29, 1, 30), datetime(2026, 3, 29, 2, 30))
    ]


def test_what_a_gap_moved_keeps_its_place_in_time() -> None:
    # 02:45 becomes 03:45, later than 03:15 of the same rule.
    twice = programme({"kind": "calendar", "rrule": "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=15,45", "at": "02:15"})
    found = dues(twice, person(), after=utc(2026, 3, 29), until=utc(2026, 3, 29, 12))
    assert [f"{due.wall:%H:%M}" for due in found] == ["02:15", "03:15", "02:45", "03:45"]
    assert [due.instant for due in found] == sorted(due.instant for due in found)


def test_a_day_that_never_was_has_no_nudge() -> None:
    daily = programme(starts="2011-12-01")
    found = dues(daily, person("Pacific/Apia"), after=utc(2011, 12, 28), until=utc(2012, 1, 1, 12))
    assert [due.wall.date() for due in found] == [
        date(2011, 12, 28),
        date(2011, 12, 29),
        date(2011, 12, 31),
        date(2012, 1, 1),
    ]


@given(st.lists(st.sampled_from(ZONES), min_size=2, max_size=8), st.times())
@settings(max_examples=40, deadline=None)
def test_who_travels_gets_no_second_one_on_the_same_local_day(zones: list[str], at: time) -> None:
    daily = programme({"kind": "calendar", "rrule": "FREQ=DAILY", "at": f"{at:%H:%M}"})
    sent: dict[str, Due] = {}
    moment = utc(2026, 3, 20)
    for step in range(80):  # another zone every six hours
        who = person(zones[step % len(zones)])
        for due in dues(daily, who, after=moment, until=moment + timedelta(hours=6)):
            sent.setdefault(due.key, due)
        moment += timedelta(hours=6)
    days = [due.wall.date() for due in sent.values()]
    assert len(set(days)) == len(days)


def test_it_runs_from_its_first_to_its_last_day_on_the_persons_own_calendar() -> None:
    week = programme(starts="2026-02-02", ends="2026-02-04")
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Amsterdam"):
        assert [due.wall.day for due in dues(week, person(zone))] == [2, 3, 4]


TALK = Event(
    "a", utc(2026, 11, 24, 13), title="gesprek", end=utc(2026, 11, 24, 14), tags=frozenset({"difficult"})
)


def test_a_quarter_before_is_exact_and_worthless_once_it_begins() -> None:
    tip = programme({"kind": "event", "minutes": -15, "tag": "difficult"})
    (due,) = dues(tip, person(), [TALK])
    assert due.instant == utc(2026, 11, 24, 12, 45)
    assert due.wall == datetime(2026, 11, 24, 13, 45)
    assert due.deadline == TALK.start
    assert due.event == TALK


def test_a_quarter_before_crosses_a_change_of_the_clocks_exactly() -> None:
    # At 03:05 summer time, five minutes after the clocks went from 02:00 to 03:00.
    tip = programme({"kind": "event", "minutes": -15})
    (due,) = dues(tip, person(), [Event("a", utc(2026, 3, 29, 1, 5))])
    assert due.instant == utc(2026, 3, 29, 0, 50)
    assert due.wall == datetime(2026, 3, 29, 1, 50)


def test_a_day_before_is_wall_clock() -> None:
    # Monday 30 March 09:00, summer time; two days before, 09:00 on the clock is 49 hours earlier.
    start = utc(2026, 3, 30, 7)
    for days, expected in ((-1, utc(2026, 3, 29, 7)), (-2, utc(2026, 3, 28, 8))):
        (due,) = dues(programme({"kind": "event", "days": days}), person(), [Event("a", start)])
        assert due.instant == expected
        assert due.wall.time() == time(9)


def test_a_day_before_at_a_fixed_time() -> None:
    (due,) = dues(programme({"kind": "event", "days": -1, "at": "15:00"}), person(), [TALK])
    assert due.wall == datetime(2026, 11, 23, 15, 0)
    assert due.instant == utc(2026, 11, 23, 14)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (TALK, utc(2026, 11, 24, 14, 10)),
        (Event("b", utc(2026, 11, 24, 13), tags=frozenset({"difficult"})), utc(2026, 11, 24, 13, 40)),
    ],
)
def test_after_it_ended_or_after_its_usual_length(event: Event, expected: datetime) -> None:
    after = programme({"kind": "event", "minutes": 10, "anchor": "end"}, policy={"deadline_minutes": 180})
    (due,) = dues(after, person(), [event])
    assert due.instant == expected
    assert due.deadline == expected + timedelta(minutes=180)


def test_a_moved_event_is_another_occurrence_and_a_person_who_moves_is_not() -> None:
    tip = programme({"kind": "event", "minutes": -15})
    (before,) = dues(tip, person(), [TALK])
    (moved,) = dues(tip, person(), [Event("a", TALK.start + timedelta(hours=1))])
    (elsewhere,) = dues(tip, person("America/New_York"), [TALK])
    assert moved.key != before.key
    assert elsewhere.key == before.key
    assert elsewhere.instant == before.instant
    assert dues(tip, person(), []) == []


def test_only_events_that_the_trigger_speaks_of() -> None:
    tip = programme({"kind": "event", "minutes": -15, "tag": "pitch"})
    other = Event("x", TALK.start, tags=frozenset({"meeting"}))
    whole_day = Event("y", TALK.start, all_day=True, tags=frozenset({"pitch"}))
    follow_up = Event("card:x", TALK.start, source="follow_up", tags=frozenset({"pitch"}))
    assert dues(tip, person(), [TALK, other, whole_day, follow_up]) == []
    the_day_before = programme({"kind": "event", "days": -1, "at": "15:00", "tag": "pitch"})
    assert len(dues(the_day_before, person(), [whole_day])) == 1


def test_a_follow_up_comes_at_its_time_of_day_and_never_early() -> None:
    again = programme({"kind": "spaced", "on": "card", "at": "09:30"})
    early = Event("card:x", utc(2026, 11, 24, 3), source="follow_up", tags=frozenset({"card"}))
    late = Event("card:y", utc(2026, 11, 24, 15), source="follow_up", tags=frozenset({"card"}))
    practice = Event("practice:z", utc(2026, 11, 24, 3), source="follow_up", tags=frozenset({"practice"}))
    own = Event("own", utc(2026, 11, 24, 3), tags=frozenset({"card"}))
    found = dues(again, person(), [late, practice, early, own])
    assert [(due.instant, due.event) for due in found] == [
        (utc(2026, 11, 24, 8, 30), early),
        (utc(2026, 11, 25, 8, 30), late),
    ]


def test_once_is_local_for_each_or_one_instant_for_all() -> None:
    local = programme({"kind": "once", "on": "2026-11-24", "at": "08:45"})
    now = programme({"kind": "once", "instant": "2026-11-24T10:00:00+01:00"})
    for zone, hour in (("Europe/Amsterdam", 7), ("America/New_York", 13)):
        assert [due.instant for due in dues(local, person(zone))] == [utc(2026, 11, 24, hour, 45)]
        assert [due.instant for due in dues(now, person(zone))] == [utc(2026, 11, 24, 9)]
    assert len({due.key for zone in ZONES[:50] for due in dues(now, person(zone))}) == 1


def test_daily_question_and_dare_card_have_their_usual_times() -> None:
    question = dues(programme({"kind": "daily_question"}), person(), until=utc(2026, 1, 4))
    dare = dues(
        programme({"kind": "dare_card", "rrule": "FREQ=WEEKLY;BYDAY=FR"}), person(), until=utc(2026, 1, 10)
    )
    assert [f"{due.wall:%d %H:%M}" for due in question] == ["01 16:00", "02 16:00", "03 16:00"]
    assert [f"{due.wall:%d %H:%M}" for due in dare] == ["02 09:00", "09 09:00"]


def test_an_empty_or_reversed_window_has_nothing() -> None:
    moment = utc(2026, 6, 1)
    assert dues(programme(), person(), after=moment, until=moment) == []
    assert dues(programme(), person(), after=moment, until=moment - DAY) == []


def test_it_is_lazy_and_the_end_of_time_is_no_problem() -> None:
    forever = due_times(
        programme(), person(), utc(2026, 1, 1), datetime.max.replace(tzinfo=utc(2026, 1, 1).tzinfo)
    )
    assert next(forever).instant == utc(2026, 1, 1, 8)
    assert next(forever).instant == utc(2026, 1, 2, 8)


def test_of_very_many_events_the_nearest_count() -> None:
    many = [Event(f"e{n}", utc(2026, 6, 1) + timedelta(minutes=n)) for n in range(5000)]
    tip = programme({"kind": "event", "minutes": -15})
    assert len(dues(tip, person(), many)) == 2000
