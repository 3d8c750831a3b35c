"""Learned timing: only where it was asked for, with honest odds, and back to the window without them."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nudges.programme import Programme
from nudges.recurrence import Due, due_times
from nudges.timing import EXPLORE, choose, draw_of, learned, probabilities, slot_of
from tests.nudges.making import ALWAYS, person, programme, utc

WILLING = replace(ALWAYS, learned_timing=True)
HISTORY = {"09:00": [1.0, 9.0], "10:30": [9.0, 1.0]}
SLOTS = ["09:00", "09:30", "10:00", "10:30", "11:00", "11:30"]


def made(**policy: object) -> Programme:
    return programme(policy={"learned": True, "window": ["08:30", "12:00"], **policy})


def due_of(one: Programme, day: int = 1) -> Due:
    return next(due_times(one, person(), utc(2026, 6, day), utc(2026, 6, day + 1)))


def test_without_being_asked_the_programmes_own_time_is_kept() -> None:
    due = due_of(made())
    fixed = programme(policy={"window": ["08:30", "12:00"]})
    for one, rules, history in (
        (made(), ALWAYS, HISTORY),
        (fixed, WILLING, HISTORY),
        (made(), WILLING, {}),
        (made(), WILLING, {"09:00": [3.0, 2.0]}),
        (made(deadline_minutes=20), WILLING, HISTORY),
    ):
        choice = choose(one, person(rules=rules), due_of(one), history)
        assert (choice.instant, choice.probability) == (due.instant, None)


def test_a_choice_lies_in_the_window_and_its_odds_are_logged() -> None:
    chosen = [choose(made(), person(rules=WILLING), due_of(made(), day), HISTORY) for day in range(1, 29)]
    odds = dict(zip(SLOTS, probabilities(SLOTS, HISTORY), strict=True))
    for day, choice in enumerate(chosen, 1):
        assert (
            due_of(made(), day).instant <= choice.instant <= due_of(made(), day).instant + timedelta(hours=3)
        )
        assert choice.probability == pytest.approx(odds[choice.slot])
    assert len({choice.slot for choice in chosen}) > 1


def test_the_same_occurrence_is_chosen_the_same() -> None:
    due, who = due_of(made()), person(rules=WILLING)
    assert len({choose(made(), who, due, HISTORY) for _ in range(5)}) == 1


counts = st.lists(st.floats(0, 50), min_size=2, max_size=2)


@given(
    st.lists(st.sampled_from(SLOTS), min_size=1, unique=True), st.dictionaries(st.sampled_from(SLOTS), counts)
)
def test_odds_add_up_and_every_half_hour_keeps_a_share(
    slots: list[str], history: dict[str, list[float]]
) -> None:
    odds = probabilities(slots, history)
    assert sum(odds) == pytest.approx(1)
    assert min(odds) >= EXPLORE / len(slots) - 1e-12


def test_a_better_half_hour_is_likelier() -> None:
    odds = dict(zip(SLOTS, probabilities(SLOTS, HISTORY), strict=True))
    assert odds["10:30"] > odds["11:00"] > odds["09:00"]


def test_it_finds_the_half_hour_in_which_a_person_answers() -> None:
    chance = random.Random(1)
    history: dict[str, list[float]] = {}
    truth = dict.fromkeys(SLOTS, 0.1) | {"11:00": 0.7}
    for _ in range(400):
        slot = chance.choices(SLOTS, probabilities(SLOTS, history))[0]
        history = learned(history, slot, answered=chance.random() < truth[slot])
    odds = dict(zip(SLOTS, probabilities(SLOTS, history), strict=True))
    assert max(odds, key=odds.__getitem__) == "11:00"


def test_the_logged_odds_give_an_honest_estimate() -> None:
    # What would have been answered had every nudge gone at 09:30, from nudges that mostly went elsewhere.
    chance, total, rounds = random.Random(2), 0.0, 20_000
    odds = probabilities(SLOTS, HISTORY)
    truth = dict(zip(SLOTS, (0.1, 0.3, 0.2, 0.8, 0.5, 0.4), strict=True))
    for _ in range(rounds):
        slot = chance.choices(SLOTS, odds)[0]
        answered = chance.random() < truth[slot]
        total += answered / odds[SLOTS.index(slot)] if slot == "09:30" else 0
    assert total / rounds == pytest.approx(truth["09:30"], abs=0.05)


def test_what_was_long_ago_fades() -> None:
    history: dict[str, list[float]] = {}
    for _ in range(100):
        history = learned(history, "09:00", answered=True)
    for _ in range(60):
        history = learned(history, "09:00", answered=False)
    assert history["09:00"][1] > 4 * history["09:00"][0]
    assert sum(history["09:00"]) < 40


def test_draws_are_even_and_belong_to_their_names() -> None:
    draws = [draw_of("an", "programme", str(n)) for n in range(2000)]
    assert all(0 <= draw < 1 for draw in draws)
    assert sum(draws) / len(draws) == pytest.approx(0.5, abs=0.03)
    assert draw_of("a", "b") != draw_of("ab", "")


def test_a_half_hour_has_a_name() -> None:
    assert slot_of(due_of(made()).wall) == "09:00"
    assert slot_of(due_of(made()).wall + timedelta(minutes=59)) == "09:30"
