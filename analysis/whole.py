"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError

AT_FDCWD = -100  # paths count from the working folder (fcntl.h)
RENAME_EXCHANGE = 2  # linux/fs.h
PIECE = 1 << 20  # bytes copied at once
STALE = ".new-*.part"  # what a killed run leaves


def exchange(made: Path, folder: Path) -> None:
    """Put a finished folder in the place of another, which then has the name of the finished one.

    On Linux the two change names at once. Elsewhere there is a moment between two renames; ``folder`` is then found
    under the name ``made`` with ``.former`` behind it.
    """
    if sys.platform == "linux":
        rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
        names = os.fsencode(made), os.fsencode(folder)
        if rename is not None and rename(AT_FDCWD, names[0], AT_FDCWD, names[1], RENAME_EXCHANGE) == 0:
            return
    former = made.with_name(f"{made.name}.former")
    folder.replace(former)
    made.replace(folder)
    former.replace(made)


def clear_stale(folder: Path) -> None:
    """Remove what a killed run left of files that it had not finished."""
    for path in folder.glob(STALE):
        path.unlink(missing_ok=True)


def put(path: Path, content: bytes) -> None:
    """Write a file that takes the place of a former one at once; killed at any point, one of the two is there whole.

    Raises
    ------
    InputError
        The folder cannot be written or the disk is full.
    """
    _put(path, [content], new=False)


def put_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all.

    Raises
    ------
    InputError
        There is a file of that name, the folder cannot be written or the disk is full.
    """
    _put(path, [content], new=True)


def copy_new(path: Path, original: BinaryIO) -> None:
    """Copy a file of any size to where there must be none yet, whole or not at all.

    Raises
    ------
    InputError
        There is a file of that name, the folder cannot be written or the disk is full.
    """
    _put(path, iter(partial(original.read, PIECE), b""), new=True)


def _put(path: Path, content: Iterable[bytes], *, new: bool) -> None:
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".new-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        if new:
            _link(Path(beside), path)
        else:
            Path(beside).replace(path)
    except FileExistsError:
        raise InputError(f"{path} exists already: give the file another name.") from None
    except OSError as error:
        reason = error.strerror or "input error"
        raise InputError(f"{path} cannot be written ({reason}): make room or allow writing there.") from None
    finally:
        if beside:
            Path(beside).unlink(missing_ok=True)


def _link(made: Path, path: Path) -> None:
    """Give a finished file its name; unlike a rename this never replaces a file."""
    try:
        os.link(made, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError from None
        made.replace(path)
