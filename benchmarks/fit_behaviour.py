"""Fit the recogniser of behaviours: a ridge logistic regression for each, over sentence vector and cues.

``python -m benchmarks.fit_behaviour``, on sentences that are not those of ``benchmarks.behaviour``; those in
other languages only help the vectors. The threshold is chosen by the macro F1 out of sample (five folds).
Writes the weights beside the recogniser; the last line is one JSON object with the macro F1 out of sample.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.behaviour import read
from server.content.scenarios.behaviours import IN_A_SENTENCE
from server.content.vectors import SentenceEncoder
from server.conversation.roleplay.behaviours import WEIGHTS, cue_row

DATA = Path(__file__).parent / "data"
FOLDS = 5
STEPS = 400
RIDGE_VECTOR = 0.002
RIDGE_CUE = 0.005
RARE = 4.0
"""How much heavier a sentence counts that shows the behaviour: each is shown by few."""
AS_GOOD = 0.005
"""Macro F1 that the choice of the threshold may cost: folds drawn otherwise change it by as much."""

Array = npt.NDArray[np.float64]


def features(path: Path, language: str | None) -> tuple[Array, Array]:
    """Give (sentences, 512 + cues) and (sentences, behaviours)."""
    rows = read(path)
    encoder = SentenceEncoder()
    vectors = encoder.encode([text for text, _ in rows])
    cues = np.stack([cue_row(text, language or _guess(text)) for text, _ in rows])
    truth = np.array([[float(b in labels) for b in IN_A_SENTENCE] for _, labels in rows])
    return np.concatenate([vectors, cues], axis=1).astype(np.float64), truth


def _guess(text: str) -> str:
    """Tell English, French and German apart in the fit set's third file."""
    marks = {
        "de": (" ich ", " sie ", " das ", " ist ", "ihnen"),
        "fr": (" je ", " vous ", "est", " la ", " pas "),
    }
    padded = f" {text.lower()} "
    counts = {name: sum(mark in padded for mark in found) for name, found in marks.items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] >= 2 else "en"


def fit(x: Array, y: Array) -> tuple[Array, Array]:
    """Minimise the weighted log loss with ridge by Adam (Kingma & Ba 2015); gives weights and biases."""
    x, y = _also_without_cues(x), np.concatenate([y, y])
    width = x.shape[1]
    ridge = np.concatenate([np.full(512, RIDGE_VECTOR), np.full(width - 512, RIDGE_CUE)])
    theta = np.zeros((y.shape[1], width + 1))
    theta[:, -1] = -2.0
    first, second = np.zeros_like(theta), np.zeros_like(theta)
    weight = np.where(y > 0, RARE, 1.0)
    padded = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    for step in range(1, STEPS + 1):
        probability = 1.0 / (1.0 + np.exp(-(padded @ theta.T)))
        gradient = ((probability - y) * weight).T @ padded / len(x)
        gradient[:, :-1] += ridge * theta[:, :-1]
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        rate = 0.05 / (1.0 + step / 200)
        theta -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return theta[:, :-1], theta[:, -1]


def _also_without_cues(x: Array) -> Array:
    """Show every sentence once more as if no cue were in it: people find words that no list has."""
    bare = x.copy()
    bare[:, 512:] = 0.0
    return np.concatenate([x, bare])


def out_of_sample(x: Array, y: Array, extra: tuple[Array, Array]) -> Array:
    """Give logits for each sentence, with and then without its cues, from a fit that did not see it."""
    folds = np.random.default_rng(7).permutation(len(x)) % FOLDS
    logits = np.zeros((2 * len(x), y.shape[1]))
    for fold in range(FOLDS):
        seen = folds != fold
        weights, bias = fit(np.concatenate([x[seen], extra[0]]), np.concatenate([y[seen], extra[1]]))
        logits[np.tile(~seen, 2)] = _also_without_cues(x[~seen]) @ weights.T + bias
    return logits


def macro_f1(logits: Array, truth: Array, threshold: float) -> float:
    """Give the mean F1 over the behaviours."""
    named, there = logits > threshold, truth > 0
    right = (named & there).sum(axis=0)
    return float(np.mean(2 * right / np.maximum(1, named.sum(axis=0) + there.sum(axis=0))))


def best_threshold(logits: Array, truth: Array) -> tuple[float, float]:
    """Give the strictest threshold that is about as good as the best one, and its macro F1.

    It is one for all behaviours: each is shown by some twenty sentences, which is too few to choose one for
    each by. To name what is not there is worse than to miss it.
    """
    values = [round(float(value), 2) for value in np.arange(-1.5, 1.55, 0.05)]
    scores = {value: macro_f1(logits, truth, value) for value in values}
    good = [value for value, score in scores.items() if score >= max(scores.values()) - AS_GOOD]
    return max(good), scores[max(good)]


def main() -> None:
    """Fit, choose thresholds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    x, y = features(DATA / "behaviour_fit_nl.jsonl", "nl")
    extra = features(DATA / "behaviour_fit_other.jsonl", None)
    logits = out_of_sample(x, y, extra)
    threshold, macro = best_threshold(logits, np.concatenate([y, y]))
    weights, bias = fit(np.concatenate([x, extra[0]]), np.concatenate([y, extra[1]]))
    with options.out.open("wb") as file:
        np.savez_compressed(
            file,
            vector=weights[:, :512].astype(np.float16),
            cue=weights[:, 512:].astype(np.float16),
            bias=bias.astype(np.float32),
            threshold=np.float32(threshold),
        )
    told = {"macro_f1_out_of_sample": round(macro, 4), "threshold": threshold, "sentences": len(x)}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
