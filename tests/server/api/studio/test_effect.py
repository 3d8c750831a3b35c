"""The effect of programmes over HTTP: weeks that are over, groups of ten or more, and a file of the same."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert

from nudges.store import new_id
from nudges.tables import OccurrenceRow
from server.services import Services
from tests.server.api.studio.conftest import Professional, refused, told

NOW = datetime.now(UTC)
MONDAY = (NOW - timedelta(days=NOW.weekday())).replace(hour=9, minute=0, second=0, microsecond=0)


def week(back: int) -> str:
    return f"{MONDAY - timedelta(weeks=back):%G-W%V}"


class Past:
    """Writes down what was sent."""

    def __init__(self, services: Services, noor: Professional):
        self._services = services
        self._noor = noor

    def programme(self, name: str, moment: str = "apply") -> str:
        made = self._noor.begin(name=name, moment=moment)
        identifier: str = made["line"]["id"]
        told(self._noor.post(f"/programmes/{identifier}/publish", {"revision": 1}))
        return identifier

    def sent(self, programme: str, back: int, people: range, key: str = "", **answers: Any) -> None:
        at = MONDAY - timedelta(weeks=back)
        usual = {
            "generation": 1, "state": "sent", "wall": "2026-01-01T09:00:00", "due_at": at,
            "scheduled_at": at, "deadline": at, "deferrals": 0, "asked_for": False, "counted": True,
            "sent_at": at, "decided_at": at,
        }  # fmt: skip
        with self._services.nudging.store.write() as connection:
            for number in people:
                connection.execute(
                    insert(OccurrenceRow).values(
                        id=new_id(),
                        programme_id=programme,
                        person_id=f"person-{number}",
                        key=key or f"rule:{back}:{number}",
                        **usual,
                        **answers,
                    )
                )


@pytest.fixture
def past(services: Services, noor: Professional) -> Past:
    return Past(services, noor)


def by_label(counts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {one["label"]: one for one in counts if one["sent"] is not None}


def test_what_people_did_is_counted_by_week_and_by_moment(past: Past, noor: Professional) -> None:
    one, other = past.programme("Een"), past.programme("Ander", moment="change")
    past.sent(one, 1, range(8), opened_at=NOW, answer="now", useful=True)
    past.sent(one, 1, range(8, 12), answer="not_for_me")
    past.sent(other, 1, range(10))
    past.sent(other, 2, range(11), opened_at=NOW)

    effect = told(noor.get("/effect"))

    assert effect["smallest_group"] == 10
    assert effect["total"] == {
        "label": "all", "people": 12, "sent": 33, "opened": 19, "acted": 8, "useful": 8, "switched_off": 4,
    }  # fmt: skip
    weeks = by_label(effect["by_week"])
    assert {label: weeks[label]["sent"] for label in weeks} == {week(1): 22, week(2): 11}
    moments = by_label(effect["by_moment"])
    assert {label: moments[label]["sent"] for label in moments} == {"apply": 12, "change": 21}
    assert told(noor.get(f"/effect?programme={other}"))["total"]["sent"] == 21


def test_the_week_that_runs_tells_nothing_yet(past: Past, noor: Professional) -> None:
    past.sent(past.programme("Een"), 0, range(12))

    effect = told(noor.get("/effect"))

    assert effect["total"]["sent"] is None
    assert week(0) not in [one["label"] for one in effect["by_week"]]
    assert len(effect["by_week"]) == 12


def test_a_small_group_cannot_be_had_by_subtraction(past: Past, noor: Professional) -> None:
    large, small = past.programme("Groot"), past.programme("Klein")
    past.sent(large, 1, range(20))
    past.sent(small, 1, range(3), opened_at=NOW)
    past.sent(large, 2, range(20))

    together = by_label(told(noor.get("/effect"))["by_week"])
    assert together[week(1)]["sent"] == 23
    # The small one is told with the large one only, so the large one alone is not told for that week either.
    of_large = told(noor.get(f"/effect?programme={large}"))
    assert by_label(of_large["by_week"]).keys() == {week(2)}
    assert of_large["pooled"] is True
    of_small = told(noor.get(f"/effect?programme={small}"))
    assert of_small["total"]["sent"] is None
    assert all(one["opened"] is None for one in of_small["by_week"])


def test_the_same_few_people_every_week_never_become_a_group(past: Past, noor: Professional) -> None:
    programme = past.programme("Klein")
    for back in range(1, 9):
        past.sent(programme, back, range(4))

    assert told(noor.get("/effect"))["total"]["sent"] is None


def test_what_somebody_sent_to_themselves_is_no_effect(past: Past, noor: Professional) -> None:
    programme = past.programme("Een")
    past.sent(programme, 1, range(10))
    past.sent(programme, 1, range(10, 11), key="me:1")

    assert told(noor.get("/effect"))["total"]["sent"] == 10


def test_the_file_says_the_same(past: Past, noor: Professional) -> None:
    past.sent(past.programme("Een"), 1, range(10), opened_at=NOW)

    file = noor.get("/effect.csv")

    assert file.mimetype == "text/csv"
    rows = list(csv.reader(io.StringIO(file.data.decode())))
    assert rows[0] == ["deel", "naam", "mensen", "verstuurd", "geopend", "gedaan", "nuttig", "uitgezet"]
    assert rows[1] == ["total", "all", "10", "10", "10", "0", "0", "0"]
    assert ["week", week(1), "10", "10", "10", "0", "0", "0"] in rows
    assert ["week", week(2), "", "", "", "", "", ""] in rows
    assert ["moment", "apply", "10", "10", "10", "0", "0", "0"] in rows


def test_an_unknown_programme_has_no_effect(noor: Professional) -> None:
    assert refused(noor.get("/effect?programme=bestaat-niet")) == (404, "programme_unknown")
    assert refused(noor.get("/effect.csv?programme=bestaat-niet")) == (404, "programme_unknown")
