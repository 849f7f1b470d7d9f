"""Reading on a Dask cluster of two worker processes against two local processes, the same generated articles.

python tests/benchmarks/bench_cluster.py [ARTICLES] [ROUNDS]

Scheduler and workers are there before the clock starts, as a cluster is; so are the imports of the reading process.
The two take turns, and the best of the rounds counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PYTHON = {**os.environ, "PYTHONPATH": str(PROJECT), "BRIEFING_PROCESSES": "2"}

READ = """
import sys, time
from pathlib import Path
import distributed
import analysis.reading
from analysis.cache import Cache
from analysis.cluster import reader
from analysis.sources import read_sources
start, own = time.perf_counter(), time.process_time()
with Cache(None, print) as cache, reader(sys.argv[2], print) as read:
    found = read_sources(Path(sys.argv[1]), cache=cache, reader=read)
print(time.perf_counter() - start, time.process_time() - own, len(found.readings))
"""


def start(kind: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a scheduler or a worker."""
    program = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    return subprocess.Popen(program, env=PYTHON, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def cluster(folder: Path) -> tuple[str, list[subprocess.Popen[bytes]]]:
    """Start a scheduler and two workers; return its address and the processes."""
    from distributed import Client

    file = folder / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", "--no-dashboard")
    processes = [start("scheduler", *options, "--scheduler-file", str(file))]
    while not (file.exists() and file.read_text()):
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    processes += [start("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard") for _ in range(2)]
    with Client(address, timeout=60) as client:
        client.wait_for_workers(2, timeout=120)
    return address, processes


def read(folder: Path, address: str) -> tuple[float, float, int]:
    """Read the articles in a process of its own; return its seconds, its processor seconds and the readings."""
    done = subprocess.run(
        [sys.executable, "-c", READ, str(folder), address], env=PYTHON, capture_output=True, text=True, check=True
    )
    took, own, readings = done.stdout.split()
    return float(took), float(own), int(readings)


def main() -> None:
    """Let the two take turns."""
    count, rounds = (int(value) for value in [*sys.argv[1:], *("5000", "3")[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "seeds"
        folder.mkdir()
        generator = [sys.executable, str(Path(__file__).with_name("generator.py")), str(count)]
        subprocess.run([*generator, str(folder / "wire.jsonl")], env=PYTHON, check=True, stdout=subprocess.DEVNULL)
        address, processes = cluster(Path(made))
        try:
            read(folder, address)  # the workers' first: lexicons are compiled
            times: dict[str, list[float]] = {"": [], address: []}
            for _ in range(rounds):
                for where, taken in times.items():
                    took, own, readings = read(folder, where)
                    taken.append(took)
                    name = "two workers of a cluster" if where else "two local processes"
                    print(
                        f"{name:<28}{took:8.1f} s, {own:.1f} s of it in this process, {readings:,} readings",
                        flush=True,
                    )
        finally:
            for process in processes:
                process.kill()
        print(f"cluster over processes: {min(times[address]) / min(times['']):.2f} of the time")


if __name__ == "__main__":
    main()
