"""Write docs/protocol.md and docs/protocol.schema.json from the event models.

``python -m tools.protocol_docs`` writes both; with ``--check`` it only tells whether they are up to date.
"""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import sys
import textwrap
from pathlib import Path
from typing import Any

from pydantic import BaseModel, JsonValue
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from server.realtime.binary import FIELDS
from server.realtime.close_codes import CloseCode
from server.realtime.events import client_models, server_models
from server.realtime.faults import ALL_FAULTS

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "protocol.md"
SCHEMA = ROOT / "docs" / "protocol.schema.json"
INTRODUCTION = ROOT / "docs" / "protocol.intro.md"

Schema = dict[str, Any]


def main() -> int:
    """Write or check; the exit code is 1 where something is out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only tell whether the files are up to date")
    wanted = {PAGE: page(), SCHEMA: json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"}
    if not parser.parse_args().check:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8")
        return 0
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run python -m tools.protocol_docs", file=sys.stderr)
    return 1 if stale else 0


def schema() -> Schema:
    """Give one JSON Schema with a definition for every message and the two unions."""
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "validation") for model in client_models()
    ]
    models += [(model, "serialization") for model in server_models()]
    _, whole = models_json_schema(models, schema_generator=_Plain)
    definitions: Schema = whole["$defs"]
    for definition in definitions.values():
        _tidy(definition)
    definitions["ClientEvent"] = _union(client_models())
    definitions["ServerEvent"] = _union(server_models())
    definitions["CloseCode"] = {
        "enum": [int(code) for code in CloseCode],
        "x-names": [code.name for code in CloseCode],
        "description": "Why a socket closes.",
    }
    definitions["FaultCode"] = {
        "enum": [fault.code for fault in ALL_FAULTS],
        "description": "Stable codes of error events.",
    }
    names = ("ClientEvent", "ServerEvent", "CloseCode", "FaultCode")
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Protocol",
        "description": "The live conversation of Souffleur: GET /v1/realtime.",
        "type": "object",
        "additionalProperties": False,
        "properties": {name: {"$ref": f"#/$defs/{name}"} for name in names},
        "required": list(names),
        "$defs": dict(sorted(definitions.items())),
    }


class _Plain(GenerateJsonSchema):
    """No titles on fields: they would become type names of their own in TypeScript."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False


def _union(models: tuple[type[BaseModel], ...]) -> Schema:
    return {"oneOf": [{"$ref": f"#/$defs/{model.__name__}"} for model in models]}


def _tidy(definition: Schema) -> None:
    """Close every object and keep the type literal required, so that TypeScript can tell messages apart."""
    if definition.get("type") != "object":
        return
    definition["additionalProperties"] = False
    kind = definition.get("properties", {}).get("type", {})
    if "." in kind.get("const", "") or kind.get("const") == "error":
        required = definition.setdefault("required", [])
        if "type" not in required:
            required.append("type")
        kind.pop("default", None)


def page() -> str:
    """Give the protocol as Markdown."""
    parts = [
        "<!-- Written by tools/protocol_docs.py from the event models and docs/protocol.intro.md. -->",
        "",
        INTRODUCTION.read_text("utf-8").rstrip(),
        "",
        "## Binary frames",
        "",
        "| field | width | meaning |",
        "| --- | --- | --- |",
        *(f"| `{name}` | {width} | {meaning} |" for name, width, meaning in FIELDS),
        "",
        "## From client to server",
        "",
        *(_message(model) for model in client_models()),
        "## From server to client",
        "",
        *(_message(model) for model in server_models()),
        "## Errors",
        "",
        "| code | type | closes with | what the person reads (nl / en) |",
        "| --- | --- | --- | --- |",
        *(
            f"| `{fault.code}` | {fault.kind} | {int(fault.close) if fault.close else ''} "
            f"| {fault.nl}<br>{fault.en} |"
            for fault in ALL_FAULTS
        ),
        "",
        "## Close codes",
        "",
        "| code | name | meaning |",
        "| --- | --- | --- |",
        *(f"| {int(code)} | {code.name.lower()} | {_code_text(code)} |" for code in CloseCode),
        "",
        "## Shapes",
        "",
        *_shapes(),
    ]
    return "\n".join(parts).rstrip() + "\n"


def _message(model: type[BaseModel]) -> str:
    kind = model.model_fields["type"]
    name = kind.default if isinstance(kind.default, str) else kind.annotation.__args__[0]  # type: ignore[union-attr]
    rows = _rows(model, skip={"type", "event_id"})
    text = inspect.getdoc(model) or ""
    return "\n".join([f"### `{name}`", "", text, "", *rows])


def _rows(model: type[BaseModel], skip: set[str]) -> list[str]:
    """Give the table of a model's fields, or nothing where it has none."""
    described = _field_texts(model)
    rows = [
        f"| `{name}` | {_type_name(field.annotation)} | {described.get(name, '')} |"
        for name, field in model.model_fields.items()
        if name not in skip
    ]
    return ["| field | type | |", "| --- | --- | --- |", *rows, ""] if rows else []


def _shapes() -> list[str]:
    """Give every shape that messages are made of, in alphabetical order."""
    seen: dict[str, type[BaseModel]] = {}
    for model in (*client_models(), *server_models()):
        _collect(model, seen)
    lines: list[str] = []
    for name in sorted(seen):
        lines += [f"### {name}", "", inspect.getdoc(seen[name]) or "", "", *_rows(seen[name], skip=set())]
    return lines


def _collect(model: type[BaseModel], seen: dict[str, type[BaseModel]]) -> None:
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            if inner.__name__ not in seen:
                seen[inner.__name__] = inner
                _collect(inner, seen)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in getattr(annotation, "__args__", ()) for model in _models_in(inner)]


def _type_name(annotation: Any) -> str:
    """Give a type as a reader of JSON would write it."""
    arguments: tuple[Any, ...] = getattr(annotation, "__args__", ())
    if hasattr(annotation, "__metadata__"):
        return _type_name(arguments[0])
    if annotation is type(None) or annotation is None:
        return "null"
    if str(annotation).startswith("typing.Literal"):
        return " \\| ".join(f"`{json.dumps(value)}`" for value in arguments)
    origin = getattr(annotation, "__origin__", None)
    if origin is list:
        return f"[{_type_name(arguments[0])}]"
    if origin is dict:
        return f"{{string: {_type_name(arguments[1])}}}"
    if arguments:
        return " \\| ".join(_type_name(inner) for inner in arguments)
    return _plain_name(annotation)


def _plain_name(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    if hasattr(annotation, "__members__"):
        return " \\| ".join(f'`"{member.value}"`' for member in annotation)
    if annotation is JsonValue:
        return "any JSON"
    return {str: "string", int: "integer", float: "number", bool: "boolean"}[annotation]


def _field_texts(model: type[BaseModel]) -> dict[str, str]:
    """Give the docstring under each field, also those of the classes above."""
    texts: dict[str, str] = {}
    for cls in reversed(model.__mro__):
        if cls is not BaseModel and cls is not object:
            texts |= _docstrings_in(cls)
    return texts


def _code_text(code: CloseCode) -> str:
    return _docstrings_in(CloseCode)[code.name]


def _docstrings_in(cls: type) -> dict[str, str]:
    """Read the string that stands under each assignment of a class body."""
    body = ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0]
    texts: dict[str, str] = {}
    last: str | None = None
    for node in getattr(body, "body", []):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            last = node.targets[0].id
        elif last and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            texts[last] = " ".join(str(node.value.value).split())
            last = None
        else:
            last = None
    return texts


if __name__ == "__main__":
    sys.exit(main())
