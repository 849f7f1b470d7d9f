"""The files of an edition: tables in each format, the texts as read and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from analysis.beside import Beside, Later
from analysis.contract import lists
from analysis.formats import format_of
from analysis.frames import csv_of_json, csv_text, json_rows, json_text
from analysis.naming import parted, row_file
from analysis.stored import parts_of

if TYPE_CHECKING:
    from analysis.shelf import Shelf
    from analysis.tables import Tables

Content = bytes | Callable[[Path], Sequence[Later[None]]]  # of a file, or what writes it, perhaps by another process


def text_files(sources: Collection[str]) -> dict[str, str]:
    """Return for each source the file that holds its text as read, within an edition.

    It has the source's name; a text that was extracted from another format ends in ``.txt``, so that it
    opens as the text it is. That of a row lies in a folder with the name of its collection.
    """
    files = {}
    for source in sources:
        if parted(source)[0]:
            files[source] = f"texts/{row_file(source)}"
            continue
        name = source if format_of(source) == "text" else f"{source}.txt"
        while name != source and name in sources:
            name += ".txt"
        files[source] = f"texts/{name}"
    return files


def files_of(
    tables: Tables, formats: Sequence[str], other: Beside | None = None, *, to_search: bool = False
) -> Iterator[tuple[str, Content]]:
    """Yield the files of an edition as (name, content): tables in each format, texts and the manifest.

    Long tables are written part by part; where there is another process, it makes CSV of them. ``to_search`` adds
    Parquet of the long ones, in which the report searches.
    """
    for name in tables.frames:
        long = tables.frames.is_long(name)
        if isinstance(held := tables.frames.held[name], Path):
            yield from _of_table_on_disk(name, held, formats, other or Beside())
        elif long:
            yield from _of_long_table(tables.frames, name, formats, other or Beside())
        else:
            yield from _of_short_table(tables.frames, name, formats)
        if "parquet" in formats or (to_search and long):
            yield f"{name}.parquet", _now(partial(tables.frames.write_parquet, name))
    for source, file in text_files(tables.texts).items():
        yield file, tables.texts[source].encode()
    yield "manifest.json", _json(tables.manifest)


def _of_short_table(shelf: Shelf, name: str, formats: Sequence[str]) -> Iterator[tuple[str, Content]]:
    frame = shelf[name]
    if "json" in formats:
        yield f"{name}.json", json_text(frame)
    if "csv" in formats:
        yield f"{name}.csv", csv_text(frame).encode()


def _of_long_table(shelf: Shelf, name: str, formats: Sequence[str], other: Beside) -> Iterator[tuple[str, Content]]:
    endings = [ending for ending in ("json", "csv") if ending in formats]
    if endings:
        yield f"{name}.{endings[0]}", partial(_write_parts, shelf, name, endings, other)


def _of_table_on_disk(name: str, path: Path, formats: Sequence[str], other: Beside) -> Iterator[tuple[str, Content]]:
    if "csv" in formats:
        yield f"{name}.csv", lambda target: [other.start(_csv_of_parquet, name, path, target)]
    if "json" in formats:
        yield f"{name}.json", _now(partial(_json_of_parquet, name, path))


def _csv_of_parquet(name: str, path: Path, target: Path) -> None:
    with target.open("wb") as file:
        for number, part in enumerate(parts_of(name, path)):
            file.write(csv_text(part, head=number == 0).encode())


def _json_of_parquet(name: str, path: Path, target: Path) -> None:
    with target.open("wb") as file:
        for number, part in enumerate(parts_of(name, path)):
            rows = json_rows(part, lists(name))
            file.writelines((b"," if number else b"[", b"\n" if rows else b"", rows))
        file.write(b"\n]\n" if rows else b"]\n")


def _now(write: Callable[[Path], None]) -> Callable[[Path], Sequence[Later[None]]]:
    """Return as content of a file what writes it at once."""

    def written(path: Path) -> Sequence[Later[None]]:
        write(path)
        return []

    return written


def _write_parts(shelf: Shelf, name: str, endings: Sequence[str], other: Beside, path: Path) -> Sequence[Later[None]]:
    """Write a long table as JSON, and as CSV beside it; CSV is left to the other process unless that is busy."""
    apart = "csv" in endings and other.free
    csv = path.with_suffix(".csv")
    written = []
    with ExitStack() as stack:
        json_file = stack.enter_context(path.with_suffix(".json").open("wb")) if "json" in endings else None
        csv_file = stack.enter_context(csv.open("wb")) if "csv" in endings and not apart else None
        for number, part in enumerate(shelf.parts(name)):
            rows = json_rows(part) if json_file or apart else b""
            if json_file:
                json_file.writelines((b",\n" if number else b"[\n", rows))
            if csv_file:
                csv_file.write(csv_text(part, head=number == 0).encode())
            if apart:
                written.append(other.follow(_add_csv, list(part.columns), rows, csv, head=number == 0))
        if json_file:
            json_file.write(b"\n]\n")
    return written


def _add_csv(columns: Sequence[str], rows: bytes, path: Path, *, head: bool) -> None:
    with path.open("ab") as file:
        file.write(csv_of_json(columns, b"[" + rows + b"]", head=head).encode())


def _json(content: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
