"""What counts as an input of the PWA's build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import front


def test_modules_outputs_and_tests_are_no_inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"package.json", "src/app/main.ts"}
    others = {"node_modules/a/index.js", "src/node_modules/b.js", "dist/index.html", "src/app/main.test.ts"}
    for name in wanted | others:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.setattr(front, "PWA", tmp_path)

    assert {str(path.relative_to(tmp_path)) for path in front.inputs()} == wanted
