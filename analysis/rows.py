"""The tables whose rows rest on one article each, and what merging asks of a reading."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, overload

import pandas as pd

from analysis.beside import Beside, Later
from analysis.contract import columns
from analysis.corpus import Rejected
from analysis.corrections import Corrected, DateCorrection, Note, RedatedRows
from analysis.dates import Publication
from analysis.evidence import evidence
from analysis.participants import Merged, appearance_rows, delegation_rows, official_rows
from analysis.people import People
from analysis.reading import Reading
from analysis.reprints import Likeness, near_duplicates
from analysis.serial import is_large
from analysis.settle import BASIS, Settled
from analysis.shelf import Folder, Held, Shelf
from analysis.terms import Using, compare_terms
from analysis.timelines.relevance import LEAD, Weighed, weigh

OF_ARTICLES = ("topics", "dates", "quotations", "appearances", "officials", "delegations")
TOGETHER = 500  # readings of which all tables are made before those of others
COPIES_NAMED = 3  # earlier sources that a reprint is said to be like


@dataclass(frozen=True, slots=True)
class Named:
    """What merging people needs of a reading, asked of it when it is needed."""

    reading: Reading
    source: str
    published: str

    @property
    def people(self) -> People:
        """Who is named in it."""
        return self.reading.people

    @property
    def text(self) -> str:
        """Its text."""
        return self.reading.text


class Texts(Mapping[str, str]):
    """The texts of the sources, asked of their readings when they are needed."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.source: reading for reading in readings}

    def __getitem__(self, source: str) -> str:
        """Return the text of a source."""
        return self._readings[source].text

    def __iter__(self) -> Iterator[str]:
        """Yield the sources."""
        return iter(self._readings)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._readings)


class Leads(Sequence[str]):
    """The beginnings of articles, by which they are weighed, asked of their readings when they are needed."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        """Return the beginning of an article, or of several."""
        if isinstance(place, slice):
            return Leads(self._readings[place])
        return self._readings[place].text[:LEAD]

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._readings)


def _frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns(name))


def source_rows(
    rejected: Sequence[Rejected], readings: Sequence[Reading], settled: Settled, pairs: Sequence[Likeness]
) -> pd.DataFrame:
    """Return the table ``sources``: every file, read or not, in the order of their names."""
    alike: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        alike[pair.other].append(f"much the same text as {pair.one} ({pair.share:.0%})")
    rows = [_read_source(reading, settled.publication(reading), alike[reading.source]) for reading in readings]
    for file in rejected:
        known = {key: file.metadata.get(key, "") for key in ("publisher", "url", "published")}
        rows.append(
            {
                "source": file.source,
                "sha256": file.sha256,
                "title": "",
                **known,
                "published_basis": "metadata" if known["published"] else "unknown",
                "published_reason": "",
                "language": "",
                "words": 0,
                "sentences": 0,
                "status": "duplicate" if file.duplicate_of else "rejected",
                "duplicate_of": file.duplicate_of,
                "note": file.reason,
            }
        )
    return _frame("sources", sorted(rows, key=lambda row: str(row["source"])))


def copies(readings: Sequence[Reading], other: Beside | None = None) -> Later[list[Likeness]]:
    """Return the pairs of sources that are no two accounts: reprints and spun copies; perhaps found meanwhile."""
    sketches = {reading.source: array("I", reading.sketch) for reading in readings}
    texts: Mapping[str, str] = Texts(readings)
    if other and other.apart and not is_large(len(readings)):  # another process would be given the readings whole
        texts = dict(texts)
    return (other or Beside()).start(near_duplicates, texts, sketches)


def relevance(readings: Sequence[Reading], other: Beside | None = None) -> Later[Weighed]:
    """Return how much each article is about the subject of all; perhaps found meanwhile."""
    beginnings = Leads(readings)
    return (other or Beside()).start(weigh, beginnings if is_large(len(readings)) else list(beginnings))


def compared_terms(
    readings: Sequence[Reading], names: Mapping[tuple[str, int], str], other: Beside | None = None
) -> Later[tuple[pd.DataFrame, pd.DataFrame]]:
    """Return the tables ``terms`` and ``keyness``; perhaps made meanwhile."""
    articles = Using(readings, names)
    return (other or Beside()).start(compare_terms, articles if is_large(len(readings)) else list(articles))


def _read_source(reading: Reading, publication: Publication, alike: Sequence[str]) -> dict[str, Any]:
    article = reading.article
    return {
        "source": article.source,
        "sha256": article.sha256,
        "title": article.title,
        "publisher": article.publisher,
        "url": article.url,
        "published": publication.date,
        "published_basis": publication.basis,
        "published_reason": publication.reason,
        "language": article.language,
        "words": reading.words,
        "sentences": len(reading.sentences),
        "status": "read",
        "duplicate_of": "",
        "note": "; ".join(filter(None, (article.note, article.remark, reading.people.note, *alike[:COPIES_NAMED]))),
    }


def topic_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table ``topics``, a topic and source that mentions it, source by source."""
    for reading in readings:
        hits = defaultdict(list)
        for hit in reading.topics:
            hits[hit.topic].append(hit)
        source, text = reading.source, reading.text
        for topic in sorted(hits):
            yield {
                "topic": topic,
                "source": source,
                "mentions": len(hits[topic]),
                "sentences": len({hit.sentence for hit in hits[topic]}),
                "words": reading.words,
                "per_1000_words": round(1000 * len(hits[topic]) / max(reading.words, 1), 3),
                "evidence": [evidence(source, text, (hit.start, hit.end)) for hit in hits[topic]],
            }


