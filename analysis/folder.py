"""The folder of sources: its files, and the rows of its collections, as they are listed."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.collections import Row, read_rows
from analysis.encoding import UnreadableError
from analysis.errors import InputError
from analysis.formats import FORMATS, listed_formats
from analysis.metadata import read_metadata
from analysis.naming import ENDINGS, ending_of, listed_endings, parted, row_name

OWN_FILES = {"sources.csv", "corrections.yml"}
OTHERS_FILES = re.compile(  # of the system, of editors and of other programs
    r"\._.*|~\$.*|\.~.*|.*~|.*\.(?:swp|swo|swx)|#.*#|\.#.*|thumbs\.db|desktop\.ini|icon\r", re.IGNORECASE
)
OUTPUT_REASON = "an output folder of a briefing: move it out of the sources"
ENTRY = ("publisher", "url", "published", "note")


@dataclass(frozen=True)
class File:
    """A file of the folder, or a row of a collection, that is meant as a source.

    Attributes
    ----------
    name : str
        Path within the folder; of a row with its id behind a colon.
    path, folder : Path
    given : dict
        What ``sources.csv`` says of it.
    row : Row, optional
        The row itself.
    """

    name: str
    path: Path
    folder: Path
    given: dict[str, str]
    row: Row | None = None


class Names:
    """The names that ``sources.csv`` may use: of files, and of rows, for which their collection is looked through."""

    def __init__(self, folder: Path, files: Sequence[tuple[str, Path]]) -> None:
        self._folder = folder
        self._files = dict(files)
        self._ids: dict[str, set[str]] = {}

    def __contains__(self, name: object) -> bool:
        """Whether there is such a file or row."""
        if name in self._files:
            return True
        file, identity = parted(str(name))
        if file not in self._files or not ending_of(file):
            return False
        if file not in self._ids:
            self._ids[file] = {row.id for row in _rows(file, self._files[file], self._folder)}
        return identity in self._ids[file]


def listed(folder: Path, files: Sequence[tuple[str, Path]]) -> Iterator[File]:
    """Yield what is meant as a source, in the order of the files and of the rows within them, one by one.

    Parameters
    ----------
    folder : Path
    files : sequence of (name, path)
        As :func:`source_files` lists them.

    Raises
    ------
    InputError
        ``sources.csv`` is at fault.
    """
    metadata = read_metadata(folder / "sources.csv", Names(folder, files))
    for name, path in files:
        given = metadata.get(name, {})
        if ending_of(name) and not parted(name)[0]:
            for row in _rows(name, path, folder):
                source = row_name(name, row.id)
                yield File(source, path, folder, _given(row, metadata.get(source, {}), given), row)
        else:
            yield File(name, path, folder, given)


def _given(row: Row, own: Mapping[str, str], shared: Mapping[str, str]) -> dict[str, str]:
    """Return what ``sources.csv`` says of a row: its own line, and where the row says nothing that of its collection."""
    said = {"publisher": row.publisher, "url": row.url, "published": row.published}
    merged = {key: own.get(key, "") or ("" if said.get(key) else shared.get(key, "")) for key in ENTRY}
    return {key: value for key, value in merged.items() if value}


def _rows(name: str, path: Path, folder: Path) -> Iterator[Row]:
    try:
        check_openable(path, folder)
        with path.open("rb") as stream:
            yield from read_rows(name, stream)
    except UnreadableError as reason:
        yield Row("", "", fault=str(reason))
    except OSError as error:
        yield Row("", "", fault=f"cannot be opened ({error.strerror or 'input error'})")


def check_openable(path: Path, folder: Path) -> None:
    """Refuse what is not to be opened as a source.

    Raises
    ------
    UnreadableError
        A link that leads out of the folder, a hidden file, what is no file, or a file named like a row.
    OSError
        The system does not let it be looked at.
    """
    if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
        raise UnreadableError("a link that leads out of the folder")
    if path.name.startswith("."):
        raise UnreadableError("hidden file: rename it without the leading dot")
    if parted(path.relative_to(folder).as_posix())[0]:
        raise UnreadableError("named like a row of a collection: rename it without the colon")
    if not path.is_file():
        raise UnreadableError("not an ordinary file")


def source_files(folder: Path) -> list[tuple[str, Path]]:
    """List the files of a folder and its subfolders that are meant as sources, as (name within it, path)."""
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file, not a folder: name the folder that holds it with --seeds.")
    if not folder.is_dir():
        raise InputError(f"The folder of sources {folder} does not exist: create it or name another with --seeds.")
    files = present_files(folder)
    if not files:
        raise InputError(
            f"The folder of sources {folder} is empty: put articles in it as {listed_formats()} "
            f"files, or collections of them as {listed_endings()}."
        )
    return files


def present_files(folder: Path) -> list[tuple[str, Path]]:
    """List what :func:`source_files` lists; there may be nothing."""
    found = [entry for path, reason in folders(folder) if not reason for entry in _entries(path)]
    files = [(path.relative_to(folder).as_posix(), path) for path in found]
    return sorted((name, path) for name, path in files if name not in OWN_FILES)


def folders(folder: Path) -> Iterator[tuple[Path, str]]:
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
        hidden = path.name.startswith(".") and not path.name.lower().endswith((*FORMATS, *ENDINGS))
        folders = path.is_dir() and not path.is_symlink()
        if not (folders or hidden or OTHERS_FILES.fullmatch(path.name)):
            yield path
