"""The network of ``benchmarks.fit_ear`` while it is fitted, in PyTorch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.ear_material import Material
from voice.stt.base import FloatArray
from voice.stt.ear import DILATIONS

_KINDS = 8
"""Kinds of sounds, and none."""
_BATCH = 24
_RATE = 3e-3
_DROP = 0.15
_HIDE = 0.1
_NOISE = 0.1
_STRETCH = (0.88, 1.14)
_KINDS_WEIGHT = 0.5
_SHORT = 3.0
"""Syllables that the truth is raised by before the error is divided by it."""


class Layer(nn.Module):  # type: ignore[misc]
    """Three taps, some frames apart, added to what came in."""

    def __init__(self, hidden: int, step: int) -> None:
        super().__init__()
        self.taps = nn.Conv1d(hidden, hidden, 3, padding=step, dilation=step)

    def forward(self, hidden: Tensor) -> Tensor:
        """Shape (recordings, hidden, frames)."""
        return hidden + functional.dropout(functional.relu(self.taps(hidden)), _DROP, self.training)


class Net(nn.Module):  # type: ignore[misc]
    """A density of syllables, and the kinds of sounds, for every state."""

    def __init__(self, sample: FloatArray, hidden: int) -> None:
        super().__init__()
        self.mean = torch.from_numpy(sample.mean(0))
        self.spread = torch.from_numpy(sample.std(0) + np.float32(0.05))
        self.into = nn.Linear(sample.shape[1], hidden)
        self.layers = nn.ModuleList([Layer(hidden, step) for step in DILATIONS])
        self.density = nn.Conv1d(hidden, 1, 1)
        self.kinds = nn.Conv1d(hidden, _KINDS, 1)
        nn.init.constant_(self.density.bias, -2.0)

    def forward(
        self, states: Tensor, lengths: list[int], generator: np.random.Generator | None
    ) -> tuple[Tensor, Tensor, list[int]]:
        """Give densities, kinds and lengths; with a generator the states are varied first."""
        states = (states - self.mean) / self.spread
        if generator is not None:
            kept = torch.rand(states.shape[0], 1, states.shape[2]) > _HIDE
            states = states * (kept / (1 - _HIDE))
        hidden = self.into(states).transpose(1, 2)
        if generator is not None:
            hidden, lengths = _stretched(hidden, lengths, generator)
            hidden = hidden + torch.randn_like(hidden) * _NOISE
        hidden = functional.relu(hidden)
        inside = torch.arange(hidden.shape[2])[None] < torch.tensor(lengths)[:, None]
        mask = inside[:, None].float()
        hidden = functional.dropout(hidden, _DROP, self.training)
        for layer in self.layers:
            hidden = layer(hidden * mask)
        return (functional.softplus(self.density(hidden)) * mask)[:, 0], self.kinds(hidden), lengths

    def arrays(self, centre: FloatArray) -> dict[str, FloatArray]:
        """Give the weights as ``voice.stt.ear`` uses them, for states less ``centre``."""
        with torch.no_grad():
            into = self.into.weight / self.spread
            bias = self.into.bias + into @ (torch.from_numpy(centre) - self.mean)
            layers = [layer.taps for layer in self.layers]
            found = {
                "into": into.T,
                "into_bias": bias,
                "taps": torch.stack([taps.weight.permute(2, 1, 0) for taps in layers]),
                "taps_bias": torch.stack([taps.bias for taps in layers]),
                "out": self.density.weight[0, :, 0],
                "out_bias": self.density.bias[0],
            }
            return {name: value.numpy().astype(np.float32) for name, value in found.items()}


def fitted(material: Material, fold: int, seed: int, epochs: int, hidden: int) -> Net:
    """Fit one network on everything but a fold, each time on one variant of every recording.

    The same arguments give the same network.
    """
    torch.set_num_threads(1)
    torch.manual_seed(seed)
    generator = np.random.default_rng(seed)
    known = material.known(fold)
    sample = np.concatenate([material.states[line[0]][::7] for line in known]).astype(np.float32)
    net = Net(sample, hidden)
    optimiser = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=2e-2)
    steps = epochs * (len(known) // _BATCH + 1) + 5
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=steps, pct_start=0.2)
    for epoch in range(epochs):
        chosen = [line[generator.integers(len(line))] for line in known]
        shuffled = sorted(
            generator.permutation(chosen),
            key=lambda number: material.rows[number]["frames"] + generator.integers(0, 30),
        )
        batches = [shuffled[first : first + _BATCH] for first in range(0, len(shuffled), _BATCH)]
        generator.shuffle(batches)
        total = 0.0
        for numbers in batches:
            loss = _loss(net, material, numbers, generator)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        print(f"seed {seed} fold {fold} epoch {epoch} loss {total / len(batches):.3f}", flush=True)
    net.eval()
    return net


def _loss(net: Net, material: Material, numbers: Sequence[int], generator: np.random.Generator) -> Tensor:
    states, lengths = material.batch(numbers)
    density, kinds, lengths = net(torch.from_numpy(states), lengths, generator)
    rows = [material.rows[number] for number in numbers]
    truth = torch.tensor([row["syllables"] for row in rows], dtype=torch.float32)
    error = (density.sum(1) - truth) / (truth + _SHORT)
    counting = functional.huber_loss(error, torch.zeros_like(error), delta=0.1) * 20
    spelt = [torch.tensor(row["kinds"]) for row in rows]
    sounds = functional.ctc_loss(
        functional.log_softmax(kinds, 1).permute(2, 0, 1),
        torch.cat(spelt),
        torch.tensor(lengths),
        torch.tensor([len(one) for one in spelt]),
        zero_infinity=True,
    )
    return counting + _KINDS_WEIGHT * sounds


def _stretched(
    hidden: Tensor, lengths: Sequence[int], generator: np.random.Generator
) -> tuple[Tensor, list[int]]:
    """Say every recording quicker or slower: the number of its syllables stays."""
    parts = []
    for place, length in enumerate(lengths):
        wanted = max(4, int(length / generator.uniform(*_STRETCH)))
        part = hidden[place : place + 1, :, :length]
        parts.append(functional.interpolate(part, size=wanted, mode="linear", align_corners=True)[0])
    sizes = [part.shape[1] for part in parts]
    return torch.stack([functional.pad(part, (0, max(sizes) - part.shape[1])) for part in parts]), sizes
