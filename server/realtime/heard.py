"""What of an answer was heard, and what the conversation may therefore remember."""

from __future__ import annotations

from dataclasses import dataclass, field

from server.conversation.base import Dialogue, Part
from voice.tts.base import OUTPUT_RATE

HEARD_SHARE = 0.8
"""A sentence counts as said once so much of it was audible: whoever listens guesses the last syllables."""
CHARACTERS_A_SECOND = 14.0
"""Of Dutch and English read aloud; for a phone that speaks by itself and reports no samples."""


@dataclass
class Spoken:
    """One sentence of an answer and its place in the answer's sound."""

    text: str
    first_sample: int
    samples: int = 0
    complete: bool = False
    dialogue: Dialogue | None = None
    """The dialogue as the responder left it when it gave this sentence."""

    @property
    def length(self) -> int:
        """Samples, or the guess while it is not complete."""
        return self.samples if self.complete else max(self.samples, 1)

    def share(self, heard: int) -> float:
        """Give how much of it lies before the highest sample that was heard, 0 to 1."""
        if heard <= self.first_sample:
            return 0.0
        if self.samples == 0:
            return 1.0 if self.complete else 0.0
        return min(1.0, (heard - self.first_sample) / self.length)


@dataclass
class AnswerRecord:
    """One answer: what it began from, what was said of it, what was heard of it."""

    question: str
    """What the person said; empty for a button."""
    base: Dialogue
    """The dialogue before the question."""
    sentences: list[Spoken] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    """Everything that was given of it, spoken or shown."""
    final: Dialogue | None = None
    """The dialogue as the responder left it at the end."""

    @property
    def samples(self) -> int:
        """Length of the sound so far."""
        return self.sentences[-1].first_sample + self.sentences[-1].samples if self.sentences else 0

    def begin(self, text: str, dialogue: Dialogue) -> Spoken:
        """Note the next sentence."""
        if self.sentences:
            self.sentences[-1].complete = True
        sentence = Spoken(text, self.samples, dialogue=dialogue)
        self.sentences.append(sentence)
        return sentence

    def text(self) -> str:
        """Give everything that was said, heard or not."""
        return " ".join(sentence.text for sentence in self.sentences)

    def heard_text(self, heard: int | None) -> str:
        """Give the words that were heard; None means all of them."""
        if heard is None:
            return self.text()
        return " ".join(filter(None, (_cut(s.text, s.share(heard)) for s in self.sentences)))

    def dialogue(self, heard: int | None) -> Dialogue:
        """Give what the conversation remembers if only so many samples were heard; None means everything.

        A piece of a card counts as told where its sentence was heard nearly whole; "herhaal" repeats every
        sentence that was begun; the history holds the very words. An offer not reached cannot be accepted.
        """
        begun = [s for s in self.sentences if heard is None or s.share(heard) > 0]
        whole = [s for s in begun if heard is None or s.share(heard) >= HEARD_SHARE]
        complete = len(whole) == len(self.sentences) and self.final is not None
        left = self._state(whole, complete=complete)
        if complete or not self.sentences or self._is_aside(left):
            return left
        left.heard(
            [words for s in begun if (words := _cut(s.text, 1.0 if heard is None else s.share(heard)))]
        )
        left.last_said = [s.text for s in begun]
        if len(begun) < len(self.sentences) or self.final is None:
            left.pending_note = None
        return left

    def _is_aside(self, left: Dialogue) -> bool:
        """Tell whether nothing of this answer belongs to the talk: a hint, a note, a line said once more."""
        return left.history == self.base.history and left.last_said == self.base.last_said

    def _state(self, whole: list[Spoken], *, complete: bool) -> Dialogue:
        """Give a copy of the newest state that rests on heard sentences only."""
        if complete and self.final is not None:
            return self.final.copy()
        newest = whole[-1] if whole else (self.sentences[0] if self.sentences else None)
        if newest is not None and newest.dialogue is not None:
            return newest.dialogue.copy()
        left = self.base.copy()
        if self.question:
            left.asked(self.question)
            left.last_question = self.question
        return left


def guessed_samples(text: str, speed: float) -> int:
    """Give how long a phone's own voice will take for a text, in samples."""
    return round(len(text) / CHARACTERS_A_SECOND / max(speed, 0.1) * OUTPUT_RATE)


def _cut(text: str, share: float) -> str:
    """Give the first part of a text, cut before the word in which it broke off."""
    if share >= HEARD_SHARE:
        return text
    kept = text[: int(len(text) * share)]
    words = kept.split()
    if kept and not kept[-1].isspace() and len(kept) < len(text) and not text[len(kept)].isspace():
        words = words[:-1]
    return " ".join(words)
