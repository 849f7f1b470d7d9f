"""Words a second of the topic lexicon: against its size, and against the length of the text.

python tests/benchmarks/bench_topics.py [WORDS]
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

from analysis.text import Split, split_text
from analysis.topic_lexicon import TopicLexicon, compile_lexicon, topic_lexicon
from analysis.topics import find_topics

SEEDS = Path(__file__).parents[2] / "seeds"
RUNS = 3


def lexicon_of(size: int, vocabulary: list[str]) -> TopicLexicon:
    """Return a lexicon of so many phrases of two or three of the text's own words, in ten topics."""
    chance = random.Random(size)
    phrases: dict[str, None] = {}
    while len(phrases) < size:
        phrases[" ".join(chance.choices(vocabulary, k=chance.choice((2, 3))))] = None
    chosen = list(phrases)
    return compile_lexicon({f"t{n}": {"group": "economy", "phrases": chosen[n::10]} for n in range(10)})


def rate(name: str, split: Split, lexicon: TopicLexicon) -> float:
    """Print the best of some runs in words a second of one core."""
    best = 0.0
    for _ in range(RUNS):
        start = time.process_time()
        hits = find_topics(split, lexicon)
        best = max(best, split.words / (time.process_time() - start))
    print(f"{name:44}{best:12,.0f} words/s{len(hits):10,} mentions")
    return best


def main() -> None:
    """Run the measurements."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt")))
    times = max(1, wanted // len(text.split()))
    splits = {n: split_text(f"{text}\n" * n) for n in (max(1, times // 10), times)}
    split = splits[times]
    vocabulary = sorted({word for word in text.lower().split() if len(word) > 3 and word.isalpha()})
    print(f"{split.words:,} words")
    full = rate("the project's lexicon", split, topic_lexicon())
    few = rate("100 phrases of the text's words", split, lexicon_of(100, vocabulary))
    many = rate("5,000 phrases of the text's words", split, lexicon_of(5_000, vocabulary))
    print(f"5,000 phrases take {few / many:.2f} times as long as 100\n")
    for words in splits.values():
        rate(f"the project's lexicon, {words.words:,} words", words, topic_lexicon())
    start = time.process_time()
    topic_lexicon.cache_clear()
    topic_lexicon()
    print(
        f"compiling the project's lexicon takes {time.process_time() - start:.2f} s; the aim of 150,000 words/s is met: {full >= 150_000}"
    )


if __name__ == "__main__":
    main()
