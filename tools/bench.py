"""``make bench``: run every benchmark, on recordings that Debian has if they are on this machine.

``python -m tools.bench [--quick] [NAME ...]``: ``--quick`` takes few recordings and turns, to see that all of
it works; names take only those benchmarks. What needs recordings is left out, and said, where there are none.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.places import ROOT, VENV_PYTHON, say

SPEECH = ROOT / "build" / "speech"
DATA = ROOT / "benchmarks" / "data"
MANIFESTS = {"stt": 40, "turns": 120, "voice_loop": 16}
"""The benchmarks that need recordings, and how many of them."""
QUICK = {"stt": 6, "turns": 12, "voice_loop": 4}


@dataclass(frozen=True)
class Run:
    """One benchmark with its arguments."""

    name: str
    arguments: tuple[str, ...] = ()


def manifest_of(name: str) -> Path:
    """Give the default manifest of a benchmark that needs recordings."""
    return SPEECH / name / ("stt.jsonl" if name == "stt" else "turns.jsonl")


def corpus(name: str, *, quick: bool) -> Run:
    """Give the run that writes the default manifest of a benchmark."""
    manifest = manifest_of(name)
    limit = (QUICK if quick else MANIFESTS)[name]
    wanted = ("--out", str(manifest.parent), "--kind", manifest.stem, "--limit", str(limit))
    return Run("speech_corpus", wanted)


def plan(*, quick: bool, recordings: bool) -> list[Run]:
    """List the benchmarks with their arguments."""
    runs = []
    if recordings:
        spoken = {name: ("--manifest", str(manifest_of(name))) for name in MANIFESTS}
        runs += [Run(name, arguments) for name, arguments in spoken.items()]
        runs.append(Run("voice_loop", (*spoken["voice_loop"], "--sessions", "2" if quick else "4")))
    for language in ("nl", "en"):
        runs.append(Run("retrieval", ("--questions", str(DATA / f"questions_{language}.jsonl"))))
    runs.append(Run("behaviour", ("--manifest", str(DATA / "behaviour_nl.jsonl"))))
    runs.append(Run("pwa", ("--runs", "1") if quick else ()))
    runs.append(Run("push", ("--rounds", "1") if quick else ()))
    runs.append(Run("scheduler", ("--people", "10000", "--programmes", "4") if quick else ()))
    runs.append(Run("start", ("--runs", "2") if quick else ()))
    runs.append(Run("memory", ("--turns", "40", "--sockets", "4") if quick else ()))
    return runs


def measure(run: Run) -> tuple[bool, str]:
    """Run one benchmark; gives whether it ended well and its last line."""
    command: list[str | Path] = [VENV_PYTHON, "-m", f"benchmarks.{run.name}", *run.arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False)
    return done.returncode == 0, (done.stdout.strip().splitlines() or [""])[-1]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print two lines a benchmark, what was run and its figures; gives 1 when any of them failed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="few recordings and turns")
    parser.add_argument("names", nargs="*", help="only these benchmarks")
    asked = parser.parse_args(arguments)
    recordings = all(measure(corpus(name, quick=asked.quick))[0] for name in MANIFESTS)
    if not recordings:
        say("no recordings: stt, turns and voice_loop are left out (give them a --manifest of your own)")
    failed = False
    for run in plan(quick=asked.quick, recordings=recordings):
        if asked.names and run.name not in asked.names:
            continue
        ok, figures = measure(run)
        failed |= not ok
        say(json.dumps({"benchmark": run.name, "arguments": run.arguments, "ok": ok}))
        say(figures)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
