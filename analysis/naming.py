"""The names of sources: files by their path, rows of a collection with their id (``news.jsonl:17``)."""

from __future__ import annotations

import hashlib
import re

ENDINGS = (".jsonl", ".jsonl.gz", ".parquet")
ROW = re.compile(r"(?P<file>.*?\.(?:jsonl|jsonl\.gz|parquet)):(?P<id>.+)", re.IGNORECASE | re.DOTALL)
PLAIN = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?")  # ids that are file names on every system as they are
HASHED = re.compile(r".*-[0-9a-f]{24}")  # what the others end in
LONGEST_STEM = 60  # characters of an id kept in the name of a file


def ending_of(name: str) -> str:
    """Return the ending that makes a file a collection, in small letters, or ``""``."""
    low = name.lower()
    return next((ending for ending in ENDINGS if low.endswith(ending)), "")


def listed_endings() -> str:
    """Return the endings for a sentence: ``.jsonl, .jsonl.gz or .parquet``."""
    return f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"


def is_markdown(source: str) -> bool:
    """Whether a source is a Markdown file; a row of a collection is plain text, whatever its id."""
    return source.lower().endswith(".md") and not parted(source)[0]


def row_name(file: str, identity: str) -> str:
    """Return the name of a row as a source; without an id that of the collection itself."""
    return f"{file}:{identity}" if identity else file


def parted(source: str) -> tuple[str, str]:
    """Return the collection and the id of a row, or ``("", "")`` where a source is a file of its own."""
    found = ROW.fullmatch(source)
    return (found["file"], found["id"]) if found else ("", "")


def row_file(source: str) -> str:
    """Return a path for the text of a row: safe on every system, and another for every row.

    An id of small letters, digits, dots, hyphens and underscores is kept; any other is shortened to such signs and
    told apart by a hash.
    """
    file, identity = parted(source)
    if not PLAIN.fullmatch(identity) or HASHED.fullmatch(identity):
        stem = re.sub(r"[^a-z0-9]+", "-", identity.lower())[:LONGEST_STEM].strip("-")
        identity = f"{stem or 'row'}-{hashlib.sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}"
    return f"{file}/{identity}.txt"
