"""How often the right card comes first, how often "dat weet ik niet" is right, how long a question takes.

``python -m benchmarks.retrieval --questions F [--language nl] [--cards FOLDER] [--verbose]``; rows of F, one
JSON object a line or one JSON array, are ``{"question": ..., "card": slug or null}``. A card counts as found
only if it is really answered with, so a right card below the threshold is a miss. The last line is one JSON
object with ``hit_at_1``, ``refused`` and ``median_ms``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from pathlib import Path

from benchmarks.manifest import read_rows
from server.content import STARTER, CardShelf, load_cards
from server.content.search import CardSearch

OWN = Path(__file__).parent / "data" / "questions_nl.jsonl"


def main() -> None:
    """Read the questions, search for each, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=OWN)
    parser.add_argument("--language", default="nl")
    parser.add_argument("--cards", type=Path, help="a folder with cards beside the starter pack")
    parser.add_argument("--verbose", action="store_true", help="print every question that went wrong")
    options = parser.parse_args()
    folders = [STARTER, *([options.cards] if options.cards else [])]
    search = CardSearch(CardShelf(load_cards(*folders)))
    search.warm_up()
    rows = read_rows(options.questions, "question", "card")
    found: list[bool] = []
    refused: list[bool] = []
    times: list[float] = []
    for row in rows:
        begun = time.perf_counter()
        best = search.find(row["question"], row.get("language", options.language)).best
        times.append((time.perf_counter() - begun) * 1000)
        slug = best.slug if best is not None else None
        (refused if row["card"] is None else found).append(slug == row["card"])
        if options.verbose and slug != row["card"]:
            print(f"{row['question']}: {row['card']}, but got {slug}")
    figures = {
        "hit_at_1": round(statistics.mean(found), 4) if found else None,
        "refused": round(statistics.mean(refused), 4) if refused else None,
        "median_ms": round(statistics.median(times), 2) if times else None,
        "questions": len(rows),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
