"""What reading costs on one core: each stage and the whole, a long text, and what does not depend on the words.

python tests/benchmarks/bench_reading.py [ROUNDS]

Of each article and stage the quickest of the rounds counts, in processor time. Where spaCy with its small English
model is installed it reads the same articles; neither is among the requirements, and nothing is downloaded.
"""

from __future__ import annotations

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from analysis.corpus import Article, File, same_text, take, take_file
from analysis.dates import read_dates
from analysis.encoding import decode
from analysis.events import Context, find_events, find_quotations
from analysis.garbage import look_seldom
from analysis.language import detect_language
from analysis.layout import READ, find_blocks
from analysis.people import find_people
from analysis.reading import RUNNING, Reading, read_article
from analysis.serial import pack
from analysis.sketches import sketch
from analysis.text import split_text
from analysis.topics import find_topics
from tests.generated import articles as invented

PROJECT = Path(__file__).resolve().parents[2]
ROUNDS = 12
LENGTH = 300  # words of the article that fixed costs are told for
LONG = 1_000_000  # characters
Result = TypeVar("Result")


class Clock:
    """The quickest run of each stage of one article."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}

    def time(self, stage: str, work: Callable[[], Result]) -> Result:
        """Do a piece of work and note how long it took."""
        start = time.process_time()
        result = work()
        taken = time.process_time() - start
        self.best[stage] = min(taken, self.best.get(stage, taken))
        return result


def read_in_stages(article: Article, clock: Clock) -> None:
    """Read an article stage by stage."""
    text = article.text
    blocks = clock.time("layout", lambda: find_blocks(text))
    read = [block for block in blocks if block.kind in READ]
    split = clock.time("split", lambda: split_text(text, [(block.start, block.end) for block in read]))
    dates = clock.time("dates", lambda: read_dates(text))
    people = clock.time("people", lambda: find_people(split, blocks=blocks))
    topics = clock.time("topics", lambda: find_topics(split))
    running = frozenset(n for n, block in enumerate(split.blocks) if read[block].kind in RUNNING)
    context = Context(split, running, dates, people, topics)
    clock.time("events", lambda: find_events(context))
    clock.time("quotations", lambda: find_quotations(context))
    clock.time("sketch", lambda: sketch(text))


def read_as_a_whole(file: File, data: bytes, clock: Clock) -> Reading | None:
    """Take, read and pack a file, and time its parts that hardly depend on the stages."""
    article = clock.time("take_file", lambda: take_file(file))
    if not isinstance(article, Article):
        return None
    reading = clock.time("the whole reading", lambda: read_article(article))
    clock.time("pack", lambda: pack(reading))
    text = clock.time("decode", lambda: decode(data))
    clock.time("language", lambda: detect_language(text))
    clock.time("hash of the text", lambda: same_text(text))
    return reading


def main() -> None:
    """Read the seeds and the annotated articles and print words a second, then milliseconds an article."""
    look_seldom()  # as the program does
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    paths = sorted([*PROJECT.glob("seeds/*.txt"), *PROJECT.glob("tests/gold/**/*.txt")])
    total: dict[str, float] = defaultdict(float)
    number = 0
    for path in paths:
        clock, data, file = Clock(), path.read_bytes(), File(path.name, path, path.parent, {})
        for _ in range(rounds):
            reading = read_as_a_whole(file, data, clock)
            if reading is not None:
                read_in_stages(reading.article, clock)
        if reading is not None:
            number += reading.words
            for stage, seconds in clock.best.items():
                total[stage] += seconds
    print(f"{len(paths)} articles, {number:,} words, one core: words a second, milliseconds for {LENGTH} words")
    for stage in sorted(total, key=lambda name: -total[name]):
        print(f"{stage:<24}{number / total[stage]:>14,.0f}{total[stage] / number * LENGTH * 1000:>10.3f}")
    every = total["take_file"] + total["the whole reading"] + total["pack"]
    print(f"{'take, read and pack':<24}{number / every:>14,.0f}{every / number * LENGTH * 1000:>10.3f}")
    print_long(number / total["the whole reading"])
    print_spacy([path.read_text(encoding="utf-8") for path in paths], number / total["the whole reading"], number)


def print_long(short: float) -> None:
    """Print how a text of a megabyte, of invented articles one after the other, compares with an article."""
    text = "\n".join(invented(LONG // 500))[:LONG]
    article = take("long.txt", text.encode(), {})
    assert isinstance(article, Article)
    start = time.process_time()
    reading = read_article(article)
    speed = reading.words / (time.process_time() - start)
    print(f"one text of {len(text):,} characters: {speed:,.0f} words a second, {speed / short:.2f} of the articles'")


def print_spacy(texts: list[str], ours: float, number: int) -> None:
    """Print how many times spaCy's small model we are, where it is installed."""
    try:
        import spacy

        model = spacy.load("en_core_web_sm")
    except (ImportError, OSError):
        print("spaCy with en_core_web_sm is not installed: no comparison is made.")
        return
    start = time.process_time()
    for text in texts:
        model(text)
    theirs = number / (time.process_time() - start)
    print(f"spaCy en_core_web_sm: {theirs:,.0f} words a second; the whole reading is {ours / theirs:.1f} times that")


if __name__ == "__main__":
    main()
