"""Card files: Markdown with YAML front matter, read strictly; every complaint names file and line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from server.content.asking import ASKED_FILE, AskedFileError, read_asked
from server.content.cards import Card
from server.errors import SouffleurError

STARTER = Path(__file__).parent / "starter"
FENCE = "---"
LANGUAGES = ("nl", "en")
MAX_BYTES = 64_000

Node = yaml.nodes.Node


class _PlainLoader(yaml.SafeLoader):
    """YAML in which only true, false and nothing are special, so that a keyword 112 or no is text."""


_PlainLoader.yaml_implicit_resolvers = {}
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_PlainLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:null|~|)$"), ["n", "~", ""])


@dataclass(frozen=True)
class CardProblem:
    """One thing that is wrong with one card file."""

    path: Path
    line: int
    """Counted from 1."""
    nl: str
    en: str

    def text(self, language: str) -> str:
        """Give ``file:line: reason`` in ``nl`` or else in English."""
        return f"{self.path}:{self.line}: {self.nl if language == 'nl' else self.en}"


class CardFileError(SouffleurError):
    """One or more card files cannot be used; ``problems`` lists everything, for one round of repair."""

    code = "card_invalid"
    status = 400

    def __init__(self, problems: list[CardProblem]):
        """Collect the problems into one message per language."""
        self.problems = tuple(problems)
        super().__init__(
            "\n".join(p.text("en") for p in problems),
            nl="Deze kaarten kloppen niet:\n" + "\n".join(p.text("nl") for p in problems),
            en="These cards are not right:\n" + "\n".join(p.text("en") for p in problems),
        )


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
}


def load_cards(*folders: Path) -> list[Card]:
    """Read every card below the given folders; a later folder replaces cards of an earlier one by slug.

    A card lies in a folder named after its language (``nl`` or ``en``) or says ``language`` itself; the file
    name without ``.md`` is its slug.

    Raises:
        CardFileError: a folder is not there or one or more files are wrong; nothing is loaded then.
    """
    found: dict[str, Card] = {}
    problems: list[CardProblem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(CardProblem(folder, 1, "Deze map bestaat niet.", "This folder does not exist."))
            continue
        for slug, card in _load_folder(folder, problems).items():
            before = found.get(slug)
            if before is not None and not card.asked:
                card = card.model_copy(update={"asked": before.asked})
            found[slug] = card
    problems += _check_translations(found)
    if problems:
        raise CardFileError(problems)
    return sorted(found.values(), key=lambda card: (card.language != "nl", card.slug))


def _load_folder(folder: Path, problems: list[CardProblem]) -> dict[str, Card]:
    """Read one folder; what is wrong is added to ``problems``."""
    found: dict[str, Card] = {}
    for path in sorted(folder.rglob("*.md")):
        if path.name.lower() == "readme.md":
            continue
        try:
            card = read_card(path)
        except CardFileError as error:
            problems += error.problems
            continue
        if card.slug in found:
            nl = f"Er is al een kaart {card.slug} in deze map."
            problems.append(CardProblem(path, 1, nl, f"There already is a card {card.slug} in this folder."))
        found[card.slug] = card
    for path in sorted(folder.rglob(ASKED_FILE)):
        _add_asked(path, found, problems)
    return found


def _add_asked(path: Path, found: dict[str, Card], problems: list[CardProblem]) -> None:
    """Add to the cards how people ask for them."""
    try:
        asked = read_asked(path)
    except AskedFileError as error:
        problems.append(CardProblem(path, error.line, error.nl, error.en))
        return
    for slug, (questions, line) in asked.items():
        card = found.get(slug)
        if card is None:
            nl, en = f"Er is hier geen kaart {slug}.", f"There is no card {slug} here."
            problems.append(CardProblem(path, line, nl, en))
        else:
            found[slug] = card.model_copy(update={"asked": (*card.asked, *questions)})


def _check_translations(found: Mapping[str, Card]) -> list[CardProblem]:
    """Find translations of cards that do not exist."""
    return [
        CardProblem(
            Path(card.language) / f"{card.slug}.md",
            1,
            f"translation_of verwijst naar {card.translation_of}, en die kaart is er niet.",
            f"translation_of points to {card.translation_of}, and there is no such card.",
        )
        for card in found.values()
        if card.translation_of is not None and card.translation_of not in found
    ]


def read_card(path: Path) -> Card:
    """Read one card file.

    Raises:
        CardFileError: with the line and the reason of everything that is wrong in it.
    """
    front, body, first = _split(path)
    try:
        node = yaml.compose(front, Loader=_PlainLoader)
        values = yaml.load(front, Loader=_PlainLoader)  # noqa: S506  (fewer types than SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first + (mark.line if mark is not None else 0)
        reason = str(getattr(error, "problem", None) or "YAML")
        raise CardFileError(
            [CardProblem(path, line, f"De kop is geen YAML: {reason}.", f"The head is not YAML: {reason}.")]
        ) from None
    repeated = _repeated_keys(path, first, node)
    if repeated:
        raise CardFileError(repeated)
    if not isinstance(values, dict) or not isinstance(node, yaml.MappingNode):
        raise CardFileError(
            [CardProblem(path, first, "De kop heeft geen velden.", "The head has no fields.")]
        )
    values = {str(key): value for key, value in values.items() if value is not None}
    values.setdefault("language", path.parent.name if path.parent.name in LANGUAGES else "nl")
    try:
        return Card.model_validate({**values, "slug": path.stem, "details": body})
    except ValidationError as error:
        raise CardFileError([_explain(path, first, node, detail) for detail in error.errors()]) from None


def _split(path: Path) -> tuple[str, str, int]:
    """Give the front matter, the body and the line on which the front matter begins.

    Raises:
        CardFileError: the file is no text, too big, or has no front matter between two lines of dashes.
    """
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise CardFileError([CardProblem(path, 1, "Dit bestand is te groot.", "This file is too large.")])
    try:
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
    except UnicodeDecodeError:
        raise CardFileError(
            [CardProblem(path, 1, "Dit bestand is geen UTF-8.", "This file is not UTF-8.")]
        ) from None
    if lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        nl = "De kop tussen twee regels met --- ontbreekt."
        raise CardFileError([CardProblem(path, 1, nl, "The head between two lines of --- is missing.")])
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]).strip(), 2


def _repeated_keys(path: Path, first: int, node: Node | None) -> list[CardProblem]:
    """Find fields that are given twice; YAML would silently keep the last one."""
    problems: list[CardProblem] = []
    seen: set[str] = set()
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        name = str(key.value)
        if name in seen:
            line = first + key.start_mark.line
            problems.append(CardProblem(path, line, f"{name} staat er twee keer.", f"{name} is given twice."))
        seen.add(name)
    return problems


def _explain(path: Path, first: int, node: yaml.MappingNode, detail: ErrorDetails) -> CardProblem:
    """Turn one complaint of pydantic into a sentence at a line."""
    location = detail["loc"]
    context: dict[str, Any] = {**detail.get("ctx", {})}
    context["field"] = ".".join(str(part + 1) if isinstance(part, int) else part for part in location)
    if detail["type"] == "enum" or detail["type"] == "literal_error":
        context["expected"] = str(context.get("expected", "")).replace(" or ", ", ")
    nl, en = _REASONS.get(detail["type"], ("{field} klopt niet.", "{field} is not right: " + detail["msg"]))
    line = first + _line_of(node, location)
    return CardProblem(path, line, nl.format_map(context), en.format_map(context))


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
