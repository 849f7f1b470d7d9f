"""Rows of a table as plain objects, and a table as CSV."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import Any

import pandas as pd

FORMULA = re.compile(r"[=+@\t\r]|-(?!\d)")  # how a cell begins that a spreadsheet would run


def records(frame: pd.DataFrame) -> list[Any]:
    """Return the rows as named tuples, whose fields are the columns."""
    return list(frame.itertuples(index=False))


def cells_as_json(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with its lists as JSON."""
    out = frame.copy()
    for column in out.columns:
        if out[column].map(lambda value: isinstance(value, list)).any():
            out[column] = out[column].map(lambda value: json.dumps(value, ensure_ascii=False))
    return out


def csv_text(frame: pd.DataFrame) -> str:
    """Return CSV, lists as JSON, in which no cell is a formula to a spreadsheet: an apostrophe stands before what would be."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows(zip(*(map(_csv_cell, frame[column].tolist()) for column in frame.columns), strict=True))
    return text.getvalue()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, str):
        return f"'{value}" if FORMULA.match(value) else value
    return "" if value is None or value != value else value  # what is undefined is empty
