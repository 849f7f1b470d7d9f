"""Tables on disk: written whole or not at all, and read back."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.contract import columns, names
from analysis.errors import InputError


def write_files(files: Iterable[tuple[str, bytes]], folder: Path) -> Path:
    """Write files, named within the folder, into a folder that replaces the former one at once.

    Raises
    ------
    InputError
        The folder cannot be written, or holds something that is not an edition.
    """
    check_edition_folder(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}): name another folder with --output."
        ) from None
    try:
        for name, content in files:
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        beside.chmod(0o755)
        _swap(beside, folder)
    except OSError as error:
        raise InputError(
            f"{folder} cannot be written ({error.strerror}): make room or name another folder."
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


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

    When the work fails nothing in ``output`` is touched.

    Raises
    ------
    InputError
        The folder cannot be written.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        stage = Path(tempfile.mkdtemp(prefix=".stage-", dir=output))
    except OSError as error:
        raise InputError(f"{output} cannot be written ({error.strerror}): name another with --output.") from None
    try:
        yield stage
        for made in sorted(stage.iterdir()):
            if made.is_dir():
                check_edition_folder(output / made.name)
                _swap(made, output / made.name)
            else:
                made.replace(output / made.name)
    except OSError as error:
        raise InputError(f"{output} cannot be written ({error.strerror}): make room or name another.") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _swap(made: Path, folder: Path) -> None:
    """Put a finished folder in the place of a former one."""
    if not folder.exists():
        made.rename(folder)
        return
    former = Path(tempfile.mkdtemp(prefix=f".{folder.name}-former-", dir=folder.parent)) / "former"
    folder.replace(former)
    made.replace(folder)
    shutil.rmtree(former.parent, ignore_errors=True)


def read_tables(folder: Path) -> tuple[dict[str, pd.DataFrame], dict[str, str], dict[str, Any]]:
    """Read the tables, texts and manifest of an edition back from their JSON files.

    Raises
    ------
    InputError
        The folder holds no edition.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        frames = {name: _frame(folder / f"{name}.json", name) for name in names()}
        read = {row["source"]: row["text"] for row in manifest["sources"] if row["status"] == "read"}
        texts = {source: (folder / file).read_bytes().decode() for source, file in read.items()}
    except (OSError, ValueError, KeyError) as error:
        raise InputError(
            f"{folder} holds no tables of a briefing ({error}): make them with 'briefing tables'."
        ) from None
    return frames, texts, manifest


def _frame(path: Path, name: str) -> pd.DataFrame:
    return pd.DataFrame(json.loads(path.read_text(encoding="utf-8")), columns=columns(name))
