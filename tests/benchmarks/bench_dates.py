"""Words a second of ``find_dates`` against dateparser's ``search_dates`` on the same articles, in one run.

python tests/benchmarks/bench_dates.py [FOLDER OF .txt] [--words N]
"""

import argparse
import time
from pathlib import Path

from dateparser.search import search_dates

from analysis.dates import find_dates, read_dates

SEEDS = Path(__file__).parents[2] / "seeds"
HOSTILE = {
    "digits": "1",
    "numbers": "12 ",
    "month names": "May ",
    "years": "year ",
    "one long line": "word ",
    "dashes": "-",
    "dates": "2025-10-28 ",
}
MEGABYTE = 1_000_000


def rate(name, function, texts):
    """Print how many words a second a function reads."""
    words = sum(len(text.split()) for text in texts)
    start = time.perf_counter()
    for text in texts:
        function(text)
    seconds = time.perf_counter() - start
    print(f"{name:34}{words / seconds:12,.0f} words/s   ({words:,} words in {seconds:.2f} s)")
    return words / seconds


def main():
    """Run the comparison and the hostile inputs."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", default=SEEDS, type=Path)
    options.add_argument("--words", type=int, default=200_000)
    chosen = options.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(chosen.folder.glob("*.txt"))]
    times = max(1, chosen.words // sum(len(text.split()) for text in texts))
    find_dates("warm")
    ours = rate("find_dates", lambda text: find_dates(text, published="2025-10-28"), texts * times)
    rate("read_dates (with publication)", read_dates, texts * times)
    theirs = rate("dateparser.search_dates", lambda text: search_dates(text, languages=["en"]), texts)
    print(f"find_dates is {ours / theirs:,.0f} times as fast\n")
    for name, unit in HOSTILE.items():
        text = unit * (MEGABYTE // len(unit))
        start = time.perf_counter()
        found = len(find_dates(text))
        print(f"a megabyte of {name:20}{time.perf_counter() - start:8.2f} s   {found:,} expressions")


if __name__ == "__main__":
    main()
