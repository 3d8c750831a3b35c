"""Scenarios in the studio: the file, what is wrong with it by line, and how the state moves."""

from __future__ import annotations

import io

from werkzeug.test import TestResponse

from server.identity import Role
from tests.server.api.studio.conftest import Hire, Professional, refused, told
from voice.audio import SAMPLE_RATE, read_audio

SLUG = "uitkering-afgewezen"


def test_a_scenario_is_read_as_the_file_that_it_is(noor: Professional) -> None:
    found = told(noor.get("/scenarios"))["scenarios"]
    assert SLUG in [one["slug"] for one in found]

    file = noor.get(f"/scenarios/{SLUG}/file")

    assert file.mimetype == "text/markdown"
    assert file.data.decode().startswith("---\n")
    assert refused(noor.get("/scenarios/bestaat-niet/file")) == (404, "scenario_unknown")
    assert refused(noor.get("/scenarios/..%2f..%2fREADME/file"))[0] == 404


def test_each_trial_sentence_tells_what_was_seen_and_how_the_state_moved(noor: Professional) -> None:
    text = noor.get(f"/scenarios/{SLUG}/file").data.decode()
    sentences = ["Ik snap dat u hiervan schrikt.", "Regels zijn regels."]

    tried = told(noor.post("/scenarios/try", {"slug": SLUG, "text": text, "sentences": sentences}))

    assert tried["problems"] == []
    assert tried["opening"]
    steps = tried["steps"]
    assert [one["said"] for one in steps] == sentences
    assert "acknowledged_feeling" in [one["name"] for one in steps[0]["behaviours"]]
    assert steps[0]["behaviours"][0]["quote"] in sentences[0]
    assert steps[0]["before"] == tried["start"]
    assert steps[0]["after"] != steps[0]["before"]
    assert steps[1]["before"] == steps[0]["after"]
    assert all(0 <= value <= 10 for one in steps for value in one["after"].values())


def test_a_file_with_errors_says_where(noor: Professional) -> None:
    text = noor.get(f"/scenarios/{SLUG}/file").data.decode()
    broken = text.replace("calms_down", "kalmeert")

    tried = told(noor.post("/scenarios/try", {"slug": SLUG, "text": broken, "sentences": ["Hallo."]}))

    assert tried["steps"] == []
    assert tried["problems"]
    assert all(one["line"] >= 1 and one["message"] for one in tried["problems"])
    nothing = told(noor.post("/scenarios/try", {"slug": SLUG, "text": "hallo"}))
    assert nothing["problems"][0]["line"] == 1


def test_only_who_makes_things_for_others(hire: Hire) -> None:
    employee = hire("Bo", Role.EMPLOYEE)

    assert refused(employee.get("/scenarios")) == (403, "studio_refused")
    assert refused(employee.get(f"/scenarios/{SLUG}/file")) == (403, "studio_refused")
    body = {"slug": SLUG, "text": "x", "sentences": []}
    assert refused(employee.post("/scenarios/try", body)) == (403, "studio_refused")


def seconds(answer: TestResponse) -> float:
    """Measure a sound."""
    assert answer.status_code == 200, answer.json
    assert answer.content_type == "audio/mpeg"
    return len(read_audio(io.BytesIO(answer.data))) / SAMPLE_RATE


def test_what_the_persona_says_is_heard_in_its_own_voice_and_pace(noor: Professional) -> None:
    text = noor.get(f"/scenarios/{SLUG}/file").data.decode()

    def hear(*changes: tuple[str, str]) -> TestResponse:
        file = text
        for old, new in changes:
            assert old in file
            file = file.replace(old, new)
        said = "Zes weken heb ik gewacht, en nu krijg ik deze brief."
        return noor.post("/scenarios/say", {"slug": SLUG, "text": file, "say": said})

    own = hear()
    slow = hear(("speed: 1.05", "speed: 0.7"))
    assert seconds(slow) > 1.3 * seconds(own) > 1
    assert hear(("espeak:f2", "espeak:m7")).data != own.data
    assert refused(hear(("calms_down", "kalmeert"))) == (409, "scenario_unready")


def test_an_end_that_nobody_reaches_is_told(noor: Professional) -> None:
    text = noor.get(f"/scenarios/{SLUG}/file").data.decode()
    assert told(noor.post("/scenarios/try", {"slug": SLUG, "text": text}))["unreached"] == []

    never = text.replace("when: patience <= 0", "when: patience <= 0 and irritation < 1")
    tried = told(noor.post("/scenarios/try", {"slug": SLUG, "text": never}))

    assert tried["problems"] == []
    assert len(tried["unreached"]) == 1


def test_the_procedure_of_the_organisation_is_named_as_in_practice(noor: Professional) -> None:
    file = next(
        text
        for one in told(noor.get("/scenarios"))["scenarios"]
        if "threat: true" in (text := noor.get(f"/scenarios/{one['slug']}/file").data.decode())
    )

    tried = told(
        noor.post(
            "/scenarios/try",
            {"slug": "x", "text": file, "sentences": ["Of u praat rustig, of ik stop.", "Ik stop nu."]},
        )
    )

    assert not any("{procedure}" in one["says"] for one in tried["steps"])
