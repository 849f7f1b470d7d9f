"""Collections as Parquet: some rows in memory at a time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.collections.model import COLUMNS, BrokenError, Found, Odd

ROWS_AT_ONCE = 64
BUFFER = 1 << 20
FREE_BYTES = 100_000_000  # that any file may hold
MOST_TIMES = 500  # that a larger one may hold of its own size
MAGIC, LOCKED = b"PAR1", b"PARE"
MARKS = 12  # bytes of the shortest file: a mark at either end, and the length of the footer
AGAIN = "save or download it again"
LOCKED_REASON = "encrypted: save it without encryption"


def parquet_rows(stream: BinaryIO) -> Iterator[Found]:
    """Yield the rows of a Parquet file, those before a break too.

    Raises
    ------
    BrokenError
        The file is of another kind, encrypted or damaged, or has no column ``text`` of text.
    """
    size = stream.seek(0, io.SEEK_END)
    if not size:
        return
    _check_marks(stream, size)
    try:
        file = pq.ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER)
        schema = file.schema_arrow
        _check_columns(schema)
        yield from _rows(file, schema, size)
    except (pa.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        locked = "crypt" in str(error).lower()
        raise BrokenError(LOCKED_REASON if locked else f"the Parquet file is damaged: {AGAIN}") from None


def _rows(file: pq.ParquetFile, schema: pa.Schema, size: int) -> Iterator[Found]:
    """Yield the rows, as long as what they unpack to is in measure.

    The metadata of row groups and columns are not asked: where they are damaged, pyarrow ends the whole process.
    """
    present = [name for name in COLUMNS if name in schema.names]
    flat = [name for name in present if not pa.types.is_nested(schema.field(name).type)]
    nested = {name: [Odd(str(schema.field(name).type))] * ROWS_AT_ONCE for name in present if name not in flat}
    place = unpacked = 0
    for group in range(file.num_row_groups):  # one by one: what is damaged takes no rows of another with it
        for batch in file.iter_batches(ROWS_AT_ONCE, row_groups=[group], columns=flat, use_threads=False):
            unpacked += batch.nbytes
            if unpacked > FREE_BYTES and unpacked > MOST_TIMES * size:
                raise BrokenError(f"it swells to more than {MOST_TIMES} times its size: check where it comes from")
            columns = {name: _values(batch.column(name)) for name in flat} | nested
            for at in range(batch.num_rows):
                place += 1
                yield Found(place, {name: values[at] for name, values in columns.items()})


def _check_marks(stream: BinaryIO, size: int) -> None:
    stream.seek(0)
    head = stream.read(4)
    stream.seek(max(0, size - 4))
    tail = stream.read(4)
    stream.seek(0)
    if LOCKED in (head, tail):
        raise BrokenError(LOCKED_REASON)
    if head != MAGIC:
        raise BrokenError(f"not a Parquet file: {AGAIN}, or rename it by what it is")
    if tail != MAGIC or size < MARKS:
        raise BrokenError(f"the Parquet file ends too early: {AGAIN}")


def _check_columns(schema: pa.Schema) -> None:
    for name in COLUMNS:
        if schema.names.count(name) > 1:
            raise BrokenError(f"it has the column '{name}' twice: keep one of the two")
    if "text" not in schema.names:
        raise BrokenError(missing_text(schema.names))
    kinds = {"text": _is_text, "id": _is_id}
    for name, fits in kinds.items():
        if name in schema.names and not fits(schema.field(name).type):
            kind = schema.field(name).type
            raise BrokenError(f"its column '{name}' holds {kind}, not text: save it with a column of text")


def missing_text(names: list[str]) -> str:
    """Return why a collection without a column ``text`` is none, with what it has instead."""
    shown = ", ".join(repr(name[:40]) for name in names[:8]) + (" …" if len(names) > 8 else "")
    return f"it has no column 'text' (but {shown or 'none'}): rename the column that holds the articles to 'text'"


def _is_text(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    tests = ("is_string", "is_large_string", "is_string_view", "is_binary", "is_large_binary", "is_binary_view")
    return any(getattr(pa.types, test)(kind) for test in (*tests, "is_null"))


def _is_id(kind: pa.DataType) -> bool:
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return _is_text(kind) or pa.types.is_integer(kind) or pa.types.is_floating(kind)


def _values(column: pa.Array) -> list[Any]:
    """Return the values of a column; one that cannot be read is :class:`Odd`."""
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError, pa.ArrowException):
        values = [_value(scalar) for scalar in column]
    return [_decoded(value) if isinstance(value, bytes) else value for value in values]


def _value(scalar: pa.Scalar) -> Any:
    try:
        return scalar.as_py()
    except UnicodeDecodeError:
        return Odd("not UTF-8")
    except (ValueError, OverflowError, pa.ArrowException):
        return Odd("out of range")


def _decoded(value: bytes) -> str | Odd:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return Odd("not UTF-8")
