"""The cache of readings: a folder of Parquet files outside the sources, by content, never trusted.

An entry counts only when its key, its checksum and its types are right; everything else is read again. A part that
is damaged is set aside, a folder that is not ours is left alone. The cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import platformdirs

from analysis import lexicons

if TYPE_CHECKING:
    from analysis.parts import Parts

LAYOUT = 3  # of what is kept
MARK = "news-briefing-cache.txt"  # a file that marks the folder as ours
ABOUT = "The cache of readings of a news briefing. It may be deleted at any time.\n"
LARGEST = 6_000_000_000  # bytes; beyond, the parts longest unused go
AT_ONCE = 1_000  # entries, or ...
BYTES_AT_ONCE = 16_000_000  # ... bytes that are written together
FOLDER = Path(__file__).parent
LIBRARIES = (
    "nltk", "charset-normalizer", "py3langid", "pycountry", "jdatetime", "rapidfuzz", "trafilatura", "htmldate",
    "justext", "lxml", "pypdf", "python-docx", "msgspec", "pyarrow",
)  # fmt: skip
NO_PART = {  # modules and packages that no reading depends on; a test holds them against the imports
    "__main__",
    "accounts",
    "adding",
    "adding_collections",
    "beside",
    "briefing",
    "cache",
    "candidates",
    "carried",
    "changes",
    "chronology",
    "cli",
    "cluster",
    "collocations",
    "commands",
    "concordance",
    "contract",
    "corrections",
    "disagreements",
    "display",
    "editions",
    "evidence",
    "figures",
    "files",
    "frames",
    "frequencies",
    "garbage",
    "independence",
    "kwic",
    "lock",
    "measures",
    "participants",
    "parts",
    "pool",
    "prose",
    "remote",
    "render",
    "rendered",
    "reprints",
    "resolve",
    "rows",
    "run",
    "sameness",
    "schema",
    "screens",
    "serial",
    "settings",
    "settle",
    "shelf",
    "sources",
    "spill",
    "store",
    "stored",
    "streams",
    "tables",
    "terms",
    "timelines",
    "together",
    "understood",
    "whole",
}
Warn = Callable[[str], None]


def default_path() -> Path:
    """Return where the cache lies: ``BRIEFING_CACHE``, else the user's folder of caches."""
    named = os.environ.get("BRIEFING_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("news-briefing", False)) / "readings"


@cache
def fingerprint() -> str:
    """Return the SHA-256 over all that shapes a reading beside the article: code, lexicons and libraries."""
    digest = hashlib.sha256(f"{lexicons.fingerprint()}\0{LAYOUT}\0".encode())
    for path in sorted(FOLDER.rglob("*.py")):
        name = path.relative_to(FOLDER)
        if name.parts[0].removesuffix(".py") not in NO_PART:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for library in LIBRARIES:
        try:
            digest.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{library}\0".encode())
    return digest.hexdigest()


def key_of(source: str, sha256: str, given: Mapping[str, str]) -> str:
    """Return the key of a reading: its bytes, name and metadata, and the :func:`fingerprint`."""
    parts = [fingerprint(), source, sha256, *(f"{name}={given[name]}" for name in sorted(given) if given[name])]
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """The open cache; without a path, or where it cannot be used, it is empty and keeps nothing."""

    def __init__(self, path: Path | None, warn: Warn) -> None:
        self._warn = warn
        self._path = path
        self._waiting: dict[str, bytes] = {}
        self._parts = self._open(path) if path is not None else None

    def __enter__(self) -> Cache:
        """Return the cache itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Keep what was put in and close."""
        self.close()

    def get(self, key: str) -> bytes | None:
        """Return an entry whose checksum is right, or None."""
        if key in self._waiting:
            return self._waiting[key]
        if self._parts is None:
            return None
        try:
            return self._parts.get(bytes.fromhex(key))
        except ValueError:
            self.reject(key)
            return None

    def reject(self, key: str) -> None:
        """Forget an entry that is not what it should be."""
        self._warn("A damaged entry of the cache of readings was found: the source is read again.")
        self._waiting.pop(key, None)
        if self._parts is not None:
            self._parts.forget(bytes.fromhex(key))

    def put(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep entries; they are written when there are many, and in the end."""
        if self._parts is None:
            return
        self._waiting.update(entries)
        if len(self._waiting) >= AT_ONCE or sum(map(len, self._waiting.values())) >= BYTES_AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what waits, drop what was not used for longest where the cache is too large, and close."""
        self._write()
        if self._parts is not None:
            try:
                self._parts.close(LARGEST)
            except OSError as error:
                self._fail(error)
        self._parts = None

    def _write(self) -> None:
        if self._parts is not None and self._waiting:
            try:
                self._parts.append([(bytes.fromhex(key), value) for key, value in self._waiting.items()])
            except OSError as error:
                self._fail(error)
        self._waiting = {}

    def _open(self, path: Path) -> Parts | None:
        from analysis.parts import Parts  # slow to import

        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
            if not _is_own(path):
                self._set_aside(path, "is open to other users")
                path.mkdir(mode=0o700)
            mark = path / MARK
            if not mark.exists():
                if any(path.iterdir()):
                    self._warn(
                        f"The cache of readings {path} cannot be used (it holds other files): everything is read anew."
                    )
                    return None
                mark.write_text(ABOUT, encoding="utf-8")
            return Parts(path, self._warn)
        except OSError as error:
            self._fail(error)
            return None

    def _set_aside(self, path: Path, why: str) -> None:
        aside = path.with_name(f"{path.name}.set-aside")
        number = 1
        while aside.exists():
            number += 1
            aside = path.with_name(f"{path.name}.set-aside-{number}")
        path.replace(aside)
        self._warn(f"The cache of readings {why}: it was set aside as {aside.name} and is made anew.")

    def _fail(self, error: OSError) -> None:
        """Go on without a cache."""
        self._parts = None
        reason = error.strerror or str(error).split(". Detail")[0]
        self._warn(f"The cache of readings {self._path} cannot be used ({reason}): everything is read anew.")


def _is_own(path: Path) -> bool:
    """Whether a folder belongs to this user and nobody else may write it, where the system has such rights."""
    if not hasattr(os, "getuid"):
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
