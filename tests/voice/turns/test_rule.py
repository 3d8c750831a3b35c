"""The end-of-turn rule and the rhythm it learns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.turns import EndOfTurnRule, Pause, Rhythm
from voice.turns.rhythm import REMEMBERED
from voice.turns.rule import EARLY, LONGEST, QUICK

RULE = EndOfTurnRule()


def person(*lengths: float, taken_back: bool = False) -> Rhythm:
    return Rhythm((length, taken_back) for length in lengths)


BRIEF = person(*[0.8, 1.2, 1.6, 1.8, 2.0, 2.2, 2.6, 3.0] * 5)
LENGTHY = person(*[3.2, 3.8, 4.2, 4.6, 5.2, 6.0] * 6)


def wait(spoken: float, rhythm: Rhythm, **more: Any) -> float:
    return RULE.wait(Pause(silence=0.2, spoken=spoken, **more), rhythm)


def test_who_speaks_briefly_is_answered_quickly_and_who_speaks_at_length_is_not_cut_off() -> None:
    assert wait(2.5, BRIEF) == pytest.approx(QUICK[0])
    assert wait(5.0, LENGTHY) == pytest.approx(QUICK[1])
    assert wait(1.0, LENGTHY) == EARLY


def test_early_in_a_turn_it_waits_longer_than_where_turns_usually_end() -> None:
    assert wait(0.4, BRIEF) > wait(1.1, BRIEF) > wait(2.5, BRIEF)


def test_a_whole_answer_is_never_kept_waiting() -> None:
    assert wait(0.3, LENGTHY, text="Ja.") <= QUICK[0]


def test_words_only_lengthen_the_wait() -> None:
    assert wait(2.5, BRIEF, text="ik wil de") > wait(2.5, BRIEF)
    assert wait(2.5, BRIEF, text="ik wil de trap op.") == wait(2.5, BRIEF)
    assert wait(2.5, BRIEF, text="je veux le", language="fr") > wait(2.5, BRIEF)


def test_a_pause_that_fooled_it_once_does_not_fool_it_again() -> None:
    assert wait(2.5, BRIEF, fooled_by=0.6) > 0.6


def test_a_person_who_is_often_interrupted_gets_more_time() -> None:
    lengths = [0.8, 1.2, 1.6, 1.8, 2.0, 2.2, 2.6, 3.0] * 5
    assert wait(2.5, person(*lengths, taken_back=True)) > wait(2.5, person(*lengths))


def test_patience_is_a_factor() -> None:
    pause = Pause(silence=0.5, spoken=2.5)
    assert EndOfTurnRule(2.0).wait(pause, BRIEF) == pytest.approx(2 * RULE.wait(pause, BRIEF))
    assert RULE.is_over(pause, BRIEF)
    assert not EndOfTurnRule(2.0).is_over(pause, BRIEF)
    assert not RULE.is_over(replace(pause, silence=0.35), BRIEF)


@given(
    st.lists(st.tuples(st.floats(0, 1_000), st.booleans()), max_size=100),
    st.floats(0, 900),
    st.floats(0, 10),
    st.text(max_size=30) | st.none(),
    st.sampled_from(["nl", "en", "fr", "de", "xx"]),
)
def test_the_wait_is_always_within_bounds(
    turns: list[tuple[float, bool]], spoken: float, fooled_by: float, text: str | None, language: str
) -> None:
    rhythm = Rhythm()
    for length, taken_back in turns:
        rhythm.learn(length, taken_back)
    seconds = wait(spoken, rhythm, fooled_by=fooled_by, text=text, language=language)
    assert QUICK[0] <= seconds <= LONGEST


def test_the_rhythm_is_bounded_and_survives_being_kept() -> None:
    rhythm = Rhythm()
    for number in range(200):
        rhythm.learn(number / 10, number % 9 == 0)
    assert rhythm.known == REMEMBERED
    assert Rhythm.from_dict(rhythm.as_dict()).habit() == rhythm.habit()


@pytest.mark.parametrize(
    "data",
    [{}, {"turns": None}, {"turns": "x"}, {"turns": [1, "a", [True, 1], [-5, 0], ["x", 0], [1e9, 0], [2]]}],
)
def test_a_spoilt_rhythm_is_an_empty_one(data: dict[str, Any]) -> None:
    assert Rhythm.from_dict(data).known == 0


def test_a_new_person_is_known_after_a_few_turns() -> None:
    rhythm = Rhythm()
    assert wait(2.5, rhythm) <= 0.4
    for _ in range(3):
        rhythm.learn(5.0, taken_back=False)
    assert wait(2.5, rhythm) == EARLY
