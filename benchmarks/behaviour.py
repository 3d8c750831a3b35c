"""How well behaviours are recognised in what an employee says, without a language model.

``python -m benchmarks.behaviour [--manifest F] [--verbose] [--cues-only]``; rows of F, one JSON object a
line or one JSON array, are ``{"text": ..., "labels": [...]}``. A sentence may show several behaviours or
none. Printed are precision, recall and F1 of each, then for each label what was recognised in its place, and
as last line one JSON object with ``macro_f1``, the mean F1 over the behaviours that occur.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from benchmarks.manifest import ManifestError, read_rows
from server.content.scenarios.behaviours import IN_A_SENTENCE, Behaviour
from server.content.vectors import SentenceEncoder
from server.conversation.roleplay.behaviours import BehaviourRecogniser

OWN = Path(__file__).parent / "data" / "behaviour_nl.jsonl"
Labels = frozenset[Behaviour]


def read(path: Path) -> list[tuple[str, Labels]]:
    """Read the sentences.

    Raises:
        ManifestError: the file cannot be used, or a label is unknown.
    """
    rows = read_rows(path, "text", "labels")
    try:
        return [(str(row["text"]), frozenset(Behaviour(name) for name in row["labels"])) for row in rows]
    except ValueError as error:
        raise ManifestError(f"{path}: {error}; there are {', '.join(IN_A_SENTENCE)}") from error


def f1(pairs: list[tuple[Labels, Labels]], behaviour: Behaviour) -> tuple[float, float, float, int]:
    """Give precision, recall, F1 and how often it occurs."""
    right = sum(behaviour in true and behaviour in found for true, found in pairs)
    occurs = sum(behaviour in true for true, _ in pairs)
    named = sum(behaviour in found for _, found in pairs)
    precision = right / named if named else 0.0
    recall = right / occurs if occurs else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0, occurs


def confusion(pairs: list[tuple[Labels, Labels]]) -> dict[str, Counter[str]]:
    """Count for each label what was recognised instead of it, where it was missed; ``none`` for nothing."""
    table: dict[str, Counter[str]] = {}
    for true, found in pairs:
        wrong = [other.value for other in found - true] or ["none"]
        for behaviour in true:
            row = table.setdefault(behaviour.value, Counter())
            row.update([behaviour.value] if behaviour in found else wrong)
        if not true:
            table.setdefault("none", Counter()).update([b.value for b in found] or ["none"])
    return table


def main() -> None:
    """Recognise everything and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--manifest", type=Path, default=OWN)
    parser.add_argument("--language", default="nl")
    parser.add_argument("--cues-only", action="store_true", help="as where the encoder is not there")
    parser.add_argument("--verbose", action="store_true", help="print every sentence that went wrong")
    options = parser.parse_args()
    recogniser = BehaviourRecogniser(None if options.cues_only else SentenceEncoder())
    pairs = []
    for text, true in read(options.manifest):
        found = recogniser.labels(text, options.language)
        pairs.append((true, found))
        if options.verbose and found != true:
            print(f"{text}: {sorted(true)}, but got {sorted(found)}")
    scores = {behaviour: f1(pairs, behaviour) for behaviour in IN_A_SENTENCE}
    print(f"{'behaviour':24} precision  recall     F1   n")
    for behaviour, (precision, recall, both, occurs) in scores.items():
        print(f"{behaviour.value:24}     {precision:5.2f}   {recall:5.2f}  {both:5.2f} {occurs:3d}")
    print("\nwhere a label was (row), this was recognised:")
    for name, row in confusion(pairs).items():
        print(f"{name:24} " + ", ".join(f"{other} {count}" for other, count in row.most_common()))
    there = [both for _, _, both, occurs in scores.values() if occurs]
    exact = sum(true == found for true, found in pairs)
    figures = {
        "macro_f1": round(sum(there) / len(there), 4),
        "behaviours": len(there),
        "sentences": len(pairs),
        "exactly_right": round(exact / len(pairs), 4),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
