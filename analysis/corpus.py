"""The folder of sources: every file is read or listed with the reason why not."""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from charset_normalizer import from_bytes
from py3langid import classify

from analysis.dates.edtf import is_valid
from analysis.errors import InputError
from analysis.layout import Block, find_blocks, title_of

FORMATS = {".txt", ".md"}
OWN_FILES = {"sources.csv", "corrections.yml"}
METADATA_COLUMNS = ("file", "publisher", "url", "published", "note")
MAX_BYTES = 10_000_000
LANGUAGE_SAMPLE = 3_000  # characters that the language is told from
FEWEST_LETTERS = 20  # below, there is no text to speak of

MAGIC = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a ZIP archive (docx, xlsx …)",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office document",
    b"{\\rtf": "an RTF document",
}


@dataclass(frozen=True)
class Article:
    """One article as read.

    Attributes
    ----------
    source : str
        Path within the folder of sources, with its ending.
    sha256 : str
        Of the file's bytes.
    text : str
        The decoded file, line ends made ``\\n`` and a byte-order mark removed; all offsets refer to it.
    blocks : tuple of Block
        Title, date lines, datelines, headings, paragraphs, bullets, bylines and boilerplate, in order.
    title : str
        The headline, or ``""`` where the text has none.
    language : str
        ISO 639-1.
    publisher, url, published, note : str
        From ``sources.csv``; ``""`` where it says nothing. ``published`` is EDTF.
    """

    source: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    language: str = "en"
    publisher: str = ""
    url: str = ""
    published: str = ""
    note: str = ""


@dataclass(frozen=True)
class Rejected:
    """A file that is no source, or the same source again; ``reason`` is a sentence for the reader."""

    source: str
    sha256: str
    reason: str
    duplicate_of: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Corpus:
    """Everything in the folder: the articles and the files that were not taken, each in order of name."""

    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]


class Unreadable(Exception):
    """A file cannot be taken as an article; the message is the reason."""


def read_corpus(folder: Path) -> Corpus:
    """Read a folder of sources.

    Raises
    ------
    InputError
        The folder is missing, holds no file, holds nothing readable, or ``sources.csv`` is at fault.
    """
    files = source_files(folder)
    metadata = read_metadata(folder / "sources.csv", {name for name, _ in files})
    articles: list[Article] = []
    rejected: list[Rejected] = []
    seen: dict[str, str] = {}
    for name, path in files:
        given = metadata.get(name, {})
        taken = _take(name, path, folder, given)
        if isinstance(taken, Article):
            key = " ".join(taken.text.split())
            if key in seen:
                reason = f"the same text as {seen[key]}"
                taken = Rejected(name, taken.sha256, reason, duplicate_of=seen[key], metadata=given)
            else:
                seen[key] = name
                articles.append(taken)
        if isinstance(taken, Rejected):
            rejected.append(taken)
    if not articles:
        reasons = "; ".join(f"{file.source}: {file.reason}" for file in rejected[:3])
        raise InputError(
            f"No readable article in {folder} ({reasons}): add at least one English article as .txt or .md."
        )
    return Corpus(tuple(articles), tuple(rejected))


def source_files(folder: Path) -> list[tuple[str, Path]]:
    """List the files of a folder and its subfolders that are meant as sources, as (name within it, path)."""
    if not folder.is_dir():
        raise InputError(
            f"The folder of sources {folder} does not exist: create it or name another with --seeds."
        )
    found = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*")]
    files = [
        (name, path)
        for name, path in found
        if name not in OWN_FILES and not _hidden(name) and (path.is_symlink() or not path.is_dir())
    ]
    if not files:
        raise InputError(f"The folder of sources {folder} is empty: put articles in it as .txt or .md files.")
    return sorted(files)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _take(name: str, path: Path, folder: Path, given: dict[str, str]) -> Article | Rejected:
    data = b""
    try:
        data = _bytes(path, folder)
        text = decode(data)
        return _article(name, data, text, given)
    except Unreadable as reason:
        digest = hashlib.sha256(data).hexdigest() if data else ""
        return Rejected(name, digest, str(reason), metadata=given)


