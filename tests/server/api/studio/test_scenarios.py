"""Scenarios in the studio: the file, what is wrong with it by line, and how the state moves."""

from __future__ import annotations

from server.identity import Role
from tests.server.api.studio.conftest import Hire, Professional, refused, told

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
