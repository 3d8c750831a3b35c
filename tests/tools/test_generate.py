"""The generated parts of the documents."""

from __future__ import annotations

import pytest

from server.settings import Settings
from tools.generate import error_table, replaced, settings_table


def test_every_setting_has_its_variable_and_a_sentence() -> None:
    table = settings_table().splitlines()[2:]

    assert len(table) == len(Settings.model_fields)
    assert any(row.startswith("| `PORT` | `8080` |") for row in table)
    assert all(row.rstrip(" |").endswith((".", ")")) for row in table)


def test_every_error_is_listed_once() -> None:
    codes = [row.split("`")[1] for row in error_table().splitlines()[2:]]

    assert len(set(codes)) == len(codes)
    assert {"not_signed_in", "starting", "sound_unreadable"} <= set(codes)


def test_a_part_is_replaced_between_its_marks() -> None:
    document = "a\n<!-- begin of the generated x -->\nold\n<!-- end of the generated x -->\nb"

    assert "old" not in replaced(document, "x", "new")
    assert replaced(document, "x", "old") == document
    with pytest.raises(ValueError, match="no marks"):
        replaced(document, "y", "new")