def _bytes(path: Path, folder: Path) -> bytes:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise Unreadable("a link that leads out of the folder")
    if path.suffix.lower() not in FORMATS:
        raise Unreadable(
            f"not a format that can be read ({path.suffix or 'no ending'}): save it as .txt or .md"
        )
    try:
        if not path.is_file():
            raise Unreadable("not an ordinary file")
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable(f"larger than {MAX_BYTES // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror or 'input error'})") from None


def decode(data: bytes) -> str:
    """Decode UTF-8, UTF-16 or Windows-1252 bytes to text with ``\\n`` line ends and no byte-order mark.

    Raises
    ------
    Unreadable
        The bytes are empty, binary or in no encoding that can be told.
    """
    if not data.strip():
        raise Unreadable("empty")
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable(f"not text but {kind}: save the article's text as .txt")
    text = _decoded(data).removeprefix("\ufeff")
    controls = sum(
        1 for sign in text[:100_000] if unicodedata.category(sign) == "Cc" and sign not in "\t\n\r\f\x85"
    )
    if controls > 0.01 * min(len(text), 100_000):
        raise Unreadable("binary data, not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable("damaged UTF-16 text: save it again as UTF-8") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    encodings = ["cp1252", "utf_16_le", "utf_16_be", "cp1251", "cp1256"]
    best = from_bytes(data[:200_000], cp_isolation=encodings).best()
    if best is None:
        raise Unreadable("binary data, or text in an encoding that cannot be told: save it as UTF-8")
    try:
        return data.decode(best.encoding)
    except UnicodeDecodeError:
        raise Unreadable(f"damaged text ({best.encoding}): save it again as UTF-8") from None


def _article(name: str, data: bytes, text: str, given: dict[str, str]) -> Article:
    letters = sum(sign.isalpha() for sign in text[:LANGUAGE_SAMPLE])
    if letters < FEWEST_LETTERS:
        raise Unreadable("no text to speak of")
    language = detect_language(text)
    if language != "en":
        raise Unreadable(f"not English (language {language}): add an English version")
    blocks = find_blocks(text, markdown=name.lower().endswith(".md"))
    article = Article(name, hashlib.sha256(data).hexdigest(), text, blocks, title_of(text, blocks), language)
    return replace(article, **{key: given.get(key, "") for key in METADATA_COLUMNS[1:]})


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in.

    The largest part of the text decides: a sample of its longest lines is classified with py3langid,
    in lower case when it is all capitals (its model knows no text in capitals).
    """
    lines = sorted((line for line in text.splitlines() if line.strip()), key=len, reverse=True)
    sample = "\n".join(lines)[:LANGUAGE_SAMPLE]
    return str(classify(sample.lower() if sample.isupper() else sample)[0])


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
                    f"{path.name} line {rows.line_num} names {name!r}, which is not in {path.parent}: correct the name or remove the line."
                )
            if name in found:
                raise InputError(
                    f"{path.name} names {name!r} twice (line {rows.line_num}): keep one of the lines."
                )
            found[name] = entry
        return found
    except csv.Error as error:
        raise InputError(f"{path.name} is not a valid CSV file ({error}): mend the quoting there.") from None
    except (Unreadable, OSError) as error:
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
        raise InputError(
            f"{path.name} line {line} has more cells than columns: put text with a comma in quotes."
        )
    entry = {str(key): (value or "").strip() for key, value in row.items()}
    date = entry.get("published", "")
    if date and not is_valid(date):
        raise InputError(
            f"{path.name} line {line}: {date!r} is not a date: write YYYY-MM-DD, YYYY-MM or YYYY, with ~ when approximate."
        )
    url = entry.get("url", "")
    if url and not re.match(r"https?://[^\s<>\"]+$", url):
        raise InputError(
            f"{path.name} line {line}: {url!r} is not a web address: it must begin with http:// or https://."
        )
    return entry
