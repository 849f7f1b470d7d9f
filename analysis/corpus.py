"""The folder of sources: every file is read or listed with the reason why not."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError
from analysis.layout import Block, find_blocks, title_of
from analysis.lexicons import load
from analysis.metadata import read_metadata

FORMATS = {".txt", ".md"}
OWN_FILES = {"sources.csv", "corrections.yml"}
MAX_BYTES = 10_000_000
LANGUAGE_SAMPLE = 3_000  # characters that the language is told from
SURELY_ENGLISH = 0.2  # share of these words that only English text reaches
FEWEST_LETTERS = 20  # below, there is no text to speak of


@dataclass(frozen=True)
class Article:
    r"""One article as read.

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
        raise InputError(f"The folder of sources {folder} does not exist: create it or name another with --seeds.")
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
    except UnreadableError as reason:
        digest = hashlib.sha256(data).hexdigest() if data else ""
        return Rejected(name, digest, str(reason), metadata=given)


def _bytes(path: Path, folder: Path) -> bytes:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableError("a link that leads out of the folder")
    if path.suffix.lower() not in FORMATS:
        raise UnreadableError(f"not a format that can be read ({path.suffix or 'no ending'}): save it as .txt or .md")
    try:
        if not path.is_file():
            raise UnreadableError("not an ordinary file")
        if path.stat().st_size > MAX_BYTES:
            raise UnreadableError(f"larger than {MAX_BYTES // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror or 'input error'})") from None


def _article(name: str, data: bytes, text: str, given: dict[str, str]) -> Article:
    letters = sum(sign.isalpha() for sign in text[:LANGUAGE_SAMPLE])
    if letters < FEWEST_LETTERS:
        raise UnreadableError("no text to speak of")
    language = detect_language(text)
    if language != "en":
        raise UnreadableError(f"not English (language {language}): add an English version")
    blocks = find_blocks(text, markdown=name.lower().endswith(".md"))
    return Article(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        title=title_of(text, blocks),
        language=language,
        publisher=given.get("publisher", ""),
        url=given.get("url", ""),
        published=given.get("published", ""),
        note=given.get("note", ""),
    )


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in.

    The largest part of the text decides: a sample of its longest lines. Where the commonest English words
    are frequent that is enough; any other text is classified with py3langid, in lower case when it is all
    capitals (its model knows no text in capitals).
    """
    lines = sorted((line for line in text.splitlines() if line.strip()), key=len, reverse=True)
    sample = "\n".join(lines)[:LANGUAGE_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    common = set(load("english")["commonest"])
    if sum(word in common for word in words) >= SURELY_ENGLISH * max(len(words), 1):
        return "en"
    from py3langid import classify  # its model takes a second to load: only where it is needed

    return str(classify(sample.lower() if sample.isupper() else sample)[0])
