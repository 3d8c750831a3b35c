"""What can be wrong with a programme, a feed or a sentence, told to a person.

NudgeError
├── ProgrammeInvalid   a programme that cannot be planned, with every field that is wrong
├── SayingUnclear      a typed or spoken sentence that could not be understood
├── FeedRefused        a calendar feed that was not read
├── NotThere           no such nudge, event or programme, or it is somebody else's
├── Changed            somebody else changed the programme in the meantime
└── NotPossible        what was asked does not fit the state that something is in

Each has a stable ``code`` and one sentence in Dutch and in English. The server turns them into its own
problem reports; nothing here knows HTTP.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class NudgeError(Exception):
    """Anything about nudges that a person must be told."""

    code = "nudge_error"
    nl = "Dit seintje kon niet worden verwerkt. Er is niets veranderd."
    en = "This nudge could not be handled. Nothing was changed."

    def __init__(self, *, code: str | None = None, nl: str | None = None, en: str | None = None):
        """Make an error; what is not given comes from the class."""
        super().__init__(en or self.en)
        if code is not None:
            self.code = code
        if nl is not None:
            self.nl = nl
        if en is not None:
            self.en = en

    def message(self, language: str) -> str:
        """Give the sentence for a person, in ``nl`` or else in English."""
        return self.nl if language == "nl" else self.en


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with one field."""

    field: str
    """Path with dots, such as ``texts.nl.title``; empty for the whole."""
    code: str
    nl: str
    en: str


class ProgrammeInvalid(NudgeError):
    """A programme that cannot be planned; ``problems`` holds everything that is wrong at once."""

    code = "programme_invalid"

    def __init__(self, problems: Sequence[Problem]):
        """Make the error; its own field, code and sentences are those of the first problem."""
        self.problems = tuple(problems)
        self.field = self.problems[0].field
        first = self.problems[0]
        super().__init__(code=first.code, nl=first.nl, en=first.en)


class SayingUnclear(NudgeError):
    """A sentence about an event or a programme that could not be understood."""

    code = "saying_unclear"
    nl = "Ik hoor geen tijd. Zeg het bijvoorbeeld zo: ‘morgen om half drie een pitch’."
    en = "I hear no time. Say it like this: 'tomorrow at half past two a pitch'."


class FeedRefused(NudgeError):
    """A calendar feed that was not read; what was known before stays as it was."""

    code = "feed_refused"
    nl = "Deze agenda kon niet worden gelezen. Je eerdere afspraken blijven staan."
    en = "This calendar could not be read. Your earlier events stay as they are."


class NotThere(NudgeError):
    """No such nudge, event or programme, or it is somebody else's: the two are not told apart."""

    code = "not_found"
    nl = "Dit bestaat niet of niet meer."
    en = "This does not exist, or no longer."


class Changed(NudgeError):
    """Somebody else changed the programme in the meantime; nothing of either is lost."""

    code = "programme_changed"
    nl = "Iemand anders heeft dit programma intussen veranderd. Bekijk die versie; jouw tekst staat er nog."
    en = "Somebody else changed this programme in the meantime. See their version; your text is still here."

    def __init__(self, revision: int):
        """Make the error; ``revision`` is the one that is there now."""
        super().__init__()
        self.revision = revision


class NotPossible(NudgeError):
    """What was asked does not fit the state that something is in."""

    code = "not_possible"
    nl = "Dit kan nu niet met dit programma of seintje."
    en = "This cannot be done with this programme or nudge now."
