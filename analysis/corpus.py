"""The folder of sources: every file is read or listed with the reason why not."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.errors import InputError
from analysis.formats import FORMATS, MAX_BYTES, Extracted, UnreadableError, extract, listed_formats, promised
from analysis.language import detect_language
from analysis.layout import Block, find_blocks, markup_spans, title_of
from analysis.metadata import read_metadata

OWN_FILES = {"sources.csv", "corrections.yml"}
OTHERS_FILES = re.compile(  # of the system, of editors and of other programs
    r"\._.*|~\$.*|\.~.*|.*~|.*\.(?:swp|swo|swx)|#.*#|\.#.*|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE
)
PAGE_METADATA = "the page's metadata"
OUTPUT_REASON = "an output folder of a briefing: move it out of the sources"
LETTERS_IN = 3_000  # characters in which letters are counted
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
        The decoded file, line ends made ``\\n`` and a byte-order mark removed, or the text extracted from a
        web page, a PDF or a Word document; all offsets refer to it.
    blocks : tuple of Block
        Title, date lines, datelines, headings, paragraphs, bullets, bylines and boilerplate, in order.
    markup : tuple of (start, end)
        What is markup, not words, in a Markdown file: for ``split_text(..., blank=article.markup)``.
    title : str
        The headline, or ``""`` where the text has none.
    language : str
        ISO 639-1.
    publisher, url, published, note : str
        From ``sources.csv``, else from a web page's metadata; ``""`` where both say nothing. ``published`` is EDTF.
    published_by : str
        What says ``published``, for the reader: ``sources.csv`` or the page's metadata.
    """

    source: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    markup: tuple[tuple[int, int], ...] = ()
    title: str = ""
    language: str = "en"
    publisher: str = ""
    url: str = ""
    published: str = ""
    note: str = ""
    published_by: str = "sources.csv"


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


@dataclass(frozen=True)
class File:
    """A file of the folder that is meant as a source: its name within it, and what ``sources.csv`` says of it."""

    name: str
    path: Path
    folder: Path
    given: dict[str, str]


def read_corpus(folder: Path) -> Corpus:
    """Read a folder of sources.

    Raises
    ------
    InputError
        The folder is missing, holds no file, holds nothing readable, or ``sources.csv`` is at fault.
    """
    files = source_files(folder)
    metadata = read_metadata(folder / "sources.csv", {name for name, _ in files})
    taken = [take_file(File(name, path, folder, metadata.get(name, {}))) for name, path in files]
    return checked_corpus(folder, assemble(folder, taken))


def assemble(folder: Path, taken: Iterable[Article | Rejected]) -> Corpus:
    """Bring together what became of the files of a folder: the same text again is a duplicate."""
    articles: list[Article] = []
    rejected = [
        Rejected(f"{path.relative_to(folder).as_posix()}/", "", reason) for path, reason in _folders(folder) if reason
    ]
    seen: dict[str, str] = {}
    for file in taken:
        if isinstance(file, Rejected):
            rejected.append(file)
            continue
        other = seen.setdefault(same_text(file.text), file.source)
        if other == file.source:
            articles.append(file)
        else:
            known = {key: getattr(file, key) for key in ("publisher", "url", "published", "note")}
            reason = f"the same text as {other}"
            rejected.append(Rejected(file.source, file.sha256, reason, duplicate_of=other, metadata=known))
    return Corpus(tuple(articles), tuple(sorted(rejected, key=lambda file: file.source)))


def checked_corpus(folder: Path, corpus: Corpus) -> Corpus:
    """Return a corpus that holds at least one article.

    Raises
    ------
    InputError
        It holds none; the sentence says why.
    """
    if not corpus.articles:
        reasons = "; ".join(f"{file.source}: {file.reason}" for file in corpus.rejected[:3])
        raise InputError(
            f"No readable article in {folder} ({reasons}): add at least one English article as {listed_formats()}."
        )
    return corpus


