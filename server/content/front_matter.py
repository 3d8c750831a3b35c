"""Markdown with YAML front matter, read strictly; every complaint names file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic_core import ErrorDetails

try:
    from yaml import CSafeLoader as SafeLoader  # ten times as fast
except ImportError:  # PyYAML built without its library
    from yaml import SafeLoader  # type: ignore[assignment]

FENCE: Final = "---"
MAX_BYTES: Final = 64_000
MAX_DEPTH: Final = 20
"""A scenario is six deep; the fast reader breaks down over tens of thousands."""

Node = yaml.nodes.Node


class _PlainLoader(SafeLoader):
    """YAML in which only true, false and nothing are special, so that a keyword 112 or no is text."""


_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])


@dataclass(frozen=True)
class FileProblem:
    """One thing that is wrong with one file."""

    path: Path
    line: int
    """Counted from 1."""
    nl: str
    en: str

    def text(self, language: str) -> str:
        """Give ``file:line: reason`` in ``nl`` or else in English."""
        return f"{self.path}:{self.line}: {self.nl if language == 'nl' else self.en}"


class FrontMatterError(Exception):
    """A file cannot be read; ``problems`` lists everything, for one round of repair."""

    def __init__(self, problems: list[FileProblem]):
        """Collect the problems."""
        super().__init__("\n".join(problem.text("en") for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class FrontMatter:
    """A file in its parts."""

    path: Path
    values: dict[str, Any]
    """The fields that have a value."""
    body: str
    node: yaml.MappingNode
    first: int
    """The line on which the front matter begins, counted from 1."""

    def explain(self, detail: ErrorDetails) -> FileProblem:
        """Turn one complaint of pydantic into a sentence at a line."""
        location = detail["loc"]
        context: dict[str, Any] = {**detail.get("ctx", {})}
        context["field"] = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
        if detail["type"] == "enum" or detail["type"] == "literal_error":
            context["expected"] = str(context.get("expected", "")).replace(" or ", ", ")
        nl, en = _REASONS.get(
            detail["type"], ("{field} klopt niet.", "{field} is not right: " + detail["msg"])
        )
        return self.problem(location, nl.format_map(context), en.format_map(context))

    def problem(self, location: tuple[int | str, ...], nl: str, en: str) -> FileProblem:
        """Make a complaint about a place in the front matter."""
        return FileProblem(self.path, self.first + _line_of(self.node, location), nl, en)


_REASONS: Final[Mapping[str, tuple[str, str]]] = {
    "missing": ("{field} ontbreekt.", "{field} is missing."),
    "extra_forbidden": ("{field} is geen bekend veld.", "{field} is not a known field."),
    "string_too_short": ("{field} is leeg.", "{field} is empty."),
    "string_too_long": (
        "{field} is langer dan {max_length} tekens.",
        "{field} is longer than {max_length} characters.",
    ),
    "too_long": ("{field} heeft er meer dan {max_length}.", "{field} has more than {max_length}."),
    "too_short": ("{field} heeft er minder dan {min_length}.", "{field} has fewer than {min_length}."),
    "string_pattern_mismatch": ("{field} heeft niet de goede vorm.", "{field} does not have the right form."),
    "string_type": ("{field} moet tekst zijn.", "{field} must be text."),
    "tuple_type": ("{field} moet een lijst zijn.", "{field} must be a list."),
    "model_type": ("{field} moet velden hebben.", "{field} must have fields."),
    "dict_type": ("{field} moet velden hebben.", "{field} must have fields."),
    "int_parsing": ("{field} moet een heel getal zijn.", "{field} must be a whole number."),
    "int_type": ("{field} moet een heel getal zijn.", "{field} must be a whole number."),
    "float_parsing": ("{field} moet een getal zijn.", "{field} must be a number."),
    "greater_than_equal": ("{field} is kleiner dan {ge}.", "{field} is less than {ge}."),
    "less_than_equal": ("{field} is groter dan {le}.", "{field} is more than {le}."),
    "bool_parsing": ("{field} moet true of false zijn.", "{field} must be true or false."),
    "bool_type": ("{field} moet true of false zijn.", "{field} must be true or false."),
    "enum": ("{field} moet een van deze zijn: {expected}.", "{field} must be one of: {expected}."),
    "literal_error": ("{field} moet een van deze zijn: {expected}.", "{field} must be one of: {expected}."),
    "date_from_datetime_parsing": (
        "{field} is geen datum (jjjj-mm-dd).",
        "{field} is not a date (yyyy-mm-dd).",
    ),
    "date_parsing": ("{field} is geen datum (jjjj-mm-dd).", "{field} is not a date (yyyy-mm-dd)."),
    "date_type": ("{field} is geen datum (jjjj-mm-dd).", "{field} is not a date (yyyy-mm-dd)."),
    "card_rule": ("{nl}", "{en}"),
    "scenario_rule": ("{nl}", "{en}"),
}


def read_front_matter(path: Path) -> FrontMatter:
    """Read one file; see :func:`parse_front_matter`."""
    return parse_front_matter(path.read_bytes(), path)


def parse_front_matter(data: bytes, path: Path) -> FrontMatter:
    """Take a text apart; ``path`` only names it in complaints.

    Raises:
        FrontMatterError: with the line and the reason of everything that makes it unreadable.
    """
    front, body, first = _split(data, path)
    try:
        node, values = _read(front)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark is not None else 0)
        reason = str(getattr(error, "problem", None) or "YAML")
        raise FrontMatterError(
            [FileProblem(path, line, f"De kop is geen YAML: {reason}.", f"The head is not YAML: {reason}.")]
        ) from None
    repeated = _repeated_keys(path, first, node)
    if repeated:
        raise FrontMatterError(repeated)
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        raise FrontMatterError(
            [FileProblem(path, first, "De kop heeft geen velden.", "The head has no fields.")]
        )
    values = {str(key): value for key, value in values.items() if value is not None}
    return FrontMatter(path, values, body, node, first)


def _split(data: bytes, path: Path) -> tuple[str, str, int]:
    """Give the front matter, the body and the line on which the front matter begins.

    Raises:
        FrontMatterError: the file is no text, too big, or has no front matter between two lines of dashes.
    """
    if len(data) > MAX_BYTES:
        raise FrontMatterError([FileProblem(path, 1, "Dit bestand is te groot.", "This file is too large.")])
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        raise FrontMatterError(
            [FileProblem(path, 1, "Dit bestand is geen UTF-8.", "This file is not UTF-8.")]
        ) from None
    if lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        nl = "De kop tussen twee regels met --- ontbreekt."
        raise FrontMatterError([FileProblem(path, 1, nl, "The head between two lines of --- is missing.")])
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip(), 2


def _read(front: str) -> tuple[Node | None, Any]:
    """Give the same front matter twice: with the places of its parts, and as plain values.

    Raises:
        yaml.YAMLError: it is not YAML, nested too deeply, or says of a value what type it has.
    """
    depth = 0
    for event in yaml.parse(front, Loader=_PlainLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        tagged = getattr(event, "tag", None) is not None
        if depth > MAX_DEPTH or tagged:
            problem = "a tag cannot be used here" if tagged else "nested too deeply"
            # The stubs forget that the fast reader's marks will do.
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)  # type: ignore[arg-type]
    loader = _PlainLoader(front)
    try:
        node = loader.get_single_node()
        return node, None if node is None else loader.construct_document(node)
    finally:
        loader.dispose()


def _repeated_keys(path: Path, first: int, node: Node | None) -> list[FileProblem]:
    """Find fields that are given twice; YAML would silently keep the last one."""
    problems: list[FileProblem] = []
    seen: set[str] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in seen:
            line = first + key.start_mark.line
            problems.append(FileProblem(path, line, f"{name} staat er twee keer.", f"{name} is given twice."))
        seen.add(name)
    return problems


def _line_of(node: Node, location: tuple[int | str, ...]) -> int:
    """Find the line, from 0 inside the front matter, of the deepest part of ``location`` that exists."""
    line = node.start_mark.line
    for part in location:
        child: Node | None = None
        if isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(part)), None)
            line = next((key.start_mark.line for key, _ in node.value if key.value == str(part)), line)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
            line = child.start_mark.line
        if child is None:
            break
        node = child
    return int(line)
