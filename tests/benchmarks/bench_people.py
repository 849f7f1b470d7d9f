"""Words a second of the people finder on one core: ``python tests/benchmarks/bench_people.py``."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.people import find_people
from analysis.text import split_text

ROOT = Path(__file__).resolve().parents[2]
FLOOR = 60_000
ROUNDS = 40


def measure(rounds: int = ROUNDS) -> float:
    """Return words a second over the seeds and the annotated articles, splitting not counted."""
    files = [*sorted((ROOT / "seeds").glob("*.txt")), *sorted((ROOT / "tests/gold/people").glob("*.txt"))]
    splits = [split_text(path.read_text(encoding="utf-8")) for path in files]
    for split in splits:
        find_people(split)
    started = time.process_time()
    for _ in range(rounds):
        for split in splits:
            find_people(split)
    return rounds * sum(split.words for split in splits) / (time.process_time() - started)


if __name__ == "__main__":
    speed = measure()
    print(f"{speed:,.0f} words a second (floor {FLOOR:,})")
    sys.exit(speed < FLOOR)
