"""``make bench``: run every benchmark that needs no data of somebody else, one after the other."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tools.places import ROOT, VENV_PYTHON, say

MANIFEST = ROOT / "build" / "speech" / "manifest.jsonl"
QUESTIONS = ROOT / "benchmarks" / "data" / "questions_nl.jsonl"


def plan() -> list[list[str]]:
    """List the benchmarks with their arguments."""
    manifest = ["--manifest", str(MANIFEST)]
    return [
        ["stt", *manifest],
        ["turns", *manifest],
        ["voice_loop", *manifest],
        ["voice_loop", *manifest, "--sessions", "4"],
        ["retrieval", "--questions", str(QUESTIONS)],
        ["pwa"],
        ["memory"],
    ]


def main() -> int:
    """Print one line a benchmark; gives 1 when any of them failed."""
    if not MANIFEST.exists():
        subprocess.run([VENV_PYTHON, "-m", "benchmarks.speech_corpus"], cwd=ROOT, check=False)
    failed = False
    for name, *arguments in plan():
        if not (ROOT / "benchmarks" / f"{name}.py").exists() and not (ROOT / "benchmarks" / name).is_dir():
            continue
        command: list[str | Path] = [VENV_PYTHON, "-m", f"benchmarks.{name}", *arguments]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
        last = (done.stdout.strip().splitlines() or [""])[-1]
        failed |= done.returncode != 0
        say(json.dumps({"benchmark": name, "arguments": arguments, "ok": done.returncode == 0}))
        say(last)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
