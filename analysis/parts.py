"""A folder of Parquet parts that hold bytes by key: appended in batches, compacted, verified by checksum."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

ROWS = 256  # of a group, which is read at once
GROUPS_HELD = 4  # in memory
SMALL = 2_000  # rows below which a part is small
MOST_SMALL = 16  # small parts that may be; more are made one
ENDING = ".parquet"
SCHEMA = pa.schema([("key", pa.binary(32)), ("checksum", pa.binary(32)), ("value", pa.large_binary())])
Warn = Callable[[str], None]
Rows = Sequence[tuple[bytes, bytes]]


class Place(NamedTuple):
    """Where an entry is: the part, the group of rows in it and the row in that."""

    part: str
    group: int
    row: int


class Parts:
    """The parts of a folder, open.

    Parameters
    ----------
    folder : Path
        It exists.
    warn : callable
        Is told what was set aside.
    """

    def __init__(self, folder: Path, warn: Warn) -> None:
        self._folder = folder
        self._warn = warn
        self._places: dict[bytes, Place] = {}
        self._groups: OrderedDict[tuple[str, int], tuple[list[bytes], list[bytes]]] = OrderedDict()
        self._used: set[str] = set()
        for path in self._files():
            self._index(path)

    def __contains__(self, key: bytes) -> bool:
        """Whether there is an entry; it may still prove damaged."""
        return key in self._places

    def get(self, key: bytes) -> bytes | None:
        """Return an entry, or None where there is none; keys asked for in the order of writing are quick.

        Raises
        ------
        ValueError
            The entry is damaged; it is forgotten.
        """
        place = self._places.get(key)
        if place is None:
            return None
        self._used.add(place.part)
        checksums, values = self._group(place)
        if place.row < len(values) and checksums[place.row] == checksum(key, values[place.row]):
            return values[place.row]
        self.forget(key)
        raise ValueError("checksum")

    def forget(self, key: bytes) -> None:
        """Take an entry for missing."""
        self._places.pop(key, None)

    def append(self, rows: Rows) -> None:
        """Write a part; it is there whole or not at all.

        Raises
        ------
        OSError
            It cannot be written.
        """
        if rows:
            self._index(self._write(rows))

    def close(self, largest: int) -> None:
        """Note which parts were used, make many small ones one, and drop those longest unused beyond a size.

        Raises
        ------
        OSError
            The folder cannot be written.
        """
        for name in sorted(self._used):
            path = self._folder / name
            if path.exists():
                os.utime(path)
        self._compact()
        files = sorted(self._files(), key=lambda path: (path.stat().st_mtime_ns, path.name))
        size = sum(path.stat().st_size for path in files)
        for path in files:
            if size <= largest:
                break
            size -= path.stat().st_size
            path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(path for path in self._folder.glob(f"*{ENDING}") if not path.name.startswith("."))

    def _index(self, path: Path) -> None:
        try:
            with pq.ParquetFile(path) as part:
                if not part.schema_arrow.equals(SCHEMA):
                    raise ValueError("columns")
                for group in range(part.num_row_groups):
                    keys = part.read_row_group(group, columns=["key"]).column(0).to_pylist()
                    self._places.update((key, Place(path.name, group, row)) for row, key in enumerate(keys))
        except (OSError, ValueError) as error:  # what Arrow raises is one or the other
            self._set_aside(path.name, error)

    def _group(self, place: Place) -> tuple[list[bytes], list[bytes]]:
        known = self._groups.pop((place.part, place.group), None)
        if known is None:
            try:
                with pq.ParquetFile(self._folder / place.part) as part:
                    table = part.read_row_group(place.group, columns=["checksum", "value"])
                known = table.column(0).to_pylist(), table.column(1).to_pylist()
            except (OSError, ValueError) as error:
                self._set_aside(place.part, error)
                known = [], []
        self._groups[place.part, place.group] = known
        while len(self._groups) > GROUPS_HELD:
            self._groups.popitem(last=False)
        return known

    def _set_aside(self, name: str, error: Exception) -> None:
        """Take a damaged part out of the folder's parts; one that another run has made part of a larger is just gone."""
        self._places = {key: place for key, place in self._places.items() if place.part != name}
        if isinstance(error, FileNotFoundError):
            return
        path = self._folder / name
        try:
            path.replace(path.with_name(f"{name}.set-aside"))
        except OSError:
            return
        self._warn(f"A part of the cache of readings is damaged: it was set aside as {name}.set-aside.")

    def _write(self, rows: Iterable[tuple[bytes, bytes]]) -> Path:
        last = max((path.name[:8] for path in self._files()), default="00000000")
        number = int(last) + 1 if last.isdigit() else 1
        path = self._folder / f"{number:08}-{secrets.token_hex(4)}{ENDING}"
        beside = path.with_name(f".{path.name}")
        try:
            with pq.ParquetWriter(beside, SCHEMA, compression="zstd", use_dictionary=False) as writer:
                for group in _batched(rows):
                    keys, values = [key for key, _ in group], [value for _, value in group]
                    sums = [checksum(key, value) for key, value in group]
                    writer.write_batch(pa.record_batch([keys, sums, values], schema=SCHEMA), row_group_size=ROWS)
            beside.chmod(0o600)
            beside.replace(path)
        except pa.ArrowException as error:
            raise OSError(str(error)) from None
        finally:
            beside.unlink(missing_ok=True)
        return path

    def _compact(self) -> None:
        """Make many small parts one, without the entries that a later part has again."""
        small = []
        for path in self._files():
            try:
                if pq.read_metadata(path).num_rows < SMALL:
                    small.append(path)
            except (OSError, ValueError):
                continue
        if len(small) <= MOST_SMALL:
            return
        names = {path.name for path in small}
        keys = [key for key, place in self._places.items() if place.part in names]

        def rows() -> Iterator[tuple[bytes, bytes]]:
            for key in keys:
                try:
                    value = self.get(key)
                except ValueError:
                    continue
                if value is not None:
                    yield key, value

        self._index(self._write(rows()))
        for path in small:
            path.unlink(missing_ok=True)


def checksum(key: bytes, value: bytes) -> bytes:
    """Return the SHA-256 of an entry, its key in it, so that no value passes for another's."""
    return hashlib.sha256(key + value).digest()


def _batched(rows: Iterable[Any]) -> Iterator[list[Any]]:
    batch = []
    for row in rows:
        batch.append(row)
        if len(batch) == ROWS:
            yield batch
            batch = []
    if batch:
        yield batch
