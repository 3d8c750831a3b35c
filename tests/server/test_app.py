"""What protects every request, and what is told when something goes wrong."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from server import front
from server.services import Services
from server.settings import Settings
from tests.conftest import AppMaker
from tests.server.api.quiet import without_engines


def test_headers_of_every_answer(client: FlaskClient) -> None:
    headers = client.get("/healthz").headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "connect-src 'self' ws://localhost" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "microphone=(self)" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_production_insists_on_https(settings: Settings, make_app: AppMaker) -> None:
    changed = {"environment": "production", "trusted_proxies": 1}
    app = make_app(settings.model_copy(update=changed))
    forwarded = {
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "s.example",
        "X-Forwarded-For": "192.0.2.1",
    }

    answer = app.test_client().get("/healthz", headers=forwarded)

    assert "max-age" in answer.headers["Strict-Transport-Security"]
    assert "wss://s.example" in answer.headers["Content-Security-Policy"]
    assert app.config["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:9999"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_another_site_changes_nothing(client: FlaskClient, headers: dict[str, str], status: int) -> None:
    client.get("/v1/me")

    answer = client.patch("/v1/me", json={"language": "en"}, headers=headers)

    assert answer.status_code == status
    if status == 403:
        assert answer.json is not None
        assert answer.json["code"] == "origin_refused"


def test_an_origin_may_be_allowed(settings: Settings, make_app: AppMaker) -> None:
    app = make_app(settings.model_copy(update={"allowed_origins": ("https://intranet.example",)}))
    client = app.test_client()
    client.get("/v1/me")

    answer = client.patch("/v1/me", json={"language": "en"}, headers={"Origin": "https://intranet.example"})

    assert answer.status_code == 200


def test_too_many_requests_of_one_person(settings: Settings, make_app: AppMaker) -> None:
    app = make_app(settings.model_copy(update={"rate_limit": "3 per minute"}))
    client = app.test_client()
    answers = [client.get("/v1/me") for _ in range(5)]
    other = app.test_client()

    assert [answer.status_code for answer in answers].count(429) >= 1
    refused = answers[-1]
    assert refused.content_type == "application/problem+json"
    assert refused.json is not None
    assert refused.json["code"] == "too_many"
    assert 5 < int(refused.headers["Retry-After"]) <= 61
    assert "Retry-After" not in answers[0].headers
    assert answers[0].headers["X-RateLimit-Limit"] == "3"
    assert other.post("/v1/demo", json={"role": "learning_professional"}).status_code in (200, 429)
    assert client.get("/healthz").status_code == 200


def test_a_body_that_is_too_large(client: FlaskClient) -> None:
    client.get("/v1/me")

    answer = client.patch("/v1/me", data=b"x" * 1_000_001, content_type="application/json")

    assert answer.status_code == 413
    assert answer.json is not None
    assert answer.json["code"] == "too_large"


def test_what_was_sent_is_in_no_problem_and_no_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/v1/me")
    with caplog.at_level(logging.DEBUG):
        answer = client.post("/v1/questions", json={"client_id": "geheim woord", "text": "geheim woord"})

    assert answer.status_code == 400
    assert "geheim" not in answer.text
    assert "geheim" not in caplog.text


def test_an_unexpected_error_is_told_without_its_text(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Any:
        raise RuntimeError("secret detail")

    app.add_url_rule("/v1/broken", "broken", broken)

    answer = app.test_client().get("/v1/broken")

    assert answer.status_code == 500
    assert answer.json is not None
    assert answer.json["code"] == "internal_error"
    assert "secret" not in answer.text
    assert "unexpected error" in caplog.text


def test_a_database_that_cannot_be_written_is_told_and_no_words_are_logged(
    client: FlaskClient, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/v1/me")
    without_engines(services)
    with services.database.engine.connect() as connection:
        connection.execute(text("alter table notes rename to away"))

    answer = client.post(
        "/v1/notes", json={"client_id": "note-0001", "text": "geheim woord", "language": "nl"}
    )

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json is not None
    assert answer.json["code"] == "cannot_keep"
    assert "parameters hidden" in caplog.text
    assert "geheim" not in caplog.text


def test_a_database_that_is_away_is_told_to_whoever_it_is(client: FlaskClient, services: Services) -> None:
    client.get("/v1/me")
    with services.database.engine.connect() as connection:
        connection.execute(text("alter table people rename to away"))

    answer = client.get("/v1/me", headers={"Accept-Language": "en"})

    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert answer.json is not None
    assert "cannot keep" in answer.json["message"]


@pytest.mark.parametrize(
    ("path", "status"), [("/v1/nothing", 404), ("/assets/gone.js", 404), ("/oefenen", 200), ("/", 200)]
)
def test_screens_have_addresses_and_files_do_not_fall_back(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, path: str, status: int
) -> None:
    (tmp_path / "index.html").write_text("<!doctype html>")
    monkeypatch.setattr(front, "BUILD", tmp_path)

    with client.get(path, headers={"Accept": "text/html"}) as answer:
        assert answer.status_code == status


def test_hashed_files_are_kept_for_ever_and_others_are_checked(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "assets").mkdir()
    for name in ("index.html", "sw.js", "assets/app-1a2b3c.js"):
        (tmp_path / name).write_text("x")
    monkeypatch.setattr(front, "BUILD", tmp_path)

    kept = {}
    for path in ("/", "/sw.js", "/assets/app-1a2b3c.js"):
        with client.get(path) as answer:
            kept[path] = answer.headers["Cache-Control"]

    assert kept["/"] == kept["/sw.js"] == "no-cache"
    assert kept["/assets/app-1a2b3c.js"] == "public, max-age=31536000, immutable"


def test_a_missing_build_says_what_to_do(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(front, "BUILD", tmp_path)

    answer = client.get("/")

    assert answer.status_code == 503
    assert answer.json is not None
    assert answer.json["code"] == "front_missing"


@pytest.mark.parametrize("path", ["/../pyproject.toml", "/..%2f..%2fpyproject.toml", "/%2e%2e/engines.py"])
def test_nothing_outside_the_build_is_given(client: FlaskClient, path: str) -> None:
    assert b"[project]" not in client.get(path).data
    assert b"import" not in client.get(path).data
