"""Smart Turn v3.2 (pipecat, BSD-2) on the pauses that our listener notices, for comparison.

The model file is not part of this project. ``--smart-turn`` takes the ONNX file or the ``pipecat-ai`` wheel
that carries it (``pip download pipecat-ai --no-deps``); an installed ``pipecat`` is found by itself.
"""

from __future__ import annotations

import time
import zipfile
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import onnxruntime
from faster_whisper.feature_extractor import FeatureExtractor

from voice.audio import SAMPLE_RATE
from voice.stt.base import FloatArray

_IN_PACKAGE = "pipecat/audio/turn/smart_turn/data/smart-turn-v3.2-cpu.onnx"
_SECONDS = 8


def model_bytes(given: Path | None) -> bytes | None:
    """Give the model from the file or wheel named, or from an installed pipecat; nothing if there is none."""
    if given is not None and given.suffix == ".whl":
        with zipfile.ZipFile(given) as wheel:
            return wheel.read(_IN_PACKAGE)
    if given is not None:
        return given.read_bytes()
    package = find_spec("pipecat")
    if package is None or not package.submodule_search_locations:
        return None
    installed = Path(package.submodule_search_locations[0]).parent / _IN_PACKAGE
    return installed.read_bytes() if installed.is_file() else None


class SmartTurn:
    """The model with the features its own code uses: zero mean, unit variance, the last eight seconds."""

    def __init__(self, model: bytes) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            model, sess_options=options, providers=["CPUExecutionProvider"]
        )
        self._features = FeatureExtractor(chunk_length=_SECONDS)

    def chance_complete(self, samples: FloatArray) -> tuple[float, float]:
        """Give the chance that the turn is complete, and the seconds it took to find out."""
        began = time.perf_counter()
        wanted = _SECONDS * SAMPLE_RATE
        sound = samples[-wanted:]
        sound = np.pad(sound, (wanted - len(sound), 0))
        sound = (sound - sound.mean()) / np.sqrt(sound.var() + 1e-7)
        features = self._features(sound.astype(np.float32), padding=0)[:, : _SECONDS * 100]
        (chance,) = self._session.run(None, {"input_features": features[None].astype(np.float32)})
        return float(np.ravel(chance)[0]), time.perf_counter() - began
