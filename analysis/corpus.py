"""The folder of sources: every file is read or listed with the reason why not."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError
from analysis.layout import Block, find_blocks, markup_spans, title_of
from analysis.lexicons import load
from analysis.metadata import read_metadata

FORMATS = {".txt", ".md"}
OWN_FILES = {"sources.csv", "corrections.yml"}
OTHERS_FILES = re.compile(  # of the system, of editors and of other programs
    r"\._.*|~\$.*|\.~.*|.*~|.*\.(?:swp|swo|swx)|#.*#|\.#.*|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE
)
MAX_BYTES = 10_000_000
OUTPUT_REASON = "an output folder of a briefing: move it out of the sources"
LANGUAGE_SAMPLE = 3_000  # characters that the language is told from
SURELY_ENGLISH = 0.2  # share of the commonest words that only English text reaches
SAMPLE_WORDS = 30  # for that share to mean anything
SMALL_WORDS = 2  # words that are no names, for a line to be judged by them alone
LANGUAGE_MARGIN = 8.0  # by so much (in logarithms) another language must be likelier than English
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
    markup : tuple of (start, end)
        What is markup, not words, in a Markdown file: for ``split_text(..., blank=article.markup)``.
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
    markup: tuple[tuple[int, int], ...] = ()
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
    rejected = [
        Rejected(f"{path.relative_to(folder).as_posix()}/", "", OUTPUT_REASON)
        for path, output in _folders(folder)
        if output
    ]
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
    return Corpus(tuple(articles), tuple(sorted(rejected, key=lambda file: file.source)))


def source_files(folder: Path) -> list[tuple[str, Path]]:
    """List the files of a folder and its subfolders that are meant as sources, as (name within it, path)."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder: name the folder that holds it with --seeds.")
    if not folder.is_dir():
        raise InputError(f"The folder of sources {folder} does not exist: create it or name another with --seeds.")
    found = [entry for path, output in _folders(folder) if not output for entry in _entries(path)]
    files = [(path.relative_to(folder).as_posix(), path) for path in found]
    files = [(name, path) for name, path in files if name not in OWN_FILES]
    if not files:
        raise InputError(f"The folder of sources {folder} is empty: put articles in it as .txt or .md files.")
    return sorted(files)


def _folders(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Yield a folder and those below it, each with whether it is a briefing's output; hidden ones are left out."""
    for root, names, _ in os.walk(folder):
        path = Path(root)
        output = path != folder and _is_output(path)
        names[:] = [] if output else sorted(name for name in names if not name.startswith("."))
        yield path, output


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
    if path.name.startswith("."):
        raise UnreadableError("hidden file: rename it without the leading dot")
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
    markdown = name.lower().endswith(".md")
    blocks = find_blocks(text, markdown=markdown)
    return Article(
        source=name,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        markup=tuple(markup_spans(text)) if markdown else (),
        title=title_of(text, blocks, markdown=markdown),
        language=language,
        publisher=given.get("publisher", ""),
        url=given.get("url", ""),
        published=given.get("published", ""),
        note=given.get("note", ""),
    )


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in.

    The largest part of the text decides: a sample of its longest lines. Where the commonest English words
    are frequent that is enough. Otherwise py3langid weighs each line by its words that begin with a small
    letter (names tell nothing), among the languages of news; a line is English unless another language is
    clearly likelier, and the text is English when half of it is.
    """
    lines = sorted((line for line in text.splitlines() if line.strip()), key=len, reverse=True)
    sample = "\n".join(lines)[:LANGUAGE_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    common = set(load("english")["commonest"])
    if len(words) >= SAMPLE_WORDS and sum(word in common for word in words) >= SURELY_ENGLISH * len(words):
        return "en"
    weights: Counter[str] = Counter()
    for line in sample.splitlines():
        weights[_language_of(line)] += sum(sign.isalpha() for sign in line)
    whole = sum(weights.values())
    if not whole or weights["en"] >= whole / 2:
        return "en"
    return min((code for code in weights if code != "en"), key=lambda code: (-weights[code], code))


def _language_of(line: str) -> str:
    from py3langid import rank  # its model takes a second to load: only where it is needed

    lexicon = load("english")
    words = re.findall(r"[^\W\d_][\w'’]*", line.lower() if line.isupper() else line)
    latin = [word for word in words if word[0] < "\u0300" or "\u1e00" <= word[0] < "\u1f00"]
    if 2 * sum(map(len, latin)) >= sum(map(len, words)):
        words = latin  # without the names that stand in brackets in their own script
    small = [word for word in words if not word[0].isupper()]
    judged = " ".join(small if len(small) >= SMALL_WORDS else words)
    scores = {str(code): float(score) for code, score in rank(judged)}
    english = max(scores[code] for code in lexicon["english_codes"] if code in scores)
    others = {code: scores[code] for code in lexicon["languages"] if code in scores}
    likeliest = max(sorted(others), key=lambda code: others[code])
    return likeliest if others[likeliest] > english + LANGUAGE_MARGIN else "en"
