"""From the folder of sources to their readings: from the cache where they are known, else read, by several processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from analysis.cache import Cache, key_of
from analysis.corpus import Corpus, Rejected, assemble, checked_corpus, digest_of, take_file
from analysis.folder import File, listed, present_files, source_files
from analysis.naming import ending_of
from analysis.pool import in_processes
from analysis.reading import Reading
from analysis.serial import DamagedError, Taken, held, is_large, pack, read_and_pack, unpack
from analysis.topic_lexicon import topic_lexicon

ROW_BYTES = 2_500  # of a collection for a row, taken high: what is held on disk for nothing costs time
KEPT_AT_ONCE = 64  # readings put into the cache together
Progress = Callable[[int, int], None]
Reader = Callable[[Iterable[File], Path | None], Iterator[bytes]]  # packed readings, in the order of the files


@dataclass(frozen=True)
class Sources:
    """What is in the folder, the readings of its articles in the order of their names, and how many were read anew."""

    corpus: Corpus
    readings: Sequence[Reading]
    read_anew: int


class _Found(dict[str, Taken]):
    """What became of each file so far; of a large collection all of it is held on disk, as soon as that is plain.

    Parameters
    ----------
    expected : int
        About how many articles there are.
    """

    def __init__(self, expected: int) -> None:
        super().__init__()
        self.large = is_large(expected)

    def taken(self, data: bytes) -> Taken:
        """Return what was packed, decoded or held on disk; raises ``DamagedError``."""
        return held(data) if self.large else unpack(data)

    def add(self, name: str, taken: Taken) -> None:
        """Note what became of a file."""
        self[name] = taken
        if not self.large and is_large(len(self)):
            self.large = True
            self.update((name, held(pack(one))) for name, one in list(self.items()) if isinstance(one, Reading))


def read_sources(
    folder: Path,
    *,
    cache: Cache,
    required: bool = True,
    progress: Progress = lambda done, total: None,
    own_topics: Path | None = None,
    reader: Reader | None = None,
) -> Sources:
    """Read a folder of sources; only what the cache does not know is read.

    Parameters
    ----------
    folder : Path
    cache : Cache
        An open cache.
    required : bool
        Whether at least one article must be there.
    progress : callable
        Is told how many of how many files are done.
    own_topics : Path, optional
        A user's topic lexicon.
    reader : callable, optional
        Who reads; :func:`by_processes` where none is named.

    Raises
    ------
    analysis.errors.InputError
        The folder is missing or holds no article (where one is required), or ``sources.csv`` is at fault.
    """
    files = source_files(folder) if required else present_files(folder)
    found = _Found(_expected(files))
    given: dict[str, Mapping[str, str]] = {}
    anew = 0
    progress(0, len(files))
    unknown = _unknown(listed(folder, files), found, given, cache, own_topics)
    for taken in _read((reader or by_processes)(unknown, own_topics), given, cache, found):
        found.add(taken.source, taken)
        anew += 1
        progress(len(found), max(len(files), len(found)))
    if not anew:
        progress(len(found), len(found))
    ordered = [found[name] for name in sorted(found)]
    articles = (taken.article if isinstance(taken, Reading) else taken for taken in ordered)
    corpus = assemble(folder, articles, light=is_large(len(found)))
    if required:
        checked_corpus(folder, corpus)
    kept = {article.source for article in corpus.articles}
    readings = [taken for taken in ordered if isinstance(taken, Reading) and taken.source in kept]
    return Sources(corpus, readings, anew)


def _expected(files: Sequence[tuple[str, Path]]) -> int:
    """Return about how many articles there are: a file has one, a collection as many as its size makes likely."""
    return sum(1 + _size(path) // ROW_BYTES if ending_of(path.name) else 1 for _, path in files)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it is said elsewhere why it cannot be read
        return 0


def _about(file: File, own_topics: Path | None) -> Mapping[str, str]:
    """Return what a reading depends on beside the file: its metadata, and a user's topics."""
    return {**file.given, "own topics": topic_lexicon(own_topics).fingerprint} if own_topics else file.given


def _unknown(
    files: Iterable[File],
    found: _Found,
    given: dict[str, Mapping[str, str]],
    cache: Cache,
    own_topics: Path | None,
) -> Iterator[File]:
    """Yield what must be read, as it is needed, and note what is given for it; what is known is put into ``found``."""
    for file in files:
        about = _about(file, own_topics)
        broken = file.row is not None and file.row.fault
        known = take_file(file) if broken else _known(file, cache, about, found)
        if isinstance(known, Reading | Rejected):
            found.add(file.name, known)
        else:
            given[file.name] = about
            yield file


def _known(file: File, cache: Cache, given: Mapping[str, str], found: _Found) -> Taken | None:
    """Return what the cache knows of a file as it is now, or None."""
    sha256 = digest_of(file)
    key = key_of(file.name, sha256, given)
    data = cache.get(key) if sha256 else None
    if data is None:
        return None
    try:
        taken = found.taken(data)
    except DamagedError:
        taken = None
    about = taken.article if isinstance(taken, Reading) else taken
    if taken is None or about is None or (about.source, about.sha256) != (file.name, sha256):
        cache.reject(key)
        return None
    return taken


def _read(made: Iterable[bytes], given: dict[str, Mapping[str, str]], cache: Cache, found: _Found) -> Iterator[Taken]:
    """Yield readings and keep them, also when no more come; what cannot be opened today may be tomorrow."""
    waiting: list[tuple[str, bytes]] = []
    try:
        for data in made:
            taken = found.taken(data)
            about = taken.article if isinstance(taken, Reading) else taken
            key = key_of(about.source, about.sha256, given.pop(about.source))
            if about.sha256:
                waiting.append((key, data))
            if len(waiting) >= KEPT_AT_ONCE:
                cache.put(waiting)
                waiting = []
            yield taken
    finally:
        cache.put(waiting)


def by_processes(files: Iterable[File], own_topics: Path | None) -> Iterator[bytes]:
    """Read files on this machine; yield their readings, or why there are none, as bytes."""
    return in_processes(partial(read_packed, own_topics=own_topics), files)


def read_packed(file: File, own_topics: Path | None = None) -> bytes:
    """Read one file and return its reading, or why there is none, as bytes."""
    return read_and_pack(take_file(file), own_topics)
