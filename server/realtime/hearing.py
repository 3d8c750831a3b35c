"""The microphone's side of one conversation: bytes in, turns out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from server.errors import SouffleurError
from server.realtime.config import SessionConfig
from server.realtime.faults import SPEECH_MODEL_MISSING, Refused
from server.realtime.ports import Ears
from voice.audio import PcmReader
from voice.listener import Listener, ListenerConfig, ListenEvent
from voice.stt.base import FloatArray

EARLY_SECONDS = 30.0
"""Sound that is kept while the recogniser is still loading."""
GAP_SECONDS = 2.0
"""Longest stretch of lost sound that is filled with silence, so that times stay right."""


class Hearing:
    """Counts, reads and listens to one microphone."""

    def __init__(self, ears: Callable[[], Ears | None], config: SessionConfig, hints: tuple[str, ...]):
        self._ears = ears
        self._config = config
        self._hints = hints
        self._reader = PcmReader(config.rate)
        self._listener: Listener | None = None
        self._early: list[FloatArray] = []
        self._early_samples = 0
        self._bytes = 0

    @property
    def name(self) -> str:
        """Name of the recognition model, as far as it is known yet."""
        try:
            ears = self._ears()
        except SouffleurError:
            return "none"
        return ears.name if ears is not None else "loading"

    @property
    def received(self) -> int:
        """Samples received so far, at the declared rate."""
        return self._bytes // 2

    @property
    def seconds(self) -> float:
        """Sound listened to so far."""
        return self._listener.seconds if self._listener is not None else 0.0

    def take(self, pcm: bytes, first_sample: int | None, *, answering: bool) -> list[ListenEvent]:
        """Hear sound.

        Args:
            pcm: PCM16 at the declared rate.
            first_sample: Its place in the stream, where the client gave it; what is known already is skipped.
            answering: Whether an answer is being made or can be heard.

        Raises:
            Refused: there is nothing to listen with.
        """
        if first_sample is not None:
            pcm = self._placed(pcm[: len(pcm) // 2 * 2], first_sample)
        if not pcm:
            return []
        self._bytes += len(pcm)
        samples = self._reader.feed(pcm)
        if answering and not self._config.may_interrupt:
            samples = np.zeros_like(samples)
        listener = self._ready()
        if listener is None:
            self._keep_early(samples)
            return []
        return listener.feed(self._with_early(samples), answering=answering)

    def poll(self) -> list[ListenEvent]:
        """Look at what became ready without new sound."""
        if self._listener is None:
            if self._early and self._ready() is not None and self._listener is not None:
                return self._listener.feed(self._with_early(np.zeros(0, np.float32)))
            return []
        return self._listener.poll()

    def commit(self) -> list[ListenEvent]:
        """End the turn now.

        Raises:
            Refused: there is nothing to listen with.
        """
        listener = self._ready()
        if listener is None:
            return []
        events = listener.feed(self._with_early(self._reader.flush()))
        return events + listener.commit()

    def clear(self) -> None:
        """Forget the sound of the turn that is going on."""
        self._early, self._early_samples = [], 0
        if self._listener is not None:
            self._listener.clear()

    def settle(self, utterance: int) -> None:
        """What is said from now on is a new turn."""
        if self._listener is not None:
            self._listener.settle(utterance)

    def reconfigure(self) -> None:
        """Listen as the settings now say."""
        if self._reader.rate != self._config.rate:
            self._reader = PcmReader(self._config.rate)
        if self._listener is not None:
            self._listener.reconfigure(self._listening())

    def lost_until(self, first_sample: int) -> None:
        """The client no longer has the sound before this sample; go on from there."""
        if first_sample > self.received:
            self._bytes = first_sample * 2

    def close(self) -> None:
        """Withdraw what was asked of the recogniser."""
        if self._listener is not None:
            self._listener.close()

    def _placed(self, pcm: bytes, first_sample: int) -> bytes:
        """Cut off what was received before; fill a short gap with silence."""
        ahead = first_sample - self.received
        if ahead < 0:
            return pcm[-ahead * 2 :]
        if ahead > 0:
            filled = min(ahead, round(GAP_SECONDS * self._config.rate))
            self._bytes += (ahead - filled) * 2
            return bytes(filled * 2) + pcm
        return pcm

    def _ready(self) -> Listener | None:
        if self._listener is None:
            try:
                ears = self._ears()
            except SouffleurError as error:
                self._early, self._early_samples = [], 0
                raise Refused(SPEECH_MODEL_MISSING) from error
            if ears is not None:
                self._listener = Listener(ears.vad.stream(), ears.recogniser, self._listening())
        return self._listener

    def _listening(self) -> ListenerConfig:
        config = self._config
        return ListenerConfig(
            language=config.spoken,
            hints=self._hints,
            hands_free=config.listens_by_itself,
            partials=config.ours,
        )

    def _keep_early(self, samples: FloatArray) -> None:
        self._early.append(samples)
        self._early_samples += len(samples)
        while self._early_samples > EARLY_SECONDS * 16_000:
            self._early_samples -= len(self._early.pop(0))

    def _with_early(self, samples: FloatArray) -> FloatArray:
        if not self._early:
            return samples
        samples = np.concatenate([*self._early, samples])
        self._early, self._early_samples = [], 0
        return samples
