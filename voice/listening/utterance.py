"""One utterance while it grows: its sound, its words and its pauses."""

from __future__ import annotations

from dataclasses import dataclass, field

from voice.listening.sound import UtteranceSound
from voice.listening.words import UtteranceWords
from voice.turns import Pause
from voice.vad import WINDOW_SECONDS

PAUSE_WINDOWS = 6
"""A silence of 0.19 s counts as a pause, and its words are guessed."""
FLICKER_WINDOWS = 2
"""One voiced window in a silence is a click; two are speech."""


@dataclass
class Utterance:
    """Counted in windows of 32 ms since the stream began."""

    number: int
    begins: int
    """First window of its sound, pre-roll included."""
    first: int
    """First voiced window."""
    last: int
    """One past the last voiced window."""
    sound: UtteranceSound
    words: UtteranceWords
    inner_pauses: list[float] = field(default_factory=list)
    taken_back: int = 0
    run: int = 0
    """Voiced windows in a row just now."""
    silent: int = 0
    """Windows since the last speech."""
    partial_at: int = 0
    """When a caption was last asked for."""
    settled: bool = False
    called: int = 0
    """When the end of the turn was decided."""

    def hear(self, now: int, voiced: bool) -> int:
        """Take in one window and give the length in windows of a pause that ended with it, else 0.

        Args:
            now: One past the number of the window.
            voiced: Whether it is speech.
        """
        self.run = self.run + 1 if voiced else 0
        if self.run >= (1 if self.silent < PAUSE_WINDOWS // 2 else FLICKER_WINDOWS):
            pause = now - self.run - self.last
            self.last, self.silent = now, 0
            return max(0, pause)
        self.silent = now - self.last
        return 0

    def go_on_after(self, pause: int) -> float:
        """Note that speech went on after ``pause`` windows; a long sound is cut there. Give the seconds."""
        seconds = pause * WINDOW_SECONDS
        if pause < PAUSE_WINDOWS:
            return seconds
        self.inner_pauses.append(seconds)
        segment = self.sound.cut_behind(self.run + pause // 2)
        if segment is not None:
            self.words.keep_segment(segment, guessed=self.words.guessing)
        else:
            self.words.drop_guess()
        return seconds

    def pause(self, language: str) -> Pause:
        """Give what the end-of-turn rule looks at."""
        return Pause(
            silence=self.silent * WINDOW_SECONDS,
            spoken=(self.last - self.first) * WINDOW_SECONDS,
            inner_pauses=tuple(self.inner_pauses),
            taken_back=self.taken_back,
            text=self.words.guessed_text(),
            language=language,
        )
