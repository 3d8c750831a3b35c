"""The transcripts of one utterance: captions on the way, a guess in every pause, and the whole at the end."""

from __future__ import annotations

from concurrent.futures import CancelledError, Future
from threading import Lock

from voice.stt.base import FloatArray, Purpose, Recogniser, RecognitionOptions, Transcript

TRUSTED = 0.5
"""Below this mean word probability the words have no say in whether the turn is over."""


def result_of(future: Future[Transcript] | None) -> Transcript | None:
    """Give the transcript if it is there; nothing if it is not, was cancelled or failed."""
    if future is None or not future.done() or future.cancelled() or future.exception() is not None:
        return None
    return future.result()


class UtteranceWords:
    """Everything that is asked of the recogniser for one utterance.

    A guess (speculation) is made early in each pause. If the pause was the end, the guess is the answer; if
    it was not, the guess is dropped, or becomes the transcript of the segment when the sound is cut there.
    """

    def __init__(self, recogniser: Recogniser, options: RecognitionOptions) -> None:
        self._recogniser = recogniser
        self._options = options
        self._segments: list[Future[Transcript]] = []
        self._segment_seconds = 0.0
        self._guess: Future[Transcript] | None = None
        self._guess_samples: FloatArray | None = None
        self._partial: Future[Transcript] | None = None

    def ask_partial(self, samples: FloatArray) -> bool:
        """Ask for a caption unless one is still under way."""
        if self._partial is not None and not self._partial.done():
            return False
        self._partial = self._submit(samples, Purpose.PARTIAL)
        return True

    def take_partial(self) -> Transcript | None:
        """Give a caption that has just become ready, once."""
        ready = result_of(self._partial)
        if self._partial is not None and self._partial.done():
            self._partial = None
        return ready

    def stop_partial(self) -> None:
        """Take back a caption that has not begun: from here on the guess is more urgent."""
        if self._partial is not None and self._partial.cancel():
            self._partial = None

    @property
    def guessing(self) -> bool:
        """Whether the present pause has its guess, ready or under way."""
        return self._guess is not None and not self._guess.cancelled()

    def guess(self, samples: FloatArray) -> None:
        """Transcribe what was said so far, in case the pause turns out to be the end."""
        self.adopt_guess(self._submit(samples, Purpose.SPECULATIVE), samples)

    def adopt_guess(self, guess: Future[Transcript], samples: FloatArray) -> None:
        """Take over a transcription of the same sound that was asked for before it was known to be speech."""
        self._guess, self._guess_samples = guess, samples

    def guessed_text(self) -> str | None:
        """Give the words since the last segment if they are there in time and sure enough to help decide."""
        guess = result_of(self._guess)
        return guess.text if guess is not None and guess.confidence >= TRUSTED else None

    def drop_guess(self) -> None:
        """Forget the guess, because speech went on."""
        if self._guess is not None:
            self._guess.cancel()
        self._guess = self._guess_samples = None

    def keep_segment(self, samples: FloatArray, guessed: bool) -> None:
        """Have a finished stretch transcribed for good.

        Args:
            samples: The sound, which is not kept elsewhere any more.
            guessed: Whether the present guess is of this very stretch; then it is not asked twice.
        """
        first = self._guess if guessed else None
        self._guess = self._guess_samples = None
        self._segments.append(self._reliable(samples, first or self._submit(samples, Purpose.FINAL)))
        self._segment_seconds += len(samples) / 16_000

    def finish(self, samples: FloatArray) -> Future[Transcript]:
        """Give the transcript of the whole utterance, which is ready at once if the guess is.

        Args:
            samples: The sound since the last segment; used only if there is no guess of it.
        """
        guess, guessed = self._guess, self._guess_samples
        if guess is None or guessed is None or guess.cancel():
            guess, guessed = self._submit(samples, Purpose.FINAL), samples
            self._guess, self._guess_samples = guess, guessed
        last = self._reliable(guessed, guess)
        return _joined([*self._segments, last]) if self._segments else last

    def cancel(self) -> None:
        """Take back everything that has not begun."""
        self.stop_partial()
        self.drop_guess()
        for segment in self._segments:
            segment.cancel()

    def _submit(self, samples: FloatArray, purpose: Purpose) -> Future[Transcript]:
        return self._recogniser.submit(samples, self._options, purpose)

    def _reliable(self, samples: FloatArray, first: Future[Transcript]) -> Future[Transcript]:
        """Try a failed recognition once more before it is called failed: the sound exists only here."""
        outer: Future[Transcript] = Future()

        def settle(inner: Future[Transcript]) -> None:
            _copy(inner, outer)

        def first_done(inner: Future[Transcript]) -> None:
            if inner.cancelled() or inner.exception() is None:
                _copy(inner, outer)
                return
            try:
                self._submit(samples, Purpose.FINAL).add_done_callback(settle)
            except Exception as error:  # a pool that is being closed; the waiting party must hear of it
                outer.set_exception(error)

        if result_of(first) is not None:
            _copy(first, outer)
        else:
            first.add_done_callback(first_done)
        return outer


def _copy(inner: Future[Transcript], outer: Future[Transcript]) -> None:
    if outer.cancelled():
        return
    if inner.cancelled():
        outer.cancel()
        outer.set_running_or_notify_cancel()
    elif (error := inner.exception()) is not None:
        outer.set_exception(error)
    else:
        outer.set_result(inner.result())


def _joined(parts: list[Future[Transcript]]) -> Future[Transcript]:
    """Give one transcript of consecutive parts; it fails only if all of them failed."""
    whole: Future[Transcript] = Future()
    lock = Lock()
    open_parts = len(parts)

    def one_done(_: Future[Transcript]) -> None:
        nonlocal open_parts
        with lock:
            open_parts -= 1
            last = open_parts == 0
        if last:
            _finish_joined(parts, whole)

    for part in parts:
        part.add_done_callback(one_done)
    return whole


def _finish_joined(parts: list[Future[Transcript]], whole: Future[Transcript]) -> None:
    if whole.cancelled():
        return
    known = [transcript for part in parts if (transcript := result_of(part)) is not None]
    if not known:
        errors = [part.exception() for part in parts if not part.cancelled()]
        whole.set_exception(errors[0] if errors and errors[0] is not None else CancelledError())
        return
    texts = [transcript.text for transcript in known if transcript.text]
    words = sum(len(text.split()) for text in texts)
    confidence = sum(item.confidence * len(item.text.split()) for item in known) / words if words else 0.0
    whole.set_result(
        Transcript(
            text=" ".join(texts),
            language=known[-1].language,
            seconds=sum(item.seconds for item in known),
            confidence=confidence,
            empty_because=None if texts else known[-1].empty_because,
            decode_seconds=known[-1].decode_seconds,
        )
    )
