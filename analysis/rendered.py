"""What a finished render was made from, so that the next one leaves everything as it is where nothing has changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

RECORD = ".rendered.json"  # in the folder of outputs
LIBRARIES = ("pypandoc-binary", "typst", "matplotlib", "pandas", "nbclient", "ipykernel")
NO_PART = {"_output", "__pycache__", "_figures", "_data", ".quarto", "data"}  # of the report's folder


def inputs(manifest: Mapping[str, Any], report: Path, settings: Path, formats: Sequence[str], engine: str) -> str:
    """Return a SHA-256 over all that a render depends on: the edition, the report's files, renderer and libraries."""
    digest = hashlib.sha256(json.dumps([manifest, sorted(formats), engine], sort_keys=True).encode())
    files = [path for path in sorted(report.rglob("*")) if not NO_PART & set(path.relative_to(report).parts)]
    for path in [settings, *(path for path in files if path.is_file())]:
        name = path.name if path == settings else path.relative_to(report).as_posix()
        digest.update(f"\0{name}\0{_sha256(path)}".encode())
    for library in LIBRARIES:
        try:
            digest.update(f"\0{library} {version(library)}".encode())
        except PackageNotFoundError:
            digest.update(f"\0{library}".encode())
    return digest.hexdigest()


def record(stage: Path, made_from: str) -> None:
    """Write into a finished folder what it was made from, and the checksums of its files."""
    files = {name: _sha256(stage / name) for name in _names(stage)}
    (stage / RECORD).write_text(json.dumps({"inputs": made_from, "files": files}, indent=1) + "\n", encoding="utf-8")


def unchanged(output: Path, made_from: str) -> bool:
    """Whether a folder holds the outputs of a render of the same, every file as it was written."""
    try:
        found = json.loads((output / RECORD).read_text(encoding="utf-8"))
        files = dict(found["files"])
        return bool(
            found["inputs"] == made_from
            and files
            and all(_sha256(output / name) == checksum for name, checksum in files.items())
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _names(stage: Path) -> Iterator[str]:
    """Yield the documents and the files of ``data``; former editions are no part of a render."""
    for path in sorted(stage.rglob("*")):
        name = path.relative_to(stage)
        if path.is_file() and (len(name.parts) == 1 or name.parts[0] == "data"):
            yield name.as_posix()


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
