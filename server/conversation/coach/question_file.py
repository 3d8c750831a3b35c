"""Questions of the day as a file that a person can read and write: YAML, with a line for each thing wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import yaml

from server.conversation.coach.authored import QuestionContent
from server.errors import BadRequest

MOST: Final = 200
MOST_LETTERS: Final = 400
_HEAD: Final = """\
# Vragen van de dag / questions of the day.
# nl: de vraag; en: the same in English, may be left out;
# theme: 1 to 10, which of the ten questions it belongs to.
"""
_FIELDS: Final = ("nl", "en", "theme")


class QuestionFileInvalid(BadRequest):
    """A file of questions cannot be used."""

    code = "question_file_invalid"
    nl = "Dit bestand met vragen kan ik niet lezen. Er is niets veranderd."
    en = "This file of questions cannot be read. Nothing was changed."


def written(questions: Sequence[QuestionContent]) -> str:
    """Write questions down."""
    plain = [{name: getattr(one, name) for name in _FIELDS if getattr(one, name)} for one in questions]
    body = yaml.safe_dump(plain, allow_unicode=True, sort_keys=False, width=110) if plain else "[]\n"
    return _HEAD + body


def read_questions(data: bytes) -> list[QuestionContent]:
    """Read questions; all of them are drafts.

    Raises:
        QuestionFileInvalid: with the line and the reason.
    """
    try:
        text = data.decode("utf-8-sig")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text)
    except UnicodeDecodeError:
        raise _wrong(1, "dit is geen UTF-8", "this is not UTF-8") from None
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        raise _wrong(line, "dit is geen YAML", "this is not YAML") from None
    if not isinstance(values, list) or not isinstance(node, yaml.SequenceNode):
        raise _wrong(1, "hier hoort een lijst met vragen", "a list of questions belongs here")
    if len(values) > MOST:
        raise _wrong(1, f"dit zijn er meer dan {MOST}", f"these are more than {MOST}")
    return [_question(one, part.start_mark.line + 1) for one, part in zip(values, node.value, strict=True)]


def _question(value: Any, line: int) -> QuestionContent:
    if not isinstance(value, dict) or not set(value) <= set(_FIELDS):
        raise _wrong(line, "een vraag heeft nl, en en theme", "a question has nl, en and theme")
    nl, en, theme = value.get("nl", ""), value.get("en") or "", value.get("theme", 1)
    if not isinstance(nl, str) or not nl.strip() or not isinstance(en, str):
        raise _wrong(line, "nl ontbreekt of is geen tekst", "nl is missing or no text")
    if max(len(nl), len(en)) > MOST_LETTERS:
        raise _wrong(line, f"langer dan {MOST_LETTERS} tekens", f"longer than {MOST_LETTERS} characters")
    if not isinstance(theme, int) or isinstance(theme, bool) or not 1 <= theme <= 10:
        raise _wrong(line, "theme is een getal van 1 tot en met 10", "theme is a number from 1 to 10")
    return QuestionContent(nl=nl.strip().replace("\x00", ""), en=en.strip().replace("\x00", ""), theme=theme)


def _wrong(line: int, nl: str, en: str) -> QuestionFileInvalid:
    return QuestionFileInvalid(
        f"line {line}: {en}",
        nl=f"Dit bestand met vragen klopt niet. Regel {line}: {nl}. Er is niets veranderd.",
        en=f"This file of questions is not right. Line {line}: {en}. Nothing was changed.",
    )
