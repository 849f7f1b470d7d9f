"""The files of an edition: tables in each format, the texts as read and the manifest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from analysis.beside import Beside, Later
from analysis.formats import format_of
from analysis.frames import cells_as_json, csv_of_json, csv_text, json_parts
from analysis.naming import parted, row_file

if TYPE_CHECKING:
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

    Where there is another process, it makes CSV from the tables as JSON.
    """
    for name, frame in tables.frames.items():
        apart = other is not None and other.apart and "csv" in formats
        json = b"".join(json_parts(frame)) if apart or "json" in formats else b""
        if "json" in formats:
            yield f"{name}.json", json
        if other is not None and apart:
            yield f"{name}.csv", _by_another(other, list(frame.columns), json)
        elif "csv" in formats:
            yield f"{name}.csv", csv_text(frame).encode()
        if "parquet" in formats:
            yield f"{name}.parquet", bytes(cells_as_json(frame).to_parquet(index=False))
    for source, file in text_files(tables.texts).items():
        yield file, tables.texts[source].encode()
    yield "manifest.json", _json(tables.manifest)


def _by_another(other: Beside, columns: Sequence[str], json: bytes) -> Callable[[Path], Later[None]]:
    return lambda path: other.start(_write_csv, columns, json, path)


def _write_csv(columns: Sequence[str], json: bytes, path: Path) -> None:
    path.write_bytes(csv_of_json(columns, json).encode())


def _json(content: Any) -> bytes:
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"
