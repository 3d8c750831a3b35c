"""From settings to a chain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.voice.tts.sound import level
from voice.tts.base import Speaking
from voice.tts.build import VoiceChoice, build_chain


def test_what_is_not_configured_is_left_out(tmp_path: Path) -> None:
    chain = build_chain(VoiceChoice(offline=True), tmp_path)
    reports = {report.name: report for report in chain.describe()}
    assert list(reports) == ["edge", "espeak"]
    assert not reports["edge"].available
    assert "offline" in reports["edge"].note
    assert reports["espeak"].available
    assert level(b"".join(chain.speak("Goedemorgen.", Speaking("nl")))) > 0.03
    chain.close()


def test_the_order_is_that_of_the_settings(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    choice = VoiceChoice(
        chain=("espeak", "piper", "parrot", "remote", "espeak"),
        remote_url="http://127.0.0.1:9/v1",
        piper_files={"nl": tmp_path / "nl.onnx"},
        cache_bytes=0,
    )
    chain = build_chain(choice, tmp_path)
    assert [report.name for report in chain.describe()] == ["espeak", "piper", "remote"]
    assert "parrot" in caplog.text
    chain.render_ahead(["Goedemorgen."], Speaking("nl"))
    chain.close()
    assert list(tmp_path.iterdir()) == []
