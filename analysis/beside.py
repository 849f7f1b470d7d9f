"""Work done by another process while this one goes on: for large collections, on machines with several processors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, ParamSpec, TypeVar

from analysis.pool import begin, own_context, processes, told_when_ended

FEWEST = 2_000  # articles below which starting a process costs more than it saves
MOST_WAITING = 4  # pieces of work handed over and not yet done

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Later(Generic[Result]):
    """What a piece of work will give.

    Parameters
    ----------
    made : callable or Future
        The work itself, to be done when it is asked for, or its result to come.
    """

    def __init__(self, made: Callable[[], Result] | Future[Result]) -> None:
        self._made = made

    @classmethod
    def of(cls, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Later[Result]:
        """Return what a piece of work will give that is done when its result is asked for."""
        return Later(partial(work, *given, **named))

    def result(self) -> Result:
        """Return the result, or raise what the work raised.

        Raises
        ------
        analysis.errors.InputError
            The other process was ended from outside, as for want of memory.
        """
        with told_when_ended():
            return self._made.result() if isinstance(self._made, Future) else self._made()


class Beside:
    """Where work can be handed to; without another process it is done when its result is asked for.

    Parameters
    ----------
    make : callable, optional
        Gives the process.
    """

    def __init__(self, make: Callable[[], ProcessPoolExecutor] | None = None) -> None:
        self._make = make
        self._pool = make() if make else None
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

    def renew(self) -> None:
        """Let the other process end, once its work is done, with all it holds; a new one does what is to come."""
        self.end(waiting=True)
        self._pool = self._make() if self._make else None

    def end(self, *, waiting: bool = False) -> None:
        """Let the other process end when it has done what it is at, and with ``waiting`` what waits for it too."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=not waiting)

    def start(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Later[Result]:
        """Have work done by the other process, or by this one where there is none or it has enough to do.

        Raises
        ------
        analysis.errors.InputError
            The other process was ended from outside.
        """
        return self.follow(work, *given, **named) if self.free else Later.of(work, *given, **named)

    def follow(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Later[Result]:
        """Have work done after all that was handed over before, waiting where that is much; as :meth:`start` else."""
        if self._pool is None:
            return Later.of(work, *given, **named)
        if not self.free:
            self._waiting[0].exception()
        with told_when_ended():
            made = self._pool.submit(work, *given, **named)
        self._waiting.append(made)
        return Later(made)


@contextmanager
def beside(articles: int) -> Iterator[Beside]:
    """Give a process for work beside that on so many articles, where it is worth one."""
    if articles < FEWEST or processes() < 2:
        yield Beside()
        return
    other = Beside(partial(ProcessPoolExecutor, 1, mp_context=own_context(__name__), initializer=begin))
    try:
        yield other
    finally:
        other.end()
