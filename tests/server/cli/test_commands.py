"""Commands for whoever runs the server."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from server import front
from server.identity import Role
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(words))
    return result.exit_code, result.output


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A built PWA."""
    folder = tmp_path / "app"
    folder.mkdir()
    for name in ("index.html", "sw.js"):
        (folder / name).write_text("x")
    monkeypatch.setattr(front, "BUILD", folder)
    return folder


def test_a_token_for_a_program(app: Flask, services: Services) -> None:
    code, output = run(app, "token", "--person", "demo")

    assert code == 0
    person = services.people.by_token(output.strip())
    assert person is not None
    assert (person.name, person.demo) == ("demo", True)


def test_nobody_gets_no_token(app: Flask) -> None:
    code, output = run(app, "token", "--person", "Niemand")

    assert code == 1
    assert "person add" in output


def test_no_demo_token_in_production(settings: Settings, make_app: AppMaker) -> None:
    app = make_app(settings.model_copy(update={"environment": "production"}))

    assert run(app, "token", "--person", "demo")[0] == 1


def test_people_are_added_listed_and_locked_out(app: Flask, services: Services) -> None:
    assert run(app, "person", "add", "--name", "Noor", "--role", "administrator")[0] == 0
    assert run(app, "person", "add", "--name", "Noor")[0] == 1
    assert run(app, "person", "add", "--name", "demo")[0] == 1
    token = run(app, "token", "--person", "Noor")[1].strip()

    code, output = run(app, "person", "list")
    assert (code, output.split()) == (0, ["Noor", "administrator", "nl"])

    assert "1 tokens revoked" in run(app, "person", "revoke-tokens", "--name", "Noor")[1]
    assert services.people.by_token(token) is None
    found = services.people.named("Noor")
    assert found is not None
    assert found.role is Role.ADMINISTRATOR


def test_somebody_gets_labels_and_loses_them(app: Flask, services: Services) -> None:
    run(app, "person", "add", "--name", "Noor")

    assert run(app, "person", "label", "--name", "Noor", "Balie", "team  zuid") == (
        0,
        "Noor: balie, team zuid\n",
    )
    assert run(app, "person", "list")[1].rstrip("\n").split("\t") == [
        "Noor",
        "employee",
        "nl",
        "",
        "balie, team zuid",
    ]
    assert run(app, "person", "unlabel", "--name", "Noor", "balie") == (0, "Noor: team zuid\n")
    assert run(app, "person", "unlabel", "--name", "Noor", "team zuid") == (0, "Noor has no labels\n")
    noor = services.people.named("Noor")
    assert noor is not None
    assert services.nudges.audiences(noor.id) == frozenset()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("label", "--name", "Niemand", "balie"), "nobody called Niemand"),
        (("label", "--name", "Noor", "all"), "everybody belongs"),
        (("label", "--name", "Noor", "balie", "über!"), "is no label"),
        (("label", "--name", "Noor", "x" * 61), "at most 60"),
        (("label", "--name", "Noor"), "Missing argument"),
        (("unlabel", "--name", "Noor", "balie"), "does not have: balie"),
        (("role", "--name", "Noor", "boss"), "'boss' is not one of"),
        (("role", "--name", "demo", "administrator"), "demo person"),
    ],
)
def test_what_does_not_fit_is_told_and_changes_nothing(
    app: Flask, services: Services, words: tuple[str, ...], told: str
) -> None:
    noor = services.people.add("Noor", Role.EMPLOYEE)

    code, output = run(app, "person", *words)

    assert code != 0
    assert told in output
    assert services.people.get(noor.id) == noor
    assert services.nudges.audiences(noor.id) == frozenset()


def test_somebody_gets_another_role(app: Flask, services: Services) -> None:
    noor = services.people.add("Noor", Role.EMPLOYEE)

    assert run(app, "person", "role", "--name", "Noor", "learning_professional") == (
        0,
        "Noor is learning_professional\n",
    )

    found = services.people.get(noor.id)
    assert found is not None
    assert found.role is Role.LEARNING_PROFESSIONAL


def test_migrate_and_purge(app: Flask) -> None:
    assert run(app, "migrate")[0] == 0
    assert run(app, "purge") == (0, "erased 0 conversations, 0 nudges and events\n")


def test_fetching_offline_says_why_not(app: Flask) -> None:
    code, output = run(app, "speech", "fetch", "small")

    assert code == 1
    assert "offline" in output


def test_a_healthy_house(app: Flask, built: Path) -> None:
    assert built
    code, output = run(app, "doctor")

    assert code == 0, output
    assert "BROKEN" not in output
    for part in ("python", "secrets", "database", "pwa", "cards", "speech", "voice", "conversation"):
        assert f" {part} " in output


def test_doctor_says_what_to_do(
    settings: Settings, make_app: AppMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front, "BUILD", tmp_path / "nothing")
    cards = tmp_path / "cards" / "nl"
    cards.mkdir(parents=True)
    (cards / "kapot.md").write_text("---\ntitle: Kapot\nmoment: nooit\n---\n")
    changed = {
        "redis_url": "redis://127.0.0.1:1",
        "speech_model": "/nowhere",
        "voice_chain": ("piper",),
        "cards": tmp_path / "cards",
    }
    app = make_app(settings.model_copy(update=changed))
    found: Services = app.extensions["souffleur"]
    found.instance.vapid_file.chmod(0o644)

    code, output = run(app, "doctor")

    assert code == 1
    for part in ("secrets", "redis", "pwa", "cards", "speech", "voice"):
        assert f"BROKEN  {part}" in output, part
    for remedy in ("chmod go=", "make run", "kapot.md", "SOUFFLEUR_REDIS_URL", "SOUFFLEUR_VOICE_CHAIN"):
        assert remedy in output
