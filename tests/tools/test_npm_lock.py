"""The lock of the PWA names the optional packages of every system."""

from __future__ import annotations

import json

from tools.npm_lock import LOCK, complete


def test_the_lock_in_the_repository_is_complete() -> None:
    assert complete(json.loads(LOCK.read_text())) == []


def test_a_missing_package_is_described_from_its_name() -> None:
    parent = {"dev": True, "optionalDependencies": {"@x/cli-linux-x64-musl": "1.2.3", "fsevents": "^2.3"}}
    lock = {"packages": {"": {}, "node_modules/@x/cli": parent}}

    assert complete(lock) == ["@x/cli-linux-x64-musl"]
    assert lock["packages"]["node_modules/@x/cli-linux-x64-musl"] == {
        "version": "1.2.3",
        "cpu": ["x64"],
        "dev": True,
        "optional": True,
        "os": ["linux"],
        "libc": ["musl"],
    }
