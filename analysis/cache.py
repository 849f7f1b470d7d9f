"""The cache of readings: one SQLite file outside the sources, by content, never trusted.

An entry counts only when its key, its checksum and its types are right; everything else is read again. A file
that is damaged, not ours or open to others is set aside. The cache may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

import platformdirs

from analysis import lexicons

APPLICATION = 0x62726966  # marks the file as ours ("brif")
LAYOUT = 1  # of the tables in it
LARGEST = 1_500_000_000  # bytes of entries; beyond, those longest unused go
FOLDER = Path(__file__).parent
LIBRARIES = (
    "nltk", "charset-normalizer", "py3langid", "pycountry", "jdatetime", "rapidfuzz", "trafilatura", "htmldate",
    "justext", "lxml", "pypdf", "python-docx", "msgspec",
)  # fmt: skip
NO_PART = {  # modules and packages that no reading depends on; a test holds them against the imports
    "briefing", "commands", "corrections", "disagreements", "participants", "render", "__main__", "accounts", "candidates",
    "adding", "cache", "changes", "chronology", "cli", "contract", "editions", "figures", "files", "frames", "known",
    "lock", "pool", "ranking", "resolve", "run", "sameness", "schema", "serial", "settings", "settle",
    "sources", "store", "streams", "tables", "terms", "understood", "whole",
}  # fmt: skip
Warn = Callable[[str], None]


def default_path() -> Path:
    """Return where the cache lies: ``BRIEFING_CACHE``, else the user's folder of caches."""
    named = os.environ.get("BRIEFING_CACHE")
    return Path(named) if named else Path(platformdirs.user_cache_dir("news-briefing", False)) / "readings.sqlite"


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
        self._store: sqlite3.Connection | None = None
        self._used: list[str] = []
        self._path = path
        if path is not None:
            self._store = self._open(path)

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
        if self._store is None:
            return None
        try:
            row = self._store.execute("SELECT checksum, value FROM readings WHERE key = ?", (key,)).fetchone()
        except sqlite3.Error as error:
            self._fail(error)
            return None
        if row is None:
            return None
        checksum, value = row
        if not isinstance(value, bytes) or checksum != _checksum(key, value):
            self.reject(key)
            return None
        self._used.append(key)
        return value

    def reject(self, key: str) -> None:
        """Forget an entry that is not what it should be."""
        self._warn("A damaged entry of the cache of readings was found: the source is read again.")
        if self._store is not None:
            try:
                self._store.execute("DELETE FROM readings WHERE key = ?", (key,))
            except sqlite3.Error as error:
                self._fail(error)

    def put(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep entries, all of them or none."""
        if self._store is None:
            return
        rows = [(key, _checksum(key, value), value, self._run) for key, value in entries]
        try:
            with self._store:
                self._store.executemany("INSERT OR REPLACE INTO readings VALUES (?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            self._fail(error)

    def close(self) -> None:
        """Note what was used, drop what was not for longest where the cache is too large, and close."""
        if self._store is None:
            return
        try:
            with self._store:
                self._store.executemany(
                    "UPDATE readings SET used = ? WHERE key = ?", [(self._run, key) for key in self._used]
                )
                self._prune()
            self._store.close()
        except sqlite3.Error as error:
            self._fail(error)
        self._store = None

    def _open(self, path: Path) -> sqlite3.Connection | None:
        for _ in range(2):  # a file that is set aside leaves room for a new one
            try:
                path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                if path.exists() and not _is_own(path):
                    self._set_aside(path, "is open to other users")
                    continue
                store = sqlite3.connect(path, timeout=60)
                new = not store.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
                if new:
                    path.chmod(0o600)
                    with store:
                        store.execute(f"PRAGMA application_id = {APPLICATION}")
                        store.execute(f"PRAGMA user_version = {LAYOUT}")
                        store.execute(
                            "CREATE TABLE IF NOT EXISTS readings (key TEXT PRIMARY KEY, checksum BLOB, value BLOB, used INTEGER)"
                        )
                marks = (store.execute(f"PRAGMA {mark}").fetchone()[0] for mark in ("application_id", "user_version"))
                if tuple(marks) != (APPLICATION, LAYOUT):
                    store.close()
                    self._set_aside(path, "is not one of this program")
                    continue
                self._run = 1 + (store.execute("SELECT max(used) FROM readings").fetchone()[0] or 0)
                return store
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    self._warn(f"The cache of readings {path} cannot be used ({error}): everything is read anew.")
                    return None
                self._set_aside(path, "is damaged")
            except OSError as error:
                self._warn(
                    f"The cache of readings {path} cannot be used ({error.strerror}): everything is read anew."
                )
                return None
        return None

    def _set_aside(self, path: Path, why: str) -> None:
        aside = path.with_name(f"{path.name}.set-aside")
        try:
            path.replace(aside)
            for ending in ("-journal", "-wal", "-shm"):
                path.with_name(path.name + ending).unlink(missing_ok=True)
        except OSError as error:
            self._warn(f"The cache of readings {why} and cannot be set aside ({error.strerror}): remove {path}.")
            return
        self._warn(f"The cache of readings {why}: it was set aside as {aside.name} and is made anew.")

    def _fail(self, error: sqlite3.Error) -> None:
        """Go on without a cache; one that is damaged is set aside, for the next run to make it anew."""
        store, self._store = self._store, None
        if store is not None:
            store.close()
        operational = isinstance(error, sqlite3.OperationalError)
        if self._path is not None and not operational:
            self._set_aside(self._path, "is damaged")
        else:
            self._warn(f"The cache of readings cannot be used ({error}): the run goes on without it.")

    def _prune(self) -> None:
        assert self._store is not None
        size = self._store.execute("SELECT total(length(value)) FROM readings").fetchone()[0]
        rows = (
            self._store.execute("SELECT key, length(value) FROM readings ORDER BY used, key")
            if size > LARGEST
            else ()
        )
        gone = []
        for key, length in rows:
            if size <= LARGEST:
                break
            size -= length
            gone.append((key,))
        self._store.executemany("DELETE FROM readings WHERE key = ?", gone)


def _checksum(key: str, value: bytes) -> bytes:
    return hashlib.sha256(key.encode() + value).digest()


def _is_own(path: Path) -> bool:
    """Whether a file belongs to this user and nobody else may write it, where the system has such rights."""
    if not hasattr(os, "getuid"):
        return True
    found = path.stat()
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
