"""A take is said in pieces, stopped by voice, refused where it is too long, and not lost."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from server.conversation.pitch.analysis import Analysis
from server.conversation.pitch.tables import TakeRow
from server.conversation.pitch.worker import TakeWorker
from server.services import Services
from server.store import now
from tests.server.api.pitch.takes import (
    CHUNK,
    LINE,
    WAIT_SECONDS,
    Scripted,
    begin,
    ready,
    said,
    send,
    silence,
    wait_for,
    whole_take,
)
from voice.audio import SAMPLE_RATE
from voice.delivery.syllables import syllables
from voice.stt.base import Purpose


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


def test_what_the_encoder_heard_is_kept_with_each_piece(
    person: Any, services: Services, script: Scripted
) -> None:
    script.heard = float(syllables(LINE, "nl"))
    _, take = whole_take(person)
    with services.database.session() as session:
        pieces = session.get_one(TakeRow, take).pieces

    assert pieces
    assert all(piece["heard"] == script.heard for piece in pieces)
    assert all(abs(piece["syllables"] - script.heard) < 1 for piece in pieces)


def test_a_corrected_transcript_counts_without_what_the_encoder_heard(
    person: Any, services: Services, script: Scripted
) -> None:
    script.heard = 1.2 * syllables(LINE, "nl")
    _, take = whole_take(person)
    before = _rate(person.post(f"/v1/takes/{take}/judgement", json={}).json)
    words = [LINE.replace(" elke dag", "")] * 2
    after = _rate(person.put(f"/v1/takes/{take}/transcript", json={"segments": words}).json)
    with services.database.session() as session:
        row = session.get_one(TakeRow, take)
        said, pieces = Analysis.of(row).acoustics, row.pieces

    assert [piece["heard"] for piece in pieces] == [script.heard] * 2
    assert before == pytest.approx(sum(piece["syllables"] for piece in pieces) / said.span_seconds, abs=0.05)
    assert after == pytest.approx(2 * syllables(words[0], "nl") / said.span_seconds, abs=0.05)


def _rate(take: Any) -> float:
    return next(float(one["value"]) for one in take["details"]["measures"] if one["kind"] == "rate")


def test_without_an_encoder_to_ask_the_peaks_are_left_to_tell(person: Any, services: Services) -> None:
    _, take = whole_take(person)
    with services.database.session() as session:
        pieces = session.get_one(TakeRow, take).pieces

    assert [(piece["syllables"], piece["heard"]) for piece in pieces] == [(None, None)] * len(pieces)
    assert person.get(f"/v1/takes/{take}").json["state"] == "ready"
