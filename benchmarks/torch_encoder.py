"""Whisper's encoder in PyTorch, with the weights that CTranslate2 uses, so that gradients go through it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from voice.stt.base import FloatArray

_HEAD = 64
"""Width of one head of attention in every size of Whisper."""


def weights_of(model: Path) -> dict[str, FloatArray]:
    """Read every array of half precision in a file of weights of CTranslate2.

    Args:
        model: The folder of a model.
    """
    found: dict[str, FloatArray] = {}
    with (model / "model.bin").open("rb") as file:
        _number(file, "I")
        _text(file)
        _number(file, "I")
        for _ in range(_number(file, "I")):
            name = _text(file)
            shape = [_number(file, "I") for _ in range(_number(file, "B"))]
            _number(file, "B")
            raw = file.read(_number(file, "I"))
            if len(raw) == 2 * int(np.prod(shape)):
                found[name] = np.frombuffer(raw, np.float16).astype(np.float32).reshape(shape)
    return found


def _number(file: BinaryIO, kind: str) -> int:
    return int(struct.unpack(f"<{kind}", file.read(struct.calcsize(f"<{kind}")))[0])


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H")).rstrip(b"\0").decode()


class Encoder:
    """The encoder; its weights stay as they are."""

    def __init__(self, weights: dict[str, FloatArray]) -> None:
        self._weights = {
            name: torch.from_numpy(values) for name, values in weights.items() if name.startswith("encoder/")
        }
        self._layers = len([name for name in self._weights if name.endswith("ffn/linear_0/weight")])

    def __call__(self, features: Tensor) -> Tensor:
        """Give the states, shape (frames / 2, width), of log-mel frames, shape (bands, frames)."""
        hidden = functional.gelu(self._conv("encoder/conv1", features[None], 1))
        hidden = functional.gelu(self._conv("encoder/conv2", hidden, 2))[0].T
        hidden = hidden + self._weights["encoder/position_encodings/encodings"][: len(hidden)]
        for number in range(self._layers):
            layer = f"encoder/layer_{number}"
            hidden = hidden + self._attention(f"{layer}/self_attention", hidden)
            inner = self._linear(f"{layer}/ffn/linear_0", self._norm(f"{layer}/ffn/layer_norm", hidden))
            hidden = hidden + self._linear(f"{layer}/ffn/linear_1", functional.gelu(inner))
        return self._norm("encoder/layer_norm", hidden)

    def _attention(self, name: str, hidden: Tensor) -> Tensor:
        mixed = self._linear(f"{name}/linear_0", self._norm(f"{name}/layer_norm", hidden))
        heads = [part.reshape(len(hidden), -1, _HEAD).transpose(0, 1)[None] for part in mixed.chunk(3, dim=1)]
        told = functional.scaled_dot_product_attention(*heads)[0]
        return self._linear(f"{name}/linear_1", told.transpose(0, 1).reshape(hidden.shape))

    def _conv(self, name: str, hidden: Tensor, stride: int) -> Tensor:
        weight, bias = self._weights[f"{name}/weight"], self._weights[f"{name}/bias"]
        return functional.conv1d(hidden, weight, bias, padding=1, stride=stride)

    def _linear(self, name: str, hidden: Tensor) -> Tensor:
        return functional.linear(hidden, self._weights[f"{name}/weight"], self._weights[f"{name}/bias"])

    def _norm(self, name: str, hidden: Tensor) -> Tensor:
        gamma, beta = self._weights[f"{name}/gamma"], self._weights[f"{name}/beta"]
        return functional.layer_norm(hidden, hidden.shape[-1:], gamma, beta)
