"""Sources that carry their content: what a reader on another machine is sent, and what it does with it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis import lexicons
from analysis.cache import fingerprint
from analysis.collections import Row
from analysis.corpus import Article, Rejected, bytes_of, take, take_row
from analysis.folder import File
from analysis.formats import UnreadableError
from analysis.serial import read_and_pack
from analysis.topic_lexicon import Own

Signature = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Carried:
    """A source without its folder.

    Attributes
    ----------
    name : str
    content : bytes or Row
        Of the file, or the row of a collection.
    given : dict
        What ``sources.csv`` says of it.
    fault : str
        Why it cannot be opened; there is then no content.
    """

    name: str
    content: bytes | Row
    given: dict[str, str]
    fault: str = ""

    @property
    def size(self) -> int:
        """About how many bytes it has."""
        return len(self.content if isinstance(self.content, bytes) else self.content.text)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A worker that reads otherwise has read nothing; ``other`` is what of it is not the same."""

    worker: str
    other: str


@dataclass(frozen=True, slots=True)
class Call:
    """A call of :func:`read_carried` that is made by unpickling it.

    So only bytes pass through the scheduler, which need not have this program, and a worker that has not can say so.
    """

    wanted: Signature
    own_topics: Own | None
    sources: Sequence[Carried]

    def __reduce__(self) -> tuple[Any, ...]:
        """Return the function and its arguments."""
        return read_carried, (self.wanted, self.own_topics, self.sources)


def carried(file: File) -> Carried:
    """Return a file of the folder, or a row, with its content."""
    if file.row is not None:
        return Carried(file.name, file.row, file.given)
    try:
        return Carried(file.name, bytes_of(file.path, file.folder), file.given)
    except UnreadableError as reason:
        return Carried(file.name, b"", file.given, str(reason))


def signature() -> dict[str, str]:
    """Return what two machines must have in common to read alike: the language, the lexicons, code and libraries."""
    return {
        "version of Python": ".".join(map(str, sys.version_info[:2])),
        "lexicons": lexicons.fingerprint(),
        "code or libraries": fingerprint(),
    }


def difference(wanted: Signature, found: Signature) -> str:
    """Return the first thing in which a signature is another, or ``""``."""
    return next((what for what in wanted if found.get(what) != wanted[what]), "")


def read_carried(wanted: Signature, own_topics: Own | None, sources: Sequence[Carried]) -> list[bytes] | Refusal:
    """Read sources on a worker of a cluster.

    Parameters
    ----------
    wanted : mapping
        The :func:`signature` of the machine that asks.
    own_topics : Written, optional
        A user's topic lexicon.
    sources : sequence of Carried

    Returns
    -------
    list of bytes or Refusal
        The packed readings in the order of the sources, or nothing where this machine reads otherwise.
    """
    other = difference(wanted, signature())
    if other:
        from distributed import get_worker

        return Refusal(get_worker().address, other)
    return [read_and_pack(_taken(source), own_topics) for source in sources]


def _taken(source: Carried) -> Article | Rejected:
    if source.fault:
        return Rejected(source.name, "", source.fault, metadata=source.given)
    if isinstance(source.content, Row):
        return take_row(source.name, source.content, source.given)
    return take(source.name, source.content, source.given)
