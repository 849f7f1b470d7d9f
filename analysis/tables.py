"""The tables that other programs rely on: made from the readings, checked, written."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import lexicons
from analysis.accounts import accounts
from analysis.chronology import events_frame, merge_events
from analysis.contract import columns, contract, names
from analysis.corpus import Corpus
from analysis.dates import Publication
from analysis.dates.edtf import bounds
from analysis.disagreements import disagreements_frame, disputed_events, find_disagreements
from analysis.evidence import evidence
from analysis.frames import cells_as_json, csv_text, records
from analysis.participants import Corrections, Source, merge_people
from analysis.reading import Reading
from analysis.settings import Settings
from analysis.settle import BASIS, Settled, settle
from analysis.terms import find_terms

FOLDER = Path(__file__).parent


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
    people = merge_people([_source(reading) for reading in readings], corrections)
    settled = settle(accounts(readings, people.ids))
    merged = merge_events(settled.told)
    disagreements = find_disagreements(readings, merged)
    disputed = disputed_events(disagreements)
    frames = {
        "sources": _sources(corpus, readings, settled),
        "topics": _topics(readings),
        "terms": find_terms(readings),
        "participants": people.participants,
        "appearances": people.appearances,
        "officials": people.officials,
        "delegations": people.delegations,
        "events": events_frame(merged, settings.countries, disputed.__contains__),
        "dates": _dates(readings, settled),
        "quotations": _quotations(readings, people.ids),
        "disagreements": disagreements_frame(disagreements),
    }
    texts = {reading.article.source: reading.article.text for reading in readings}
    frames = {name: frames[name].reindex(columns=columns(name)).reset_index(drop=True) for name in names()}
    return Tables(frames, texts, _manifest(corpus, frames["sources"], settings))


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


def _source(reading: Reading) -> Source:
    article = reading.article
    return Source(article.source, reading.people, reading.dates.publication.date, article.text)


def _frame(name: str, rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns(name))


def _sources(corpus: Corpus, readings: Sequence[Reading], settled: Settled) -> pd.DataFrame:
    rows = [_read_source(reading, settled.publication(reading)) for reading in readings]
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


def _read_source(reading: Reading, publication: Publication) -> dict[str, Any]:
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
        "note": "; ".join(filter(None, (article.note, reading.people.note))),
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


def _manifest(corpus: Corpus, sources: pd.DataFrame, settings: Settings) -> dict[str, Any]:
    listed = [
        {"source": row.source, "sha256": row.sha256, "status": row.status, "published": row.published}
        for row in records(sources)
    ]
    fingerprints = {
        "settings": settings.fingerprint,
        "lexicons": lexicons.fingerprint(),
        "code": code_fingerprint(),
        "metadata": _digest([_metadata_of(article) for article in corpus.articles]),
    }
    return {
        "schema_version": contract()["version"],
        "as_of": as_of(sources),
        "corpus": _digest([[row["source"], row["sha256"]] for row in listed])[:12],
        "sources": listed,
        "fingerprints": fingerprints,
        "tables": names(),
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


def files_of(tables: Tables, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an edition as (name, bytes): tables in each format, texts and the manifest."""
    for name, frame in tables.frames.items():
        if "json" in formats:
            yield f"{name}.json", _json(_records(frame))
        if "csv" in formats:
            yield f"{name}.csv", csv_text(frame).encode()
        if "parquet" in formats:
            yield f"{name}.parquet", bytes(cells_as_json(frame).to_parquet(index=False))
    for source, text in tables.texts.items():
        yield f"texts/{source}", text.encode()
    yield "manifest.json", _json(tables.manifest)


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(column): None if _undefined(value) else value for column, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


def _undefined(value: Any) -> bool:
    return value is None or (isinstance(value, float) and value != value)
