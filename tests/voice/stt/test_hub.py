"""Fetching a model: a hub that works, refuses, hangs, breaks off or lies."""

from __future__ import annotations

import fcntl
import socket
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from tests.voice.stt.hub_stand_in import SMALL_FILES, Hub, running
from voice.errors import ModelMissingError
from voice.stt.bundled import is_complete
from voice.stt.hub import Limits, fetch

WEIGHTS = bytes(range(256)) * 12_000  # about 3 MB: several blocks
QUICK = Limits(first_answer=0.3, stall=0.3)


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running(Hub(WEIGHTS)) as standing:
        yield standing


def bring(instance: Path, hub: Hub, **how: object) -> Path:
    return fetch(instance, "small", limits=QUICK, endpoint=hub.address, **how)  # type: ignore[arg-type]


def test_a_whole_model_appears_in_its_place_and_is_not_asked_for_again(tmp_path: Path, hub: Hub) -> None:
    seen: list[tuple[int, int]] = []
    folder = bring(tmp_path, hub, progress=lambda there, total: seen.append((there, total)))
    assert folder == tmp_path / "models" / "small"
    assert is_complete(folder)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert {file.name for file in folder.iterdir()} == {
        *(set(SMALL_FILES) - {"README.md"}),
        "model.bin",
        "complete.json",
    }
    total = len(WEIGHTS) + sum(len(SMALL_FILES[name]) for name in SMALL_FILES if name != "README.md")
    assert seen[-1] == (total, total)
    assert [there for there, _ in seen] == sorted(there for there, _ in seen)
    asked = len(hub.asked)
    assert bring(tmp_path, hub) == folder
    assert len(hub.asked) == asked


def test_offline_never_asks(tmp_path: Path, hub: Hub) -> None:
    with pytest.raises(ModelMissingError, match="offline"):
        bring(tmp_path, hub, offline=True)
    assert hub.asked == []


def test_an_unknown_name_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match=r"gigantic.*small"):
        fetch(tmp_path, "gigantic")


@pytest.mark.parametrize("status", [401, 404, 429, 500, 503])
def test_a_refusing_hub_is_a_clear_error_and_leaves_no_model(tmp_path: Path, hub: Hub, status: int) -> None:
    hub.list_status = status
    with pytest.raises(ModelMissingError, match="small could not be fetched"):
        bring(tmp_path, hub)
    assert not (tmp_path / "models" / "small").exists()
    assert len(hub.asked) == 1


def test_a_hanging_hub_costs_the_first_limit_only(tmp_path: Path, hub: Hub) -> None:
    hub.hang = True
    with pytest.raises(ModelMissingError, match="did not answer in time"):
        bring(tmp_path, hub)
    assert len(hub.asked) == 1


def test_no_hub_at_all(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ModelMissingError, match="is not reached"):
            fetch(tmp_path, "small", limits=QUICK, endpoint=nobody)


@pytest.mark.parametrize("body", [b"", b"<html>sign in to the network</html>", b"[]", b'{"id": "x/y"}'])
def test_something_that_is_not_a_hub(tmp_path: Path, hub: Hub, body: bytes) -> None:
    hub.list_body = body
    with pytest.raises(ModelMissingError, match="could not be fetched"):
        bring(tmp_path, hub)


def test_a_repository_without_a_model_is_refused(tmp_path: Path, hub: Hub) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(ModelMissingError, match="no CTranslate2 Whisper model"):
        bring(tmp_path, hub)


def test_a_connection_that_breaks_off_is_continued_the_next_time(tmp_path: Path, hub: Hub) -> None:
    hub.break_after = 2_000_000
    with pytest.raises(ModelMissingError, match="could not be fetched"):
        bring(tmp_path, hub)
    assert not is_complete(tmp_path / "models" / "small")
    assert not (tmp_path / "models" / "small").exists()
    hub.break_after = None
    folder = bring(tmp_path, hub)
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert len(hub.ranges_asked) == 1
    assert int(hub.ranges_asked[0].removeprefix("bytes=").rstrip("-")) > 0


def test_storage_without_ranges_starts_over(tmp_path: Path, hub: Hub) -> None:
    hub.break_after = 2_000_000
    with pytest.raises(ModelMissingError):
        bring(tmp_path, hub)
    hub.break_after, hub.ranges = None, False
    seen: list[int] = []
    folder = bring(tmp_path, hub, progress=lambda there, total: seen.append(total - there))
    assert (folder / "model.bin").read_bytes() == WEIGHTS
    assert seen[-1] == 0


def test_a_new_revision_does_not_continue_the_old_half(tmp_path: Path, hub: Hub) -> None:
    hub.break_after = 2_000_000
    with pytest.raises(ModelMissingError):
        bring(tmp_path, hub)
    hub.break_after = None
    hub.revision = "f" * 40
    bring(tmp_path, hub)
    assert hub.ranges_asked == []


def test_a_download_that_stalls_is_given_up(tmp_path: Path, hub: Hub) -> None:
    hub.hang_after = 1_500_000
    with pytest.raises(ModelMissingError, match="did not answer in time"):
        bring(tmp_path, hub)
    assert not (tmp_path / "models" / "small").exists()


def test_a_download_over_the_whole_limit_is_given_up_and_kept(tmp_path: Path, hub: Hub) -> None:
    ticks = count()
    limits = Limits(first_answer=2.0, stall=2.0, whole=4.0)
    with pytest.raises(ModelMissingError, match="not finished within 4 s"):
        fetch(tmp_path, "small", limits=limits, endpoint=hub.address, clock=lambda: float(next(ticks)))
    assert (tmp_path / "models" / ".fetch-small" / "model.bin").stat().st_size > 0


def test_weights_that_are_not_what_was_announced_are_thrown_away(tmp_path: Path, hub: Hub) -> None:
    hub.announced_sha256 = "0" * 64
    with pytest.raises(ModelMissingError, match="not what the hub announced"):
        bring(tmp_path, hub)
    assert not (tmp_path / "models" / ".fetch-small" / "model.bin").exists()
    assert not (tmp_path / "models" / "small").exists()


def test_a_second_process_does_not_fetch_at_the_same_time(tmp_path: Path, hub: Hub) -> None:
    lock = tmp_path / "models" / ".fetch-small.lock"
    lock.parent.mkdir(parents=True)
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(ModelMissingError, match="another process"):
            bring(tmp_path, hub)
    assert hub.asked == []
    assert is_complete(bring(tmp_path, hub))


def test_a_broken_model_in_its_place_is_replaced(tmp_path: Path, hub: Hub) -> None:
    folder = bring(tmp_path, hub)
    (folder / "model.bin").write_bytes(WEIGHTS[:1000])
    assert not is_complete(folder)
    assert is_complete(bring(tmp_path, hub))


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path, hub: Hub) -> None:
    (tmp_path / "models").write_text("a file, not a folder")
    with pytest.raises(ModelMissingError, match="could not be fetched"):
        bring(tmp_path, hub)
