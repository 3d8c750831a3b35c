"""A pitch over HTTP: said, stopped by voice, judged, fed back, kept or gone."""

from __future__ import annotations

import io
import time
import wave
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from benchmarks.speech_corpus import corpus_lines, installed
from server.conversation.pitch.store import SOUND_WAITS, TAKE_WAITS, erase_expired
from server.conversation.pitch.tables import TakeRow, TakeSoundRow
from server.conversation.pitch.worker import TakeWorker
from server.identity import Role
from server.services import Services
from server.settings import Settings
from server.store import now
from tests.conftest import AppMaker
from voice.audio import SAMPLE_RATE, PcmReader, read_audio, to_pcm16
from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray, Purpose, RecognitionOptions, Transcript
from voice.stt.pool import RecogniserPool
from voice.tts.base import Speaking
from voice.tts.espeak import EspeakVoice
from voice.vad import SileroVad

WAIT_SECONDS = 60.0
LINE = "Wij wachten aan de balie elke dag een half uur op een antwoord dat er al is."
CHUNK = 2 * SAMPLE_RATE


class Scripted:
    """Understands what the test says; listens to nothing."""

    name = "scripted"

    def __init__(self) -> None:
        self.text = LINE
        self.short = "ja"
        self.broken = False
        self.purposes: list[Purpose] = []

    def transcribe(self, samples: FloatArray, options: RecognitionOptions, purpose: Purpose) -> Transcript:
        self.purposes.append(purpose)
        if self.broken:
            raise SpeechEngineError("broken")
        text = self.text if purpose is Purpose.BACKGROUND else self.short
        return Transcript(text, options.language, samples.size / SAMPLE_RATE, confidence=0.9)


@cache
def said(text: str) -> FloatArray:
    """Let the embedded voice say something; real speech to the voice activity model."""
    reader = PcmReader(24_000)
    data = b"".join(EspeakVoice().speak(text, Speaking("nl")))
    return np.concatenate([reader.feed(data), reader.flush()])


def silence(seconds: float) -> FloatArray:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


@pytest.fixture
def script() -> Scripted:
    return Scripted()


@pytest.fixture
def app(make_app: AppMaker, settings: Settings, script: Scripted) -> Iterator[Flask]:
    """Give an application in which only what a pitch needs is there; nothing else has to load."""
    pool = RecogniserPool(script)
    others = dict.fromkeys(("voices", "responder"))
    app = make_app(settings, vad=SileroVad(), transcriber=script, pool=pool, **others)
    app.extensions["souffleur.limiter"].enabled = False
    yield app
    app.extensions["souffleur"].takes.close()
    pool.close()


@pytest.fixture
def person(app: Flask, services: Services) -> FlaskClient:
    client = app.test_client()
    noor = services.people.add("Noor", Role.EMPLOYEE)
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {services.people.make_token(noor.id)}"
    return client


def begin(person: Any, **values: object) -> tuple[str, str]:
    """Make a pitch and begin a take."""
    pitch = person.post("/v1/pitches", json={"goal": "mee te doen", "seconds": 60, **values}).json
    assert pitch is not None
    take = person.post(f"/v1/pitches/{pitch['id']}/takes", json={"client_id": "take-0001"}).json
    assert take is not None
    return pitch["id"], take["id"]


def send(person: Any, take: str, samples: FloatArray, first: int = 0) -> dict[str, Any]:
    """Send sound as a client does, in stretches of two seconds; gives the last answer."""
    told: dict[str, Any] = {}
    for start in range(0, samples.size, CHUNK):
        answer = person.put(
            f"/v1/takes/{take}/sound?first_sample={first + start}",
            data=to_pcm16(samples[start : start + CHUNK]),
            content_type="audio/pcm",
        )
        assert answer.status_code == 200, answer.text
        told = answer.json
    return told


def wait_for(find: Callable[[], dict[str, Any]], *states: str) -> dict[str, Any]:
    deadline = time.monotonic() + WAIT_SECONDS
    while (found := find())["state"] not in states:
        assert time.monotonic() < deadline, found["state"]
        time.sleep(0.05)
    return found


def ready(person: Any, take: str, *states: str) -> dict[str, Any]:
    return wait_for(lambda: person.get(f"/v1/takes/{take}").json, *(states or ("ready", "unusable")))


