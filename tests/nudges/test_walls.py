"""Rules give the same wall times as dateutil, wherever the window lies, and with bounded work."""
# ruff: noqa: DTZ001 - wall clocks are naive

from __future__ import annotations

import datetime as datetime_module
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from unittest.mock import patch

import dateutil.rrule as dateutil_rrule
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from nudges import walls as module
from nudges.rules import Rule, RuleProblem, parse_rule
from nudges.walls import last_wall, walls

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def numbers(low: int, high: int, *, negative: bool = False) -> st.SearchStrategy[str]:
    values = st.integers(low, high)
    if negative:
        values = values | st.integers(-high, -low)
    return st.lists(values, min_size=1, max_size=4, unique=True).map(lambda many: ",".join(map(str, many)))


plain_days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=5, unique=True).map(",".join)
nth_days = st.lists(
    st.tuples(st.sampled_from([-5, -2, -1, 1, 2, 3, 4, 5]), st.sampled_from(DAYS)),
    min_size=1,
    max_size=3,
    unique=True,
).map(lambda many: ",".join(f"{number}{day}" for number, day in many))
months = numbers(1, 12)


def parts(**options: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Some of these parts, as a rule without its frequency."""
    return st.fixed_dictionaries({}, optional=options).map(
        lambda chosen: "".join(f";{name}={value}" for name, value in chosen.items())
    )


def with_position(rules: st.SearchStrategy[str], low: int, high: int) -> st.SearchStrategy[str]:
    positions = numbers(low, high, negative=True)
    return st.tuples(rules, st.none() | positions).map(
        lambda pair: pair[0] if pair[1] is None or "BY" not in pair[0] else f"{pair[0]};BYSETPOS={pair[1]}"
    )


times_of_day = {"BYHOUR": numbers(0, 23).filter(lambda text: text.count(",") < 3), "BYMINUTE": numbers(0, 59)}
times_of_day["BYMINUTE"] = times_of_day["BYMINUTE"].filter(lambda text: text.count(",") < 3)

daily = parts(BYMONTH=months, BYMONTHDAY=numbers(1, 31, negative=True), BYDAY=plain_days, **times_of_day)
weekly = parts(BYMONTH=months, BYDAY=plain_days, **times_of_day)
monthly = parts(
    BYMONTH=months, BYMONTHDAY=numbers(1, 31, negative=True), BYDAY=plain_days | nth_days, **times_of_day
)
yearly = parts(
    BYMONTH=months,
    BYMONTHDAY=numbers(1, 31, negative=True),
    BYYEARDAY=numbers(1, 366, negative=True),
    BYDAY=plain_days | nth_days,
)
in_weeks = st.tuples(numbers(1, 53), plain_days).map(lambda pair: f";BYWEEKNO={pair[0]};BYDAY={pair[1]}")

rules = st.one_of(
    daily.map(lambda rest: "FREQ=DAILY" + rest),
    weekly.map(lambda rest: "FREQ=WEEKLY" + rest),
    with_position(monthly, 1, 5).map(lambda rest: "FREQ=MONTHLY" + rest),
    with_position(yearly, 1, 20).map(lambda rest: "FREQ=YEARLY" + rest),
    in_weeks.map(lambda rest: "FREQ=YEARLY" + rest),
)
endings = st.one_of(
    st.just(""),
    st.integers(1, 40).map(lambda count: f";COUNT={count}"),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)).map(lambda end: f";UNTIL={end:%Y%m%dT%H%M%S}"),
)
starts = st.datetimes(datetime(2023, 1, 1), datetime(2027, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


class _UpTo2040:
    """The datetime module with an earlier end: dateutil looks for a next match until the end of time."""

    MAXYEAR = 2040

    def __getattr__(self, name: str) -> object:
        return getattr(datetime_module, name)


@pytest.fixture(autouse=True, scope="module")
def _a_judge_that_ends() -> Iterator[None]:
    with patch.object(dateutil_rrule, "datetime", _UpTo2040()):
        yield


@given(
    rules, st.integers(1, 5), st.sampled_from(DAYS), endings, starts, st.integers(0, 900), st.integers(1, 500)
)
@settings(max_examples=200, deadline=None)
def test_the_same_as_dateutil(
    rule: str, interval: int, week_start: str, ending: str, first: datetime, offset: int, length: int
) -> None:
    if "BYWEEKNO" in rule:
        week_start = "MO"  # dateutil numbers weeks rightly with this one only
    text = f"{rule};INTERVAL={interval};WKST={week_start}{ending}"
    low = first + timedelta(days=offset)
    high = low + timedelta(days=length)
    judge = rrulestr(text, dtstart=first)
    expected = [wall for wall in takewhile(lambda wall: wall < high, islice(judge, 20_000)) if wall >= low]
    assert list(walls(parse_rule(text), first, low, high)) == expected


def test_plain_and_numbered_weekdays_add_up() -> None:
    # dateutil takes what both allow; RFC 5545 lists them beside each other.
    rule = parse_rule("FREQ=MONTHLY;BYDAY=1MO,-1FR")
    found = list(walls(rule, datetime(2026, 1, 1, 9), datetime(2026, 1, 1), datetime(2026, 2, 28)))
    assert [wall.day for wall in found] == [5, 30, 2, 27]


def test_the_last_day_of_a_month_always_comes_and_the_31st_does_not() -> None:
    first, end = datetime(2026, 1, 1, 9), datetime(2027, 1, 1)
    last = [wall.day for wall in walls(parse_rule("FREQ=MONTHLY;BYMONTHDAY=-1"), first, first, end)]
    the_31st = [wall.month for wall in walls(parse_rule("FREQ=MONTHLY;BYMONTHDAY=31"), first, first, end)]
    assert last == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    assert the_31st == [1, 3, 5, 7, 8, 10, 12]


def counted(monkeypatch: pytest.MonkeyPatch) -> list[date]:
    """Give a list that grows with every day that is looked at."""
    looked: list[date] = []
    matches = module._matches

    def count(rule: Rule, day: date) -> bool:
        looked.append(day)
        return matches(rule, day)

    monkeypatch.setattr(module, "_matches", count)
    return looked


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=5000",
        "FREQ=YEARLY;INTERVAL=1000;BYMONTH=4;BYMONTHDAY=31;COUNT=3",
    ],
)
def test_a_rule_that_never_happens_looks_at_each_day_once(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = counted(monkeypatch)
    read, first = parse_rule(rule), datetime(2026, 1, 1, 9)
    module._year.cache_clear()
    last_wall.cache_clear()
    assert list(walls(read, first, datetime(2030, 1, 1), datetime(2033, 1, 1))) == []
    assert len(looked) <= 366 * (module.HORIZON_YEARS + 4)


def test_far_from_its_start_a_rule_costs_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = counted(monkeypatch)
    module._year.cache_clear()
    rule = parse_rule("FREQ=DAILY;INTERVAL=3")
    found = list(walls(rule, datetime(2001, 1, 1, 9), datetime(2100, 5, 1), datetime(2100, 5, 31)))
    assert len(found) == 10
    assert len(looked) <= 366


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "rule_unreadable"),
        ("FREQ=HOURLY", "rule_too_often"),
        ("FREQ=SECONDLY;INTERVAL=1", "rule_too_often"),
        ("FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,15,30", "rule_too_often"),
        ("FREQ=FORTNIGHTLY", "rule_unreadable"),
        ("FREQ=DAILY;INTERVAL=0", "rule_unreadable"),
        ("FREQ=DAILY;INTERVAL=99999999999999", "rule_unreadable"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", "rule_count_and_until"),
        ("FREQ=DAILY;UNTIL=20271301", "rule_unreadable"),
        ("FREQ=DAILY;BYDAY=XX", "rule_unreadable"),
        ("FREQ=DAILY;BYDAY=1MO", "rule_unreadable"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "rule_unreadable"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "rule_unreadable"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "rule_unreadable"),
        ("FREQ=MONTHLY;BYDAY=0MO", "rule_unreadable"),
        ("FREQ=MONTHLY;BYSETPOS=1", "rule_unreadable"),
        ("FREQ=MONTHLY;FREQ=DAILY", "rule_unreadable"),
        ("FREQ=DAILY;BYEASTER=0", "rule_unreadable"),
        ("FREQ=DAILY;BYHOUR=²", "rule_unreadable"),
        ("* * * * *", "rule_unreadable"),
        ("FREQ=DAILY;" + "BYDAY=MO," * 200, "rule_too_long"),
    ],
)
def test_a_wrong_rule_is_refused_in_words(text: str, code: str) -> None:
    with pytest.raises(RuleProblem) as refused:
        parse_rule(text)
    assert refused.value.code == code
    assert refused.value.nl.endswith(".")
    assert refused.value.en.endswith(".")


@given(
    st.text(max_size=80)
    | st.text("FREQ=;DAILYWKMOBYINT,-0123", max_size=60).map(lambda rest: "FREQ=DAILY;" + rest)
)
@settings(max_examples=100, deadline=None)
def test_any_text_is_a_rule_or_a_problem(text: str) -> None:
    try:
        rule = parse_rule(text)
    except RuleProblem:
        return
    assert (
        list(islice(walls(rule, datetime(2026, 1, 1, 9), datetime(2026, 1, 1), datetime(2027, 1, 1)), 5))
        is not None
    )
