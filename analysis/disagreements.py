"""Where sources contradict each other or themselves."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

import pandas as pd

from analysis.accounts import Told
from analysis.chronology import Merged
from analysis.dates.edtf import bounds, display, overlap, precision
from analysis.evidence import Evidence, evidence
from analysis.lexicons import load
from analysis.phrases import regex
from analysis.reading import Reading
from analysis.text import Span

COLUMNS = ["disagreement", "kind", "certainty", "events", "participants", "statements", "note"]
NEAR = 150  # days between two signings that may be one
COUNT = re.compile(
    r"\b(?P<number>\d{1,4}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of)"
    r"\s+(?:[a-z-]+\s+){0,3}?"
    r"(?P<noun>agreements|documents|memoranda|memorandums|treaties|contracts|deals|accords)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Disagreement:
    """Statements that cannot all be true (sure), or may not be (possible), with their evidence."""

    kind: str
    certainty: str
    events: tuple[str, ...]
    participants: tuple[str, ...]
    statements: tuple[tuple[str, Evidence | None], ...]  # None: not from a text but from sources.csv
    note: str

    @property
    def place(self) -> tuple[str, int]:
        """Source and offset of the first words that it rests on."""
        first = next(words for _, words in self.statements if words)
        return str(first["source"]), int(first["start"])

    @property
    def key(self) -> str:
        """Id from the kind and the evidence."""
        places = sorted(f"{e['source']}:{e['start']}" if e else value for value, e in self.statements)
        return "d" + hashlib.sha256("\0".join([self.kind, *places]).encode()).hexdigest()[:10]


def find_disagreements(readings: Sequence[Reading], merged: Sequence[Merged]) -> list[Disagreement]:
    """Find what sources say differently.

    Returns
    -------
    list of Disagreement
        Sure ones first, then by kind and place of the first evidence.
    """
    found = [
        *_within_articles(readings, merged),
        *_dates(merged),
        *_counts(merged),
        *_terms(merged),
        *_near_signings(merged),
    ]
    unique = {entry.key: entry for entry in found}
    return sorted(unique.values(), key=lambda d: (d.certainty != "sure", d.kind, d.place))


def disagreements_frame(found: Iterable[Disagreement]) -> pd.DataFrame:
    """Return the table ``disagreements``; ``statements`` holds ``{value, evidence}`` objects."""
    rows = [
        {
            "disagreement": entry.key,
            "kind": entry.kind,
            "certainty": entry.certainty,
            "events": list(entry.events),
            "participants": list(entry.participants),
            "statements": [
                {"value": value, "evidence": [words] if words else []} for value, words in entry.statements
            ],
            "note": entry.note,
        }
        for entry in found
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def disputed_events(found: Iterable[Disagreement]) -> set[str]:
    """Return the events on which sources surely differ."""
    return {event for entry in found if entry.certainty == "sure" for event in entry.events}


def _within_articles(readings: Sequence[Reading], merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield weekdays against dates, two date lines and the like, which one article holds by itself."""
    resting: dict[tuple[str, Span], list[str]] = defaultdict(list)
    for event in merged:
        for account in event.told:
            if account.event.date_span:
                resting[account.source, account.event.date_span].append(event.key)
    for reading in readings:
        for clash in reading.dates.clashes:
            statements = tuple(
                (value, evidence(reading.article.source, reading.article.text, (start, end)))
                if end > start
                else (f"sources.csv: {value}", None)
                for value, start, end in clash.statements
            )
            if any(words for _, words in statements):
                spans = [(reading.article.source, (start, end)) for _, start, end in clash.statements]
                events = sorted({key for span in spans for key in resting.get(span, [])})
                yield Disagreement(clash.kind, "sure", tuple(events), (), statements, clash.note)


