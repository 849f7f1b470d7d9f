"""What a disagreement is, and its table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.accounts import Told
from analysis.contract import columns
from analysis.evidence import Evidence, evidence
from analysis.text import Span


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
    return pd.DataFrame(rows, columns=columns("disagreements"))


def disputed_events(found: Iterable[Disagreement]) -> set[str]:
    """Return the events on which sources surely differ."""
    return {event for entry in found if entry.certainty == "sure" for event in entry.events}


def words(account: Told, span: Span | None) -> Evidence:
    """Return the evidence for a statement: the words relied on, else the sentence that tells of the event."""
    return evidence(account.source, account.reading.text, span or account.event.evidence[0])
