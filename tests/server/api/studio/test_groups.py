"""No count of fewer than ten people can be read or computed from what the studio shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from server.api.studio.groups import SMALLEST_GROUP, Counts, Shown, Unit, add
from server.api.studio.groups import shown as shown_of

MONDAY = date(2026, 11, 2)
CROWD = [f"person-{number}" for number in range(40)]


@dataclass(frozen=True)
class Named(Unit):
    """A unit of which the test knows the people."""

    names: frozenset[str] = frozenset()


def people_of(units: Sequence[Unit]) -> frozenset[str]:
    return frozenset().union(*(one.names for one in units if isinstance(one, Named)))


def shown(units: Sequence[Unit]) -> Shown:
    return shown_of(units, lambda some: len(people_of(some)))


def unit(programme: str, people: int, *, week: int = 0, since: int = 0, moment: str = "apply") -> Named:
    names = frozenset(CROWD[since : since + people])
    counts = Counts(sent=people, opened=1)
    return Named(programme, moment, MONDAY + timedelta(weeks=week), people, counts, names)


def test_a_large_group_stands_alone() -> None:
    found = shown([unit("a", 10), unit("b", 25)])

    assert [(group.programme, group.people) for group in found.groups] == [("a", 10), ("b", 25)]
    assert found.withheld_weeks == ()
    assert found.total() == Counts(sent=35, opened=2)


def test_a_week_with_too_few_people_is_left_out_of_every_total() -> None:
    found = shown([unit("a", 9), unit("a", 12, week=1)])

    assert found.withheld_weeks == (MONDAY,)
    assert found.total() == Counts(sent=12, opened=1)


def test_one_small_group_takes_the_smallest_other_along() -> None:
    found = shown([unit("a", 4), unit("b", 30), unit("c", 12)])

    assert [(group.programme, group.people) for group in found.groups] == [("b", 30), (None, 12)]
    assert found.pooled_programmes == {"a", "c"}
    assert found.total().sent == 46


def test_small_groups_that_are_large_together_leave_the_others_alone() -> None:
    found = shown([unit("a", 6), unit("b", 6, since=6), unit("c", 12)])

    assert [(group.programme, group.people) for group in found.groups] == [("c", 12), (None, 12)]


def test_the_same_few_people_twice_are_still_few() -> None:
    found = shown([unit("a", 6), unit("b", 6)])

    assert found.groups == ()
    assert found.withheld_weeks == (MONDAY,)


def test_a_pool_of_one_moment_keeps_it() -> None:
    same = shown([unit("a", 6), unit("b", 6, since=6)])
    mixed = shown([unit("a", 6), unit("b", 6, since=6, moment="new")])

    assert [group.moment for group in same.groups] == ["apply"]
    assert [group.moment for group in mixed.groups] == [None]


crowds = st.sets(st.sampled_from(CROWD), min_size=1, max_size=20).map(frozenset)
histories = st.dictionaries(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 3)), crowds, min_size=1, max_size=12
)


@given(histories)
@settings(max_examples=200, deadline=None)
def test_nothing_that_is_told_or_subtracted_is_about_fewer_than_ten(
    history: dict[tuple[str, int], frozenset[str]],
) -> None:
    units = [
        Named(name, "apply", MONDAY + timedelta(weeks=week), len(people), Counts(sent=len(people)), people)
        for (name, week), people in history.items()
    ]
    found = shown(units)

    # Each group is a set of whole units; none is in two groups, so every sum or difference of
    # figures is a sum of groups, and each of those is of at least ten people.
    assert all(group.people >= SMALLEST_GROUP for group in found.groups)
    told: dict[date, int] = defaultdict(int)
    for group in found.groups:
        told[group.week] += group.counts.sent
    for week, sent in told.items():
        assert week not in found.withheld_weeks
        assert sent == add(each.counts for each in units if each.week == week).sent
    assert {each.week for each in units} == set(told) | set(found.withheld_weeks)
    for week in found.withheld_weeks:
        assert len(people_of([each for each in units if each.week == week])) < SMALLEST_GROUP
