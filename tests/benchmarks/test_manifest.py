"""Other people's data: both forms are read, and what cannot be used is told in one line."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import pytest

from benchmarks import behaviour, retrieval
from benchmarks.manifest import ManifestError, read_manifest, read_rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one stereo recording at 44.1 kHz."""
    with wave.open(str(tmp_path / "a.wav"), "wb") as sound:
        sound.setparams((2, 2, 44_100, 0, "NONE", ""))
        sound.writeframes(bytes(44_100 * 4))
    return tmp_path


def put(folder: Path, text: str) -> Path:
    """Write a file beside the recording."""
    (folder / "rows").write_text(text, encoding="utf-8")
    return folder / "rows"


@pytest.mark.parametrize(
    "text", ['[{"audio": "a.wav", "text": "Ja."}]', '\n{"audio": "a.wav", "text": "Ja."}\n\n']
)
def test_reads_an_array_and_lines_with_paths_beside_it(folder: Path, text: str) -> None:
    """Either form gives the same rows, and sound of any rate comes at 16 kHz."""
    (row,) = read_manifest(put(folder, text), "text")
    assert (row.text, row.language) == ("Ja.", "nl")
    assert abs(len(row.sound()) - 16_000) < 100
    absolute = json.dumps([{"audio": str(folder / "a.wav")}])
    assert read_manifest(put(folder, absolute))[0].audio == row.audio


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is nothing in it"),
        ("[]", "there is nothing in it"),
        ('{"audio": "a.wav", "text": ""}\n{no', "line 2: not JSON"),
        ('[{"audio": ]', "not JSON"),
        ('{"audio": "a.wav"}', "row 1: there is no text"),
        ("[3]", "row 1: there is no audio"),
        ('{"audio": "b.wav", "text": ""}', "there is no file"),
    ],
)
def test_tells_in_one_line_what_cannot_be_used(folder: Path, text: str, told: str) -> None:
    """As an exit with a text: nothing else is printed."""
    with pytest.raises(ManifestError) as error:
        read_manifest(put(folder, text), "text")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_tells_of_a_file_that_is_not_there_and_of_sound_that_is_none(folder: Path) -> None:
    """Both name the file."""
    with pytest.raises(ManifestError, match=r"gone\.json"):
        read_rows(folder / "gone.json")
    (folder / "b.wav").write_bytes(b"")
    (row,) = read_manifest(put(folder, '{"audio": "b.wav"}'))
    with pytest.raises(ManifestError, match=r"b\.wav"):
        row.sound()


def test_measures_behaviours_and_questions_of_an_array(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of JSON lines."""
    rows = put(folder, json.dumps([{"text": "Wat vervelend voor u.", "labels": ["acknowledged_feeling"]}]))
    monkeypatch.setattr("sys.argv", ["behaviour", "--cues-only", "--manifest", str(rows)])
    behaviour.main()
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["sentences"] == 1
    asked = [{"question": "Ik ben mijn paspoort kwijt", "card": "paspoort-kwijt"}]
    monkeypatch.setattr("sys.argv", ["retrieval", "--questions", str(put(folder, json.dumps(asked)))])
    retrieval.main()
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["hit_at_1"] == 1.0


def test_names_a_behaviour_that_there_is_not(folder: Path) -> None:
    """With those that there are."""
    with pytest.raises(ManifestError, match="shouted"):
        behaviour.read(put(folder, '{"text": "Nee.", "labels": ["shouted"]}'))
