"""Fit the fusion of search: four weights and a threshold, with cross-validation.

Run ``python -m benchmarks.fit_retrieval [--questions F]``, on other questions than ``benchmarks.retrieval``.
Each card competes with "none of them" in a conditional logit (McFadden 1974); the threshold is then moved to
where the shares of right first cards and of right refusals are equal out of sample. The last line is one
JSON object.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt

from server.content import STARTER, CardShelf, load_cards
from server.content.search import CardSearch

OWN = Path(__file__).parent / "data" / "questions_fit_nl.jsonl"
FOLDS = 5
REPEATS = 3
RIDGE = 0.001
STEPS = 500

Array = npt.NDArray[np.float64]
Labels = npt.NDArray[np.intp]


def read(path: Path, language: str) -> tuple[Array, Labels]:
    """Give features (questions, cards, 4) and each question's card by number; one past the last is none."""
    search = CardSearch(CardShelf(load_cards(STARTER)))
    features: list[list[tuple[float, ...]]] = []
    labels: list[int] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = search.features(row["question"], language)
        slugs = [card.slug for card, _ in found]
        features.append([values for _, values in found])
        labels.append(slugs.index(row["card"]) if row["card"] is not None else len(slugs))
    return np.array(features), np.array(labels, dtype=np.intp)


def fit(features: Array, labels: Labels) -> tuple[Array, float]:
    """Maximise the likelihood with Adam (Kingma & Ba 2015); both kinds of question weigh the same."""
    count, cards, width = features.shape
    none = labels == cards
    share = np.where(none, 0.5 / max(1, none.sum()), 0.5 / max(1, (~none).sum()))[:, None]
    target = np.zeros((count, cards + 1))
    target[np.arange(count), labels] = 1.0
    theta = np.zeros(width + 1)
    first, second = np.zeros_like(theta), np.zeros_like(theta)
    for step in range(1, STEPS + 1):
        logits = np.concatenate([features @ theta[:width], np.full((count, 1), theta[width])], axis=1)
        logits -= logits.max(axis=1, keepdims=True)
        chance = np.exp(logits)
        chance /= chance.sum(axis=1, keepdims=True)
        error = (chance - target) * share
        slope = np.append(
            np.einsum("nk,nkd->d", error[:, :cards], features) + RIDGE * theta[:width], error[:, cards].sum()
        )
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        theta -= 0.06 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return theta[:width], float(theta[width])


def judge(
    features: Array, labels: Labels, weights: Array, bias: float
) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Give for each question the lead of the best card over "none", and whether it is the right card."""
    scores = features @ weights
    best = scores.argmax(axis=1)
    return scores.max(axis=1) - bias, best == labels


def cross_validate(features: Array, labels: Labels) -> tuple[Array, npt.NDArray[np.bool_], Labels]:
    """Judge every question by a fit that never saw it."""
    random = np.random.default_rng(1)
    leads, rights, whose = [], [], []
    for _ in range(REPEATS):
        fold = random.permutation(len(labels)) % FOLDS
        for number in range(FOLDS):
            train, test = fold != number, fold == number
            lead, right = judge(features[test], labels[test], *fit(features[train], labels[train]))
            leads.append(lead)
            rights.append(right)
            whose.append(labels[test])
    return np.concatenate(leads), np.concatenate(rights), np.concatenate(whose)


def main() -> None:
    """Fit, validate and print the constants for ``server.content.search.Fusion``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=OWN)
    parser.add_argument("--language", default="nl")
    options = parser.parse_args()
    features, labels = read(options.questions, options.language)
    lead, right, whose = cross_validate(features, labels)
    none = whose == features.shape[1]

    def shares(threshold: float) -> tuple[float, float]:
        return float((right & (lead > threshold))[~none].mean()), float((lead <= threshold)[none].mean())

    threshold = max(np.unique(lead), key=lambda value: min(shares(float(value))))
    hit, refused = shares(float(threshold))
    weights, bias = fit(features, labels)
    figures = {
        "weights": [round(float(weight), 2) for weight in weights],
        "bias": round(-bias - float(threshold), 2),
        "hit_at_1": round(hit, 4),
        "refused": round(refused, 4),
        "first_right": round(float(right[~none].mean()), 4),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
