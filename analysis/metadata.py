"""``sources.csv``: what is known of a source beside its text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Container, Iterable, Mapping
from pathlib import Path

from analysis.dates.edtf import is_valid
from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError
from analysis.whole import put

METADATA_COLUMNS = ("file", "publisher", "url", "published", "note")


def read_metadata(path: Path, known: Container[str]) -> dict[str, dict[str, str]]:
    """Read ``sources.csv``: what is known of a source beside its text.

    The columns may be parted by commas, semicolons or tabs, their names written in capitals; an empty
    file says nothing. ``known`` holds the names of the files and rows that there are.

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
        text = _text(path)
        if not text:
            return {}
        rows = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text), strict=True)
        columns = _columns(rows.fieldnames or [])
        rows.fieldnames = columns
        _check_columns(path, columns)
        found: dict[str, dict[str, str]] = {}
        for row in rows:
            if not any(_cells(row)):
                continue
            entry = _metadata_row(path, rows.line_num, row)
            name = _name(entry.pop("file"), known)
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


def _text(path: Path) -> str:
    """Return the text of the file, from its header line on; ``""`` where there is none."""
    data = path.read_bytes()
    text = decode(data).lstrip() if data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\0") else ""
    return re.sub(r"^sep=.\n", "", text, flags=re.IGNORECASE)  # a spreadsheet's hint


def _delimiter(text: str) -> str:
    """Return what parts the columns: the sign that finds most of the known names in the header line."""
    header = text.split("\n", 1)[0]

    def known(sign: str) -> int:
        return len(set(_columns(header.replace('"', "").split(sign))) & set(METADATA_COLUMNS))

    return max(",;\t", key=known)


def _columns(names: Iterable[str]) -> list[str]:
    columns = [name.strip().lower() for name in names]
    while columns and not columns[-1]:  # columns that a spreadsheet left empty
        columns.pop()
    return columns


def _cells(row: Mapping[str | None, str | list[str] | None]) -> list[str]:
    """Return all cells of a row, those beyond the last column too."""
    cells: list[str] = []
    for value in row.values():
        cells += value if isinstance(value, list) else [value or ""]
    return [cell.strip() for cell in cells]


def _name(name: str, known: Container[str]) -> str:
    """Return a file's name as the folder has it, where it was written with "./" or back slashes."""
    plain = name.replace("\\", "/").removeprefix("./")
    return plain if name not in known and plain in known else name


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
    if any(row.get(None) or ()):
        raise InputError(f"{path.name} line {line} has more cells than columns: put text with a comma in quotes.")
    entry = {key: (value or "").strip() for key, value in row.items() if key is not None}
    date = entry.get("published", "")
    if date and not is_valid(date):
        raise InputError(
            f"{path.name} line {line}: {date!r} is not a date: "
            "write YYYY-MM-DD, YYYY-MM or YYYY, with ~ when approximate."
        )
    url = entry.get("url", "")
    if url and not is_address(url):
        raise InputError(
            f"{path.name} line {line}: {url!r} is not a web address: it must begin with http:// or https://."
        )
    return entry


def is_address(url: str) -> bool:
    """Whether a text is a web address that may be recorded for a source."""
    return re.fullmatch(r"https?://[^\s<>\"]+", url) is not None


def record_metadata(path: Path, name: str, entry: Mapping[str, str]) -> None:
    """Add a line to ``sources.csv``, which is replaced at once; what stands in it stays as it is.

    Raises
    ------
    InputError
        The file cannot be written.
    """
    data = path.read_bytes() if path.exists() else b""
    text = _text(path) if data else ""
    columns = _columns(text.split("\n", 1)[0].replace('"', "").split(_delimiter(text))) if text else []
    out = io.StringIO()
    writer = csv.writer(out, delimiter=_delimiter(text) if text else ",", lineterminator="\n")
    if not set(columns) >= {"file", *entry}:  # columns that the file has not yet
        rows = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text))) if text else []
        more = [column for column in METADATA_COLUMNS if column not in columns]
        width = len(columns)
        columns = [*columns, *more]
        writer.writerow(columns)
        for row in rows[1:]:
            writer.writerow([*row[:width], *[""] * (width - len(row)), *[""] * len(more)])
    else:
        out.write(text if text.endswith("\n") else f"{text}\n")
    known = {"file": name, **entry}
    writer.writerow([known.get(column, "") for column in columns])
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    put(path, mark + out.getvalue().encode())
