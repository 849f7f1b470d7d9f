"""How many words a second one core reads: each stage by itself and the whole reading.

python tests/benchmarks/bench_reading.py [TIMES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from analysis.corpus import read_corpus
from analysis.dates import read_dates
from analysis.layout import READ
from analysis.people import find_people
from analysis.reading import read_article
from analysis.text import split_text
from analysis.topics import find_topics

PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the seeds many times over and print words a second."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 40
    articles = read_corpus(PROJECT / "seeds").articles
    words = sum(read_article(article).words for article in articles)  # also warms the lexicons

    def rate(name: str, work: Callable[[], object]) -> None:
        start = time.process_time()
        for _ in range(times):
            work()
        print(f"{name:<28}{times * words / (time.process_time() - start):>12,.0f} words/s")

    def splits() -> list[object]:
        return [split_text(a.text, [(b.start, b.end) for b in a.blocks if b.kind in READ]) for a in articles]

    made = splits()
    rate("sentences and tokens", splits)
    rate("dates", lambda: [read_dates(a.text, given=a.published) for a in articles])
    rate("people", lambda: [find_people(s, blocks=a.blocks) for s, a in zip(made, articles, strict=True)])
    rate("topics", lambda: [find_topics(s) for s in made])
    rate("the whole reading", lambda: [read_article(replace(a)) for a in articles])


if __name__ == "__main__":
    main()
