"""Makes a manifest of real human Dutch speech from Debian's ``fillets-ng-data-nl``.

The package holds the acted dialogue lines of the game Fish Fillets (GPL-2+); their texts are in
``fillets-ng-data``. Only levels whose folder begins with a letter from a to m are used: the others are kept
for independent checks.

    python -m benchmarks.speech_corpus --out DIR --kind turns --min-seconds 5 --max-seconds 12
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av

GAME = Path("/usr/share/games/fillets-ng")
OPEN_LEVELS = "abcdefghijklm"
_LINE = re.compile(r'dialogId\("(?P<id>[^"]+)"[^)]*\)\s*dialogStr\("(?P<text>(?:[^"\\]|\\.)*)"\)')


@dataclass(frozen=True)
class CorpusLine:
    """One spoken line of the game."""

    audio: Path
    text: str
    level: str
    seconds: float
    """Length of the recording with the silence around it, in seconds."""

    def row(self) -> dict[str, str]:
        """Give the manifest row; the path is absolute, because the recordings stay where they are."""
        return {"audio": str(self.audio), "text": self.text, "language": "nl"}


def installed(game: Path = GAME) -> bool:
    """Tell whether the recordings and their texts are on this machine."""
    return (game / "script").is_dir() and any(game.glob("sound/*/nl/*.ogg"))


def corpus_lines(levels: str = OPEN_LEVELS, game: Path = GAME) -> Iterator[CorpusLine]:
    """Give every Dutch line that has both a recording and a text, in a fixed order.

    Args:
        levels: First letters of the level folders wanted; letters after m are ignored.
        game: Folder of the installed game data.
    """
    return lines_of("nl", levels, game, game)


def lines_of(language: str, levels: str, game: Path, sounds: Path) -> Iterator[CorpusLine]:
    """Give the lines of a language; see :func:`corpus_lines`.

    Args:
        language: ``nl`` or ``cs``.
        levels: As there.
        game: Where the texts are.
        sounds: Where the recordings are; the same folder where their package is installed.
    """
    wanted = set(levels) & set(OPEN_LEVELS)
    for script in sorted(game.glob(f"script/*/dialogs_{language}.lua")):
        level = script.parent.name
        if level[0] not in wanted:
            continue
        texts = _LINE.finditer(script.read_text(encoding="utf-8"))
        for match in texts:
            audio = sounds / "sound" / level / language / f"{match['id']}.ogg"
            text = match["text"].replace('\\"', '"').strip()
            if text and audio.is_file():
                yield CorpusLine(audio, text, level, _seconds(audio))


def spread(lines: Iterable[CorpusLine], limit: int | None) -> list[CorpusLine]:
    """Take at most ``limit`` lines evenly over the whole list, so that every level and length is present."""
    found = list(lines)
    if limit is None or limit >= len(found):
        return found
    return [found[index * len(found) // limit] for index in range(limit)]


def write_manifest(lines: Iterable[CorpusLine], manifest: Path) -> int:
    """Write one JSON object a line and give the number of rows."""
    manifest.parent.mkdir(parents=True, exist_ok=True)
    rows = [json.dumps(line.row(), ensure_ascii=False) for line in lines]
    manifest.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return len(rows)


def _seconds(audio: Path) -> float:
    with av.open(str(audio)) as container:
        return (container.duration or 0) / av.time_base


def main() -> None:
    """Write ``DIR/<kind>.jsonl`` and print where it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the manifest")
    parser.add_argument("--kind", choices=("stt", "turns"), default="turns", help="use of the manifest")
    parser.add_argument("--min-seconds", type=float, default=None, help="shortest (stt: 2, turns: 0.5)")
    parser.add_argument("--max-seconds", type=float, default=None, help="longest (stt: 12, turns: 15)")
    parser.add_argument("--levels", default=OPEN_LEVELS, help="first letters of the level folders")
    parser.add_argument("--limit", type=int, default=None, help="most rows, spread evenly")
    arguments = parser.parse_args()
    if not installed():
        parser.error(f"no recordings in {GAME}: install fillets-ng-data and fillets-ng-data-nl")
    lowest, highest = (2.0, 12.0) if arguments.kind == "stt" else (0.5, 15.0)
    lowest = lowest if arguments.min_seconds is None else arguments.min_seconds
    highest = highest if arguments.max_seconds is None else arguments.max_seconds
    lines = [line for line in corpus_lines(arguments.levels) if lowest <= line.seconds <= highest]
    manifest = arguments.out / f"{arguments.kind}.jsonl"
    rows = write_manifest(spread(lines, arguments.limit), manifest)
    print(json.dumps({"manifest": str(manifest), "rows": rows, "kind": arguments.kind}))


if __name__ == "__main__":
    main()
