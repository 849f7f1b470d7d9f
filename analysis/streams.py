"""Single texts and streams of texts: their dates and their people, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from analysis.dates import DateExpression, find_dates, read_dates
from analysis.encoding import UnreadableError, decode
from analysis.errors import InputError
from analysis.layout import READ, find_blocks
from analysis.people import find_people
from analysis.text import split_text

Document = dict[str, Any]
Row = dict[str, Any]


def documents(files: Iterable[Path], stdin: IO[bytes], *, jsonl: bool) -> Iterator[Document]:
    """Yield documents ``{doc, dct, text}`` from files, or from standard input where none is named.

    Parameters
    ----------
    files : iterable of Path
        Texts, or with ``jsonl`` files of lines ``{doc, dct, text}`` (``dct`` may be missing).
    stdin : binary stream
        Read line by line with ``jsonl``, else as one text named "-".
    jsonl : bool
        Whether the input is JSON lines.

    Raises
    ------
    InputError
        A file cannot be read, or a line is no such object; the sentence names file and line.
    """
    named = [(path.name, _bytes(path)) for path in files]
    if jsonl:
        for name, data in named:
            yield from _lines(name, data.splitlines())
        if not named:
            yield from _lines("standard input", stdin)
        return
    for name, data in named or [("-", stdin.read())]:
        try:
            yield {"doc": name, "dct": "", "text": decode(data)}
        except UnreadableError as reason:
            raise InputError(f"{name} is not a text that can be read: {reason}.") from None


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}): name a text file.") from None


def _lines(name: str, lines: Iterable[bytes]) -> Iterator[Document]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            text = entry["text"]
        except (ValueError, KeyError, TypeError):
            entry, text = {}, None
        if not isinstance(text, str):
            raise InputError(f'{name} line {number} is no JSON object with a "text": write {{"doc": …, "text": …}}.')
        yield {"doc": entry.get("doc", str(number)), "dct": str(entry.get("dct") or ""), "text": text}


def date_rows(document: Document, published: str = "") -> Iterator[Row]:
    """Yield the temporal expressions of a document: ``{doc, start, end, text, type, value, date}``.

    With a publication date (``dct``, else ``published``) everything is resolved from it; without one it
    is taken from the text, as far as that states it or lets it be inferred.
    """
    dct = document["dct"] or published
    found: Iterable[DateExpression]
    if document["dct"]:
        found = find_dates(document["text"], published=dct)
    else:
        found = read_dates(document["text"], given=dct).expressions
    for entry in found:
        yield {
            "doc": document["doc"],
            "start": entry.start,
            "end": entry.end,
            "text": entry.text,
            "type": entry.type,
            "value": entry.value,
            "date": entry.date,
        }


def people_rows(document: Document) -> Iterator[Row]:
    """Yield the people named: ``{doc, start, end, text, name, role, organisation, countries}``, a row a mention.

    ``text`` is the name as it stands there, ``name`` the person's fullest form in the document; role,
    organisation and countries are those of the person.
    """
    text = document["text"]
    blocks = find_blocks(text)
    split = split_text(text, [(block.start, block.end) for block in blocks if block.kind in READ])
    people = find_people(split, blocks=blocks)
    for mention in people.mentions:
        person = people.persons[mention.person]
        yield {
            "doc": document["doc"],
            "start": mention.start,
            "end": mention.end,
            "text": text[mention.start : mention.end],
            "name": person.name,
            "role": person.role,
            "organisation": person.organisation,
            "countries": list(person.countries),
        }


def write(rows: Callable[[Document], Iterator[Row]], source: Iterable[Document], out: IO[str]) -> None:
    """Write the rows of each document as it comes, one JSON object a line."""
    for document in source:
        for row in rows(document):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
        out.flush()
