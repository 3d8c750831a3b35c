"""One utterance while it grows: its sound, its words and its pauses."""

from __future__ import annotations

from dataclasses import dataclass

from voice.listening.sound import UtteranceSound
from voice.listening.words import UtteranceWords
from voice.turns import Pause
from voice.vad import WINDOW_SECONDS

PAUSE_WINDOWS = 4
"""A silence of 0.13 s counts as a pause, and its words are guessed: the sound itself fell silent some tens of
milliseconds earlier than voice activity says."""
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
    fooled_by: float = 0.0
    """Longest pause, in seconds, that was taken for the end."""
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

    @property
    def spoken(self) -> float:
        """From the first to the last speech, in seconds."""
        return (self.last - self.first) * WINDOW_SECONDS

    def go_on_after(self, pause: int) -> None:
        """Note that speech went on after ``pause`` windows; a long sound is cut there."""
        if pause < PAUSE_WINDOWS:
            return
        segment = self.sound.cut_behind(self.run + pause // 2)
        if segment is not None:
            self.words.keep_segment(segment, guessed=self.words.guessing)
        else:
            self.words.drop_guess()

    def take_back(self, now: int, resumed: int) -> None:
        """Note that the end was called too early.

        Args:
            now: Windows heard so far.
            resumed: Window in which the speech went on.
        """
        pause = resumed - self.last
        self.run = now - resumed
        self.go_on_after(pause)
        self.fooled_by = max(self.fooled_by, pause * WINDOW_SECONDS)
        self.last, self.silent = now, 0

    def pause(self, language: str) -> Pause:
        """Give what the end-of-turn rule looks at."""
        return Pause(
            silence=self.silent * WINDOW_SECONDS,
            spoken=self.spoken,
            fooled_by=self.fooled_by,
            text=self.words.guessed_text(),
            language=language,
        )
