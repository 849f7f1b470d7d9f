"""Articles: every file of the folder, and every row of a collection, is one or is listed with the reason why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.collections import Row
from analysis.errors import InputError
from analysis.folder import File, check_openable, folders, listed, source_files
from analysis.formats import MAX_BYTES, Extracted, UnreadableError, extract, listed_formats, promised
from analysis.language import detect_language
from analysis.layout import Block, find_blocks, markup_spans, title_of
from analysis.naming import is_markdown, listed_endings

ROW = "the collection"
LETTERS_IN = 3_000  # characters in which letters are counted
FEWEST_LETTERS = 20  # below, there is no text to speak of


@dataclass(frozen=True)
class Article:
    r"""One article as read.

    Attributes
    ----------
    source : str
        Path within the folder of sources, with its ending; of a row of a collection with its id behind a colon.
    sha256 : str
        Of the file's bytes, or of the row.
    text : str
        The decoded file, line ends made ``\\n`` and a byte-order mark removed, the text extracted from a web page,
        a PDF or a Word document, or a row's text, its title before it; all offsets refer to it.
    blocks : tuple of Block
        Title, date lines, datelines, headings, paragraphs, bullets, bylines and boilerplate, in order.
    markup : tuple of (start, end)
        What is markup, not words, in a Markdown file: for ``split_text(..., blank=article.markup)``.
    title : str
        The headline, or ``""`` where the text has none.
    language : str
        ISO 639-1.
    publisher, url, published, note : str
        From ``sources.csv``, else from a web page's metadata or the row; ``""`` where both say nothing.
        ``published`` is EDTF.
    published_by : str
        What says ``published``, for the reader: ``sources.csv``, the page's metadata or the collection.
    remark : str
        What of a row was left out, or put in place of what it lacks.
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
    remark: str = ""


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
    files = sorted(listed(folder, source_files(folder)), key=lambda file: file.name)
    return checked_corpus(folder, assemble(folder, map(take_file, files)))


def assemble(folder: Path, taken: Iterable[Article | Rejected], *, light: bool = False) -> Corpus:
    """Bring together what became of the files of a folder: the same text again is a duplicate.

    With ``light`` the articles are kept without their texts, which their readings have.
    """
    articles: list[Article] = []
    rejected = [
        Rejected(f"{path.relative_to(folder).as_posix()}/", "", reason) for path, reason in folders(folder) if reason
    ]
    seen: dict[str, str] = {}
    for file in taken:
        if isinstance(file, Rejected):
            rejected.append(file)
            continue
        other = seen.setdefault(same_text(file.text), file.source)
        if other == file.source:
            articles.append(replace(file, text="", blocks=(), markup=()) if light else file)
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
            f"No readable article in {folder} ({reasons}): add at least one English article as {listed_formats()}, "
            f"or a collection as {listed_endings()}."
        )
    return corpus


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
        return _article(name, hashlib.sha256(data).hexdigest(), extract(name, data), given)
    except UnreadableError as reason:
        return Rejected(name, hashlib.sha256(data).hexdigest(), str(reason), metadata=given)


def take_row(name: str, row: Row, given: dict[str, str]) -> Article | Rejected:
    """Make a row of a collection an article, or say why it is none.

    Parameters
    ----------
    name : str
        Its name as a source.
    row : Row
    given : dict
        What ``sources.csv`` says of it; what it does not say the row says.
    """
    said = {key: getattr(row, key) for key in ("publisher", "url", "published")}
    try:
        if row.fault:
            raise UnreadableError(row.fault)
        titled = _begins_with(row.text, row.title)
        text = row.text if titled else f"{row.title}\n\n{row.text}"
        return _article(name, row.sha256, Extracted(text, **said, title=row.title, said_by=ROW, note=row.note), given)
    except UnreadableError as reason:
        return Rejected(name, row.sha256, str(reason), metadata=said | given)


def _begins_with(text: str, title: str) -> bool:
    """Whether a text begins with its title, however that is spaced and written."""
    opening = " ".join(text[: 2 * len(title) + 100].split())
    return opening.casefold().startswith(title.casefold())


def same_text(text: str) -> str:
    """Return what two files with the same text have in common: its words and signs without the white space."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def take_file(file: File) -> Article | Rejected:
    """Make a file of the folder, or a row, an article, or say why it is none."""
    if file.row is not None:
        return take_row(file.name, file.row, file.given)
    try:
        return take(file.name, bytes_of(file.path, file.folder), file.given)
    except UnreadableError as reason:
        return Rejected(file.name, "", str(reason), metadata=file.given)


def digest_of(file: File) -> str:
    """Return the SHA-256 of a file's bytes, or of a row; ``""`` where it cannot be opened as a source."""
    if file.row is not None:
        return file.row.sha256
    try:
        return hashlib.sha256(bytes_of(file.path, file.folder)).hexdigest()
    except UnreadableError:
        return ""


def bytes_of(path: Path, folder: Path) -> bytes:
    """Return the bytes of a file of the folder.

    Raises
    ------
    UnreadableError
        It cannot be opened as a source.
    """
    try:
        check_openable(path, folder)
        kind = promised(path.name)
        if path.stat().st_size > MAX_BYTES[kind]:
            raise UnreadableError(f"larger than {MAX_BYTES[kind] // 1_000_000} MB: split it into articles")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be opened ({error.strerror or 'input error'})") from None


def _article(name: str, sha256: str, found: Extracted, given: dict[str, str]) -> Article:
    text = found.text
    letters = sum(map(str.isalpha, text[:LETTERS_IN]))
    if letters < FEWEST_LETTERS:
        raise UnreadableError("no text to speak of")
    language = detect_language(text)
    if language != "en":
        raise UnreadableError(f"not English (language {language}): add an English version")
    markdown = is_markdown(name)
    blocks = find_blocks(text, markdown=markdown)
    own = not given.get("published") and found.published
    return Article(
        source=name,
        sha256=sha256,
        text=text,
        blocks=blocks,
        markup=tuple(markup_spans(text)) if markdown else (),
        title=found.title or title_of(text, blocks, markdown=markdown),
        language=language,
        publisher=given.get("publisher", "") or found.publisher,
        url=given.get("url", "") or found.url,
        published=given.get("published", "") or found.published,
        note=given.get("note", ""),
        published_by=found.said_by if own else "sources.csv",
        remark=found.note,
    )
