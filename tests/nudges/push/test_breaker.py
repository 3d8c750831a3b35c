"""A push service that is silent is left alone, longer each time, and tried again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from nudges.push.breaker import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Breaker

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def silenced(now: datetime = NOW) -> Breaker:
    breaker = Breaker()
    for _ in range(FAILURES):
        breaker.failed(now)
    return breaker


def test_a_few_failures_change_nothing() -> None:
    breaker = Breaker()
    for _ in range(3):
        for _ in range(FAILURES - 1):
            breaker.failed(NOW)
        breaker.answered()

    assert breaker.wait_until(NOW) is None


def test_failures_in_a_row_make_a_pause() -> None:
    assert silenced().wait_until(NOW) == NOW + FIRST_PAUSE


def test_after_the_pause_one_tries_and_the_others_wait() -> None:
    breaker = silenced()
    later = NOW + FIRST_PAUSE

    assert breaker.wait_until(later) is None
    assert breaker.wait_until(later) == later + FIRST_PAUSE
    breaker.answered()
    assert breaker.wait_until(later) is None


def test_a_try_that_fails_makes_a_longer_pause() -> None:
    breaker, now, pauses = silenced(), NOW, []
    for _ in range(12):
        until = breaker.wait_until(now)
        assert until is not None
        pauses.append(until - now)
        now = until
        assert breaker.wait_until(now) is None
        breaker.failed(now)

    assert pauses[:3] == [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]
    assert pauses[-1] == LONGEST_PAUSE


def test_those_that_were_under_way_count_once() -> None:
    breaker = silenced()
    for _ in range(30):
        breaker.failed(NOW)

    assert breaker.wait_until(NOW) == NOW + FIRST_PAUSE


def test_a_clock_that_was_set_back_does_not_make_a_pause_endless() -> None:
    breaker = silenced(NOW + timedelta(days=30))

    assert breaker.wait_until(NOW) is None
