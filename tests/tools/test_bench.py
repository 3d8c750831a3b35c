"""``make bench`` calls benchmarks that exist with arguments that they take."""

from __future__ import annotations

import importlib
import io
from contextlib import redirect_stderr

import pytest

from tools.bench import MANIFESTS, Run, corpus, plan

EVERY = [
    run
    for quick in (False, True)
    for run in (*plan(quick=quick, recordings=True), *(corpus(name, quick=quick) for name in MANIFESTS))
]


@pytest.mark.parametrize("run", EVERY, ids=lambda run: " ".join([run.name, *run.arguments[-2:]]))
def test_every_benchmark_takes_its_arguments(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"benchmarks.{run.name}")
    said = io.StringIO()
    # An argument too many is the last that is looked at: what is complained of must be that one alone.
    monkeypatch.setattr("sys.argv", [run.name, *run.arguments, "--not-an-argument"])
    with redirect_stderr(said), pytest.raises(SystemExit):
        module.main()
    assert said.getvalue().strip().endswith("unrecognized arguments: --not-an-argument")


def test_without_recordings_the_rest_is_measured() -> None:
    assert [run.name for run in plan(quick=False, recordings=False)] == [
        "retrieval",
        "retrieval",
        "behaviour",
        "pwa",
        "push",
        "scheduler",
        "start",
        "memory",
    ]
