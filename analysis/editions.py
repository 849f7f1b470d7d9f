"""Editions: a render with other sources, settings or corrections keeps the former one beside it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.changes import Edition, changes, open_edition
from analysis.errors import InputError
from analysis.tables import Tables

DOCUMENTS = ("briefing.html", "briefing.pdf")


def with_changes(tables: Tables, output: Path, since: Path | None) -> Tables:
    """Return the tables with what changed since a former edition in the manifest.

    The former edition is the one named, else the one in ``output`` where it is another, else the one that this
    one was compared with before: so that an unchanged corpus gives the same document again.

    Raises
    ------
    analysis.errors.InputError
        The edition named is none.
    """
    present = _present(output)
    former, name = None, ""
    if since is not None:
        former = open_edition(since)
    elif present and present.get("edition") != tables.manifest["edition"]:
        former, name = _opened(output / "data"), folder_name(present)
    elif present and present.get("former"):
        name = str(present["former"])
        former = _opened(output / name) if Path(name).name == name else None
    if former is None:
        return tables
    try:
        found = changes(former, Edition(tables.frames, tables.manifest))
    except InputError:  # a table of it is damaged
        if since is not None:
            raise
        return tables
    about = {"edition": former.manifest.get("edition", ""), "as_of": former.manifest.get("as_of", "")}
    more = {"since": about, "former": name, "changes": [asdict(change) for change in found]}
    return replace(tables, manifest={**tables.manifest, **more})


def keep_former(tables: Tables, output: Path, stage: Path) -> None:
    """Put a copy of the edition in ``output`` into the stage, under its own name, where it is another one."""
    present = _present(output)
    if not present or present.get("edition") in ("", None, tables.manifest["edition"]):
        return
    kept = stage / folder_name(present)
    shutil.copytree(output / "data", kept, copy_function=_linked)
    for name in DOCUMENTS:
        if (output / name).is_file():
            _linked(str(output / name), str(kept / name))


def folder_name(manifest: Mapping[str, Any]) -> str:
    """Return the name of the folder that keeps an edition: its as-of date and its id."""
    return "-".join(filter(None, ("edition", str(manifest.get("as_of", "")), str(manifest["edition"]))))


def _linked(source: str, target: str) -> str:
    """Give a file a second name, or copy it where the system has none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _present(output: Path) -> dict[str, Any]:
    try:
        found = json.loads((output / "data" / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _opened(folder: Path) -> Edition | None:
    """Open a former edition, or None where it is gone or of an older form."""
    try:
        return open_edition(folder)
    except InputError:
        return None
