"""What a rerun costs: `briefing tables` of many generated articles, cold with one and all processors, then one added.

python tests/benchmarks/bench_rerun.py [ARTICLES]
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.generated import articles

PROJECT = Path(__file__).resolve().parents[2]

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
    """Measure reading alone with one process and with all, then the tables cold and after one article was added."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as made:
        folder, seeds = Path(made), Path(made) / "seeds"
        seeds.mkdir()
        texts = articles(count + 1)
        for number, text in enumerate(texts[:-1]):
            (seeds / f"{number:06}.txt").write_text(text)
        stores = [str(folder / f"{name}.sqlite") for name in "abc"]
        one = run("reading, one process", ["-c", READ, str(seeds)], BRIEFING_CACHE=stores[0], BRIEFING_PROCESSES="1")
        all_ = run("reading, all processors", ["-c", READ, str(seeds)], BRIEFING_CACHE=stores[1])
        print(f"{'':<44}{one / all_:>8.2f} times as fast")
        tables = ["-m", "analysis", "tables", "--seeds", str(seeds), "--output", str(folder / "out")]
        cold = run("briefing tables, nothing known", tables, BRIEFING_CACHE=stores[2])
        (seeds / "new.txt").write_text(texts[-1])
        run("reading, one article added", ["-c", READ, str(seeds)], BRIEFING_CACHE=stores[1])
        warm = run("briefing tables, one article added", tables, BRIEFING_CACHE=stores[2])
        print(f"{'':<44}{warm / cold:>8.2f} of the cold run")


if __name__ == "__main__":
    main()
