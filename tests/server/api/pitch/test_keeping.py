"""A take is its speaker's alone: kept, without its sound, or gone."""

from __future__ import annotations

import io
import wave
from datetime import timedelta
from typing import Any

from flask import Flask

from server.conversation.pitch.store import SOUND_WAITS, TAKE_WAITS, erase_expired
from server.identity import Role
from server.services import Services
from server.store import now
from tests.server.api.pitch.takes import sounds, whole_take
from voice.audio import SAMPLE_RATE


def test_what_is_not_kept_is_gone_at_once(person: Any, services: Services) -> None:
    _, take = whole_take(person)
    heard = person.get(f"/v1/takes/{take}/sound?start=0.5&end=1.5")
    backwards = [
        person.get(f"/v1/takes/{take}/sound?{range_}") for range_ in ("start=5&end=2", "start=1&end=1")
    ]
    behind = person.get(f"/v1/takes/{take}/sound?start=899")
    assert sounds(services) > 0
    gone = person.post(f"/v1/takes/{take}/keep", json={"keep": "no"})

    with wave.open(io.BytesIO(heard.data)) as file:
        assert (file.getframerate(), file.getnframes()) == (SAMPLE_RATE, SAMPLE_RATE)
    assert [(one.status_code, one.json["code"]) for one in backwards] == [(400, "range_invalid")] * 2
    assert all("einde" in one.json["message"] for one in backwards)
    assert (behind.status_code, behind.json["code"]) == (400, "range_invalid")
    assert gone.status_code == 204
    assert sounds(services) == 0
    assert person.get(f"/v1/takes/{take}").status_code == 404


def test_kept_without_sound_the_figures_stay_and_still_follow_the_words(
    person: Any, services: Services
) -> None:
    _, take = whole_take(person)
    person.post(f"/v1/takes/{take}/keep", json={"keep": "without_sound"})
    assert sounds(services) == 0
    row = person.post(f"/v1/takes/{take}/judgement", json={}).json
    words = [f"{one['text']} Ik vraag jullie om mee te doen." for one in row["segments"]]
    corrected = person.put(f"/v1/takes/{take}/transcript", json={"segments": words}).json
    checks = {check["id"]: check["passed"] for check in corrected["details"]["checks"]}
    deaf = person.get(f"/v1/takes/{take}/sound")

    assert not row["has_sound"]
    assert checks["request"]
    assert corrected["corrected"]
    assert (deaf.status_code, deaf.json["code"]) == (404, "no_sound")
    assert person.put(f"/v1/takes/{take}/transcript", json={"segments": []}).json["code"] == "segments_differ"


def test_undecided_sound_goes_after_an_hour_and_the_take_after_a_day(person: Any, services: Services) -> None:
    _, take = whole_take(person)
    erase_expired(services.database, now() + SOUND_WAITS + timedelta(minutes=1))
    silent = sounds(services)
    there = person.get(f"/v1/takes/{take}").json
    erase_expired(services.database, now() + TAKE_WAITS + timedelta(minutes=1))

    assert silent == 0
    assert not there["has_sound"]
    assert person.get(f"/v1/takes/{take}").status_code == 404


def test_a_kept_take_stays(person: Any, services: Services) -> None:
    pitch, take = whole_take(person)
    person.post(f"/v1/takes/{take}/judgement", json={})
    person.post(f"/v1/takes/{take}/keep", json={"keep": "with_sound"})
    erase_expired(services.database, now() + 30 * TAKE_WAITS)

    assert person.get(f"/v1/takes/{take}/sound").status_code == 200
    assert person.get(f"/v1/pitches/{pitch}/history").json["charts"]


def test_nobody_else_reaches_a_pitch_a_take_or_its_sound(app: Flask, person: Any, services: Services) -> None:
    pitch, take = whole_take(person)
    ada = services.people.add("Ada", Role.ADMINISTRATOR)
    other: Any = app.test_client()
    other.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {services.people.make_token(ada.id)}"
    tried = [
        other.get(f"/v1/pitches/{pitch}"), other.patch(f"/v1/pitches/{pitch}", json={"title": "x"}),
        other.delete(f"/v1/pitches/{pitch}"), other.get(f"/v1/pitches/{pitch}/history"),
        other.post(f"/v1/pitches/{pitch}/takes", json={"client_id": "take-0002"}),
        other.get(f"/v1/takes/{take}"), other.delete(f"/v1/takes/{take}"),
        other.get(f"/v1/takes/{take}/sound"),
        other.put(f"/v1/takes/{take}/sound?first_sample=0", data=b"\0\0"),
        other.post(f"/v1/takes/{take}/finish", json={}), other.post(f"/v1/takes/{take}/judgement", json={}),
        other.put(f"/v1/takes/{take}/transcript", json={"segments": []}),
        other.post(f"/v1/takes/{take}/keep", json={"keep": "no"}),
        other.post(f"/v1/takes/{take}/intended", json={"finding": "x", "intended": True}),
    ]  # fmt: skip

    assert {answer.status_code for answer in tried} == {404}
    assert other.get("/v1/pitches").json["pitches"] == []
    assert person.get(f"/v1/takes/{take}").json["judgement"] is None


def test_everything_goes_along_and_everything_can_be_erased(person: Any, services: Services) -> None:
    pitch, take = whole_take(person)
    told = person.get("/v1/export").json["records"]["pitches"]
    with person.get("/v1/export.zip") as answer:
        archive = answer.data
    person.delete("/v1/pitches")

    assert told[0]["id"] == pitch
    assert told[0]["all_takes"][0]["segments"]
    assert f"takes/{take}.wav".encode() in archive
    assert sounds(services) == 0
    assert person.get("/v1/pitches").json["pitches"] == []
