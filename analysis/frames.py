"""Rows of a table as plain objects, and a table as CSV and JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import pandas as pd

FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # how a cell begins that a spreadsheet would run
SUSPECT = frozenset("=+@\t\r-")
PLAIN = {int, float, bool, type(None)}
AT_ONCE = 20_000  # rows that are made text together

_json = msgspec.json.Encoder()


def records(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as named tuples, whose fields are the columns."""
    return list(frame.itertuples(index=False))


def cells_as_json(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its lists as JSON."""
    columns = {
        name: list(map(_listed_as_json, frame[name].tolist())) for name in frame.columns if _lists(frame[name])
    }
    return frame.assign(**columns)


def csv_text(frame: pd.DataFrame) -> str:
    """Return CSV, lists as JSON, in which no cell is a formula to a spreadsheet: an apostrophe stands before what would be."""
    return "".join(csv_parts(frame))


def csv_parts(frame: pd.DataFrame) -> Iterator[str]:
    """Yield the CSV of :func:`csv_text` in parts, the heads of the columns first."""
    yield _csv_lines([list(frame.columns)])
    for begin in range(0, len(frame), AT_ONCE):
        part = frame.iloc[begin : begin + AT_ONCE]
        yield _csv_lines(zip(*(_cells(_values(part[name])) for name in frame.columns), strict=True))


def csv_of_json(columns: Sequence[str], json: bytes) -> str:
    """Return the CSV of :func:`csv_text` from the table as JSON."""
    rows = msgspec.json.decode(json)
    cells = (_cells([row[name] for row in rows]) for name in columns)
    return _csv_lines([list(columns)]) + _csv_lines(zip(*cells, strict=True))


def json_parts(frame: pd.DataFrame) -> Iterator[bytes]:
    """Yield a JSON array in parts, a line a row; what is not known is null."""
    row = msgspec.defstruct("row", [str(name) for name in frame.columns], gc=False)
    before = b"[\n"
    for begin in range(0, len(frame), AT_ONCE):
        part = frame.iloc[begin : begin + AT_ONCE]
        rows = map(row, *(_values(part[name]) for name in frame.columns))
        yield before + _json.encode_lines(rows)[:-1].replace(b"\n", b",\n")
        before = b",\n"
    yield b"\n]\n" if len(frame) else b"[]\n"


def _csv_lines(rows: Any) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _values(column: pd.Series) -> list[Any]:
    """Return the cells as values of Python, what is not known as None."""
    values = column.tolist()
    if column.dtype.kind in "iub":
        return values
    return [None if isinstance(value, float) and value != value else value for value in values]


def _cells(values: list[Any]) -> list[Any]:
    """Return the cells of the CSV: lists as JSON, and nothing that a spreadsheet would run."""
    kinds = set(map(type, values))
    if kinds <= PLAIN:
        return values
    if kinds == {list}:
        return _json.encode_lines(values).decode().split("\n")[:-1]
    return [
        (value if value[:1] not in SUSPECT else _harmless(value))
        if isinstance(value, str)
        else _listed_as_json(value)
        for value in values
    ]


def _harmless(value: str) -> str:
    return f"'{value}" if FORMULA.match(value) else value


def _listed_as_json(value: Any) -> Any:
    return _json.encode(value).decode() if isinstance(value, list) else value


def _lists(column: pd.Series) -> bool:
    return column.dtype == object and any(isinstance(value, list) for value in column.tolist())
