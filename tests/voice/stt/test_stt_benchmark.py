"""The arithmetic of the recognition benchmark and the manifests it reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.stt import Tally, main, normalise, read_manifest, word_errors


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Eén paspoort, s.v.p.!", ["een", "paspoort", "svp"]),
        ("Noord-Holland / Zuid-Holland", ["noord", "holland", "zuid", "holland"]),
        ("Vóór 5 mei: zo'n 12 auto's.", ["voor", "5", "mei", "zon", "12", "autos"]),
        (" ... ", []),
    ],
)
def test_normalise(text: str, words: list[str]) -> None:
    assert normalise(text) == words


@pytest.mark.parametrize(
    ("said", "heard", "errors"),
    [
        ("a b c", "a b c", 0),
        ("a b c", "a x c", 1),
        ("a b c", "a c", 1),
        ("a b c", "a b x c y", 2),
        ("a b", "", 2),
        ("", "a b", 2),
        ("a b c d", "b c d a", 2),
    ],
)
def test_word_errors(said: str, heard: str, errors: int) -> None:
    assert word_errors(said.split(), heard.split()) == errors


def test_a_tally_is_over_all_words_together() -> None:
    tally = Tally()
    tally.add("een twee drie", "een twee", 0.1)
    tally.add("vier", "vijf", 0.3)
    tally.add("zes", "zes", 0.2)
    assert tally.word_error_rate == pytest.approx(2 / 5)
    assert tally.median == pytest.approx(200.0)


def test_manifests_of_both_forms(tmp_path: Path) -> None:
    rows = [{"audio": "a.wav", "text": "ja", "language": "nl"}, {"audio": "/b.wav", "text": "nee"}]
    array, lines = tmp_path / "array.json", tmp_path / "lines.jsonl"
    array.write_text(json.dumps(rows), encoding="utf-8")
    lines.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    assert read_manifest(array) == read_manifest(lines)
    assert [row.audio for row in read_manifest(lines)] == [tmp_path / "a.wav", Path("/b.wav")]
    assert [row.language for row in read_manifest(lines)] == ["nl", "nl"]


def test_an_empty_manifest_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    manifest = tmp_path / "none.jsonl"
    manifest.write_text("", encoding="utf-8")
    assert main(["--manifest", str(manifest)]) == 2
    assert "empty" in capsys.readouterr().err
