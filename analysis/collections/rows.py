"""From the values of a row to a source: id, text and metadata checked, each fault said in one sentence."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections.abc import Mapping
from typing import Any

import msgspec

from analysis.collections.model import COLUMNS, Found, Odd, Row
from analysis.dates.edtf import is_valid
from analysis.encoding import UnreadableError, plain
from analysis.formats.kinds import LABELS, MAX_BYTES, kind_of
from analysis.metadata import is_address

LONGEST_ID = 200  # characters
LONGEST_FACT = 2_000  # characters of a title, a publisher, an address
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # categories of signs that an id may not have
HEAD = 5_000  # characters in which another format shows itself
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d.*", re.DOTALL)
KINDS = {
    type(None): "null",
    bool: "true or false",
    int: "a number",
    float: "a number",
    str: "text",
    list: "a list",
    dict: "an object",
}


def identity(found: Found, label: str) -> tuple[str, str]:
    """Return the id of a row and a remark on it.

    Parameters
    ----------
    found : Found
    label : str
        "line" or "row": what a row without an id is named by, with its number.

    Raises
    ------
    UnreadableError
        The id is no text or number, holds signs that cannot be seen, or is too long.
    """
    value = found.values.get("id")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or value != value or (isinstance(value, str) and not value.strip()):
        return placed(found, label), f"no id in the collection: named by its {label}"
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise UnreadableError(f"its id is {_kind(value)}: make it text or a whole number")
    text = str(value).strip()
    if len(text) > LONGEST_ID:
        raise UnreadableError(f"its id has {len(text):,} characters: shorten it to {LONGEST_ID} at most")
    if not text.isprintable() and any(unicodedata.category(sign) in UNSEEN for sign in text):
        raise UnreadableError("its id holds control signs: remove them")
    return text, ""


def placed(found: Found, label: str) -> str:
    """Return the name of a row that has no id of its own: by its line, or its number."""
    return f"{label}-{found.place}"


def make_row(name: str, values: Mapping[str, Any], remark: str) -> Row:
    """Return the row as a source, or with its fault.

    Parameters
    ----------
    name : str
        Its id.
    values : mapping
        From the known columns to their values.
    remark : str
        What is to be said of the id.
    """
    remarks = [remark] if remark else []
    facts = {column: _fact(column, values.get(column), remarks) for column in COLUMNS[2:]}
    language = facts.pop("language")
    if language and not re.match(r"en(?![a-z])|eng?(lish)?\b", language, re.IGNORECASE):
        remarks.append(f"the collection says language {language[:40]!r}")
    note = "; ".join(remarks)
    known = {**facts, "language": language, "note": note}
    try:
        text = _text(values.get("text"))
    except UnreadableError as fault:
        return Row(name, digest({**known, "fault": str(fault)}), **facts, note=note, fault=str(fault))
    return Row(name, digest({"text": text, **known}), text, **facts, note=note)


def digest(values: Mapping[str, str]) -> str:
    """Return the SHA-256 of what a row says: of the JSON object of its columns that are not empty, in this order."""
    said = {name: value for name, value in values.items() if value}
    return hashlib.sha256(msgspec.json.encode(said)).hexdigest()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise UnreadableError(f"its text is {_kind(value)}: put the article's text there")
    data = value.encode("utf-8", "replace")
    if not data.strip():
        raise UnreadableError("its text is empty: put the article's text there")
    if len(data) > MAX_BYTES["text"]:
        raise UnreadableError(f"its text is larger than {MAX_BYTES['text'] // 1_000_000} MB: split it into articles")
    found = kind_of(value[:HEAD].encode("utf-8", "replace"))
    if found:
        raise UnreadableError(f"its text is not plain text but {LABELS.get(found, found)}: put the words alone there")
    return plain(value)


def _fact(column: str, value: Any, remarks: list[str]) -> str:
    """Return what a row says of itself in one column; what cannot be taken is left out and remarked."""
    if value is None or value != value:
        return ""
    if isinstance(value, datetime.date):  # a point in time too
        value = value.isoformat()
    if column == "published" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        remarks.append(f"its {column} is left out: {_kind(value)}, not text")
        return ""
    text = " ".join(value.split())
    fault = _fault(column, text)
    if fault:
        remarks.append(f"its {column} is left out: {fault}")
        return ""
    return CLOCK.sub(r"\1", text) if column == "published" else text


def _fault(column: str, text: str) -> str:
    if len(text) > LONGEST_FACT:
        return f"longer than {LONGEST_FACT:,} characters"
    if column == "published" and text and not is_valid(CLOCK.sub(r"\1", text)):
        return f"{text[:40]!r} is no date (EDTF, such as 2025-10-28)"
    if column == "url" and text and not is_address(text):
        return f"{text[:40]!r} is no web address"
    return ""


def _kind(value: Any) -> str:
    return value.what if isinstance(value, Odd) else KINDS.get(type(value), type(value).__name__)
