"""Sentences kept on disk."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.voice.tts.sound import tone
from voice.tts.cache import SpeechCache, SpeechKey

SOUND = tone(440, 1.0)


def key(text: str) -> SpeechKey:
    return SpeechKey("edge", "Fenna", "nl", 1.0, text)


def kept(cache: SpeechCache, text: str) -> bytes | None:
    sound = cache.get(key(text))
    return None if sound is None else b"".join(sound)


def test_what_is_kept_comes_back_to_the_sample(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path / "speech", 1_000_000)
    assert kept(cache, "een") is None
    cache.put(key("een"), SOUND)
    assert kept(cache, "een") == SOUND
    assert kept(SpeechCache(tmp_path / "speech", 1_000_000), "een") == SOUND
    (file,) = (tmp_path / "speech").iterdir()
    assert "een" not in file.name
    assert file.stat().st_size < len(SOUND)


def test_every_part_of_the_key_counts() -> None:
    keys = [
        key("a"),
        SpeechKey("espeak", "Fenna", "nl", 1.0, "a"),
        SpeechKey("edge", "Maarten", "nl", 1.0, "a"),
        SpeechKey("edge", "Fenna", "en", 1.0, "a"),
        SpeechKey("edge", "Fenna", "nl", 1.1, "a"),
        SpeechKey("edge", "Fenn", "anl", 1.0, "a"),
        key("\ud800"),
    ]
    assert len({one.file_name() for one in keys}) == len(keys)


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    measure = SpeechCache(tmp_path / "measure", 1_000_000)
    measure.put(key("een"), SOUND)
    size = measure.bytes_kept
    cache = SpeechCache(tmp_path / "speech", int(2.5 * size))
    cache.put(key("een"), SOUND)
    cache.put(key("twee"), SOUND)
    assert kept(cache, "een") == SOUND
    cache.put(key("drie"), SOUND)
    assert [text for text in ("een", "twee", "drie") if key(text) in cache] == ["een", "drie"]
    assert len(list((tmp_path / "speech").iterdir())) == 2
    assert cache.bytes_kept == 2 * size
    assert SpeechCache(tmp_path / "speech", size).bytes_kept == size


def test_a_sentence_larger_than_the_cache_is_not_kept(tmp_path: Path) -> None:
    cache = SpeechCache(tmp_path, 100)
    cache.put(key("een"), SOUND)
    assert kept(cache, "een") is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", [b"", b"not FLAC at all", None])
def test_a_damaged_file_is_removed_and_made_anew(tmp_path: Path, damage: bytes | None) -> None:
    cache = SpeechCache(tmp_path, 1_000_000)
    cache.put(key("een"), SOUND)
    (file,) = tmp_path.iterdir()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    assert kept(cache, "een") is None
    assert not file.exists()
    cache.put(key("een"), SOUND)
    assert kept(cache, "een") == SOUND


def test_a_full_disk_is_told_once_and_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    cache = SpeechCache(tmp_path, 1_000_000)
    monkeypatch.setattr(Path, "replace", full)
    for text in ("een", "twee", "drie"):
        cache.put(key(text), SOUND)
        assert kept(cache, text) is None
    assert caplog.text.count("No space left") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_does_no_harm(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = SpeechCache(tmp_path / "file" / "speech", 1_000_000)
    cache.put(key("een"), SOUND)
    assert kept(cache, "een") is None
    assert "goes on without" in caplog.text


def test_what_a_killed_process_left_half_written_is_swept_up(tmp_path: Path) -> None:
    (tmp_path / "abc.part").write_bytes(b"half")
    SpeechCache(tmp_path, 1_000_000)
    assert list(tmp_path.iterdir()) == []
