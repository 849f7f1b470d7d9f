"""Bytes put aside on disk while a run works, in a temporary file that is removed at its end."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path
from threading import Lock
from typing import BinaryIO

from analysis.errors import InputError

PIECE = 1 << 20  # bytes written at once


class Spill:
    """A file to which bytes are added and from which they are read again, anywhere, by other processes too.

    Parameters
    ----------
    path : Path, optional
        The file of another process, to be read only.

    Raises
    ------
    analysis.errors.InputError
        The folder for temporary files (``TMPDIR``) is full or cannot be written.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._waiting = bytearray()
        self._written = 0
        self._reading = Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._file: BinaryIO | None = path.open("rb", buffering=0) if path else None

    @property
    def path(self) -> Path:
        """The file, with all that was added."""
        self._flush()
        return Path(self._open().name)

    def add(self, data: bytes) -> int:
        """Keep bytes and return where they are."""
        place = self._written + len(self._waiting)
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self._flush()
        return place

    def read(self, place: int, size: int) -> bytes:
        """Return so many bytes from a place."""
        if self._waiting and place + size > self._written:
            self._flush()
        file = self._open()
        if hasattr(os, "pread"):
            return os.pread(file.fileno(), size, place)
        with self._reading:  # by two threads at once
            file.seek(place)
            data = file.read(size)
            file.seek(0, os.SEEK_END)
        return data

    def _flush(self) -> None:
        if not self._waiting:
            return
        try:
            self._open().write(self._waiting)
        except OSError as error:
            raise InputError(
                f"{tempfile.gettempdir()} cannot hold what is read ({error.strerror or 'input error'}): "
                "make room there, or name another folder with TMPDIR."
            ) from None
        self._written += len(self._waiting)
        self._waiting = bytearray()

    def _open(self) -> BinaryIO:
        if self._file is None:
            self._folder = tempfile.TemporaryDirectory(prefix="briefing-")
            self._file = (Path(self._folder.name) / "readings").open("x+b", buffering=0)
        return self._file


@cache
def opened(path: str) -> Spill:
    """Return the file of another process, opened once."""
    return Spill(Path(path))
