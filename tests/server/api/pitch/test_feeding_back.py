"""A take is judged by its speaker, and then fed back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from benchmarks.delivery import cut_close
from benchmarks.speech_corpus import corpus_lines, installed
from tests.server.api.pitch.takes import Scripted, begin, ready, send, silence, whole_take
from voice.audio import SAMPLE_RATE, read_audio
from voice.delivery.syllables import syllables
from voice.stt.base import FloatArray, Purpose


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
    script.text = " ".join(line.text for line in lines[:2])  # two lines a piece, and the others are as long
    _, take = begin(person)
    send(person, take, np.concatenate([np.append(read_audio(line.audio), silence(0.9)) for line in lines]))
    person.post(f"/v1/takes/{take}/finish", json={})
    ready(person, take)
    row = person.post(f"/v1/takes/{take}/judgement", json={}).json
    measured = {one["kind"]: one["value"] for one in row["details"]["measures"]}

    assert len(row["details"]["pauses"]) >= 3
    true = sum(syllables(line.text, "nl") for line in lines)
    said_in = sum(cut_close(read_audio(line.audio)).size for line in lines) / SAMPLE_RATE
    assert measured["articulation"] == pytest.approx(true / said_in, rel=0.1)
    assert row["details"]["pitch_line"]
