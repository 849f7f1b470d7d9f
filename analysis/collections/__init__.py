"""Collections: files with a row an article, as JSON lines (plain or under gzip) or Parquet, read as a stream.

A row is a source as a file is one: read, or rejected with its reason. A broken row is rejected, not the file; where the
file itself breaks, the rows before are kept and the break is one rejection under the file's own name.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator
from typing import BinaryIO

from analysis.collections.model import BrokenError, Found, Row
from analysis.collections.rows import digest, identity, make_row, placed
from analysis.encoding import UnreadableError
from analysis.naming import ending_of

__all__ = ["Row", "read_rows", "sha256_of"]

PIECE = 1 << 20  # bytes
NO_TEXT = "it has no 'text': put the article's text there"


def read_rows(name: str, stream: BinaryIO) -> Iterator[Row]:
    """Yield the rows of a collection; never more than a few are in memory, beside the ids of all.

    Parameters
    ----------
    name : str
        The file's name; its ending says of which kind it is.
    stream : binary file
        At its beginning; it must be possible to seek in it.

    Yields
    ------
    Row
        In the order of the file, each with an id of its own; what is wrong with the file itself has the id ``""``.
    """
    rows = _Rows("row" if ending_of(name) == ".parquet" else "line")
    fault = ""
    try:
        for found in _reader(name)(stream):
            yield from rows.take(found)
    except BrokenError as error:
        fault = str(error)
        if rows.last:
            reason, _, mend = fault.partition(": ")
            fault = f"{reason}, after {rows.label} {rows.last:,}: the rows before it were read; {mend}"
            yield from rows.held()
    except OSError as error:
        fault = f"cannot be read ({error.strerror or 'input error'})"
    else:
        fault = rows.lacking()
    if fault:
        yield Row("", sha256_of(stream), fault=fault)


def sha256_of(stream: BinaryIO) -> str:
    """Return the SHA-256 of a whole file, read piece by piece."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _reader(name: str) -> Callable[[BinaryIO], Iterator[Found]]:
    """Return what reads a kind of collection; pyarrow is loaded only where it is needed."""
    if ending_of(name) == ".parquet":
        from analysis.collections.parquet import parquet_rows

        return parquet_rows
    from analysis.collections.lines import packed_lines, plain_lines

    return packed_lines if ending_of(name) == ".jsonl.gz" else plain_lines


class _Rows:
    """The rows of one collection: each gets a name, and as long as none has a text those without are held back."""

    def __init__(self, label: str) -> None:
        self.label = label
        self.last = 0  # line or row
        self._names: set[str] = set()
        self._textless = array("Q")
        self._texts = False
        self._columns: dict[str, None] = {}

    def take(self, found: Found) -> Iterator[Row]:
        """Yield what becomes of a row, and of those that were held back until it."""
        self.last = found.place
        if not found.fault and "text" not in found.values and not self._texts:
            self._textless.append(found.place)
            self._columns.update(dict.fromkeys(found.values))
            return
        if "text" in found.values and not self._texts:
            self._texts = True
            yield from self.held()
        yield self._row(found)

    def held(self) -> Iterator[Row]:
        """Yield the rows without a text that were held back."""
        for place in self._textless:
            yield self._rejected(Found(place, {}), NO_TEXT)
        self._textless = array("Q")

    def lacking(self) -> str:
        """Return what the collection as a whole lacks: rows, or texts in all of them; or ``""``."""
        if not self.last:
            return "empty: add rows, or remove the file"
        if self._textless:
            columns = ", ".join(map(repr, self._columns)) or "none that is known"
            return (
                f"none of its {len(self._textless):,} rows has a 'text' (but {columns}): "
                "rename the field that holds the articles to 'text'"
            )
        return ""

    def _row(self, found: Found) -> Row:
        if found.fault:
            return self._rejected(found, found.fault)
        try:
            name, remark = identity(found, self.label)
        except UnreadableError as fault:
            return self._rejected(found, str(fault))
        if name in self._names:
            if remark:
                name = self._free(name)
            else:
                return self._rejected(found, f"its id {name!r} is that of an earlier row: give it one of its own")
        self._names.add(name)
        if "text" not in found.values:
            return Row(name, digest({"fault": NO_TEXT}), fault=NO_TEXT)
        return make_row(name, found.values, remark)

    def _rejected(self, found: Found, fault: str) -> Row:
        name = self._free(placed(found, self.label))
        self._names.add(name)
        sha256 = hashlib.sha256(found.raw).hexdigest() if found.raw else digest({"fault": fault})
        return Row(name, sha256, fault=fault)

    def _free(self, name: str) -> str:
        number, free = 1, name
        while free in self._names:
            number += 1
            free = f"{name}.{number}"
        return free
