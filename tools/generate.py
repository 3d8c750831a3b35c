"""The parts of the documents that are made from the code: ``python -m tools.generate [--check]``."""

from __future__ import annotations

import ast
import inspect
import json
import sys
from typing import Any

from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from server.settings import Settings
from tools.error_codes import error_codes
from tools.places import ROOT, say

README = ROOT / "README.md"
OPERATIONS = ROOT / "docs" / "operations.md"
MARK = "<!-- {edge} of the generated {name} -->"


def settings_table() -> str:
    """Make the configuration table from the settings and the docstring under each."""
    told = _docstrings()
    rows = ["| variable | default | what it does |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        rows.append(f"| `{_variable(name)}` | {_default(field)} | {told[name]} |")
    return "\n".join(rows)


def error_table() -> str:
    """Make the table of stable codes from the errors in the code."""
    rows = ["| code | HTTP | close code | what a person reads |", "| --- | --- | --- | --- |"]
    for one in error_codes():
        rows.append(f"| `{one.code}` | {one.status} | {one.close_code} | {one.en} |")
    return "\n".join(rows)


GENERATED = {
    "configuration": (README, settings_table),
    "errors": (OPERATIONS, error_table),
}


def main(arguments: list[str]) -> int:
    """Write the parts, or with ``--check`` tell which have drifted."""
    drifted = []
    for name, (file, make) in GENERATED.items():
        text = file.read_text(encoding="utf-8")
        fresh = replaced(text, name, make())
        if fresh != text:
            drifted.append(f"{name} in {file.relative_to(ROOT)}")
            if "--check" not in arguments:
                file.write_text(fresh, encoding="utf-8")
    if drifted and "--check" in arguments:
        say(f"Out of date: {', '.join(drifted)}. `make docs` writes it again.")
        return 1
    return 0


def replaced(text: str, name: str, body: str) -> str:
    """Put a generated part between its marks.

    Raises:
        ValueError: the document has no such marks.
    """
    begin, end = MARK.format(edge="begin", name=name), MARK.format(edge="end", name=name)
    before, found, rest = text.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError(f"no marks for the generated {name}")
    return f"{before}{begin}\n{body}\n{end}{after}"


def _docstrings() -> dict[str, str]:
    """Read the text under each field; Python itself throws it away."""
    tree = ast.parse(inspect.getsource(Settings)).body[0]
    assert isinstance(tree, ast.ClassDef)  # noqa: S101 - the source of a class is a class
    found: dict[str, str] = {}
    for field, text in zip(tree.body, tree.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(text, ast.Expr)
            and isinstance(text.value, ast.Constant)
        ):
            found[field.target.id] = " ".join(str(text.value.value).split())
    return found


def _variable(name: str) -> str:
    alias: Any = Settings.model_fields[name].validation_alias
    return str(alias.choices[0]) if alias is not None else f"SOUFFLEUR_{name.upper()}"


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True, validated_data={})
    if value is None or value is PydanticUndefined or value in ("", (), {}):
        return ""
    return f"`{json.dumps(value)}`" if isinstance(value, tuple | bool) else f"`{value}`"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
