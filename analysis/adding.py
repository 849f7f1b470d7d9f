"""Adding sources: each is checked, copied into the folder whole or not at all, and its metadata recorded."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus import Article, same_text, take
from analysis.dates.edtf import is_valid
from analysis.errors import InputError
from analysis.folder import OWN_FILES, Names, source_files
from analysis.formats import MAX_BYTES
from analysis.metadata import is_address, read_metadata, record_metadata
from analysis.naming import ending_of
from analysis.reading import Reading, read_article
from analysis.reprints import Likeness, near_duplicates
from analysis.sources import Sources
from analysis.understood import shown, understood
from analysis.whole import put_new

PASTED = "-"  # standard input in place of a file
LONGEST_NAME = 80  # characters of the name that a pasted text gets from its headline


@dataclass(frozen=True)
class Offered:
    """What is offered as a source: where it comes from, the name it would have, its bytes.

    Of a collection the path stands in place of the bytes.
    """

    origin: str
    name: str
    data: bytes
    path: Path | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of an offer: lines for a person, or the sentence that says why it was refused."""

    lines: tuple[str, ...] = ()
    refused: str = ""


class Present:
    """The sources that are there, as far as adding needs them: bytes, texts and likeness."""

    def __init__(self, folder: Path, present: Sources) -> None:
        corpus, readings = present.corpus, present.readings
        self.folder = folder
        self.digests = {file.sha256: file.source for file in corpus.rejected if file.sha256}
        self.digests |= {article.sha256: article.source for article in corpus.articles}
        self.texts = {article.source: article.text for article in corpus.articles}
        self.same = {same_text(text): source for source, text in self.texts.items()}
        self.sketches = {reading.source: reading.sketch for reading in readings}

    def include(self, reading: Reading) -> None:
        """Count a source that was just added."""
        article = reading.article
        self.digests[article.sha256] = article.source
        self.same[same_text(article.text)] = article.source
        self.texts[article.source] = article.text
        self.sketches[article.source] = reading.sketch

    def copy_of(self, article: Article) -> str:
        """Return why an article is there already, or ``""``."""
        if article.sha256 in self.digests:
            return f"the same file as {shown(self.digests[article.sha256])}"
        other = self.same.get(same_text(article.text), "")
        return f"the same text as {shown(other)}" if other else ""

    def alike(self, reading: Reading) -> list[Likeness]:
        """Return the sources that are no second account beside a new one."""
        source = reading.source
        texts = {**self.texts, source: reading.text}
        pairs = near_duplicates(texts, {**self.sketches, source: reading.sketch})
        return [pair for pair in pairs if source in (pair.one, pair.other)]


def check_given(given: Mapping[str, str]) -> None:
    """Refuse metadata that ``sources.csv`` could not hold.

    Raises
    ------
    InputError
        The date is no EDTF date or the address no web address.
    """
    if given.get("published") and not is_valid(given["published"]):
        raise InputError(f"--published takes an EDTF date such as 2025-10-28, not {given['published']!r}.")
    if given.get("url") and not is_address(given["url"]):
        raise InputError(f"--url takes a web address that begins with http:// or https://, not {given['url']!r}.")


def offers(paths: Sequence[str], stdin: bytes) -> Iterator[Offered]:
    """Yield what is offered: files, those of folders, and a pasted text for ``-``.

    Raises
    ------
    InputError
        A path does not exist or cannot be read.
    """
    for given in paths:
        path = Path(given)
        if given == PASTED:
            yield Offered("the pasted text", "", stdin)
        elif path.is_dir():
            for name, file in source_files(path):
                yield _offered(str(path / name), file)
        else:
            yield _offered(given, path)


def _offered(origin: str, path: Path) -> Offered:
    if ending_of(path.name) and path.is_file():
        return Offered(origin, safe_name(path.name), b"", path)
    return Offered(origin, safe_name(path.name), _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_file() and path.stat().st_size > max(MAX_BYTES.values()):
            raise InputError(f"{path} was not added: it is too large, split it into articles.")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): name a file or a folder of files.") from None


def safe_name(name: str) -> str:
    """Return a file's name as a source may have it: no control characters, no leading dots or dashes."""
    plain = re.sub(r"[\x00-\x1f\x7f-\x9f\\/:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "_", name)
    plain = plain.encode("utf-8", "replace").decode().lstrip(".-~ ").rstrip(" .")
    return plain if plain and plain not in OWN_FILES else f"source-{plain}".rstrip("-")


def add(offered: Offered, given: Mapping[str, str], present: Present) -> Outcome:
    """Add one source to a folder, unless it is no article or there already.

    The file is written first and appears whole; its line in ``sources.csv`` follows. A file that is there
    already without a line there gets one where metadata is given.

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    metadata = {key: value for key, value in given.items() if value}
    name = offered.name or "pasted.txt"
    taken = take(name, offered.data, metadata)
    if not isinstance(taken, Article):
        there = present.digests.get(hashlib.sha256(offered.data).hexdigest(), "")
        reason = f"the same file as {shown(there)}" if there else taken.reason
        return Outcome(refused=f"{shown(offered.origin)} was not added: {reason}.")
    there = present.copy_of(taken)
    if there:
        return _again(offered, there, present.digests.get(taken.sha256, ""), metadata, present.folder)
    name = free_name(present.folder, offered.name or _name_of(taken), taken.sha256)
    final = take(name, offered.data, metadata)
    if not isinstance(final, Article):
        return Outcome(refused=f"{shown(offered.origin)} was not added: {final.reason}.")
    reading = read_article(final)
    alike = present.alike(reading)
    put_new(present.folder / name, offered.data)
    if metadata:
        record_metadata(present.folder / "sources.csv", name, metadata)
    present.include(reading)
    first, *rest = understood(reading, alike)
    return Outcome((f"added {first}", *rest))


def _again(offered: Offered, why: str, there: str, metadata: Mapping[str, str], folder: Path) -> Outcome:
    """Refuse a second copy; metadata that is new is recorded for the first."""
    if there and metadata:
        path = folder / "sources.csv"
        if there not in read_metadata(path, Names(folder, source_files(folder))):
            record_metadata(path, there, metadata)
            return Outcome((f"{shown(there)}: there already; what was given is recorded in sources.csv",))
    return Outcome(refused=f"{shown(offered.origin)} was not added: {why}, which is there already.")


def _name_of(article: Article) -> str:
    """Return a name for a pasted text: its headline or first words."""
    words = article.title or " ".join(article.text.split()[:10])
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{slug or 'pasted'}.txt"


def free_name(folder: Path, name: str, sha256: str) -> str:
    """Return the name, with a part of the content's hash where another file has it."""
    if not (folder / name).exists():
        return name
    ending = ending_of(name) or Path(name).suffix
    return f"{name.removesuffix(ending) if ending else name}-{sha256[:8]}{ending}"


def pasted(paths: Sequence[str]) -> bytes:
    """Return what stands on standard input where ``-`` is among the paths."""
    return sys.stdin.buffer.read() if PASTED in paths else b""
