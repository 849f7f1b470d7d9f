"""Adding a collection to the sources: its rows are checked one by one, the file is copied whole or not at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.adding import Offered, Outcome, Present, free_name
from analysis.collections import Row, read_rows, sha256_of
from analysis.corpus import Article, same_text, take_row
from analysis.dates.edtf import bounds
from analysis.errors import InputError
from analysis.folder import present_files
from analysis.metadata import record_metadata
from analysis.naming import ending_of, row_name
from analysis.prose import counted, listed
from analysis.understood import shown
from analysis.whole import copy_new

SHOWN = 5  # reasons, publishers


@dataclass
class Tally:
    """What was found in a collection: how many rows are read, and the others by their reason."""

    read: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    days: tuple[str, str] = ("", "")
    texts: dict[str, str] = field(default_factory=dict)

    def count(self, name: str, row: Row, given: Mapping[str, str], present: Present) -> None:
        """Count a row."""
        taken = take_row(name, row, dict(given))
        if not isinstance(taken, Article):
            self.reasons[_kind(taken.reason)] += 1
            return
        text = same_text(taken.text)
        if text in present.same or text in self.texts:
            self.reasons["the same text is there already"] += 1
            return
        self.texts[text] = name
        self.read += 1
        if taken.publisher:
            self.publishers[taken.publisher] += 1
        days = [day for day in (*bounds(taken.published), *self.days) if day] if taken.published else []
        self.days = (min(days), max(days)) if days else self.days

    def lines(self, name: str) -> list[str]:
        """Return what is said of the collection."""
        rejected = sum(self.reasons.values())
        lines = [f"added {shown(name)}: {counted(self.read, 'row')} read, {counted(rejected, 'row')} not"]
        if self.publishers:
            lines.append(f"  publishers: {listed(map(shown, _commonest(self.publishers)), most=SHOWN)}")
        if self.days[0]:
            lines.append(f"  published: {self.days[0]} to {self.days[1]}")
        shown_reasons = [f"{shown(reason)} ({self.reasons[reason]:,})" for reason in _commonest(self.reasons)]
        return [*lines, f"  not read: {listed(shown_reasons, most=SHOWN)}"] if rejected else lines


def add_collection(offered: Offered, given: Mapping[str, str], present: Present) -> Outcome:
    """Add a collection to a folder, unless none of its rows is an article or it is there already.

    Parameters
    ----------
    offered : Offered
        With the path of the collection.
    given : mapping
        What is known of all its rows that say nothing themselves.
    present : Present
        The sources that are there.

    Raises
    ------
    InputError
        The file cannot be read or the folder cannot be written.
    """
    assert offered.path is not None
    metadata = {key: value for key, value in given.items() if value}
    refused = f"{shown(offered.origin)} was not added: "
    if "url" in metadata:
        return Outcome(refused=f"{refused}--url names one article, write the addresses into its column 'url'.")
    try:
        with offered.path.open("rb") as stream:
            sha256 = sha256_of(stream)
            there = _copy_of(offered.path, sha256, present.folder)
            if there:
                return Outcome(refused=f"{refused}the same file as {shown(there)}, which is there already.")
            name = free_name(present.folder, offered.name, sha256)
            tally = _tally(offered, name, metadata, present)
            if not tally.read:
                reasons = listed(map(shown, _commonest(tally.reasons)), most=SHOWN)
                return Outcome(refused=f"{refused}none of its rows can be read ({reasons}).")
            stream.seek(0)
            copy_new(present.folder / name, stream)
    except OSError as error:
        raise InputError(f"{offered.path} cannot be read ({error.strerror}): name a file that can.") from None
    if metadata:
        record_metadata(present.folder / "sources.csv", name, metadata)
    present.same |= tally.texts
    return Outcome(tuple(tally.lines(name)))


def _tally(offered: Offered, name: str, given: Mapping[str, str], present: Present) -> Tally:
    tally = Tally()
    assert offered.path is not None
    with offered.path.open("rb") as stream:
        for row in read_rows(offered.name, stream):
            said = {key: value for key, value in given.items() if not getattr(row, key, "")}
            tally.count(row_name(name, row.id), row, said, present)
    return tally


def _copy_of(path: Path, sha256: str, folder: Path) -> str:
    """Return the collection of the folder that has the same bytes, or ``""``."""
    size = path.stat().st_size
    for name, other in present_files(folder) if folder.is_dir() else ():
        if ending_of(name) and other.is_file() and other.stat().st_size == size:
            with other.open("rb") as stream:
                if sha256_of(stream) == sha256:
                    return name
    return ""


def _kind(reason: str) -> str:
    """Return a reason without its mend and without what only one row has in it."""
    return re.sub(r"'.*'|\d[\d,]*", "…", reason.partition(":")[0])


def _commonest(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda item: (-counts[item], item))