def _dates(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield two days for one event."""
    for event in merged:
        dated = [account for account in event.told if account.event.date]
        if any(not overlap(a.event.date, b.event.date) for a, b in combinations(dated, 2)):
            statements = tuple((display(a.event.date), _words(a, a.event.date_span)) for a in dated)
            note = "The sources give different dates for this event."
            yield Disagreement("date", "sure", (event.key,), (), statements, note)


def _words(account: Told, span: Span | None) -> Evidence:
    """Return the evidence for a statement: the words relied on, else the sentence that tells of the event."""
    return evidence(account.source, account.reading.article.text, span or account.event.evidence[0])


def _counts(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield two numbers of documents for one signing."""
    for event in merged:
        if event.told[0].event.kind not in ("signing", "agreement"):
            continue
        told: dict[str, tuple[str, Evidence]] = {}
        for account in event.told:
            for span in account.event.evidence:
                match = COUNT.search(account.reading.article.text, *span)
                if match:
                    words = evidence(account.source, account.reading.article.text, match.span())
                    told.setdefault(match["number"].lower(), (match[0], words))
        if len(told) > 1:
            note = "The sources give different numbers of documents."
            yield Disagreement("count", "sure", (event.key,), (), tuple(told.values()), note)


@cache
def _instruments() -> re.Pattern[str]:
    """Compile the names of documents, a proper name before them included ("Tehran Declaration")."""
    words = sorted(load("events")["instruments"], key=lambda phrase: (-len(phrase), phrase))
    names = "|".join(regex(phrase) for phrase in words)
    return re.compile(rf"\b(?:(?:[A-Z][\w’'-]+|final|joint)\s+){{0,2}}(?P<term>{names})(?!\w)")


def _terms(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield different names for the document of one occasion ("Tehran Declaration" against "final communiqué")."""
    by_main: dict[str, list[Told]] = defaultdict(list)
    keys: dict[str, set[str]] = defaultdict(set)
    for event in merged:
        if event.told[0].event.kind in ("agreement", "signing"):
            main = event.part_of or event.key
            by_main[main] += event.told
            keys[main].add(event.key)
    for main, accounts in by_main.items():
        told: dict[str, tuple[str, Evidence]] = {}
        for account in accounts:
            match = _instruments().search(account.reading.article.text, *_of_trigger(account))
            if match:
                words = evidence(account.source, account.reading.article.text, match.span())
                told.setdefault(_term_class(match["term"]), (match[0], words))
        if len(told) > 1 and len({entry["source"] for _, entry in told.values()}) > 1:
            note = "The sources name the document of this occasion differently."
            yield Disagreement("term", "possible", tuple(sorted(keys[main])), (), tuple(told.values()), note)


def _of_trigger(account: Told) -> Span:
    start, end = account.event.evidence[0]
    return max(start, account.event.start - 60), min(end, account.event.end + 80)


def _term_class(term: str) -> str:
    word = re.sub(r"communiqu[eé]", "communiqué", term.lower())
    word = "memorandum" if word.startswith("memorand") or word == "mou" else word
    return word.rstrip("s")


def _near_signings(merged: Sequence[Merged]) -> Iterable[Disagreement]:
    """Yield signings of the same countries on days near each other that may be one and the same."""
    signings = [e for e in merged if e.told[0].event.kind == "signing" and e.told[0].event.status != "planned"]
    blocks: dict[tuple[str, ...], list[Merged]] = defaultdict(list)
    for event in signings:
        countries = sorted({iso for account in event.told for iso in account.event.countries})
        if len(countries) == 2 and not _many(event):
            blocks[tuple(countries)].append(event)
    for events in blocks.values():
        for one, other in combinations(events, 2):
            entry = _maybe_one(one, other)
            if entry:
                yield entry


def _many(event: Merged) -> bool:
    account = event.told[0]
    return COUNT.search(account.reading.article.text, *account.event.evidence[0]) is not None


def _maybe_one(one: Merged, other: Merged) -> Disagreement | None:
    sources = {a.source for a in one.told} | {a.source for a in other.told}
    first, second = _when(one.told[0]), _when(other.told[0])
    if len(sources) < 2 or not first or not second or overlap(first, second):
        return None
    if _days_apart(first, second) > NEAR:
        return None
    statements = tuple((_told_when(a.told[0]), _words(a.told[0], None)) for a in (one, other))
    note = (
        "These may be one signing dated differently, or two documents: the sources do not say. "
        "They are kept as two events."
    )
    return Disagreement("date", "possible", (one.key, other.key), (), statements, note)


def _when(account: Told) -> str:
    """Return the event's date, else for news without a day the time about which its report appeared."""
    if account.event.date or account.event.status != "reported":
        return account.event.date
    published = account.reading.dates.publication.date
    return published if precision(published) in ("day", "interval") else ""


def _told_when(account: Told) -> str:
    if account.event.date:
        return display(account.event.date)
    return f"no day given; published {display(_when(account))}"


def _days_apart(one: str, other: str) -> int:
    (a, b), (c, d) = bounds(one), bounds(other)
    if not (a and c):
        return NEAR + 1
    low, high = sorted([(a, b or a), (c, d or c)])
    return int((pd.Timestamp(high[0]) - pd.Timestamp(low[1])).days)


def summary(found: Sequence[Disagreement]) -> dict[str, Any]:
    """Count the disagreements: ``sure``, ``possible`` and by kind."""
    kinds: dict[str, int] = defaultdict(int)
    for entry in found:
        kinds[entry.kind] += 1
    return {
        "sure": sum(entry.certainty == "sure" for entry in found),
        "possible": sum(entry.certainty == "possible" for entry in found),
        "kinds": dict(kinds),
    }
