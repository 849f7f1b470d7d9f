"""Rows of a table as plain objects, and a table as CSV and JSON."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import pandas as pd

FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # how a cell begins that a spreadsheet would run
SUSPECT = frozenset("=+@\t\r-")
PLAIN = {int, float, bool, type(None)}

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


def csv_text(frame: pd.DataFrame, *, head: bool = True) -> str:
    """Return CSV, lists as JSON, in which no cell is a formula to a spreadsheet: an apostrophe stands before what would be.

    Without ``head`` the heads of the columns are left out, as of a later part of a table.
    """
    return _csv(list(frame.columns), (_values(frame[name]) for name in frame.columns), head=head)


def csv_of_json(columns: Sequence[str], json: bytes, *, head: bool = True) -> str:
    """Return what :func:`csv_text` does from the rows as a JSON array."""
    rows = msgspec.json.decode(json)
    return _csv(columns, ([row[name] for row in rows] for name in columns), head=head)


def json_text(frame: pd.DataFrame) -> bytes:
    """Return a JSON array, a line a row; what is not known is null."""
    return b"[\n" + json_rows(frame) + b"\n]\n" if len(frame) else b"[]\n"


def json_rows(frame: pd.DataFrame, encoded: Collection[str] = ()) -> bytes:
    """Return rows as JSON objects, a line each, with a comma between them; some columns may hold JSON already."""
    row = msgspec.defstruct("row", [str(name) for name in frame.columns], gc=False)
    cells = [_raw(frame[name]) if name in encoded else _values(frame[name]) for name in frame.columns]
    rows = list(map(row, *cells))  # of what an iterator yields, msgspec (0.22) frees nothing
    return _json.encode_lines(rows)[:-1].replace(b"\n", b",\n")


def _raw(column: pd.Series) -> list[msgspec.Raw]:
    return [msgspec.Raw(cell.encode()) for cell in column.tolist()]


def _csv(columns: Sequence[str], values: Iterable[list[Any]], *, head: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([columns] if head else [])
    writer.writerows(zip(*map(_cells, values), strict=True))
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
