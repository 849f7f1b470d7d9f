"""The tables that other programs rely on: made from the readings, checked, written."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import lexicons
from analysis.accounts import accounts
from analysis.chronology import events_frame, merge_events
from analysis.contract import columns, contract, names
from analysis.corpus import Corpus
from analysis.corrections import Corrections, Note, correct_dates, correct_events, correct_offices
from analysis.dates import Publication
from analysis.dates.edtf import bounds
from analysis.disagreements import disagreements_frame, disputed_events, find_disagreements
from analysis.evidence import evidence
from analysis.files import text_files
from analysis.frames import records
from analysis.frequencies import topic_frequencies
from analysis.participants import merge_people
from analysis.people import People
from analysis.prose import listed
from analysis.reading import Reading
from analysis.reprints import Likeness, near_duplicates
from analysis.settings import Settings
from analysis.settle import BASIS, Settled, settle
from analysis.terms import count_terms, find_keyness, find_terms
from analysis.timelines.days import timeline
from analysis.together import topics_together
from analysis.topic_lexicon import topic_lexicon

FOLDER = Path(__file__).parent
COPIES_NAMED = 3  # earlier sources that a reprint is said to be like


@dataclass(frozen=True)
class Tables:
    """All tables of an edition, the texts they rest on and the manifest that identifies it."""

    frames: Mapping[str, pd.DataFrame]
    texts: Mapping[str, str]
    manifest: Mapping[str, Any]

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table by name."""
        return self.frames[name]


def make_tables(
    corpus: Corpus, readings: Sequence[Reading], settings: Settings, corrections: Corrections | None = None
) -> Tables:
    """Merge the readings into the tables and check them; none of the readings is changed.

    Raises
    ------
    analysis.errors.ContractError
        A table does not hold what ``contract.yml`` promises: a defect of the program, not of the input.
    """
    tables = merge_tables(corpus, readings, settings, corrections)
    check_tables(tables)
    return tables


def merge_tables(
    corpus: Corpus, readings: Sequence[Reading], settings: Settings, corrections: Corrections | None = None
) -> Tables:
    """Merge the readings into tables that `check_tables` has still to check, perhaps while they are shown."""
    corrections = corrections or Corrections()
    people = merge_people(
        [_Source(reading, reading.article.source, reading.dates.publication.date) for reading in readings],
        corrections.people,
    )
    settled = settle(accounts(readings, people.ids))
    merged, told = correct_events(merge_events(settled.told), corrections.events, corrections.dates)
    dates, redated = correct_dates(_dates(readings, settled), corrections.dates)
    persons, appearances, reappointed = correct_offices(people.participants, people.appearances, corrections.offices)
    disagreements = find_disagreements(readings, merged)
    disputed = disputed_events(disagreements)
    alike = copies(readings)
    sources = _sources(corpus, readings, settled, alike)
    events = events_frame(merged, settings.countries, disputed.__contains__, alike)
    names_of = dict(zip(people.participants["participant"], people.participants["name"], strict=True))
    terms = count_terms(readings, {person: names_of[key] for person, key in people.ids.items()})
    frames = {
        "sources": sources,
        "topics": _topics(readings),
        "frequencies": topic_frequencies(readings, sources, events, people.ids, topic_lexicon(settings.topics)),
        "cooccurrence": topics_together(readings),
        "terms": find_terms(terms),
        "keyness": find_keyness(terms),
        "participants": persons,
        "appearances": appearances,
        "officials": people.officials,
        "delegations": people.delegations,
        "events": events,
        "dates": dates,
        "quotations": _quotations(readings, people.ids),
        "disagreements": disagreements_frame(disagreements),
    }
    frames["timeline"] = timeline(readings, frames, {pair.other for pair in alike})
    notes = [*_people_notes(corrections), *reappointed, *redated, *told]
    texts = _Texts(readings)
    frames = {name: frames[name].reindex(columns=columns(name)).reset_index(drop=True) for name in names()}
    return Tables(frames, texts, _manifest(corpus, frames["sources"], settings, corrections, notes))


def check_tables(tables: Tables) -> None:
    """Hold every table against the contract, and every evidence against its source.

    Raises
    ------
    analysis.errors.ContractError
        A sentence saying what must hold.
    """
    from analysis.schema import checked  # slow to import

    for name in names():
        checked(name, contract()[name], tables.frames[name], tables.texts)


@dataclass(frozen=True, slots=True)
class _Source:
    """What merging people needs of a reading, asked of it when it is needed."""

    reading: Reading
    source: str
    published: str

    @property
    def people(self) -> People:
        return self.reading.people

    @property
    def text(self) -> str:
        return self.reading.article.text


