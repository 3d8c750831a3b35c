"""The generated parts of the documents."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.exceptions import InternalServerError, default_exceptions

from server.problems import _http as handled
from server.settings import Settings
from tools.error_codes import error_codes
from tools.generate import error_table, replaced, settings_table
from tools.places import ROOT


def test_every_setting_has_its_variable_and_a_sentence() -> None:
    table = settings_table().splitlines()[2:]

    assert len(table) == len(Settings.model_fields)
    assert any(row.startswith("| `PORT` | `8080` |") for row in table)
    assert all(row.rstrip(" |").endswith((".", ")")) for row in table)


def test_every_error_is_listed_once() -> None:
    codes = [row.split("`")[1] for row in error_table().splitlines()[2:]]

    assert len(set(codes)) == len(codes)
    assert {"not_signed_in", "starting", "sound_unreadable"} <= set(codes)
    assert {"card_unknown", "origin_refused", "invalid", "segments_differ", "feed_private"} <= set(codes)


def test_every_code_that_is_given_by_name_is_listed() -> None:
    codes = {one.code for one in error_codes()}
    files = [file for folder in ("server", "nudges") for file in (ROOT / folder).rglob("*.py")]
    named = {code for file in files for code in re.findall(r'\bcode="(\w+)"', file.read_text())}

    assert len(named) > 20
    assert named <= codes


@pytest.mark.parametrize("status", [405, 406, 415, 416, 418, 500, 502])
def test_every_code_of_a_status_is_listed(status: int) -> None:
    with Flask("server").test_request_context(headers={"Accept-Language": "en"}):
        answer: Any = handled(default_exceptions.get(status, InternalServerError)())

    listed = {one.code for one in error_codes()}
    assert answer.status_code == (status if status in default_exceptions else 500)
    assert answer.json["code"] in listed


def test_a_part_is_replaced_between_its_marks() -> None:
    document = "a\n<!-- begin of the generated x -->\nold\n<!-- end of the generated x -->\nb"

    assert "old" not in replaced(document, "x", "new")
    assert replaced(document, "x", "old") == document
    with pytest.raises(ValueError, match="no marks"):
        replaced(document, "y", "new")
