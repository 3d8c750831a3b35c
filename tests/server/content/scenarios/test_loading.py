"""Scenario files: what is read, and what is wrong, with its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from server.content.scenarios.behaviours import NAMES, Behaviour, name_of
from server.content.scenarios.conditions import Condition
from server.content.scenarios.loading import SCENARIOS, ScenarioFileError, load_scenarios, parse_scenario
from server.content.scenarios.shelf import ScenarioShelf

EXAMPLE = (SCENARIOS / "nl" / "uitkering-afgewezen.md").read_text(encoding="utf-8")
PATH = Path("nl/proef.md")
Change = Callable[[str], str]


def complaints(text: str, path: Path = PATH) -> list[tuple[int, str]]:
    with pytest.raises(ScenarioFileError) as caught:
        parse_scenario(text.encode(), path)
    return [(problem.line, problem.nl) for problem in caught.value.problems]


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_starter_pack_is_sound() -> None:
    found = load_scenarios(SCENARIOS)
    assert len(found) >= 4
    assert all(one.persona.voice for one in found if one.language == "nl")


def test_the_example_in_the_guide_is_the_file_itself() -> None:
    guide = (Path(__file__).parents[4] / "docs" / "scenarios.md").read_text(encoding="utf-8")
    assert EXAMPLE in guide
    assert all(f"`{behaviour.value}`" in guide for behaviour in Behaviour)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("when: irritation >= 6\n", "when: boosheid >= 6\n", "geen voorwaarde"),
        ("after: used_jargon", "after: used_slang", "moet een van deze zijn"),
        ("topic: service", "topic: loket", "moet een van deze zijn"),
        ("irritation: 7", "irritation: 17", "groter dan 10"),
        ("example: true", "exampel: true", "geen bekend veld"),
        ("owner: Team Inkomen\n", "", "owner ontbreekt"),
        ("  - name: walks_out", "  - name: ends_safely", "walks_out ontbreekt"),
        ("    never: repeated_refusal\n", "", "behaviour of never"),
        ("  speed: 1.05", "  speed: snel", "moet een getal zijn"),
    ],
)
def test_each_error_has_its_line_and_reason(old: str, new: str, reason: str) -> None:
    assert old in EXAMPLE
    text = EXAMPLE.replace(old, new, 1)
    found = complaints(text)
    assert any(reason in told for _, told in found), found
    assert all(2 <= line <= len(text.splitlines()) for line, _ in found)


def test_the_line_is_that_of_the_mistake() -> None:
    text = EXAMPLE.replace("after: blamed", "after: scolded", 1)
    assert complaints(text)[0][0] == line_of(text, "after: scolded")


def test_too_few_lines_for_a_mood_is_told() -> None:
    text = re.sub(r"when: irritation <= [3-7]\n", "when: irritation >= 9\n", EXAMPLE)
    assert any("vijf rondes" in told for _, told in complaints(text))


def test_a_threat_needs_a_safe_end_that_names_the_procedure() -> None:
    text = EXAMPLE.replace("example: true", "example: true\nthreat: true", 1)
    assert any("ends_safely ontbreekt" in told for _, told in complaints(text))
    safe = text.replace(
        "edges:\n", "edges:\n  - name: ends_safely\n    when: round >= 9\n    says: Stop.\n", 1
    )
    assert any("{procedure}" in told for _, told in complaints(safe))


@pytest.mark.parametrize(
    "data", [b"", b"\xff\xfe", b"---\n[1, 2]\n---\n", b"---\n: :\n  - {\n---\n", b"x" * 70_000]
)
def test_what_is_no_scenario_is_told_and_not_fatal(data: bytes) -> None:
    with pytest.raises(ScenarioFileError) as caught:
        parse_scenario(data, PATH)
    assert caught.value.problems[0].line >= 1


def test_an_own_file_replaces_that_of_the_starter_pack(tmp_path: Path) -> None:
    own = EXAMPLE.replace("title: De uitkering is afgewezen", "title: Bij ons", 1)
    (tmp_path / "uitkering-afgewezen.md").write_text(own, encoding="utf-8")
    shelf = ScenarioShelf(load_scenarios(SCENARIOS, tmp_path))
    found = shelf.get("uitkering-afgewezen")
    assert found is not None
    assert found.title == "Bij ons"
    assert shelf.revision != ScenarioShelf(load_scenarios(SCENARIOS)).revision


def test_every_problem_of_a_folder_is_told_at_once(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        (tmp_path / f"{name}.md").write_text("---\ntitle: X\n---\n")
    with pytest.raises(ScenarioFileError) as caught:
        load_scenarios(tmp_path, tmp_path / "none")
    assert {problem.path.name for problem in caught.value.problems} == {"een.md", "twee.md", "none"}


def test_conditions() -> None:
    values = {"patience": 3, "irritation": 7, "trust": 4, "round": 2, "level": 1}
    assert Condition.parse("irritation >= 7 and trust < 5").holds(values)
    assert not Condition.parse("irritation > 7").holds(values)
    assert Condition.parse("level = 1").holds(values)
    for wrong in ("", "irritation", "irritation => 7", "irritation >= 7 or trust < 5", "__import__ > 1"):
        with pytest.raises(ValueError, match=r"."):
            Condition.parse(wrong)


def test_every_behaviour_has_a_name_in_both_languages() -> None:
    assert set(NAMES) == set(Behaviour)
    assert name_of(Behaviour.REFUSED, "nl") == "zei nee"
    assert name_of(Behaviour.REFUSED, "fr") == "said no"
