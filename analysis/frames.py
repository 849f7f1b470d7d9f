"""Rows of a table as plain objects, and a table as CSV and JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pandas as pd

FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # how a cell begins that a spreadsheet would run
SUSPECT = frozenset("=+@\t\r-")
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
        yield _csv_lines(zip(*(map(_cell, _values(part[name])) for name in frame.columns), strict=True))


def json_parts(frame: pd.DataFrame) -> Iterator[bytes]:
    """Yield a JSON array in parts, a line a row; what is not known is null."""
    names = tuple(map(str, frame.columns))
    before = b"[\n"
    for begin in range(0, len(frame), AT_ONCE):
        part = frame.iloc[begin : begin + AT_ONCE]
        rows = zip(*(_values(part[name]) for name in frame.columns), strict=True)
        yield before + b",\n".join(_json.encode(dict(zip(names, row, strict=True))) for row in rows)
        before = b",\n"
    yield b"\n]\n" if len(frame) else b"[]\n"


def _csv_lines(rows: Any) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _values(column: pd.Series) -> list[Any]:
    """Return the cells as values of Python, what is not known as None."""
    values = column.tolist()
    if column.dtype.kind == "f":
        return [None if value != value else value for value in values]
    return values if column.dtype.kind in "iub" else [None if _undefined(value) else value for value in values]


def _undefined(value: Any) -> bool:
    return isinstance(value, float) and value != value


def _cell(value: Any) -> Any:
    """Return a cell of the CSV: a list as JSON, and nothing that a spreadsheet would run."""
    if isinstance(value, str):
        return f"'{value}" if value[:1] in SUSPECT and FORMULA.match(value) else value
    return _listed_as_json(value)


def _listed_as_json(value: Any) -> Any:
    return _json.encode(value).decode() if isinstance(value, list) else value


def _lists(column: pd.Series) -> bool:
    return column.dtype == object and any(isinstance(value, list) for value in column.tolist())
