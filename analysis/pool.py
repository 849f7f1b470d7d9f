"""Work done by several processes at once: the same results in the same order as by one."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing.context import BaseContext
from typing import TypeVar

from analysis.errors import InputError
from analysis.garbage import look_seldom

Task = TypeVar("Task")
Result = TypeVar("Result")
Sent = TypeVar("Sent")
FEWEST = 300  # tasks below which starting processes costs more than it saves
CHUNK = 16  # tasks handed over at once, or ...
CHUNK_BYTES = 4_000_000  # ... as many as have these bytes, where they carry their content
AHEAD = 4  # such chunks a process has waiting: tasks may come from a stream that is never held whole


def processes() -> int:
    """Return how many processes may work: ``BRIEFING_PROCESSES``, else the processors this one may use."""
    named = os.environ.get("BRIEFING_PROCESSES", "")
    if named:
        if not named.isdecimal() or int(named) < 1:
            raise InputError(f"BRIEFING_PROCESSES is {named!r}: set it to a whole number of at least 1.")
        return int(named)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_processes(work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
    """Yield the results in the order of the tasks, made by several processes where there are enough tasks.

    The tasks are taken as they are needed, some ahead.

    Raises
    ------
    InputError
        A process was ended from outside, as for want of memory.
    """
    count = processes()
    coming = iter(tasks)
    first = list(islice(coming, FEWEST)) if count > 1 else []
    tasks = chain(first, coming)
    if len(first) < FEWEST:
        yield from map(work, tasks)
        return
    context = own_context(getattr(work, "func", work).__module__)
    with told_when_ended(), ProcessPoolExecutor(count, mp_context=context, initializer=begin) as pool:

        def submit(chunk: list[Task]) -> Future[list[Result]]:
            return pool.submit(_each, work, chunk)

        try:
            yield from in_order(chunked(tasks), submit, lambda made: made.result(), lambda: count * AHEAD)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def in_order(
    chunks: Iterator[Task],
    submit: Callable[[Task], Sent],
    result: Callable[[Sent], list[Result]],
    most: Callable[[], int],
) -> Iterator[Result]:
    """Yield the results of chunks of tasks in order, with at most so many chunks handed over."""
    ahead: deque[Sent] = deque()
    while True:
        while len(ahead) < most() and (chunk := next(chunks, None)) is not None:
            ahead.append(submit(chunk))
        if not ahead:
            return
        yield from result(ahead.popleft())


def chunked(tasks: Iterable[Task], size: Callable[[Task], int] = lambda task: 0) -> Iterator[list[Task]]:
    """Yield lists of tasks: ``CHUNK`` of them, or fewer where their sizes reach ``CHUNK_BYTES``."""
    chunk: list[Task] = []
    held = 0
    for task in tasks:
        chunk.append(task)
        held += size(task)
        if len(chunk) >= CHUNK or held >= CHUNK_BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _each(work: Callable[[Task], Result], tasks: list[Task]) -> list[Result]:
    return [work(task) for task in tasks]


@contextmanager
def told_when_ended() -> Iterator[None]:
    """Make it one sentence when another process is gone."""
    try:
        yield
    except BrokenProcessPool:
        raise InputError(
            "A process was ended from outside, perhaps for want of memory: set BRIEFING_PROCESSES=1."
        ) from None


def own_context(module: str) -> BaseContext:
    """Return how processes are started: without what this one holds, with a module imported once for all of them."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload([module])
    return context


def begin() -> None:
    """Begin a worker: it looks for garbage seldom, and ends when the process that started it is gone, however."""
    look_seldom()
    parent = multiprocessing.parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()
