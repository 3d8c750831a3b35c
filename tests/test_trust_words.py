"""No word about what goes on in a person, and no level of a person, in what the product says or asks a model.

The product measures sound and counts words. Guessing at feelings, nerves, character or accent is forbidden by
AI Act article 5(1)(f) and by our own rules, also in a prompt. A test can read every text; nobody reads every
text before every release.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FORBIDDEN = re.compile(
    r"(?<!\w)(?:nerveus\w*|zenuw\w*|zenuwachtig\w*|nervous\w*|nerves|zelfverzekerd\w*|zelfvertrouwen|onzekerheid|"
    r"self-confiden\w*|confident(?:ly)?|enthousias\w*|enthusias\w*|accent(?:en|s)?|persoonlijkheid\w*|personality|"
    r"stressed|gestrest|B1(?:-niveau)?|taalniveau B1)(?!\w)",
    re.IGNORECASE,
)
PRACTICE = ("server/conversation/pitch",)
"""Here nothing at all may be about what somebody feels, also not as an example."""
FEELINGS = re.compile(
    r"(?<!\w)(?:emoti\w*|gevoel\w*|stress\w*|angst\w*|bang|energie\w*|energy|mood|stemming|feeling\w*)(?!\w)",
    re.I,
)
GUARDS = {"server/conversation/coach/manners.py"}
"""They list the words in order to refuse them."""
PROMISE = re.compile(r"(?<!\w)(?:Nooit|Never) [^.]*\.")
"""A sentence that says that we do not do it has to use the word."""


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Give the strings of a module that are no docstrings: texts, prompts, patterns."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    loose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | loose:
            yield node.lineno, node.value


@cache
def texts() -> list[tuple[str, str]]:
    """Give every text that a person may read or a model is sent, with its place."""
    return list(_texts())


def _texts() -> Iterator[tuple[str, str]]:
    for folder in ("server", "voice", "nudges"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            name = str(path.relative_to(ROOT))
            if name not in GUARDS:
                yield from ((f"{name}:{line}", text) for line, text in strings(path))
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            lines = path.read_text(encoding="utf-8").splitlines()
            yield (
                str(path.relative_to(ROOT)),
                "\n".join(line for line in lines if not line.lstrip().startswith("#")),
            )
    for path in sorted((ROOT / "pwa" / "src" / "i18n").rglob("*.json")):
        yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_nothing_that_is_said_guesses_at_a_person() -> None:
    found = {place: FORBIDDEN.findall(PROMISE.sub("", text)) for place, text in texts()}

    assert {place: words for place, words in found.items() if words} == {}


def test_the_feedback_on_a_pitch_says_nothing_about_feelings() -> None:
    found = {
        place: FEELINGS.findall(text)
        for place, text in texts()
        if place.startswith(PRACTICE) and FEELINGS.search(text)
    }

    assert found == {}


@pytest.mark.parametrize(
    "text",
    ["Je klinkt zenuwachtig.", "You sound confident.", "Dit is B1.", "met meer enthousiasme", "je accent"],
)
def test_the_words_are_recognised(text: str) -> None:
    assert FORBIDDEN.search(text)


def test_a_promise_is_no_guess_but_what_stands_beside_it_is() -> None:
    assert not FORBIDDEN.search(PROMISE.sub("", "Gemeten: je tempo. Nooit je accent."))
    assert FORBIDDEN.search(PROMISE.sub("", "Nooit je gevoel. Wel je accent."))


def test_every_exception_is_still_needed() -> None:
    for name in GUARDS:
        assert any(FORBIDDEN.search(text) for _, text in strings(ROOT / name)), name
