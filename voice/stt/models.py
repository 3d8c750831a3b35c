"""Which recognition model to use: what is on disk, what suits the machine, what would be better."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass
from pathlib import Path

from voice.errors import ModelMissingError
from voice.stt.bundled import NAME as BUNDLED
from voice.stt.bundled import is_complete, join_bundled

HOW_TO_FETCH = "flask --app wsgi speech fetch"
"""What a person types to get the better model."""

RANKED = ("tiny", "base", "small", "medium", "large-v3-turbo")
"""Models that ``auto`` chooses from, the better the later, as faster-whisper names them."""

_NEEDED = ("model.bin", "config.json", "tokenizer.json")


@dataclass(frozen=True)
class Hardware:
    """What counts for the choice of a model."""

    accelerators: int
    memory_bytes: int


@dataclass(frozen=True)
class FoundModel:
    """A model on disk, and what would be better on this machine."""

    name: str
    folder: Path
    better: str | None = None
    """Name of a model that suits the machine better and is not on disk."""
    how: str | None = None
    """The command that fetches it."""


def this_hardware() -> Hardware:
    """Look at the machine: accelerators that CTranslate2 can use, and memory."""
    return Hardware(accelerators=_accelerators(), memory_bytes=_memory_bytes())


def suited_model(hardware: Hardware) -> str:
    """Name the model that the machine carries at the speed of a conversation.

    The limit of 3 GB for ``small`` is an estimate from the size of its file, not a measurement.
    """
    if hardware.accelerators > 0:
        return "large-v3-turbo"
    return "small" if hardware.memory_bytes >= 3 * 2**30 else BUNDLED


def find_model(instance: Path, wanted: str = "auto", hardware: Hardware | None = None) -> FoundModel:
    """Find the model to load. Never asks the network; the bundled base is joined here the first time.

    Args:
        instance: The instance folder; models live in ``models/<name>`` below it.
        wanted: ``auto`` (the best on disk that suits the machine), a name, or the folder of a model.
        hardware: What to choose for; this machine if left out.

    Raises:
        ModelMissingError: a named model is not on disk, or a folder holds no model.
    """
    models = instance / "models"
    suited = suited_model(hardware or this_hardware())
    if wanted == "auto":
        return _with_better(_best_on_disk(models, suited), suited)
    if is_complete(models / wanted):
        return FoundModel(wanted, models / wanted)
    if wanted == BUNDLED:
        return FoundModel(BUNDLED, join_bundled(models))
    folder = Path(wanted)
    if folder.is_dir():
        _check_folder(folder)
        return FoundModel(folder.name, folder)
    raise ModelMissingError(f"speech model {wanted} is not on disk; fetch it with: {HOW_TO_FETCH} {wanted}")


def _best_on_disk(models: Path, suited: str) -> FoundModel:
    for name in reversed(RANKED[: RANKED.index(suited) + 1]):
        if is_complete(models / name):
            return FoundModel(name, models / name)
        if name == BUNDLED:
            return FoundModel(BUNDLED, join_bundled(models))
    raise ModelMissingError(f"there is no speech model in {models}")


def _with_better(found: FoundModel, suited: str) -> FoundModel:
    if RANKED.index(found.name) >= RANKED.index(suited):
        return found
    return FoundModel(found.name, found.folder, better=suited, how=HOW_TO_FETCH)


def silence_file(folder: Path) -> Path:
    """Give where a model's states of silence are kept, see :mod:`voice.stt.silence`.

    The size of the weights is in the name, so that another model in the same folder does not get them.

    Raises:
        OSError: there are no weights.
    """
    return folder / f"silence-{(folder / 'model.bin').stat().st_size}.npy"


def _check_folder(folder: Path) -> None:
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise ModelMissingError(f"{folder} is not a CTranslate2 Whisper model: no {', '.join(missing)}")


def _accelerators() -> int:
    """Count them, without loading CTranslate2 where it cannot find any: it needs this library."""
    try:
        ctypes.CDLL("libcuda.so.1")
    except OSError:
        return 0
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())


def _memory_bytes() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # not told on this system: assume a small machine
        return 0
