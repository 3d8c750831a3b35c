"""Card files: what an author is told, and whose card wins."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from server.content import STARTER, CardFileError, CardShelf, load_cards
from server.content.tables import CardRow, Synced, sync
from server.store import Database

CARD = """---
title: {title}
moment: solve
situation: Een inwoner is het paspoort kwijt.
first_line: "We regelen het samen."
steps:
  - Vraag wanneer het verdween.
  - {step}
source: Rijksoverheid
checked_on: 2026-11-01
owner: Team Burgerzaken
valid_until: {until}
keywords: [112, no, weg]
{more}
---
Details.
"""


def write(folder: Path, slug: str = "paspoort", **values: str) -> Path:
    filled = {"title": "Paspoort kwijt", "step": "Meld het.", "until": "2027-11-01", "more": "tile: false"}
    path = folder / "nl" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CARD.format_map({**filled, **values}), encoding="utf-8")
    return path


def problems(folder: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(CardFileError) as caught:
        load_cards(folder)
    return [(problem.line, problem.nl, problem.en) for problem in caught.value.problems]


def test_starter_pack_is_whole() -> None:
    cards = load_cards(STARTER)

    assert sum(card.language == "nl" for card in cards) >= 60
    assert sum(card.language == "en" for card in cards) >= 12
    assert all(card.source and card.steps for card in cards)


def test_plain_values_stay_text(tmp_path: Path) -> None:
    write(tmp_path)

    (card,) = load_cards(tmp_path)

    assert card.keywords == ("112", "no", "weg")
    assert card.language == "nl"
    assert card.details == "Details."


def test_every_problem_is_told_with_its_line_in_both_languages(tmp_path: Path) -> None:
    write(tmp_path, title='""', step="x", until="2027-13-01", more="kleur: rood")

    assert problems(tmp_path) == [
        (2, "title is leeg.", "title is empty."),
        (8, "steps.2 is leeg.", "steps.2 is empty."),
        (12, "valid_until is geen datum (jjjj-mm-dd).", "valid_until is not a date (yyyy-mm-dd)."),
        (14, "kleur is geen bekend veld.", "kleur is not a known field."),
    ]


def test_field_given_twice_is_told(tmp_path: Path) -> None:
    write(tmp_path, more="title: Nog een")

    assert problems(tmp_path) == [(14, "title staat er twee keer.", "title is given twice.")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"geen kop", "De kop tussen twee regels met --- ontbreekt."),
        (b"---\n[\n---\n", "De kop is geen YAML"),
        (b"---\na: " + b"[" * 30_000 + b"\n---\n", "De kop is geen YAML: nested too deeply"),
        (b"---\n" + b"- " * 30_000 + b"\n---\n", "De kop is geen YAML: nested too deeply"),
        (b"---\ntitle: !!timestamp straks\n---\n", "De kop is geen YAML: a tag"),
        (b"---\n- een\n---\n", "De kop heeft geen velden."),
        (b"---\ntitle: \xff\n---\n", "Dit bestand is geen UTF-8."),
        (b"-" * 70_000, "Dit bestand is te groot."),
    ],
)
def test_files_that_are_no_cards(tmp_path: Path, content: bytes, reason: str) -> None:
    (tmp_path / "x.md").write_bytes(content)

    ((_, nl, _),) = problems(tmp_path)

    assert nl.startswith(reason)


def test_missing_folder_is_told(tmp_path: Path) -> None:
    assert problems(tmp_path / "weg") == [(1, "Deze map bestaat niet.", "This folder does not exist.")]


def test_own_card_replaces_that_of_the_pack_and_keeps_its_questions(tmp_path: Path) -> None:
    write(tmp_path, slug="paspoort-kwijt", title="Bij ons anders")

    shelf = CardShelf(load_cards(STARTER, tmp_path))
    card = shelf.get("paspoort-kwijt")

    assert card is not None
    assert card.title == "Bij ons anders"
    assert card.asked


def test_questions_for_a_card_that_is_not_there(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "nl" / "asked.yaml").write_text("# ja\nfiets:\n  - waar is mijn fiets\n", encoding="utf-8")

    assert problems(tmp_path) == [(2, "Er is hier geen kaart fiets.", "There is no card fiets here.")]


def test_expiry(tmp_path: Path) -> None:
    write(tmp_path, until="2027-11-01")
    (card,) = load_cards(tmp_path)

    assert not card.expired(date(2027, 11, 1))
    assert card.expired(date(2027, 11, 2))


def test_revision_changes_with_a_card(tmp_path: Path) -> None:
    write(tmp_path)
    before = CardShelf(load_cards(tmp_path)).revision
    write(tmp_path, step="Meld het nu.")

    assert CardShelf(load_cards(tmp_path)).revision != before


def test_counterpart_in_the_other_language() -> None:
    shelf = CardShelf(load_cards(STARTER))
    english = shelf.in_language("rouw", "en")

    assert english is not None
    assert english.slug == "grief"
    dutch = shelf.in_language("grief", "nl")
    assert dutch is not None
    assert dutch.slug == "rouw"


def test_cards_go_into_the_database_once(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    database.migrate()
    write(tmp_path / "cards")
    write(tmp_path / "cards", slug="tweede")
    shelf = CardShelf(load_cards(tmp_path / "cards"))

    assert sync(database, shelf) == Synced(2, 0, 0)
    assert sync(database, shelf) == Synced(0, 0, 0)
    (tmp_path / "cards" / "nl" / "tweede.md").unlink()
    write(tmp_path / "cards", step="Meld het nu.")
    assert sync(database, CardShelf(load_cards(tmp_path / "cards"))) == Synced(0, 1, 1)
    with database.session() as session:
        row = session.get(CardRow, "tweede")
        assert row is not None
        assert not row.on_shelf
    database.close()
