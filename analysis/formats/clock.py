"""A limit on computing time, so that no file can hold up a run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class TooLongError(BaseException):
    """The time is over; no parser's own ``except Exception`` may swallow it."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise :class:`TooLongError` in the block after so many seconds of this process's computing time.

    Time that the machine spends on other work does not count. Where there are no such timers (Windows, a
    thread) there is no limit.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLongError

    former = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, former)
