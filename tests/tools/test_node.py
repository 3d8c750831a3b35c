"""Node: the system's, or the one from PyPI."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tools import node


def program(folder: Path, name: str, says: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho {says}\n")
    file.chmod(0o755)


@pytest.mark.parametrize(
    ("node_says", "npm_says", "enough"),
    [
        ("v20.19.0", "10.8.2", True),
        ("v24.1.0", "11.0.0", True),
        ("v20.18.3", "10.8.2", False),
        ("v18.20.0", "10.8.2", False),
        ("v22.1.0", "9.9.9", False),
        ("nonsense", "10.8.2", False),
    ],
)
def test_the_system_is_used_where_new_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, node_says: str, npm_says: str, enough: bool
) -> None:
    program(tmp_path, "node", node_says)
    program(tmp_path, "npm", npm_says)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/bin")
    asked: list[str] = []

    def install(kind: str) -> bool:
        asked.append(kind)
        return True

    monkeypatch.setattr(node, "install", install)
    wheel = tmp_path / "wheel"
    monkeypatch.setattr(node, "_from_wheel", lambda: wheel if asked else None)

    path = node.npm_environment()["PATH"].split(os.pathsep)

    assert asked == ([] if enough else ["node"])
    assert (path[0] == str(wheel)) is not enough


def test_nothing_at_all_counts_as_too_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert node._version("node") == ()
