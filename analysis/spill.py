"""Bytes put aside on disk while a run works, in a file without a name that is gone with the process."""

from __future__ import annotations

import os
import tempfile
from typing import BinaryIO

from analysis.errors import InputError

PIECE = 1 << 20  # bytes written at once


class Spill:
    """A file to which bytes are added and from which they are read again, anywhere.

    Raises
    ------
    analysis.errors.InputError
        The folder for temporary files (``TMPDIR``) is full or cannot be written.
    """

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._written = 0
        self._file: BinaryIO | None = None

    def add(self, data: bytes) -> int:
        """Keep bytes and return where they are."""
        place = self._written + len(self._waiting)
        self._waiting += data
        if len(self._waiting) >= PIECE:
            self._flush()
        return place

    def read(self, place: int, size: int) -> bytes:
        """Return so many bytes from a place."""
        if place + size > self._written:
            self._flush()
        return os.pread(self._open().fileno(), size, place)

    def _flush(self) -> None:
        try:
            file = self._open()
            file.write(self._waiting)
            file.flush()
        except OSError as error:
            raise InputError(
                f"{tempfile.gettempdir()} cannot hold what is read ({error.strerror or 'input error'}): "
                "make room there, or name another folder with TMPDIR."
            ) from None
        self._written += len(self._waiting)
        self._waiting = bytearray()

    def _open(self) -> BinaryIO:
        if self._file is None:
            self._file = tempfile.TemporaryFile(prefix="briefing-", buffering=0)  # noqa: SIM115 - open until the end
        return self._file
