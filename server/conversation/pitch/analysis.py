"""Everything that can be told about a take, from its transcript and what was measured on its sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from server.conversation.pitch.tables import TakeRow
from voice.delivery import plain
from voice.delivery.acoustics import Acoustics
from voice.delivery.lexicon import lexicon
from voice.delivery.loudness import DROPPED_FROM
from voice.delivery.pace import Pace, Sure, pace_of
from voice.delivery.pauses import Stretch
from voice.delivery.wording import Found, Kind, find_in_words
from voice.delivery.words import Piece, Sentence, sentences_of

LANGUAGES = ("nl", "en", "fr", "de")
_UNSURE_WORDS = 0.45
_FOREIGN = 0.22
_FEWEST_WORDS = 12
LONG_PAUSE = 3.0


@dataclass(frozen=True)
class Place:
    """Words of the person and where they are in the sound, in seconds."""

    quote: str
    start: float
    end: float


@dataclass(frozen=True)
class Analysis:
    """A take, taken apart. Made anew each time: the person may correct the words at any moment."""

    language: str
    acoustics: Acoustics
    pieces: tuple[Piece, ...]
    corrected: bool
    intended: frozenset[str]

    @classmethod
    def of(cls, row: TakeRow) -> Analysis:
        """Take apart what is kept of a take that is ready."""
        pieces = tuple(
            Piece(
                piece["text"],
                piece["start"],
                piece["end"],
                piece.get("sure", 1.0),
                piece.get("syllables"),
                piece.get("heard"),
            )
            for piece in row.pieces
        )
        return cls(
            row.language,
            Acoustics.model_validate(row.acoustics),
            pieces,
            row.corrected,
            frozenset(row.intended),
        )

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences, with their words in place."""
        return sentences_of(self.pieces, self.acoustics.nuclei, self.language)

    @cached_property
    def text(self) -> str:
        """The whole transcript."""
        return " ".join(piece.text for piece in self.pieces)

    @cached_property
    def words(self) -> int:
        """The number of words."""
        return sum(len(sentence.words) for sentence in self.sentences)

    @cached_property
    def minutes(self) -> float:
        """From the first word to the last, in minutes; never so short that a share of it means nothing."""
        return max(self.acoustics.span_seconds, 6.0) / 60.0

    @cached_property
    def pace(self) -> Pace:
        """How quickly it was said."""
        return pace_of(self.pieces, self.sentences, self.acoustics, self.language, corrected=self.corrected)

    @cached_property
    def all_found(self) -> list[Found]:
        """Everything that was found in the words."""
        return find_in_words(self.sentences, self.language)

    def found(self, kind: Kind) -> list[Found]:
        """What was found of one kind and was not meant that way."""
        return [
            one for number, one in enumerate(self.all_found)
            if one.kind is kind and finding_id(number, one) not in self.intended
        ]  # fmt: skip

    @cached_property
    def long_pauses(self) -> list[Stretch]:
        """Pauses of three seconds and more."""
        return [pause for pause in self.acoustics.pauses if pause.seconds >= LONG_PAUSE]

    @cached_property
    def dropped(self) -> list[tuple[float, float, float]]:
        """Ends of stretches that drop away."""
        return [ending for ending in self.acoustics.endings if ending[2] >= DROPPED_FROM]

    @cached_property
    def passives(self) -> list[Sentence]:
        """Dutch sentences in the passive."""
        return plain.passives(self.sentences) if self.language == "nl" else []

    @cached_property
    def jargon(self) -> list[plain.Jargon]:
        """Dutch words of the office."""
        return plain.jargon(self.sentences) if self.language == "nl" else []

    @property
    def words_sure(self) -> Sure:
        """How far the transcript can be relied on."""
        if self.corrected:
            return Sure.GOOD
        if not self.pieces or self.acoustics.is_noisy:
            return Sure.NOT_MEASURED
        mean = sum(piece.sure for piece in self.pieces) / len(self.pieces)
        return Sure.FAIR if mean < 2 * _UNSURE_WORDS - 0.1 else Sure.GOOD

    @cached_property
    def notices(self) -> list[str]:
        """What makes the figures less sure, as codes."""
        found = []
        if self._other_language():
            found.append("other_language")
        if self.acoustics.several_voices:
            found.append("more_voices")
        if self.acoustics.is_noisy or self.acoustics.is_fair:
            found.append("noisy")
        if self.acoustics.is_clipped:
            found.append("clipped")
        if not self.corrected and self.pieces:
            mean = sum(piece.sure for piece in self.pieces) / len(self.pieces)
            if mean < _UNSURE_WORDS:
                found.append("uncertain_words")
        return found

    def _other_language(self) -> bool:
        """Tell whether the words look like another language than the one that was chosen."""
        if self.words < _FEWEST_WORDS:
            return False
        said = [word.plain for sentence in self.sentences for word in sentence.words]
        shares = {one: sum(word in lexicon(one).stop for word in said) / len(said) for one in LANGUAGES}
        own = shares.pop(self.language, 0.0)
        return max(shares.values()) >= max(_FOREIGN, own + 0.1)

    def place(self, sentence: Sentence) -> Place:
        """Give a sentence as a quote."""
        return Place(sentence.text, sentence.start, sentence.end)


def finding_id(number: int, found: Found) -> str:
    """Name a finding so that the person can say that it was meant; it stays while the words stay."""
    return f"{found.kind.value}-{number}"


def quotes_hold(quote: str, pieces: Sequence[Piece]) -> bool:
    """Tell whether a quote stands in the transcript word for word."""
    return " ".join(quote.split()) in " ".join(" ".join(piece.text for piece in pieces).split())
