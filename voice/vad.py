"""Is somebody speaking? Silero's voice activity model (v6, MIT), run as a stream.

faster-whisper carries the ONNX file in its assets. The model sees 64 samples of context and 512 new ones
(32 ms at 16 kHz) and carries two states, ``h`` and ``c``, from window to window (Silero Team, "Silero VAD",
2021-2025, github.com/snakers4/silero-vad).
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import numpy as np

from voice.errors import SpeechEngineError
from voice.stt.base import FloatArray

WINDOW = 512
"""New samples a decision, at 16 kHz."""
WINDOW_SECONDS = WINDOW / 16_000
_CONTEXT = 64


class SileroVad:
    """The model, loaded once and shared by every stream of the process; running it is thread-safe."""

    def __init__(self, model: Path | None = None) -> None:
        """Load the model with one thread: more threads cost more than 0.1 ms of work can win.

        Raises:
            SpeechEngineError: the model file is missing or broken.
        """
        import onnxruntime  # a good part of a second, and many who import this only need its constants

        path = (
            Path(str(files("faster_whisper") / "assets" / "silero_vad_v6.onnx")) if model is None else model
        )
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        try:
            self.session = onnxruntime.InferenceSession(
                str(path), sess_options=options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime raises a dozen unrelated classes
            raise SpeechEngineError(f"the voice activity model {path.name} cannot be loaded") from error

    def stream(self) -> VadStream:
        """Begin a stream with a state of its own."""
        return VadStream(self)


class VadStream:
    """The state of one microphone."""

    def __init__(self, vad: SileroVad) -> None:
        self._session = vad.session
        self._input = np.zeros((1, _CONTEXT + WINDOW), np.float32)
        self._rest = np.zeros(0, np.float32)
        self.reset()

    def reset(self) -> None:
        """Forget the sound so far, the part of a window that waits included."""
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)
        self._input[:] = 0.0
        self._rest = self._rest[:0]

    def process(self, samples: FloatArray) -> list[float]:
        """Give the probability of speech for each window of 512 samples that is complete now.

        Args:
            samples: Mono, 16 kHz, -1 to 1, any length; what is left over waits for the next call.
        """
        if len(self._rest):
            samples = np.concatenate((self._rest, samples))
        whole = len(samples) - len(samples) % WINDOW
        chances = [self._window(samples[start : start + WINDOW]) for start in range(0, whole, WINDOW)]
        self._rest = samples[whole:].copy()
        return chances

    def _window(self, window: FloatArray) -> float:
        self._input[0, :_CONTEXT] = self._input[0, -_CONTEXT:]
        self._input[0, _CONTEXT:] = window
        chance, self._h, self._c = self._session.run(None, {"input": self._input, "h": self._h, "c": self._c})
        return float(chance[0])
