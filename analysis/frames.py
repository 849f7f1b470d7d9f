"""Rows of a table as plain objects, and a table as CSV."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd


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
    """Return the table as CSV, lists as JSON."""
    return str(cells_as_json(frame).to_csv(index=False, lineterminator="\n"))