def whole_take(person: Any) -> tuple[str, str]:
    pitch, take = begin(person)
    send(person, take, np.concatenate([said(LINE), silence(0.8), said(LINE)]))
    assert person.post(f"/v1/takes/{take}/finish", json={}).status_code == 200
    ready(person, take)
    return pitch, take


def sounds(services: Services) -> int:
    with services.database.session() as session:
        return session.scalar(select(func.count()).select_from(TakeSoundRow)) or 0


def test_a_take_is_judged_before_it_is_fed_back(person: Any, script: Scripted) -> None:
    _, take = whole_take(person)
    before = person.get(f"/v1/takes/{take}").json
    judged = person.post(f"/v1/takes/{take}/judgement", json={"went_well": "het begin"}).json

    assert before["needs_judgement"]
    assert before["feedback"] is None
    assert before["details"] is None
    assert judged["feedback"]["strength"]["quote"] in " ".join(one["text"] for one in judged["segments"])
    assert judged["feedback"]["focus"]["title"]
    assert judged["judgement"]["went_well"] == "het begin"
    assert len(judged["details"]["measures"]) == 16
    assert set(script.purposes) <= {Purpose.BACKGROUND, Purpose.SPECULATIVE}


def test_the_same_sound_again_is_skipped_and_a_gap_is_told(person: Any) -> None:
    _, take = begin(person)
    sound = said(LINE)[:CHUNK]
    send(person, take, sound)
    again = send(person, take, sound[CHUNK // 2 :], CHUNK // 2)
    gap = person.put(f"/v1/takes/{take}/sound?first_sample={2 * CHUNK}", data=b"\0\0")

    assert again["received_samples"] == CHUNK
    assert (gap.status_code, gap.json["code"]) == (409, "sound_gap")


def test_the_same_client_id_is_the_same_take(person: Any) -> None:
    pitch, take = begin(person)
    again = person.post(f"/v1/pitches/{pitch}/takes", json={"client_id": "take-0001"}).json

    assert again["id"] == take


def test_saying_stop_after_a_pause_ends_the_take_before_it(person: Any, script: Scripted) -> None:
    script.short = "Stop opname."
    _, take = begin(person)
    speech, stop = said(LINE), said("stop opname")
    sound = np.concatenate([speech, silence(0.8), stop, silence(0.8)])
    told = send(person, take, sound)
    person.post(f"/v1/takes/{take}/finish", json={"samples": sound.size})
    found = ready(person, take)

    assert told["stop_heard"]
    assert isinstance(told["ends_at_sample"], int)
    assert speech.size <= told["ends_at_sample"] + 0.3 * SAMPLE_RATE
    assert told["ends_at_sample"] <= speech.size + SAMPLE_RATE
    assert found["seconds"] == round(told["ends_at_sample"] / SAMPLE_RATE, 1)


def test_other_short_words_do_not_stop_it(person: Any, script: Scripted) -> None:
    script.short = "Dat klopt."
    _, take = begin(person)
    told = send(person, take, np.concatenate([said(LINE), silence(0.8), said("dat klopt"), silence(0.8)]))

    assert not told["stop_heard"]


def test_what_is_not_kept_is_gone_at_once(person: Any, services: Services) -> None:
    _, take = whole_take(person)
    heard = person.get(f"/v1/takes/{take}/sound?start=0.5&end=1.5")
    assert sounds(services) > 0
    gone = person.post(f"/v1/takes/{take}/keep", json={"keep": "no"})

    with wave.open(io.BytesIO(heard.data)) as file:
        assert (file.getframerate(), file.getnframes()) == (SAMPLE_RATE, SAMPLE_RATE)
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


@pytest.mark.parametrize(
    ("sound", "code"),
    [
        (silence(8.0), "silence"),
        (silence(2.0), "too_short"),
        (np.random.default_rng(1).normal(0, 0.1, 8 * SAMPLE_RATE).astype(np.float32), "silence|noise"),
    ],
)
def test_a_take_of_nothing_says_what_to_do(person: Any, sound: FloatArray, code: str) -> None:
    _, take = begin(person)
    send(person, take, sound)
    person.post(f"/v1/takes/{take}/finish", json={})
    found = ready(person, take, "unusable")

    assert found["problem"]["code"] in code.split("|")
    assert len(found["problem"]["message"]) > 30
    assert found["feedback"] is None


def test_an_hour_is_refused_and_what_came_before_is_kept(person: Any, services: Services) -> None:
    _, take = begin(person)
    send(person, take, silence(2.0))
    with services.database.session() as session:
        session.get_one(TakeRow, take).received = 15 * 60 * SAMPLE_RATE - 10
    refused = person.put(
        f"/v1/takes/{take}/sound?first_sample={15 * 60 * SAMPLE_RATE - 10}", data=b"\0\0" * 100
    )

    assert (refused.status_code, refused.json["code"]) == (413, "take_too_long")
    assert "bewaard" in refused.json["message"]
    assert person.post(f"/v1/takes/{take}/finish", json={}).status_code == 200


def test_more_than_half_a_minute_at_once_is_refused(person: Any) -> None:
    _, take = begin(person)
    answer = person.put(f"/v1/takes/{take}/sound?first_sample=0", data=b"\0" * 970_000)

    assert answer.status_code == 413


def test_a_broken_recogniser_loses_nothing_and_the_next_process_goes_on(
    person: Any, services: Services, script: Scripted
) -> None:
    script.broken = True
    _, take = begin(person)
    sound = np.concatenate([said(LINE), silence(0.8), said(LINE)])
    send(person, take, sound)
    person.post(f"/v1/takes/{take}/finish", json={"samples": sound.size})
    failed = ready(person, take, "failed")
    services.takes.close()
    script.broken = False
    later = TakeWorker(services.database, services.engines, clock=lambda: now() + timedelta(hours=1))
    while later.work():
        pass
    found = person.get(f"/v1/takes/{take}").json

    assert failed["problem"]["code"] == "failed"
    assert failed["received_samples"] == sound.size
    assert found["state"] == "ready"
    assert found["segments"]


def test_work_begins_while_the_person_still_speaks(person: Any, script: Scripted) -> None:
    _, take = begin(person)
    part = np.concatenate([said(LINE), silence(0.9)])
    send(person, take, np.tile(part, int(33 * SAMPLE_RATE / part.size) + 1))
    deadline = time.monotonic() + WAIT_SECONDS
    while Purpose.BACKGROUND not in script.purposes:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    found = wait_for(lambda: {"state": str(person.get(f"/v1/takes/{take}").json["progress"] > 0)}, "True")

    assert found


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


def test_what_was_meant_is_remembered(person: Any, script: Scripted) -> None:
    script.text = "Eigenlijk is dit zeg maar het plan. We gaan zeg maar beginnen."
    _, take = whole_take(person)
    row = person.post(f"/v1/takes/{take}/judgement", json={}).json
    filler = next(one for one in row["details"]["findings"] if one["kind"] == "filler_words")
    meant = person.post(f"/v1/takes/{take}/intended", json={"finding": filler["id"], "intended": True}).json
    again = person.post(f"/v1/takes/{take}/intended", json={"finding": filler["id"], "intended": False}).json

    def fillers(of: dict[str, Any]) -> Any:
        return next(one["value"] for one in of["details"]["measures"] if one["kind"] == "filler_words")

    assert fillers(meant) < fillers(row)
    assert fillers(again) == fillers(row)


@pytest.mark.speech
@pytest.mark.skipif(not installed(), reason="no recorded speech on this machine")
def test_recorded_people_are_measured_within_what_is_known(person: Any, script: Scripted) -> None:
    lines = [line for line in corpus_lines("b") if 2.5 <= line.seconds <= 5][:4]
    script.text = lines[0].text
    _, take = begin(person)
    send(person, take, np.concatenate([np.append(read_audio(line.audio), silence(0.9)) for line in lines]))
    person.post(f"/v1/takes/{take}/finish", json={})
    ready(person, take)
    row = person.post(f"/v1/takes/{take}/judgement", json={}).json
    measured = {one["kind"]: one["value"] for one in row["details"]["measures"]}

    assert len(row["details"]["pauses"]) >= 3
    assert 3.0 <= measured["articulation"] <= 7.0
    assert row["details"]["pitch_line"]
