"""Sources on shared or object storage: a folder at an address is mirrored into the user's folder of caches."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from analysis.cache import default_path
from analysis.errors import InputError, one_line
from analysis.lock import locked
from analysis.whole import clear_stale, put

PATIENCE = 600.0  # seconds that a run waits for another that fetches from the same address
AT_ONCE = 64  # files fetched together
NOTED = 16  # times that, after which it is noted what is there
STATE = "state.json"  # what is there, as the storage describes it
VOLATILE = re.compile(r"name|size|type|.*access.*|atime", re.IGNORECASE)  # says nothing of a file's content
Warn = Callable[[str], None]


def is_address(seeds: str) -> bool:
    """Whether a folder of sources lies elsewhere: ``s3://…`` and whatever else fsspec knows."""
    return "://" in seeds


def local_folder(seeds: str, warn: Warn) -> Path:
    """Return a folder of this machine with the sources: the one named, or a mirror of the one at an address.

    Parameters
    ----------
    seeds : str
        A path, or an address that fsspec knows.
    warn : callable
        Is told which files could not be taken.

    Raises
    ------
    InputError
        There is nothing at the address, it cannot be reached, or the package that reaches it is missing.
    """
    if not is_address(seeds):
        return Path(seeds)
    if seeds.startswith(("file://", "local://")):
        return Path(unquote(urlsplit(seeds).path))
    name = hashlib.sha256(seeds.encode()).hexdigest()[:24]
    folder = default_path().parent / "mirrors" / name
    with _told(seeds):
        system, root = _system(seeds)
        listing = _listing(system, root, seeds, warn)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with locked(folder, patience=PATIENCE):
            _mirror(system, listing, folder)
    return folder / "files"


def _system(seeds: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise InputError(
            f"--seeds {_shown(seeds)} needs the package fsspec: install it with pip install '.[remote]'."
        ) from None
    try:
        system, root = url_to_fs(seeds)
    except ImportError as error:
        raise InputError(f"--seeds {_shown(seeds)} needs one more package: {_shown(one_line(error))}.") from None
    except ValueError as error:
        raise InputError(
            f"--seeds {_shown(seeds)} is no address that fsspec knows ({_shown(one_line(error))}): mend it."
        ) from None
    return system, root


def _listing(system: Any, root: str, seeds: str, warn: Warn) -> dict[str, Mapping[str, Any]]:
    """Return what lies at an address: from the name within the folder to what the storage says of the file."""
    system.invalidate_cache()
    found = system.find(root, detail=True)
    base = root.rstrip("/")
    if base in found or root in found:
        raise InputError(f"{_shown(seeds)} is a file, not a folder: name the folder that holds it with --seeds.")
    if not found:
        raise InputError(f"There are no files at {_shown(seeds)}: put articles there, or mend the address.")
    named = {path[len(base) :].lstrip("/"): info for path, info in found.items()}
    folders = {name[: sign.start()] for name in named for sign in re.finditer("/", name)}
    listing = {}
    for name, info in sorted(named.items()):
        *above, last = name.split("/")
        if not last or any(part.startswith(".") and part not in (".", "..") for part in above):
            continue  # the mark of a folder, or in a hidden one
        if name in folders or {"", ".", ".."} & {*above, last} or re.search(r"[\0\\]", name):
            warn(f"{name!r} at {_shown(seeds)} was not read: no file can have that name here, rename it.")
        else:
            listing[name] = info
    return listing


def _mirror(system: Any, listing: Mapping[str, Mapping[str, Any]], folder: Path) -> None:
    """Fetch what is new or changed and remove what is gone; killed at any point, the next run does the rest."""
    files, stage = folder / "files", folder / "stage"
    shutil.rmtree(stage, ignore_errors=True)
    clear_stale(folder)
    files.mkdir(exist_ok=True)
    _remove_others(files, listing)
    state = _state(folder / STATE)
    wanted = [name for name in listing if not _is_there(files / name, listing[name], state.get(name, ""))]
    state = {name: state[name] for name in listing if name in state and name not in wanted}
    try:
        for number, start in enumerate(range(0, len(wanted), AT_ONCE), start=1):
            names = wanted[start : start + AT_ONCE]
            _fetch(system, {name: listing[name] for name in names}, files, stage)
            state.update({name: _token(listing[name]) for name in names})
            if number % NOTED == 0:
                put(folder / STATE, json.dumps(state).encode())
    finally:
        put(folder / STATE, json.dumps(state).encode())
        shutil.rmtree(stage, ignore_errors=True)


def _fetch(system: Any, infos: Mapping[str, Mapping[str, Any]], files: Path, stage: Path) -> None:
    stage.mkdir(exist_ok=True)
    beside = [stage / str(number) for number in range(len(infos))]
    system.get([str(info["name"]) for info in infos.values()], [str(path) for path in beside])
    for path, (name, info) in zip(beside, infos.items(), strict=True):
        if info.get("size") not in (None, path.stat().st_size):
            raise InputError(f"{name} changed while it was fetched: run the command again.")
        (files / name).parent.mkdir(parents=True, exist_ok=True)
        path.replace(files / name)


def _remove_others(files: Path, listing: Mapping[str, object]) -> None:
    """Remove files that are not at the address any more, and folders in which nothing is left."""
    for root, _, names in os.walk(files, topdown=False):
        for path in (Path(root) / name for name in names):
            if path.relative_to(files).as_posix() not in listing:
                path.unlink()
        if Path(root) != files and not any(Path(root).iterdir()):
            Path(root).rmdir()


def _state(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _is_there(path: Path, info: Mapping[str, Any], token: str) -> bool:
    if not token or token != _token(info):
        return False
    return path.is_file() and info.get("size") in (None, path.stat().st_size)


def _token(info: Mapping[str, Any]) -> str:
    """Return what changes with a file: its size, time or tag as the storage has them; ``""`` where it has none."""
    telling = sorted((key, str(value)) for key, value in info.items() if not VOLATILE.fullmatch(key))
    return hashlib.sha256(repr((info.get("size"), telling)).encode()).hexdigest() if telling else ""


@contextmanager
def _told(seeds: str) -> Iterator[None]:
    """Make what a storage's package raises, which may be anything, one sentence."""
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError:
        raise InputError(f"There is nothing at {_shown(seeds)}: mend the address.") from None
    except Exception as error:
        raise InputError(
            f"{_shown(seeds)} cannot be fetched ({_shown(one_line(error))}): mend the address, or your access to it."
        ) from None


def _shown(seeds: str) -> str:
    """Return an address without the name, password or key that may be in it."""
    return re.sub(r"//[^/@\s]*@", "//", seeds).split("?")[0]
