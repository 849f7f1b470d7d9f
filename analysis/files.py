"""The files of an edition: tables in each format, the texts as read and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from analysis.beside import Beside, Later
from analysis.formats import format_of
from analysis.frames import cells_as_json, csv_of_json, csv_part, csv_text, json_parts, json_rows
from analysis.naming import parted, row_file

if TYPE_CHECKING:
    from analysis.shelf import Shelf
    from analysis.tables import Tables

Content = bytes | Callable[[Path], Later[None]]  # of a file, or what has it written by another process


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


def files_of(tables: Tables, formats: Sequence[str], other: Beside | None = None) -> Iterator[tuple[str, Content]]:
    """Yield the files of an edition as (name, content): tables in each format, texts and the manifest.

    Long tables are written part by part; where there is another process, it makes CSV of them.
    """
    for name in tables.frames:
        if tables.frames.is_long(name):
            yield from _of_long_table(tables.frames, name, formats, other or Beside())
            continue
        frame = tables.frames[name]
        if "json" in formats:
            yield f"{name}.json", b"".join(json_parts(frame))
        if "csv" in formats:
            yield f"{name}.csv", csv_text(frame).encode()
        if "parquet" in formats:
            yield f"{name}.parquet", bytes(cells_as_json(frame).to_parquet(index=False))
    for source, file in text_files(tables.texts).items():
        yield file, tables.texts[source].encode()
    yield "manifest.json", _json(tables.manifest)


def _of_long_table(shelf: Shelf, name: str, formats: Sequence[str], other: Beside) -> Iterator[tuple[str, Content]]:
    parted = [ending for ending in ("json", "csv") if ending in formats]
    if parted:
        yield f"{name}.{parted[0]}", partial(_write_parts, shelf, name, parted, other)
    if "parquet" in formats:
        yield f"{name}.parquet", partial(_write_parquet, shelf, name)


def _write_parts(shelf: Shelf, name: str, endings: Sequence[str], other: Beside, path: Path) -> Later[None]:
    """Write a long table as JSON, and as CSV beside it; CSV is left to the other process unless that is busy."""
    apart = "csv" in endings and other.free
    here = [ending for ending in endings if ending == "json" or not apart]
    written = []
    with ExitStack() as stack:
        files = {ending: stack.enter_context(path.with_suffix(f".{ending}").open("wb")) for ending in here}
        before = b"[\n"
        for number, part in enumerate(shelf.parts(name)):
            rows = json_rows(part) if "json" in files or apart else b""
            if "json" in files:
                files["json"].writelines((before, rows))
                before = b",\n"
            if "csv" in files:
                files["csv"].write(csv_part(part, head=number == 0).encode())
            elif apart:
                csv = path.with_suffix(".csv")
                written.append(other.follow(_add_csv, list(part.columns), rows, csv, head=number == 0))
        if "json" in files:
            files["json"].write(b"\n]\n")
    return Later(lambda: [one.result() for one in written].clear())


def _add_csv(columns: Sequence[str], rows: bytes, path: Path, *, head: bool) -> None:
    with path.open("ab") as file:
        file.write(csv_of_json(columns, b"[" + rows + b"]", head=head).encode())


def _write_parquet(shelf: Shelf, name: str, path: Path) -> Later[None]:
    cells_as_json(shelf[name]).to_parquet(path, index=False)
    return Later(lambda: None)


def _json(content: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
