"""One utterance on its way to text: the state that a shared transcriber does not keep."""

from __future__ import annotations

from concurrent.futures import Future

import numpy as np

from voice.stt.base import FloatArray, Purpose, Recogniser, RecognitionOptions, Transcript

SAMPLE_RATE = 16_000


class UtteranceSession:
    """Collects the sound of one utterance and asks for its text, never reusing text of other sound.

    The model is shared by the process; what belongs to one utterance lives here (the split that the Wyoming
    protocol makes between a transcriber and its session). The listener makes one at the start of speech and
    uses it so::

        session = UtteranceSession(recogniser, options)
        session.accept(pre_roll)                  # sound that belongs to the utterance
        session.accept(frame, speech=True)        # ... as it comes, at 16 kHz
        session.accept(frame, speech=False)       # a pause: what was recognised so far still holds
        session.ask(Purpose.SPECULATIVE)          # after about 0.2 s of silence
        session.ask(Purpose.FINAL)                # turn called: the speculative result if it still holds

    Every stretch of speech that comes in raises ``generation``. A speculative result belongs to the
    generation it was asked in and is given out again only while that generation lasts, so that a turn can
    never end on the words of half its sound. When speech goes on, a speculative request that has not begun is
    withdrawn from the queue; one that runs is left to finish and its result is dropped.

    Not thread-safe: the listener's caller serialises.
    """

    def __init__(self, recogniser: Recogniser, options: RecognitionOptions) -> None:
        self._recogniser = recogniser
        self._options = options
        self._chunks: list[FloatArray] = []
        self._samples = 0
        self._held: Future[Transcript] | None = None
        self._held_generation = -1
        self._partial: Future[Transcript] | None = None
        self._closed = False
        self.generation = 0
        """Number of stretches of speech taken in so far; the identity of a result."""

    @property
    def seconds(self) -> float:
        """Length of the sound taken in, in seconds."""
        return self._samples / SAMPLE_RATE

    def accept(self, samples: FloatArray, *, speech: bool = True) -> None:
        """Add sound.

        Args:
            samples: Mono float samples, 16 kHz, -1 to 1.
            speech: Whether there is speech in it. Silence lengthens the sound without making an earlier
                result stale.
        """
        if not samples.size:
            return
        self._chunks.append(np.asarray(samples, dtype=np.float32))
        self._samples += samples.size
        if speech:
            self.generation += 1
            self._drop_stale()

    def ask(self, purpose: Purpose) -> Future[Transcript]:
        """Ask for the text of all sound so far.

        A final request takes over the speculative one of the same generation when that one runs or is done;
        when it still waits in the queue it is withdrawn and asked again with the higher priority. So a future
        that was handed out earlier may end cancelled.
        """
        if purpose is Purpose.PARTIAL:
            if self._partial is not None:
                self._partial.cancel()
            self._partial = self._submit(purpose)
            return self._partial
        held = self._held if self._held_generation == self.generation else None
        if held is not None and self._still_good(held, purpose):
            return held
        self._held = self._submit(purpose)
        self._held_generation = self.generation
        return self._held

    def is_current(self, future: Future[Transcript]) -> bool:
        """Say whether this is the whole-utterance request of the sound as it is now."""
        return future is self._held and self._held_generation == self.generation

    def sound(self) -> FloatArray:
        """Give the sound so far as one array."""
        if len(self._chunks) > 1:
            self._chunks = [np.concatenate(self._chunks)]
        return self._chunks[0] if self._chunks else np.zeros(0, dtype=np.float32)

    def close(self) -> None:
        """Withdraw what is still queued and forget the sound."""
        self._closed = True
        for future in (self._held, self._partial):
            if future is not None:
                future.cancel()
        self._chunks = []

    def _submit(self, purpose: Purpose) -> Future[Transcript]:
        if self._closed:
            refused: Future[Transcript] = Future()
            refused.cancel()
            return refused
        return self._recogniser.submit(self.sound(), self._options, purpose)

    def _drop_stale(self) -> None:
        if self._held is not None:
            self._held.cancel()
        self._held = None

    @staticmethod
    def _still_good(held: Future[Transcript], purpose: Purpose) -> bool:
        if held.cancelled():
            return False
        if held.done():
            return held.exception() is None
        # It waits or runs. A final request may not wait behind other speculative ones: if it can still be
        # withdrawn it has not begun.
        return not (purpose is Purpose.FINAL and held.cancel())