def date_rows(readings: Iterable[Reading], settled: Settled) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table ``dates``: every temporal expression, completed where other sources allow."""
    fields = [column for column in columns("dates") if column != "source"]
    for reading in readings:
        source = reading.source
        for found in reading.dates.expressions:
            row = {"source": source, **{column: getattr(found, column) for column in fields}}
            date, reason = settled.completed(source, found.date)
            yield {**row, "date": date, "basis": BASIS, "reason": reason} if reason else row


def quotation_rows(
    readings: Iterable[Reading], participant_of: Mapping[tuple[str, int], str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table ``quotations``: direct speech, with the participant who speaks where it is known."""
    for reading in readings:
        source, text = reading.source, reading.text
        for found in reading.quotations:
            speaker = participant_of.get((source, found.speaker), "") if found.speaker is not None else ""
            words = evidence(source, text, (found.start, found.end))
            yield {"speaker": speaker, "source": source, "quote": words["text"], "evidence": [words]}


class ArticleTables(NamedTuple):
    """The tables whose rows rest on one article each, as a shelf holds them, and what became of corrected dates."""

    tables: dict[str, Held]
    notes: list[Note]


def named(readings: Iterable[Reading]) -> list[Named]:
    """Return what merging people needs of readings."""
    return [Named(reading, reading.source, reading.dates.publication.date) for reading in readings]


def article_tables(
    readings: Sequence[Reading],
    settled: Settled,
    people: Merged,
    offices: Corrected,
    dates: Sequence[DateCorrection] = (),
    folder: Folder | None = None,
) -> ArticleTables:
    """Make the tables whose rows rest on one article each, in a folder where there is one.

    These are :data:`OF_ARTICLES`.

    Parameters
    ----------
    readings : sequence of Reading
    settled : Settled
        The days that other articles settle.
    people : Merged
        The participants.
    offices : mapping
        The rows of ``appearances`` that are put right.
    dates : sequence of DateCorrection
        Dates to be put right.
    folder : Folder, optional

    Raises
    ------
    analysis.errors.ContractError
        A row kept on disk breaks the contract.
    analysis.errors.InputError
        The folder for temporary files is full.
    """
    shelf, redated = Shelf({}, Texts(readings), folder), RedatedRows(dates)

    def parts() -> Iterator[dict[str, Iterable[dict[str, Any]]]]:
        for begin in range(0, len(readings), TOGETHER):
            some = readings[begin : begin + TOGETHER]
            sources = [Named(reading, reading.source, "") for reading in some]
            seen = appearance_rows(sources, people)
            yield {
                "topics": topic_rows(some),
                "dates": redated(date_rows(some, settled)),
                "quotations": quotation_rows(some, people.ids),
                "appearances": (offices.get((row["participant"], row["source"]), row) for row in seen),
                "officials": official_rows(sources),
                "delegations": delegation_rows(sources),
            }

    shelf.put_together(parts(), {**dict.fromkeys(OF_ARTICLES, ()), "topics": ("topic", "source")})
    return ArticleTables(shelf.held, redated.notes)
