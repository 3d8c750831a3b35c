"""Card files: Markdown with YAML front matter, read strictly; every complaint names file and line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from server.content.asking import ASKED_FILE, AskedFileError, read_asked
from server.content.cards import Card
from server.content.front_matter import FileProblem as CardProblem
from server.content.front_matter import FrontMatterError, read_front_matter
from server.errors import SouffleurError

STARTER = Path(__file__).parent / "starter"
LANGUAGES = ("nl", "en")


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
    try:
        front = read_front_matter(path)
    except FrontMatterError as error:
        raise CardFileError(error.problems) from None
    values = front.values
    values.setdefault("language", path.parent.name if path.parent.name in LANGUAGES else "nl")
    try:
        return Card.model_validate({**values, "slug": path.stem, "details": front.body})
    except ValidationError as error:
        raise CardFileError([front.explain(detail) for detail in error.errors()]) from None
