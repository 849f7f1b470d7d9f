"""Work done by several processes at once: the same results in the same order as by one."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TypeVar

from analysis.errors import InputError

Task = TypeVar("Task")
Result = TypeVar("Result")
FEWEST = 300  # tasks below which starting processes costs more than it saves
CHUNK = 16  # tasks handed over at once


def processes() -> int:
    """Return how many processes may work: ``BRIEFING_PROCESSES``, else the processors this one may use."""
    named = os.environ.get("BRIEFING_PROCESSES", "")
    if named:
        if not named.isdecimal() or int(named) < 1:
            raise InputError(f"BRIEFING_PROCESSES is {named!r}: set it to a whole number of at least 1.")
        return int(named)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
    """Yield the results in the order of the tasks, made by several processes where there are enough tasks.

    Raises
    ------
    InputError
        A process was ended from outside, as for want of memory.
    """
    count = processes()
    if count < 2 or len(tasks) < FEWEST:
        yield from map(work, tasks)
        return
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(
        [getattr(work, "func", work).__module__]
    )  # what the work needs is imported once, not by each process
    with ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent) as pool:
        try:
            yield from pool.map(work, tasks, chunksize=CHUNK)
        except BrokenProcessPool:
            raise InputError(
                "A reading process was ended from outside, perhaps for want of memory: set BRIEFING_PROCESSES=1."
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _end_with_parent() -> None:
    """Let a worker end when the process that started it is gone, however that ended."""
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
