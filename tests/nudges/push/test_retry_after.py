"""When to come back."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import pytest

from nudges.push.retry_after import FIRST_WAIT, JITTER, LONGEST_WAIT, come_back, wished

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
FAR = NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Mon, 23 Nov 2026 09:02:00 GMT", 120),
        ("Monday, 23-Nov-26 09:02:00 GMT", 120),
        ("Mon, 23 Nov 2026 10:02:00 +0100", 120),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 0),
        ("999999999999", LONGEST_WAIT.total_seconds()),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT.total_seconds()),
    ],
)
def test_both_forms(header: str, seconds: float) -> None:
    assert wished(header, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("header", [None, "", "soon", "-5", "1.5", "١٢", "Mon, 99 Foo 2026", "\x00"])
def test_what_makes_no_sense_says_nothing(header: str | None) -> None:
    assert wished(header, NOW) is None


def test_those_who_were_sent_away_do_not_come_back_together() -> None:
    chance = random.Random(1)
    waits = [come_back("100", NOW, FAR, chance) - NOW for _ in range(200)]

    assert len(set(waits)) > 150
    assert min(waits) >= timedelta(seconds=100)
    assert max(waits) <= timedelta(seconds=100 * (1 + JITTER))


def test_without_a_wish_there_is_a_wait_all_the_same() -> None:
    assert come_back(None, NOW, FAR, random.Random(1)) >= NOW + FIRST_WAIT
    assert come_back("0", NOW, FAR, random.Random(1)) >= NOW + timedelta(seconds=1)


def test_never_past_the_deadline() -> None:
    deadline = NOW + timedelta(seconds=10)

    assert come_back("100", NOW, deadline, random.Random(1)) == deadline
