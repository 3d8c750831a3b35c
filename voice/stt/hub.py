"""Fetching a model from the hub: asked politely, within limits, and never half a model.

The file list with sizes and SHA-256 comes from the hub's interface through ``huggingface_hub``, and so does
the HTTP client. The files are streamed here and not by its ``hf_hub_download``, because that one throws a
half download away, tries six times over before it gives up and cannot be held to a deadline.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import httpx2
from huggingface_hub import HfApi, close_session, get_session, hf_hub_url

from voice.errors import ModelMissingError
from voice.stt.bundled import is_complete, mark_complete, put_in_place

REPOSITORIES = {
    "tiny": "Systran/faster-whisper-tiny",
    "base": "Systran/faster-whisper-base",
    "small": "Systran/faster-whisper-small",
    "medium": "Systran/faster-whisper-medium",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}
"""Where each model comes from; the same ones that faster-whisper names."""

Progress = Callable[[int, int], None]
"""Called with the bytes that are there and the bytes in all."""

_WANTED = ("config.json", "preprocessor_config.json", "model.bin", "tokenizer.json", "vocabulary.*")
_BLOCK = 1 << 20
_REVISION = ".revision"


@dataclass(frozen=True)
class Limits:
    """How long the hub may take, in seconds."""

    first_answer: float = 3.0
    stall: float = 20.0
    whole: float | None = None
    """For all of it; None waits as long as bytes keep coming."""


@dataclass(frozen=True)
class _File:
    name: str
    size: int
    sha256: str | None


def fetch(
    instance: Path,
    name: str,
    *,
    offline: bool = False,
    progress: Progress | None = None,
    limits: Limits | None = None,
    endpoint: str | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Path:
    """Fetch a model into ``<instance>/models/<name>`` and give its folder.

    What was fetched before a connection broke is kept beside it and continued the next time. The model
    appears in its place only when every file has the size, and the weights the SHA-256, that the hub told.

    Args:
        instance: The instance folder.
        name: A key of ``REPOSITORIES``, or a repository ``owner/name``.
        offline: Refuse instead of asking.
        progress: Told after every block.
        limits: How long to wait for what.
        endpoint: Address of the hub; the library's own (``HF_ENDPOINT``) if left out.
        clock: Seconds that only go up.

    Raises:
        ModelMissingError: offline, unknown name, hub not reached, too slow, broken off, wrong content, disk
            full, or another process is fetching the same model.
    """
    target = instance / "models" / name.replace("/", "--")
    if is_complete(target):
        return target
    if offline:
        raise ModelMissingError(f"speech model {name} is not on disk and Souffleur is set to stay offline")
    repository = name if "/" in name else REPOSITORIES.get(name)
    if repository is None:
        raise ModelMissingError(f"unknown speech model {name}; known: {', '.join(REPOSITORIES)}")
    limits = limits or Limits()
    half = target.with_name(f".fetch-{target.name}")
    try:
        half.mkdir(parents=True, exist_ok=True)
        with _only_one(half.with_name(f"{half.name}.lock")):
            if not is_complete(target):
                download = _Download(repository, half, limits, progress, endpoint, clock)
                download.run()
                mark_complete(half, name)
                put_in_place(half, target)
    except (OSError, ValueError, httpx2.HTTPError) as error:
        raise ModelMissingError(f"speech model {name} could not be fetched: {_reason(error)}") from error
    finally:
        close_session()  # the library would keep its connections for the life of the process
    return target


class _Download:
    """One attempt to bring all files of a repository into a folder."""

    def __init__(
        self,
        repository: str,
        folder: Path,
        limits: Limits,
        progress: Progress | None,
        endpoint: str | None,
        clock: Callable[[], float],
    ) -> None:
        self._repository = repository
        self._folder = folder
        self._limits = limits
        self._progress = progress
        self._endpoint = endpoint
        self._clock = clock
        self._deadline = None if limits.whole is None else clock() + limits.whole
        self._there = 0
        self._total = 0

    def run(self) -> None:
        revision, files = self._ask()
        self._start_over_if_changed(revision)
        missing = sum(file.size for file in files) - sum(self._size(file.name) for file in files)
        if shutil.disk_usage(self._folder).free < missing:
            raise OSError(f"no room on the disk for {missing >> 20} MB")
        self._total = sum(file.size for file in files)
        for file in sorted(files, key=lambda file: file.size):
            self._bring(file, revision)
        (self._folder / _REVISION).unlink()

    def _ask(self) -> tuple[str, list[_File]]:
        """Ask what the repository holds. This is the hub's first answer, and has the short limit."""
        try:
            info = HfApi(endpoint=self._endpoint, token=False).model_info(
                self._repository, timeout=self._limits.first_answer, files_metadata=True
            )
        except (TypeError, KeyError, AttributeError) as error:  # JSON, but not the hub's
            raise ValueError("the hub's answer is not understood") from error
        files = [
            _File(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else None)
            for file in info.siblings or []
            if any(fnmatch(file.rfilename, wanted) for wanted in _WANTED)
        ]
        names = {file.name for file in files if file.size > 0}
        if info.sha is None or not {"model.bin", "config.json", "tokenizer.json"} <= names:
            raise ValueError(f"{self._repository} holds no CTranslate2 Whisper model")
        return info.sha, files

    def _start_over_if_changed(self, revision: str) -> None:
        """Throw half files away that belong to another revision of the repository."""
        note = self._folder / _REVISION
        if not note.is_file() or note.read_text(encoding="ascii") != revision:
            for old in self._folder.iterdir():
                old.unlink()
            note.write_text(revision, encoding="ascii")

    def _bring(self, file: _File, revision: str) -> None:
        self._there += min(self._size(file.name), file.size)
        if self._size(file.name) != file.size:
            self._stream(file, revision)
        path = self._folder / file.name
        if path.stat().st_size != file.size:
            raise OSError(f"{file.name} broke off at {path.stat().st_size} of {file.size} bytes")
        if file.sha256 is not None and _sha256(path) != file.sha256:
            path.unlink()
            raise ValueError(f"{file.name} is not what the hub announced")

    def _stream(self, file: _File, revision: str) -> None:
        have = self._size(file.name)
        if have > file.size:
            self._there -= file.size
            have = 0
        url = hf_hub_url(self._repository, file.name, revision=revision, endpoint=self._endpoint)
        headers = {"Accept-Encoding": "identity"}
        if have:
            headers["Range"] = f"bytes={have}-"
        timeout = httpx2.Timeout(self._limits.stall, connect=self._limits.first_answer)
        with get_session().stream("GET", url, headers=headers, timeout=timeout) as response:
            response.raise_for_status()
            continued = have > 0 and response.status_code == httpx2.codes.PARTIAL_CONTENT
            if have and not continued:
                self._there -= have
            with (self._folder / file.name).open("ab" if continued else "wb") as out:
                for block in response.iter_bytes(_BLOCK):
                    out.write(block)
                    self._count(len(block))

    def _count(self, size: int) -> None:
        self._there += size
        if self._progress is not None:
            self._progress(self._there, self._total)
        if self._deadline is not None and self._clock() > self._deadline:
            raise TimeoutError(
                f"not finished within {self._limits.whole:.0f} s; the next time goes on from here"
            )

    def _size(self, name: str) -> int:
        path = self._folder / name
        return path.stat().st_size if path.is_file() else 0


@contextlib.contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    """Hold the lock file, or say that another process has it. The system frees it when a process dies."""
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OSError("another process is fetching it") from error
        yield


def _sha256(path: Path) -> str:
    with path.open("rb") as read:
        return hashlib.file_digest(read, "sha256").hexdigest()


def _reason(error: Exception) -> str:
    if isinstance(error, httpx2.TimeoutException):
        return "the hub did not answer in time"
    if isinstance(error, httpx2.ConnectError):
        return "the hub is not reached"
    if isinstance(error, json.JSONDecodeError):
        return "the hub's answer is not understood"
    return str(error).strip().partition("\n")[0] or type(error).__name__
