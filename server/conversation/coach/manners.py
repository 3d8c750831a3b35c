"""What the coach never says: judgements, and guesses about what goes on in somebody."""

from __future__ import annotations

import re
from typing import Final

from server.content.words import fold

_NEVER: Final = re.compile(
    r"\b(?:"
    # judging, also kindly: a judgement takes the question away from the person
    r"goed zo|goed gedaan|heel goed|knap|prima gedaan|slecht|fout van je|jouw fout|je had moeten|"
    r"had je beter|je moet|beter kunnen|onvoldoende|zwak|teleurstellend|complimenten?|"
    r"well done|good job|great job|bad|your fault|you should|you ought|you must|should have|disappointing|"
    # guessing at what goes on in somebody
    r"emoti\w*|stress\w*|gestrest|nerve\w*|zenuw\w*|zelfverzeker\w*|zelfvertrouwen|onzeker\w*|enthousias\w*|"
    r"enthusias\w*|confiden\w*|insecur\w*|anxious|anxiety|angstig|persoonlijkheid\w*|personality|introvert\w*|"
    r"extravert\w*|burn-?out|depress\w*|accent"
    r")\b"
)


def objection(text: str, said: str = "") -> str | None:
    """Give the words of a sentence that judge, or that speak of a state that the person did not name so."""
    own = fold(said)
    return next((one.group() for one in _NEVER.finditer(fold(text)) if one.group() not in own), None)


def objectionable(text: str, said: str = "") -> bool:
    """Tell whether there are such words in a sentence."""
    return objection(text, said) is not None
