"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from analysis.errors import InputError


def put(path: Path, content: bytes) -> None:
    """Write a file that takes the place of a former one at once; killed at any point, one of the two is there whole.

    Raises
    ------
    InputError
        The folder cannot be written or the disk is full.
    """
    _put(path, content, new=False)


def put_new(path: Path, content: bytes) -> None:
    """Write a file that must not be there yet, whole or not at all.

    Raises
    ------
    InputError
        There is a file of that name, the folder cannot be written or the disk is full.
    """
    _put(path, content, new=True)


def _put(path: Path, content: bytes, *, new: bool) -> None:
    beside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(prefix=".new-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
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
