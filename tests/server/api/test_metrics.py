"""Figures for Prometheus, and who may read them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server.identity import Role
from server.services import Services


def test_programs_on_this_machine_read_the_figures(client: FlaskClient) -> None:
    answer = client.get("/metrics")

    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain")
    assert b"souffleur_nudges_due 0.0" in answer.data


@pytest.mark.parametrize(
    ("role", "status"), [(None, 401), (Role.LEARNING_PROFESSIONAL, 403), (Role.ADMINISTRATOR, 200)]
)
def test_from_elsewhere_an_administrators_token_is_needed(
    client: FlaskClient, services: Services, role: Role | None, status: int
) -> None:
    headers = {"X-Forwarded-For": "203.0.113.7"}
    if role is not None:
        person = services.people.add("Ada", role)
        headers["Authorization"] = f"Bearer {services.people.make_token(person.id)}"

    assert client.get("/metrics", headers=headers).status_code == status
