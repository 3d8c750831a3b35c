"""Wall clock to instant: every zone there is, around every change of its clocks, judged by whenever."""
# ruff: noqa: DTZ001 - wall clocks are naive

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cache
from zoneinfo import available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant, PlainDateTime

from nudges.localtime import first_instant_from, known_zone, midnight, resolve, shift_of, wall_of, zone_of

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
FROM, TO = datetime(1970, 1, 2, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)


@cache
def transitions(zone: str) -> tuple[datetime, ...]:
    """Give the instants at which the clocks of a zone change, by whenever."""
    found: list[datetime] = []
    at = Instant(FROM).to_tz(zone).next_transition()
    while at is not None and at.to_instant().to_stdlib() < TO:
        found.append(at.to_instant().to_stdlib())
        at = at.next_transition()
    return tuple(found)


def judged(wall: datetime, zone: str) -> datetime:
    """Give the instant of a wall time, by whenever: gaps forward, the first of a fold."""
    return PlainDateTime(wall).assume_tz(zone, disambiguation="compatible").to_instant().to_stdlib()


@pytest.mark.parametrize("letter", sorted({zone[0] for zone in ZONES}))
def test_every_change_of_every_clock(letter: str) -> None:
    changes = [(name, change) for name in ZONES if name[0] == letter for change in transitions(name)]
    for name, change in changes:
        zone = zone_of(name)
        for minutes in (-30, -1, 0, 30):
            near = (change + timedelta(minutes=minutes)).replace(tzinfo=None)
            for wall in (near + before_or_after for before_or_after in _offsets(change, zone)):
                assert resolve(wall, zone) == judged(wall, name), (name, wall)


def _offsets(change: datetime, zone: tzinfo) -> set[timedelta]:
    """Give the offsets before and after a change; both matter, as walls in a gap have neither."""
    offsets = ((change + timedelta(seconds=s)).astimezone(zone).utcoffset() for s in (-1, 1))
    return {offset for offset in offsets if offset is not None}


@given(st.sampled_from(ZONES), st.datetimes(datetime(1971, 1, 1), datetime(2090, 1, 1)))
@settings(max_examples=200, deadline=None)
def test_any_wall_time_anywhere(name: str, wall: datetime) -> None:
    wall = wall.replace(microsecond=0)
    instant = resolve(wall, zone_of(name))
    assert instant == judged(wall, name)
    assert shift_of(wall, zone_of(name)) >= timedelta()
    assert wall_of(instant, zone_of(name)) == wall + shift_of(wall, zone_of(name))


def test_a_gap_moves_forward_and_a_fold_is_the_first() -> None:
    amsterdam = zone_of("Europe/Amsterdam")
    assert resolve(datetime(2026, 3, 29, 2, 30), amsterdam) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert resolve(datetime(2026, 10, 25, 2, 30), amsterdam) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@given(st.sampled_from([zone for zone in ZONES if transitions(zone)]), st.data())
@settings(max_examples=100, deadline=None)
def test_the_first_instant_is_the_first(name: str, data: st.DataObject) -> None:
    zone = zone_of(name)
    after = data.draw(st.sampled_from(transitions(name))) + timedelta(
        minutes=data.draw(st.integers(-180, 180))
    )
    after = after.replace(second=0)
    wall = wall_of(after, zone) + timedelta(minutes=data.draw(st.integers(1, 300)))
    found = first_instant_from(wall, zone, after)
    assert found > after
    assert wall_of(found, zone) >= wall
    # The minute before, the clock had not reached it, and had not in any minute since ``after``.
    moment = after
    while moment < found - timedelta(minutes=1):
        moment += timedelta(minutes=1)
        assert not wall <= wall_of(moment, zone) < wall + timedelta(minutes=1), moment


def test_midnight_that_the_clocks_skip_is_the_jump() -> None:
    # Beirut went from 00:00 to 01:00.
    zone = zone_of("Asia/Beirut")
    after = datetime(2021, 3, 27, 12, tzinfo=UTC)
    found = midnight(date(2021, 3, 28), zone, after)
    assert wall_of(found, zone) == datetime(2021, 3, 28, 1, 0)
    assert wall_of(found - timedelta(seconds=1), zone).date() == date(2021, 3, 27)


@pytest.mark.parametrize(
    "name", ["", "Mars/Phobos", "../../etc/passwd", "/etc/passwd", "Europe/\x00", "a" * 5000, "é"]
)
def test_an_unknown_zone_is_known_to_be_unknown(name: str) -> None:
    assert not known_zone(name)
    assert zone_of(name) == zone_of("Europe/Amsterdam")