class _Texts(Mapping[str, str]):
    """The texts of the sources, asked of their readings when they are needed."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = {reading.article.source: reading for reading in readings}

    def __getitem__(self, source: str) -> str:
        return self._readings[source].article.text

    def __iter__(self) -> Iterator[str]:
        return iter(self._readings)

    def __len__(self) -> int:
        return len(self._readings)


def _frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns(name))


def _sources(
    corpus: Corpus, readings: Sequence[Reading], settled: Settled, pairs: Sequence[Likeness]
) -> pd.DataFrame:
    alike: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        alike[pair.other].append(f"much the same text as {pair.one} ({pair.share:.0%})")
    rows = [
        _read_source(reading, settled.publication(reading), alike[reading.article.source]) for reading in readings
    ]
    for file in corpus.rejected:
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


def copies(readings: Sequence[Reading]) -> list[Likeness]:
    """Return the pairs of sources that are no two accounts: reprints and spun copies."""
    return near_duplicates(_Texts(readings), {reading.article.source: reading.sketch for reading in readings})


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


def _topics(readings: Sequence[Reading]) -> pd.DataFrame:
    rows = []
    for reading in readings:
        hits = defaultdict(list)
        for hit in reading.topics:
            hits[hit.topic].append(hit)
        for topic in sorted(hits):
            rows.append(
                {
                    "topic": topic,
                    "source": reading.article.source,
                    "mentions": len(hits[topic]),
                    "sentences": len({hit.sentence for hit in hits[topic]}),
                    "words": reading.words,
                    "per_1000_words": round(1000 * len(hits[topic]) / max(reading.words, 1), 3),
                    "evidence": [
                        evidence(reading.article.source, reading.article.text, (hit.start, hit.end))
                        for hit in hits[topic]
                    ],
                }
            )
    return _frame("topics", sorted(rows, key=lambda row: (str(row["topic"]), str(row["source"]))))


def _dates(readings: Sequence[Reading], settled: Settled) -> pd.DataFrame:
    fields = [column for column in columns("dates") if column != "source"]
    rows = []
    for reading in readings:
        source = reading.article.source
        for found in reading.dates.expressions:
            row = {"source": source, **{column: getattr(found, column) for column in fields}}
            date, reason = settled.completed(source, found.date)
            rows.append({**row, "date": date, "basis": BASIS, "reason": reason} if reason else row)
    return _frame("dates", rows)


def _quotations(readings: Sequence[Reading], participant_of: Mapping[tuple[str, int], str]) -> pd.DataFrame:
    rows = []
    for reading in readings:
        source, text = reading.article.source, reading.article.text
        for found in reading.quotations:
            speaker = participant_of.get((source, found.speaker), "") if found.speaker is not None else ""
            words = evidence(source, text, (found.start, found.end))
            rows.append({"speaker": speaker, "source": source, "quote": words["text"], "evidence": [words]})
    return _frame("quotations", rows)


def _people_notes(corrections: Corrections) -> list[Note]:
    people = corrections.people
    return [
        Note(f"people: {kind}", listed(entry.names), entry.reason)
        for kind, entries in (("same", people.same), ("different", people.different))
        for entry in entries
    ]


def _manifest(
    corpus: Corpus, sources: pd.DataFrame, settings: Settings, corrections: Corrections, notes: Sequence[Note]
) -> dict[str, Any]:
    files = text_files([article.source for article in corpus.articles])
    listed = [
        {
            "source": row.source,
            "sha256": row.sha256,
            "status": row.status,
            "published": row.published,
            "text": files.get(row.source, ""),
        }
        for row in records(sources)
    ]
    fingerprints = {
        "settings": settings.fingerprint,
        "lexicons": lexicons.fingerprint(),
        "code": code_fingerprint(),
        "metadata": _digest(
            [*(_metadata_of(article) for article in corpus.articles), *filter(None, [corrections.fingerprint])]
        ),
    }
    given = [fingerprints[name] for name in ("settings", "metadata")]
    return {
        "schema_version": contract()["version"],
        "edition": _digest([given, [[row["source"], row["sha256"]] for row in listed]])[:12],
        "as_of": as_of(sources),
        "corpus": _digest([[row["source"], row["sha256"]] for row in listed])[:12],
        "sources": listed,
        "fingerprints": fingerprints,
        "tables": names(),
        "corrections": [asdict(note) for note in notes],
    }


def _metadata_of(article: Any) -> list[str]:
    return [article.source, article.publisher, article.url, article.published, article.note]


def as_of(sources: pd.DataFrame) -> str:
    """Return the newest publication day of the sources read, or ``""``; there is no clock in results."""
    days = [bounds(date)[1] or bounds(date)[0] for date in sources[sources["status"] == "read"]["published"] if date]
    return max((day for day in days if day), default="")


@cache
def code_fingerprint() -> str:
    """Return the SHA-256 over the package's code, so that an edition names what made it."""
    files = sorted(path for path in FOLDER.rglob("*.py"))
    return _digest([[path.relative_to(FOLDER).as_posix(), path.read_text(encoding="utf-8")] for path in files])


def _digest(content: Any) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
