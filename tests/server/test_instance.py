"""The instance folder and its secrets."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from server.instance import Instance


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def instance(tmp_path: Path) -> Instance:
    made = Instance(tmp_path / "instance")
    made.prepare()
    return made


def test_nobody_else_can_read_the_secrets(instance: Instance) -> None:
    assert mode(instance.folder) == 0o700
    assert mode(instance.session_key_file) == mode(instance.vapid_file) == 0o600
    assert instance.loose_permissions() == []


def test_secrets_stay_the_same(instance: Instance) -> None:
    before = (instance.session_key(), instance.vapid())

    instance.prepare()

    assert (instance.session_key(), instance.vapid()) == before
    assert len(before[0]) >= 48


def test_the_push_key_is_a_point_on_p256(instance: Instance) -> None:
    public = instance.vapid().public
    point = base64.urlsafe_b64decode(public + "=" * (-len(public) % 4))

    assert len(point) == 65
    assert point[0] == 4


def test_loose_permissions_are_seen_and_tightened(instance: Instance) -> None:
    instance.session_key_file.chmod(0o644)
    assert instance.loose_permissions() == [instance.session_key_file]

    instance.prepare()

    assert instance.loose_permissions() == []


def test_a_broken_push_key_is_named(instance: Instance) -> None:
    instance.vapid_file.write_text("nonsense")

    with pytest.raises(ValueError, match="PEM"):
        instance.vapid()
