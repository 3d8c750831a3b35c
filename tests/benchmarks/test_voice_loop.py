"""The measure of a whole turn says at once what it cannot do."""

from __future__ import annotations

import sys

import pytest

from benchmarks import voice_loop


def test_an_unknown_scenario_is_one_line_that_names_the_known_ones(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["voice_loop", "--manifest", "none.json", "--scenario", "nope"])

    with pytest.raises(SystemExit) as ended:
        voice_loop.main()

    told = str(ended.value)
    assert told.startswith("There is no scenario nope. There are: ")
    assert "uitkering-afgewezen" in told
    assert "\n" not in told
    assert capsys.readouterr().err == ""
    voice_loop.require_scenario("uitkering-afgewezen")
