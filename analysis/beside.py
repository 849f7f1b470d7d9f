"""Work done by another process while this one goes on: for large collections, on machines with several processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Generic, ParamSpec, TypeVar

from analysis.errors import InputError
from analysis.pool import end_with_parent, own_context, processes

FEWEST = 2_000  # articles below which starting a process costs more than it saves
MOST_WAITING = 4  # pieces of work handed over and not yet done

Given = ParamSpec("Given")
Result = TypeVar("Result")


@contextmanager
def _ended() -> Iterator[None]:
    """Make the end of the other process one sentence."""
    try:
        yield
    except BrokenProcessPool:
        raise InputError(
            "A process was ended from outside, perhaps for want of memory: set BRIEFING_PROCESSES=1."
        ) from None


class Later(Generic[Result]):
    """What a piece of work will give.

    Parameters
    ----------
    made : callable or Future
        The work itself, to be done when it is asked for, or its result to come.
    """

    def __init__(self, made: Callable[[], Result] | Future[Result]) -> None:
        self._made = made

    def result(self) -> Result:
        """Return the result, or raise what the work raised.

        Raises
        ------
        analysis.errors.InputError
            The other process was ended from outside, as for want of memory.
        """
        if not isinstance(self._made, Future):
            return self._made()
        with _ended():
            return self._made.result()


class Beside:
    """Where work can be handed to; without another process it is done when its result is asked for."""

    def __init__(self, pool: ProcessPoolExecutor | None = None) -> None:
        self._pool = pool
        self._waiting: list[Future[Any]] = []

    @property
    def apart(self) -> bool:
        """Whether there is another process."""
        return self._pool is not None

    @property
    def free(self) -> bool:
        """Whether there is another process that has not more than enough to do."""
        self._waiting = [made for made in self._waiting if not made.done()]
        return self.apart and len(self._waiting) < MOST_WAITING

    def start(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Later[Result]:
        """Have work done by the other process, or at once by this one where the other has enough to do.

        Raises
        ------
        analysis.errors.InputError
            The other process was ended from outside.
        """
        if self._pool is None:
            return Later(lambda: work(*given, **named))
        if not self.free:
            value = work(*given, **named)
            return Later(lambda: value)
        return self._sent(self._pool, work, *given, **named)

    def follow(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Later[Result]:
        """Have work done after all that was started before, by the same process; as :meth:`start` else."""
        if self._pool is None:
            value = work(*given, **named)
            return Later(lambda: value)
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.pop(0).exception()
        return self._sent(self._pool, work, *given, **named)

    def _sent(
        self, pool: ProcessPoolExecutor, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
    ) -> Later[Result]:
        with _ended():
            made = pool.submit(work, *given, **named)
        self._waiting.append(made)
        return Later(made)


@contextmanager
def beside(articles: int) -> Iterator[Beside]:
    """Give a process for work beside that on so many articles, where it is worth one."""
    if articles < FEWEST or processes() < 2:
        yield Beside()
        return
    with ProcessPoolExecutor(1, mp_context=own_context(__name__), initializer=end_with_parent) as pool:
        try:
            yield Beside(pool)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