def source_files(folder: Path) -> list[tuple[str, Path]]:
    """List the files of a folder and its subfolders that are meant as sources, as (name within it, path)."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder: name the folder that holds it with --seeds.")
    if not folder.is_dir():
        raise InputError(f"The folder of sources {folder} does not exist: create it or name another with --seeds.")
    files = present_files(folder)
    if not files:
        raise InputError(f"The folder of sources {folder} is empty: put articles in it as {listed_formats()} files.")
    return files


def present_files(folder: Path) -> list[tuple[str, Path]]:
    """List what :func:`source_files` lists; there may be nothing."""
    found = [entry for path, reason in _folders(folder) if not reason for entry in _entries(path)]
    files = [(path.relative_to(folder).as_posix(), path) for path in found]
    return sorted((name, path) for name, path in files if name not in OWN_FILES)


def _folders(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield a folder and those below it, each with why it is passed over or ``""``; hidden ones are left out."""
    for root, names, _ in os.walk(folder):
        path = Path(root)
        reason = _passed_over(path) if path != folder else ""
        names[:] = [] if reason else sorted(name for name in names if not name.startswith("."))
        yield path, reason


def _passed_over(path: Path) -> str:
    """Return why a folder holds no sources: this program's output, or the pictures and scripts of a saved page."""
    if _is_output(path):
        return OUTPUT_REASON
    stem = re.fullmatch(r"(.+)[_.-]files", path.name)
    pages = [path.with_name(f"{stem[1]}{ending}") for ending in FORMATS if FORMATS[ending] == "page"] if stem else []
    page = next((page for page in pages if page.is_file()), None)
    return f"the pictures and scripts of the saved page {page.name}" if page else ""


def _is_output(folder: Path) -> bool:
    """Whether this program wrote a folder: it holds a manifest of tables, itself or in ``data``."""
    for path in (folder / "manifest.json", folder / "data" / "manifest.json"):
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(manifest, dict) and {"schema_version", "tables"} <= manifest.keys():
            return True
    return False


def _entries(folder: Path) -> Iterator[Path]:
    """Yield what may be meant as a source: no folders, files of other programs, or hidden files but articles."""
    for path in folder.iterdir():
        hidden = path.name.startswith(".") and not path.name.lower().endswith(tuple(FORMATS))
        folders = path.is_dir() and not path.is_symlink()
        if not (folders or hidden or OTHERS_FILES.fullmatch(path.name)):
            yield path


def take(name: str, data: bytes, given: dict[str, str]) -> Article | Rejected:
    """Make a file an article, or say why it is none.

    Parameters
    ----------
    name : str
        Its path within the folder of sources.
    data : bytes
        Its content.
    given : dict
        What ``sources.csv`` says of it: publisher, url, published, note.
    """
    try:
        return _article(name, data, extract(name, data), given)
    except UnreadableError as reason:
        return Rejected(name, hashlib.sha256(data).hexdigest(), str(reason), metadata=given)


def same_text(text: str) -> str:
    """Return what two files with the same text have in common: its words and signs without the white space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def take_file(file: File) -> Article | Rejected:
    """Make a file of the folder an article, or say why it is none."""
    try:
        return take(file.name, _bytes(file.path, file.folder), file.given)
    except UnreadableError as reason:
        return Rejected(file.name, "", str(reason), metadata=file.given)


def digest_of(file: File) -> str:
    """Return the SHA-256 of a file's bytes, or ``""`` where it cannot be opened as a source."""
    try:
        return hashlib.sha256(_bytes(file.path, file.folder)).hexdigest()
    except UnreadableError:
        return ""


def _bytes(path: Path, folder: Path) -> bytes:
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableError("a link that leads out of the folder")
    if path.name.startswith("."):
        raise UnreadableError("hidden file: rename it without the leading dot")
    kind = promised(path.name)
    try:
        if not path.is_file():
            raise UnreadableError("not an ordinary file")
        if path.stat().st_size > MAX_BYTES[kind]:
            raise UnreadableError(f"larger than {MAX_BYTES[kind] // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror or 'input error'})") from None


def _article(name: str, data: bytes, found: Extracted, given: dict[str, str]) -> Article:
    text = found.text
    letters = sum(map(str.isalpha, text[:LETTERS_IN]))
    if letters < FEWEST_LETTERS:
        raise UnreadableError("no text to speak of")
    language = detect_language(text)
    if language != "en":
        raise UnreadableError(f"not English (language {language}): add an English version")
    markdown = name.lower().endswith(".md")
    blocks = find_blocks(text, markdown=markdown)
    own = not given.get("published") and found.published
    return Article(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        markup=tuple(markup_spans(text)) if markdown else (),
        title=title_of(text, blocks, markdown=markdown),
        language=language,
        publisher=given.get("publisher", "") or found.publisher,
        url=given.get("url", "") or found.url,
        published=given.get("published", "") or found.published,
        note=given.get("note", ""),
        published_by=PAGE_METADATA if own else "sources.csv",
    )
