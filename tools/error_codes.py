"""Every stable code of an answer over HTTP, read from the code: of the classes, and given at a call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from nudges.errors import NudgeError, ProgrammeInvalid
from server.errors import SouffleurError
from server.problems import kind_of
from tools.places import ROOT

SENTENCES = "_REFUSALS"
"""Where a module keeps the two sentences of codes that it passes on by name."""


@dataclass(frozen=True, order=True)
class ErrorCode:
    """One code, as it is told."""

    status: int
    code: str
    close_code: int
    en: str


def error_codes() -> list[ErrorCode]:
    """Give every code once, by status and name.

    A programme that cannot be planned is left out: its code is that of its first field.

    Raises:
        ValueError: a code has two statuses, or is given in a way that cannot be read here.
    """
    given = [one for file in _files() for one in _given(file)]
    ours = [_told(kind, kind.code, kind.en) for kind in _below(SouffleurError)]
    theirs = [_told(kind, kind.code, kind.en) for kind in _below(NudgeError) if kind is not ProgrammeInvalid]
    found: dict[str, ErrorCode] = {}
    for one in [*sorted(ours), *sorted(theirs), *given]:
        if found.setdefault(one.code, one).status != one.status:
            raise ValueError(f"{one.code} has two statuses: {found[one.code].status} and {one.status}")
    return sorted(found.values())


def _given(file: Path) -> Iterator[ErrorCode]:
    """Find the codes that a module gives where it makes an error; importing it declares its classes too."""
    text = file.read_text(encoding="utf-8")
    if "code=" not in text and "errors import" not in text:
        return
    module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    for call in ast.walk(ast.parse(text)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
            kind, told = getattr(module, call.func.id, None), {one.arg: one.value for one in call.keywords}
            if isinstance(kind, type) and issubclass(kind, SouffleurError | NudgeError) and "code" in told:
                yield from _of_call(module, kind, told)


def _of_call(module: ModuleType, kind: type[Any], told: dict[str | None, ast.expr]) -> Iterator[ErrorCode]:
    code = told["code"]
    if isinstance(code, ast.Constant):
        yield _told(kind, str(code.value), _sentence(told["en"]) if "en" in told else kind.en)
    elif isinstance(code, ast.Name) and hasattr(module, SENTENCES):
        yield from (_told(kind, name, en) for name, (_, en) in getattr(module, SENTENCES).items())
    elif module.__name__ not in ("server.problems", "nudges.errors"):  # these pass on what others gave
        raise ValueError(f"{module.__name__}: a code of {kind.__name__} cannot be read")


def _sentence(told: ast.expr) -> str:
    """Read a sentence, with what is filled in as its name."""
    if isinstance(told, ast.JoinedStr):
        return "".join(_sentence(one) for one in told.values)
    return str(told.value) if isinstance(told, ast.Constant) else f"{{{ast.unparse(told).strip('{}')}}}"


def _told(kind: type[Any], code: str, en: str) -> ErrorCode:
    ours = kind if issubclass(kind, SouffleurError) else kind_of(kind)
    return ErrorCode(ours.status, code, ours.close_code, en)


def _files() -> list[Path]:
    found = (file for folder in ("server", "nudges") for file in sorted((ROOT / folder).rglob("*.py")))
    return [file for file in found if "migrations" not in file.parts]


def _below(kind: type[Any]) -> set[type[Any]]:
    return {kind}.union(*(_below(one) for one in kind.__subclasses__()))
