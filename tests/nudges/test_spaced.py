"""Coming back to a card ever later as it goes better, and sooner when it does not."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.recurrence import due_times
from nudges.spaced import LONGEST, SOONEST, answered, follow_up, used
from tests.nudges.making import person, programme, utc

NOW = utc(2026, 11, 2, 10)


def days_after(*answers: str) -> list[int]:
    """Use a card and answer every reminder on the day it comes; gives the days between."""
    memory, now, days = used(None, NOW), NOW, []
    days.append((memory.due - now).days)
    for answer in answers:
        now = memory.due
        following = answered(memory.state, answer, now)
        assert following is not None
        memory = following
        days.append((memory.due - now).days)
    return days


def test_as_it_goes_well_it_comes_ever_later() -> None:
    days = days_after("useful", "useful", "useful", "useful")
    assert days == sorted(set(days))
    assert days[0] <= 3
    assert days[-1] >= 30


def test_forgotten_comes_back_soon_and_easy_comes_late() -> None:
    again, good, easy = (days_after("useful", answer)[-1] for answer in ("again", "useful", "easy"))
    assert again < good < easy


def test_who_finds_it_of_no_use_sees_it_less() -> None:
    assert days_after("not_useful")[-1] > days_after("useful")[-1]


@pytest.mark.parametrize("answer", ["later", "not_for_me", "", "anything"])
def test_what_says_nothing_about_the_item_changes_nothing(answer: str) -> None:
    assert answered(used(None, NOW).state, answer, NOW) is None


def test_the_same_answers_give_the_same_days() -> None:
    assert days_after("useful", "hard", "easy") == days_after("useful", "hard", "easy")


@given(
    st.lists(st.tuples(st.sampled_from(["again", "hard", "good", "easy"]), st.integers(0, 400)), max_size=20)
)
def test_it_stays_within_a_day_and_a_year_and_can_be_kept(answers: list[tuple[str, int]]) -> None:
    memory, now = used(None, NOW), NOW
    for answer, days in answers:
        now += timedelta(days=days)
        following = answered(json.loads(json.dumps(memory.state)), answer, now)
        assert following is not None
        memory = following
        assert SOONEST <= memory.due - now <= LONGEST


@pytest.mark.parametrize(
    "broken", [{}, {"stability": "x"}, {"last_review": 3, "stability": 1, "difficulty": 1}]
)
def test_a_record_that_cannot_be_read_begins_anew(broken: dict[str, Any]) -> None:
    assert used(broken, NOW).due == used(None, NOW).due


def test_a_clock_set_back_does_no_harm() -> None:
    memory = used(None, NOW)
    assert used(memory.state, NOW - timedelta(days=30)).due > NOW - timedelta(days=30)


def test_a_follow_up_is_what_a_spaced_programme_waits_for() -> None:
    memory = used(None, NOW)
    event = follow_up("card", "slecht-nieuws", "Slecht nieuws", memory.due)
    made = programme({"kind": "spaced", "on": "card", "at": "09:30"})
    (due,) = due_times(made, person(), NOW, NOW + timedelta(days=30), [event])
    assert timedelta() <= due.instant - memory.due < timedelta(days=1)
    assert due.event == event
