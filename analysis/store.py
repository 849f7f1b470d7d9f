"""Tables on disk: written whole or not at all, and read back."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.beside import Later
from analysis.contract import columns, names
from analysis.errors import InputError
from analysis.files import Content
from analysis.lock import locked
from analysis.shelf import Held, Shelf
from analysis.stored import holds
from analysis.whole import exchange

READY = ".ready"  # a finished edition on its way to its place; a run that is killed there is completed by the next
STAGE = ".stage-"
UNPLACED = ".unplaced"  # in a finished folder that is not yet in its place


def write_files(files: Iterable[tuple[str, Content]], folder: Path) -> Path:
    """Write files, named within the folder, into a folder that replaces the former one at once.

    Raises
    ------
    InputError
        The folder cannot be written, holds something that is not an edition, or is being written by another run.
    """
    check_edition_folder(folder)
    with locked(folder), _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        for left in folder.parent.glob(f".{folder.name}-*{STAGE}"):
            shutil.rmtree(left, ignore_errors=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", suffix=STAGE, dir=folder.parent))
        try:
            write_into(files, beside)
            beside.chmod(0o755)
            _place(beside, folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return folder


def write_into(files: Iterable[tuple[str, Content]], folder: Path) -> None:
    """Write files, named within the folder, into a folder that is not yet in its place."""
    coming: list[Later[None]] = []
    folders: set[Path] = set()
    for name, content in files:
        path = folder / name
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            coming += content(path)
    for written in coming:
        written.result()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Make what the system says about writing one sentence."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or "input error"
        raise InputError(
            f"{folder} cannot be written ({reason}): make room there or name another folder with --output."
        ) from None


def check_edition_folder(folder: Path) -> None:
    """Refuse to replace what is not an edition of ours.

    Raises
    ------
    InputError
        There is a file of that name, or a folder that holds other files than tables.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError(f"{folder} is a file: name a folder with --output.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "manifest.json").is_file():
        raise InputError(f"{folder} holds other files than tables: name an empty folder or a new one with --output.")


def check_apart(seeds: Path, output: Path) -> None:
    """Refuse an output folder among the sources, where the next run would read it.

    Raises
    ------
    InputError
        The output folder is the folder of sources or lies within it.
    """
    if output.resolve().is_relative_to(seeds.resolve()):
        raise InputError(f"The output folder {output} lies among the sources: name one outside {seeds}.")


@contextmanager
def staged(output: Path) -> Iterator[Path]:
    """Give a hidden folder to work in; what is in it in the end takes the place of what was in ``output``.

    When the work fails or is killed nothing in ``output`` is touched; killed while the finished files are moved,
    the next run moves the rest.

    Raises
    ------
    InputError
        The folder cannot be written, or is being written by another run.
    """
    with locked(output), _told(output):
        output.mkdir(parents=True, exist_ok=True)
        _finish(output)
        stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=output))
        try:
            yield stage
            for made in stage.iterdir():
                if made.is_dir():
                    check_edition_folder(output / made.name)
                    (made / UNPLACED).touch()
            stage.rename(output / READY)
            _finish(output)
        finally:
            shutil.rmtree(stage, ignore_errors=True)


def _finish(output: Path) -> None:
    """Move a finished edition to its place, and remove what killed runs left.

    A finished folder is marked until it is in its place, so that a former one is never taken for it.
    """
    ready = output / READY
    if ready.is_dir():
        for made in sorted(ready.iterdir()):
            target = output / made.name
            if made.is_dir() and (made / UNPLACED).exists():
                made.rename(target) if not target.exists() else exchange(made, target)
            elif made.is_file():
                made.replace(target)
        shutil.rmtree(ready)
    for mark in output.glob(f"*/{UNPLACED}"):
        mark.unlink()
    for left in output.glob(f"{STAGE}*"):
        shutil.rmtree(left, ignore_errors=True)


def _place(made: Path, folder: Path) -> None:
    """Put a finished folder in its place; a former one goes."""
    if not folder.exists():
        made.rename(folder)
        return
    exchange(made, folder)
    shutil.rmtree(made, ignore_errors=True)


class TextFiles(Mapping[str, str]):
    """The texts of an edition by source, each read when it is first asked for."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._read: dict[str, str] = {}

    def __getitem__(self, source: str) -> str:
        """Return the text of a source.

        Raises
        ------
        InputError
            Its file is gone or no longer text.
        """
        if source not in self._read:
            path = self._files[source]
            try:
                self._read[source] = path.read_bytes().decode()
            except (OSError, ValueError) as error:
                raise InputError(
                    f"{path} holds no text of a briefing ({error}): make it with 'briefing tables'."
                ) from None
        return self._read[source]

    def __iter__(self) -> Iterator[str]:
        """Yield the sources."""
        return iter(self._files)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._files)


def read_tables(folder: Path) -> tuple[Shelf, TextFiles, dict[str, Any]]:
    """Open the tables, texts and manifest of an edition: long tables stay in their Parquet files, others are read.

    Raises
    ------
    InputError
        The folder holds no edition.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        tables = {name: _table(folder, name) for name in names()}
        files = {row["source"]: folder / row["text"] for row in manifest["sources"] if row["status"] == "read"}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"{folder} holds no tables of a briefing ({error}): make them with 'briefing tables'."
        ) from None
    return Shelf(tables), TextFiles(files), manifest


def _table(folder: Path, name: str) -> Held:
    stored = folder / f"{name}.parquet"
    if stored.is_file() and holds(name, stored):
        return stored
    rows = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    with pd.option_context("mode.string_storage", "python"):  # quicker than Arrow's where tables are small
        return pd.DataFrame(rows, columns=columns(name))
