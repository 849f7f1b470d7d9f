"""The tables that other programs rely on: made from the readings, checked, written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import lexicons
from analysis.accounts import accounts
from analysis.beside import Beside, Later
from analysis.chronology import event_places, event_rows, merge_events
from analysis.contract import contract, names
from analysis.corpus import Corpus
from analysis.corrections import Corrections, Note, correct_events, correct_offices
from analysis.dates.edtf import bounds
from analysis.disagreements import disagreements_frame, disputed_events, find_disagreements
from analysis.files import text_files
from analysis.frames import records
from analysis.frequencies import topic_frequencies
from analysis.participants import Merged, appearance_rows, merge_people
from analysis.prose import listed
from analysis.reading import Reading
from analysis.rows import (
    Texts,
    article_tables,
    compared_terms,
    copies,
    named,
    relevance,
    source_rows,
)
from analysis.serial import is_large
from analysis.settings import Settings
from analysis.settle import Settled, settle
from analysis.shelf import Folder, Shelf
from analysis.timelines.days import timeline
from analysis.together import topics_together
from analysis.topic_lexicon import topic_lexicon

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Tables:
    """All tables of an edition, the texts they rest on and the manifest that identifies it."""

    frames: Shelf
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
    corpus: Corpus,
    readings: Sequence[Reading],
    settings: Settings,
    corrections: Corrections | None = None,
    other: Beside | None = None,
) -> Tables:
    """Merge the readings into tables that `check_tables` has still to check, perhaps while they are shown.

    What rests on the articles alone is found beside the rest, where there is another process. Of large collections
    the longest tables are kept on disk.
    """
    corrections, other, large = corrections or Corrections(), other or Beside(), is_large(len(readings))
    folder, texts = Folder() if large else None, Texts(readings)
    start = other.start if large else Later.of  # readings on disk can be handed over without being copied
    copied = copies(readings, other)
    weighed = relevance(readings, other)
    people = merge_people(named(readings), corrections.people)
    persons, offices, reappointed = correct_offices(
        people.participants, appearance_rows(named(readings), people), corrections.offices
    )
    compared = compared_terms(readings, _names(people), other)
    settled = settle(accounts(readings, people.ids))
    known, alike = Settled((), settled.known), copied.result()
    listed_sources = start(source_rows, corpus.rejected, readings, known, alike)
    coming = start(article_tables, readings, known, people, offices, corrections.dates, folder)
    merged, told = correct_events(merge_events(settled.told), corrections.events, corrections.dates)
    del settled
    disagreements = find_disagreements(readings, merged)
    shelf = Shelf({"participants": persons, "disagreements": disagreements_frame(disagreements)}, texts, folder)
    disputed = disputed_events(disagreements)
    shelf.put("events", event_rows(merged, settings.countries, disputed.__contains__, alike))
    places = event_places(merged)
    del merged, disagreements
    shelf["sources"] = sources = listed_sources.result()
    lexicon = topic_lexicon(settings.topics)
    shelf.put_parts("frequencies", topic_frequencies(readings, sources, places, people.ids, lexicon))
    shelf["cooccurrence"] = topics_together(readings)
    shelf["terms"], shelf["keyness"] = compared.result()
    by_article = coming.result()
    shelf = shelf.replaced(by_article.tables)
    shelf["timeline"] = timeline(readings, shelf, {pair.other for pair in alike}, weighed.result())
    notes = [*_people_notes(corrections), *reappointed, *by_article.notes, *told]
    if large:
        other.renew()  # what it held for the terms and the tables is not needed while files are written
    return Tables(shelf.ordered(names()), texts, _manifest(corpus, sources, settings, corrections, notes))


def _names(people: Merged) -> dict[tuple[str, int], str]:
    """Return the name to show of each person of each source."""
    names_of = dict(zip(people.participants["participant"], people.participants["name"], strict=True))
    return {person: names_of[key] for person, key in people.ids.items()}


def check_tables(tables: Tables) -> None:
    """Hold every table against the contract, and every evidence against its source.

    Raises
    ------
    analysis.errors.ContractError
        A sentence saying what must hold.
    """
    from analysis.schema import checked  # slow to import

    for name in names():
        if tables.frames.on_disk(name):
            continue  # checked when it was put there
        checked(name, contract()[name], tables.frames[name], tables.texts)


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
