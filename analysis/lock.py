"""One run at a time: a folder is written by one process, and another is told to wait."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from analysis.cache import default_path
from analysis.errors import InputError

PATIENCE = 5.0  # seconds that a short work waits for another one


@contextmanager
def locked(folder: Path, *, patience: float = 0.0) -> Iterator[None]:
    """Hold a folder for the work of the block; the lock ends with the process, however that ends.

    Raises
    ------
    InputError
        Another process holds it.
    """
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    path = default_path().parent / "locks" / f"{name}.lock"
    lock = FileLock(path, timeout=patience)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire()
    except Timeout:
        raise InputError(f"{folder} is being written by another run: wait until it is done.") from None
    except OSError:  # nowhere to put a lock: a run without one is better than none
        yield
        return
    try:
        yield
    finally:
        lock.release()
