"""Sound that may be speech, until that is sure: how long it has lasted and what is still missing."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass
from enum import Enum

from voice.listening.words import result_of
from voice.stt.base import FloatArray, Transcript
from voice.turns.backchannel import is_command, only_means_go_on

ANNOUNCE_WINDOWS = 2
"""After this much voice during an answer its sound is held: 64 ms."""
CONFIRM_WINDOWS = 3
"""Nobody else is talking: 96 ms of voice is somebody. "Ja" has 150 ms and more."""
RESUME_WINDOWS = 4
"""Going on with a turn while its answer has begun: 128 ms."""
BARGE_IN_WINDOWS = 12
"""Talking into an answer that was settled: 0.38 s without a gap; a cough or "hm" is shorter."""
GAP_WINDOWS = 6
"""So long without voice (0.19 s) ends the sound; then it is judged."""
JUDGE_WINDOWS = 62
"""How long the words of a short sound may be waited for: 2 s."""


class Verdict(Enum):
    """What became of a possible beginning."""

    OPEN = "open"
    SPEECH = "speech"
    NOTHING = "nothing"
    ASK = "ask"
    """Short sound during an answer: only its words can tell."""


@dataclass
class Onset:
    """One possible beginning of speech, counted in windows of 32 ms."""

    first: int
    """Number of its first voiced window."""
    voiced: int = 0
    gap: int = 0
    announced: bool = False
    question: Future[Transcript] | None = None
    """What the recogniser was asked about it."""
    asked_about: FloatArray | None = None

    def hear(self, voiced: bool, needed: int, judged_by_words: bool) -> Verdict:
        """Take in one window.

        Args:
            voiced: Whether the window is speech.
            needed: How many voiced windows make it sure.
            judged_by_words: Whether a sound that stays shorter is to be judged by its words.
        """
        if voiced:
            self.voiced += 1
            self.gap = 0
            self.withdraw()
        else:
            self.gap += 1
        if self.voiced >= needed:
            return Verdict.SPEECH
        if self.gap < GAP_WINDOWS:
            return Verdict.OPEN
        if not judged_by_words or self.voiced < CONFIRM_WINDOWS:
            return Verdict.NOTHING
        return Verdict.ASK if self.question is None else self.judge()

    def judge(self) -> Verdict:
        """Decide by the words of a short sound: only a command such as "stop" is meant for us."""
        if self.question is None:
            return Verdict.OPEN
        transcript = result_of(self.question)
        if transcript is not None:
            meant = is_command(transcript.text) and not only_means_go_on(transcript.text)
            return Verdict.SPEECH if meant else Verdict.NOTHING
        late = self.question.done() or self.gap >= GAP_WINDOWS + JUDGE_WINDOWS
        return Verdict.NOTHING if late else Verdict.OPEN

    def ask(self, samples: FloatArray, question: Future[Transcript]) -> None:
        """Remember what was asked, so that the answer also serves as the turn's words."""
        self.question, self.asked_about = question, samples

    def withdraw(self) -> None:
        """Take the question back, because it is decided or the sound goes on."""
        if self.question is not None:
            self.question.cancel()
        self.question = self.asked_about = None
