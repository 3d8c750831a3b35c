"""Setting a machine up for recognition: ask the hub once for the model that suits it."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from voice.errors import ModelMissingError
from voice.stt.models import FoundModel, Hardware, find_model, silence_file, this_hardware

if TYPE_CHECKING:
    from voice.stt.hub import Limits, Progress

ASK_AGAIN_SECONDS = 24 * 3600.0
"""After a hub that did not answer, set-up asks again only when this much time has passed."""

FIRST_ANSWER_SECONDS, STALL_SECONDS, WHOLE_SECONDS = 3.0, 10.0, 180.0
"""What the hub may take: a first set-up is over within five minutes, whatever the line is like."""


@dataclass(frozen=True)
class SetUp:
    """What set-up found and did."""

    found: FoundModel
    asked: bool = False
    """Whether the hub was asked this time."""
    trouble: str | None = None
    """Why the better model did not come."""


def set_up_model(
    instance: Path,
    *,
    now: float,
    wanted: str = "auto",
    offline: bool = False,
    progress: Progress | None = None,
    hardware: Hardware | None = None,
    limits: Limits | None = None,
    endpoint: str | None = None,
) -> SetUp:
    """Find the model to use, and ask the hub for a better one if that has not just been tried.

    Never fails for want of a hub: what is on disk is used then, and ``trouble`` says why.

    Args:
        instance: The instance folder.
        now: Seconds since the epoch.
        wanted: The ``speech_model`` setting.
        offline: Never ask.
        progress: Told how far the download is.
        hardware: What to choose for; this machine if left out.
        limits: How long the hub may take, if not what a first set-up allows.
        endpoint: Address of the hub, if it is not the usual one.

    Raises:
        ModelMissingError: a model that was named in the settings is not on disk and did not come.
    """
    trouble: str | None = None
    found: FoundModel | None = None
    try:
        found = find_model(instance, wanted, hardware)
        better = found.better
    except ModelMissingError:
        if offline or Path(wanted).is_absolute():
            raise
        better = wanted
    if better is None or offline or (found is not None and _asked_lately(instance, better, now)):
        return SetUp(found or find_model(instance, wanted, hardware))
    # Here, because the hub's client takes a third of a second to import and most starts do not ask.
    from voice.stt.hub import Limits, fetch

    limits = limits or Limits(FIRST_ANSWER_SECONDS, STALL_SECONDS, WHOLE_SECONDS)
    try:
        fetch(instance, better, progress=progress, limits=limits, endpoint=endpoint)
    except ModelMissingError as error:
        trouble = str(error)
        _remember(instance, better, now)
        if found is None:
            raise
    return SetUp(find_model(instance, wanted, hardware), asked=True, trouble=trouble)


def prepare_model(folder: Path) -> None:
    """Make what is kept beside a model, where it is missing: best in a process that ends afterwards.

    Raises:
        ModelMissingError: the folder holds no model that can be loaded.
    """
    wanted = this_hardware().accelerators == 0 and os.access(folder, os.W_OK)
    if wanted and not silence_file(folder).is_file():
        from voice.stt.whisper import WhisperTranscriber  # takes seconds, and is needed once

        WhisperTranscriber(folder)


def _asked_lately(instance: Path, name: str, now: float) -> bool:
    try:
        asked = json.loads(_note(instance).read_text(encoding="utf-8"))
        return bool(asked["name"] == name and 0 <= now - float(asked["at"]) < ASK_AGAIN_SECONDS)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _remember(instance: Path, name: str, now: float) -> None:
    _note(instance).parent.mkdir(parents=True, exist_ok=True)
    _note(instance).write_text(json.dumps({"name": name, "at": now}), encoding="utf-8")


def _note(instance: Path) -> Path:
    return instance / "models" / "asked.json"
