"""How long merging takes: many readings of generated articles made into tables, and what it costs a reading.

python tests/benchmarks/bench_merging.py [ARTICLES …]
"""

from __future__ import annotations

import hashlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.accounts import accounts
from analysis.chronology import merge_events
from analysis.corpus import Article
from analysis.disagreements import find_disagreements
from analysis.layout import find_blocks, title_of
from analysis.participants import merge_people
from analysis.reading import Reading, read_article
from analysis.rows import named
from analysis.settle import settle
from tests.benchmarks.generator import generate


def readings(count: int) -> list[Reading]:
    """Read so many generated articles."""
    made = []
    for name, _, publisher, _, published, text in generate(count):
        blocks = find_blocks(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        known = {"title": title_of(text, blocks), "publisher": publisher, "published": published}
        made.append(read_article(Article(f"{name}.txt", digest, text, blocks=blocks, **known)))
    return made


def main() -> None:
    """Measure reading and merging for each number of articles."""
    for count in [int(word) for word in sys.argv[1:]] or [1_000, 10_000]:
        start = time.perf_counter()
        read = readings(count)
        words = sum(reading.words for reading in read)
        between = time.perf_counter()
        people = merge_people(named(read))
        persons = time.perf_counter()
        merged = merge_events(settle(accounts(read, people.ids)).told)
        events = time.perf_counter()
        found = find_disagreements(read, merged)
        end = time.perf_counter()
        print(
            f"{count:,} articles, {words:,} words: read {between - start:.1f} s ({words / (between - start):,.0f} words/s), "
            f"people {persons - between:.1f} s, events {events - persons:.1f} s ({len(merged):,}), "
            f"disagreements {end - events:.1f} s ({len(found):,}); merging together {end - between:.1f} s"
        )


if __name__ == "__main__":
    main()
