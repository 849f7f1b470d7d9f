"""``sources.csv``: what is known of a source beside its text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from analysis.dates.edtf import is_valid
from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError

METADATA_COLUMNS = ("file", "publisher", "url", "published", "note")


def read_metadata(path: Path, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """Read ``sources.csv``: what is known of a source beside its text.

    Returns
    -------
    dict
        From the file's name to its ``publisher``, ``url``, ``published`` (EDTF) and ``note``.

    Raises
    ------
    InputError
        An unknown column or file, a file named twice, a bad date, or no valid CSV.
    """
    if not path.exists():
        return {}
    try:
        rows = csv.DictReader(io.StringIO(decode(path.read_bytes())), strict=True)
        columns = [column.strip() for column in rows.fieldnames or []]
        rows.fieldnames = columns
        _check_columns(path, columns)
        known = set(names)
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            entry = _metadata_row(path, rows.line_num, row)
            name = entry.pop("file")
            if name not in known:
                raise InputError(
                    f"{path.name} line {rows.line_num} names {name!r}, which is not in {path.parent}: "
                    "correct the name or remove the line."
                )
            if name in found:
                raise InputError(f"{path.name} names {name!r} twice (line {rows.line_num}): keep one of the lines.")
            found[name] = entry
        return found
    except csv.Error as error:
        raise InputError(f"{path.name} is not a valid CSV file ({error}): mend the quoting there.") from None
    except (UnreadableError, OSError) as error:
        raise InputError(f"{path.name} cannot be read ({error}): save it as a UTF-8 CSV file.") from None


def _check_columns(path: Path, columns: list[str]) -> None:
    expected = ", ".join(METADATA_COLUMNS)
    wrong = [column for column in columns if column not in METADATA_COLUMNS]
    if wrong:
        raise InputError(f"{path.name} has an unknown column {wrong[0]!r}: the columns are {expected}.")
    if "file" not in columns:
        raise InputError(f"{path.name} has no column 'file': the columns are {expected}.")
    if len(set(columns)) < len(columns):
        raise InputError(f"{path.name} has a column twice: the columns are {expected}.")


def _metadata_row(path: Path, line: int, row: dict[str | None, str | None]) -> dict[str, str]:
    if None in row:
        raise InputError(f"{path.name} line {line} has more cells than columns: put text with a comma in quotes.")
    entry = {str(key): (value or "").strip() for key, value in row.items()}
    date = entry.get("published", "")
    if date and not is_valid(date):
        raise InputError(
            f"{path.name} line {line}: {date!r} is not a date: "
            "write YYYY-MM-DD, YYYY-MM or YYYY, with ~ when approximate."
        )
    url = entry.get("url", "")
    if url and not re.match(r"https?://[^\s<>\"]+$", url):
        raise InputError(
            f"{path.name} line {line}: {url!r} is not a web address: it must begin with http:// or https://."
        )
    return entry
