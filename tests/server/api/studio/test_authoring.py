"""Scenarios that are written together: drafts, publishing for everybody, withdrawing, two authors at once."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from server.content.authoring import StudioRefused
from server.content.scenarios.authored import AuthoredScenarios
from server.content.scenarios.loading import SCENARIOS
from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker
from tests.server.api.studio.conftest import Hire, Professional, refused, told

SLUG = "uitkering-afgewezen"
STARTER = (SCENARIOS / "nl" / f"{SLUG}.md").read_text(encoding="utf-8")
TITLE = "title: De uitkering is afgewezen"
OPENING = "Dit meent u toch niet? Zes weken heb ik gewacht en nu krijg ik dit!"
WRONG = STARTER.replace("irritation <= 3 and trust >= 6", "irritation is laag")


def titled(title: str, text: str = STARTER) -> str:
    return text.replace(TITLE, f"title: {title}")


def save(by: Professional, slug: str, text: str, revision: int | None = None) -> dict[str, Any]:
    return told(by.put(f"/scenarios/{slug}", {"revision": revision, "text": text}))


def publish(by: Professional, draft: dict[str, Any]) -> dict[str, Any]:
    return told(by.post(f"/scenarios/{draft['line']['slug']}/publish", {"revision": draft["revision"]}))


def published(by: Professional, slug: str, text: str) -> dict[str, Any]:
    return publish(by, save(by, slug, text))


def plain(by: Professional, method: str, path: str, body: Any = None) -> Any:
    """Ask outside the studio, as everybody does."""
    return by.client.open(f"/v1{path}", method=method, json=body, headers=by.headers)


def titles(by: Professional) -> dict[str, str]:
    found = told(plain(by, "GET", "/scenarios"))["scenarios"]
    return {one["slug"]: one["title"] for one in found}


def begin(by: Professional, slug: str = SLUG, name: str = "run-0001") -> dict[str, Any]:
    return told(plain(by, "POST", "/roleplay/runs", {"client_id": name, "scenario": slug}))


def say(by: Professional, run: str, number: int = 1) -> Any:
    body = {"client_id": f"turn-{number:04d}", "text": "Ik zie dat dit hard aankomt."}
    return plain(by, "POST", f"/roleplay/runs/{run}/turns", body)


@pytest.fixture
def bo(hire: Hire) -> Professional:
    return hire("Bo", Role.EMPLOYEE)


class TestDrafts:
    def test_a_draft_is_kept_with_its_errors_and_nobody_practises_it(
        self, noor: Professional, sam: Professional, bo: Professional
    ) -> None:
        draft = save(noor, "boze-klant", titled("De boze klant", WRONG))

        assert draft["line"]["state"] == "draft"
        assert draft["line"]["title"] == "De boze klant"
        assert draft["line"]["changed_by"] == {"name": "Noor", "me": True}
        assert told(sam.get("/scenarios/boze-klant"))["text"] == draft["text"]
        assert "boze-klant" not in titles(bo)
        first = told(noor.get("/scenarios"))["scenarios"][0]
        assert (first["slug"], first["state"]) == ("boze-klant", "draft")

    def test_a_ready_scenario_is_where_a_draft_may_begin(self, noor: Professional) -> None:
        ready = told(noor.get(f"/scenarios/{SLUG}"))
        assert (ready["revision"], ready["line"]["state"], ready["text"]) == (None, "ready", STARTER)

        english = next(
            one["slug"] for one in told(noor.get("/scenarios"))["scenarios"] if one["language"] == "en"
        )
        text = told(noor.get(f"/scenarios/{english}"))["text"]
        assert text.splitlines()[1] == "language: en"
        assert told(noor.post("/scenarios/try", {"slug": english, "text": text}))["problems"] == []
        assert save(noor, english, text)["line"]["language"] == "en"

    def test_the_same_text_again_changes_nothing(self, noor: Professional) -> None:
        draft = save(noor, "x", STARTER)

        assert save(noor, "x", STARTER, draft["revision"])["revision"] == draft["revision"]

    @pytest.mark.parametrize("name", ["Boze klant", "boze_klant", "-boos", "b" * 81])
    def test_a_name_that_is_none_is_refused(self, noor: Professional, name: str) -> None:
        answer = noor.put(f"/scenarios/{name}", {"revision": None, "text": STARTER})

        assert refused(answer) == (400, "scenario_name_invalid")

    def test_a_draft_that_nobody_practised_can_be_thrown_away(self, noor: Professional) -> None:
        save(noor, "x", STARTER)

        assert noor.delete("/scenarios/x").status_code == 204
        assert refused(noor.get("/scenarios/x")) == (404, "scenario_unknown")
        assert told(noor.get("/scenarios/x/history"))["entries"] == []
        draft = published(noor, SLUG, titled("Anders"))
        assert refused(noor.delete(f"/scenarios/{SLUG}")) == (409, "scenario_stands")
        assert draft["replaces"]

    def test_a_nul_in_a_text_is_refused(self, noor: Professional) -> None:
        answer = noor.put("/scenarios/x", {"revision": None, "text": "---\ntitle: \x00x\n---"})
        assert refused(answer) == (400, "nul_refused")


class TestPublishing:
    def test_it_is_published_only_when_it_is_right(self, noor: Professional, bo: Professional) -> None:
        draft = save(noor, "boze-klant", titled("De boze klant", WRONG))
        answer = noor.post("/scenarios/boze-klant/publish", {"revision": draft["revision"]})
        assert refused(answer) == (409, "scenario_unready")
        assert "boze-klant" not in titles(bo)

        mended = save(noor, "boze-klant", titled("De boze klant"), draft["revision"])
        done = publish(noor, mended)

        assert done["line"]["state"] == "published"
        assert not done["line"]["changed"]
        assert titles(bo)["boze-klant"] == "De boze klant"
        assert say(bo, begin(bo, "boze-klant")["id"]).status_code == 200

    def test_it_takes_the_place_of_a_ready_one_and_gives_it_back(
        self, noor: Professional, bo: Professional
    ) -> None:
        before = told(plain(bo, "GET", "/scenarios"))["revision"]
        done = published(noor, SLUG, titled("Onze eigen versie"))
        assert titles(bo)[SLUG] == "Onze eigen versie"
        assert told(plain(bo, "GET", "/scenarios"))["revision"] != before

        answer = noor.post(f"/scenarios/{SLUG}/withdraw", {"revision": done["revision"]})

        assert told(answer)["line"]["state"] == "withdrawn"
        assert titles(bo)[SLUG] == "De uitkering is afgewezen"
        assert told(plain(bo, "GET", "/scenarios"))["revision"] == before
        again = noor.post(f"/scenarios/{SLUG}/withdraw", {"revision": done["revision"] + 1})
        assert refused(again) == (409, "scenario_stands")

    def test_a_change_waits_until_it_is_published(self, noor: Professional, bo: Professional) -> None:
        done = published(noor, SLUG, titled("Eerste"))
        changed = save(noor, SLUG, titled("Tweede"), done["revision"])

        assert changed["line"]["changed"]
        assert titles(bo)[SLUG] == "Eerste"
        publish(noor, changed)
        assert titles(bo)[SLUG] == "Tweede"

    def test_every_process_knows_it_at_once(
        self, make_app: AppMaker, settings: Settings, noor: Professional, bo: Professional
    ) -> None:
        other = make_app(settings).test_client()

        def ask() -> dict[str, Any]:
            return told(other.get("/v1/scenarios", headers=bo.headers))

        assert "boze-klant" not in [one["slug"] for one in ask()["scenarios"]]

        done = published(noor, "boze-klant", titled("De boze klant"))
        assert "boze-klant" in [one["slug"] for one in ask()["scenarios"]]
        assert ask()["revision"] == told(plain(bo, "GET", "/scenarios"))["revision"]

        noor.post("/scenarios/boze-klant/withdraw", {"revision": done["revision"]})
        assert "boze-klant" not in [one["slug"] for one in ask()["scenarios"]]


class TestRuns:
    def test_a_run_goes_on_with_what_it_began_with(self, noor: Professional, bo: Professional) -> None:
        run = begin(bo)
        done = published(noor, SLUG, titled("Anders", STARTER.replace(OPENING, "Nou, wat is dit nu weer?")))
        assert say(bo, run["id"]).json["run"]["opening"] == OPENING

        newer = begin(bo, name="run-0002")
        assert newer["opening"] == "Nou, wat is dit nu weer?"
        noor.post(f"/scenarios/{SLUG}/withdraw", {"revision": done["revision"]})

        view = say(bo, newer["id"]).json["run"]
        assert (view["opening"], view["scenario"]["title"]) == ("Nou, wat is dit nu weer?", "Anders")
        branch = {"client_id": "branch-01", "turn": 1}
        replayed = told(plain(bo, "POST", f"/roleplay/runs/{newer['id']}/replay", branch))
        assert replayed["opening"] == "Nou, wat is dit nu weer?"
        assert begin(bo, name="run-0003")["opening"] == OPENING

    def test_what_was_withdrawn_is_told_clearly(self, noor: Professional, bo: Professional) -> None:
        done = published(noor, "boze-klant", titled("De boze klant"))
        noor.post("/scenarios/boze-klant/withdraw", {"revision": done["revision"]})

        answer = plain(bo, "POST", "/roleplay/runs", {"client_id": "run-0001", "scenario": "boze-klant"})

        assert refused(answer) == (404, "scenario_gone")

    def test_a_published_text_that_can_no_longer_be_read_gives_the_ready_one_back(
        self, noor: Professional, bo: Professional, services: Services
    ) -> None:
        published(noor, SLUG, titled("Anders"))
        run = begin(bo)
        with services.database.engine.begin() as connection:
            connection.exec_driver_sql("UPDATE authored_scenario_versions SET text = 'oud'")
        services.engines.scenarios._read.clear()
        services.engines.scenarios._published = ()

        assert titles(bo)[SLUG] == "De uitkering is afgewezen"
        assert refused(say(bo, run["id"])) == (404, "scenario_gone")
        assert told(plain(bo, "GET", f"/roleplay/runs/{run['id']}"))["scenario"] is None


class TestTogether:
    def test_two_authors_at_once_lose_nothing(self, noor: Professional, sam: Professional) -> None:
        draft = save(noor, "x", titled("Van beiden"))
        save(sam, "x", titled("Van Sam"), draft["revision"])

        late = noor.put("/scenarios/x", {"revision": draft["revision"], "text": titled("Van Noor")})

        assert refused(late) == (409, "scenario_changed")
        assert told(noor.get("/scenarios/x"))["line"]["title"] == "Van Sam"
        entries = told(noor.get("/scenarios/x/history"))["entries"]
        beside = next(one for one in entries if one["what"] == "overtaken")
        assert beside["by"]["me"]
        assert "Van Noor" in beside["text"]
        stale = noor.post("/scenarios/x/publish", {"revision": draft["revision"]})
        assert refused(stale) == (409, "scenario_changed")

    def test_a_file_does_not_run_over_a_draft_that_is_there(
        self, noor: Professional, sam: Professional
    ) -> None:
        save(noor, "x", titled("Van Noor"))

        answer = sam.put("/scenarios/x", {"revision": None, "text": titled("Uit een bestand")})

        assert refused(answer) == (409, "scenario_changed")
        assert told(noor.get("/scenarios/x"))["line"]["title"] == "Van Noor"

    def test_a_draft_that_a_colleague_threw_away_comes_back_when_it_is_saved(
        self, noor: Professional, sam: Professional
    ) -> None:
        draft = save(noor, "x", titled("Van Noor"))
        sam.delete("/scenarios/x")

        assert save(noor, "x", titled("Nog van Noor"), draft["revision"])["line"]["state"] == "draft"

    def test_one_sitting_is_one_line_of_the_history(self, noor: Professional, sam: Professional) -> None:
        draft = save(noor, "x", titled("Een"))
        for word in ("Twee", "Drie"):
            draft = save(noor, "x", titled(word), draft["revision"])
        draft = save(sam, "x", titled("Vier"), draft["revision"])
        publish(sam, draft)

        entries = told(noor.get("/scenarios/x/history"))["entries"]

        assert [(one["what"], one["by"]["name"]) for one in entries] == [
            ("published", "Sam"),
            ("saved", "Sam"),
            ("saved", "Noor"),
        ]
        assert "Drie" in entries[2]["text"]


class TestWhoMay:
    def test_nobody_else_comes_near_a_draft(self, noor: Professional, bo: Professional) -> None:
        draft = save(noor, "x", STARTER)
        answers = [
            bo.get("/scenarios"),
            bo.get("/scenarios/x"),
            bo.get("/scenarios/x/history"),
            bo.get("/scenarios/x/file"),
            bo.put("/scenarios/x", {"revision": 1, "text": "weg"}),
            bo.post("/scenarios/x/publish", {"revision": 1}),
            bo.post("/scenarios/x/withdraw", {"revision": 1}),
            bo.post("/scenarios/say", {"slug": "x", "text": STARTER, "say": "Hallo."}),
            bo.delete("/scenarios/x"),
        ]

        assert {refused(one) for one in answers} == {(403, "studio_refused")}
        assert told(noor.get("/scenarios/x")) == draft

    def test_where_it_is_kept_lets_in_nobody_else_either(self, services: Services) -> None:
        employee = services.people.add("Bo", Role.EMPLOYEE)

        with pytest.raises(StudioRefused):
            AuthoredScenarios(services.database, employee)
        administrator = services.people.add("Ada", Role.ADMINISTRATOR)
        desk = AuthoredScenarios(services.database, administrator)
        assert desk.save("x", None, STARTER, datetime.now(UTC)).revision == 1
