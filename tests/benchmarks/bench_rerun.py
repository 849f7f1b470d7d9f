"""What a rerun costs: `briefing tables` of many generated articles, cold with one and all processors, then one added.

    python tests/benchmarks/bench_rerun.py [ARTICLES] [--reading]

The articles are rows of one collection, of about 300 words, from ``generator.py``.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.generator import generate, write

PROJECT = Path(__file__).resolve().parents[2]

NEWER = (
    "Norwegian and Kenyan ministers meet\n\nOSLO, 3 May 2025 – Trade Minister Kari Lund of Norway met Transport Minister "
    "Grace Mwangi of Kenya in Oslo on 2 May 2025. They discussed border security and signed a memorandum.\n"
)
READ = """
import sys, time
from pathlib import Path
from analysis.cache import Cache
from analysis.sources import read_sources
import os
start = time.perf_counter()
with Cache(Path(os.environ["BRIEFING_CACHE"]), print) as cache:
    found = read_sources(Path(sys.argv[1]), cache=cache)
print(f"{found.read_anew:,} read anew, {len(found.readings):,} readings: {time.perf_counter() - start:.1f} s")
"""


def run(name: str, arguments: list[str], **environment: str) -> float:
    """Run Python and print its time and the peak memory of the largest process so far."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(
        f"{name:<44}{took:>8.1f} s   peak {peak:.2f} GB   {done.stdout.strip()[:90]}{done.stderr[-300:]}", flush=True
    )
    return took


def main() -> None:
    """Measure the tables cold and after one article was added; with ``--reading`` reading alone before that."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=10_000)
    parser.add_argument("--reading", action="store_true", help="reading with one process and with all, too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder, seeds = Path(made), Path(made) / "seeds"
        seeds.mkdir()
        write(islice(generate(given.articles + 1), given.articles), seeds / "wire.jsonl")
        if given.reading:
            stores = [str(folder / name) for name in "ab"]
            one = run(
                "reading, one process", ["-c", READ, str(seeds)], BRIEFING_CACHE=stores[0], BRIEFING_PROCESSES="1"
            )
            all_ = run("reading, all processors", ["-c", READ, str(seeds)], BRIEFING_CACHE=stores[1])
            print(f"{'':<44}{one / all_:>8.2f} times as fast")
        tables = ["-m", "analysis", "tables", "--seeds", str(seeds), "--output", str(folder / "out")]
        store = str(folder / "c")
        cold = run("briefing tables, nothing known", tables, BRIEFING_CACHE=store)
        (seeds / "new.txt").write_text(next(islice(generate(given.articles + 1), given.articles, None))[-1])
        run("reading, one article added", ["-c", READ, str(seeds)], BRIEFING_CACHE=store)
        (seeds / "newer.txt").write_text(NEWER)
        warm = run("briefing tables, one article added", tables, BRIEFING_CACHE=store)
        print(f"{'':<44}{warm / cold:>8.2f} of the cold run")
        sizes = {
            name: sum(f.stat().st_size for f in (folder / name).rglob("*") if f.is_file()) for name in ("c", "out")
        }
        print(f"{'cache and tables on disk':<44}{sizes['c'] / 1e6:>8.0f} MB and {sizes['out'] / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
