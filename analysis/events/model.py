"""What an event of one article is."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.text import Span

KINDS = (
    "meeting",
    "visit",
    "signing",
    "agreement",
    "call",
    "statement",
    "announcement",
    "founding",
    "exercise",
    "other",
)


@dataclass(frozen=True, slots=True)
class Event:
    """An event as one article tells it.

    Attributes
    ----------
    sentence : int
        Index of the sentence of its main evidence.
    start, end : int
        The words that tell of it (the trigger), in the article's text.
    kind : str
        One of :data:`KINDS`.
    status : str
        ``reported``, ``planned`` or ``background`` (an older event told as context).
    what : str
        One readable line in the words of the source; words put in by us stand in brackets.
    date : str
        EDTF, ``""`` where the article leaves it open.
    basis : str
        explicit, relative, inferred, metadata or none.
    reason : str
        Why it is that date, for the reader.
    date_span : (int, int) or None
        The words that the date rests on.
    place : str
        City or country, ``""`` where none is told.
    people : tuple of int
        Indices into the article's persons; the speaker first for a statement.
    countries, bodies, topics : tuple of str
        ISO 3166-1 alpha-2 codes; abbreviations; names of the topic lexicon.
    attributed_to : str
        According to whom, in the words of the source.
    evidence : tuple of (int, int)
        Spans that tell of it, each within one sentence, the main one first.
    series : str
        What names a meeting beyond doubt: its number and body ("4 ECO"), else ``""``.
    sideline : bool
        Whether it took place on the sidelines of another event.
    definite : bool
        Whether it is told as something known from before ("the meeting").
    joins : bool
        Whether its words only add somebody to it ("also attended the talks").
    weight : int
        How fully its sentence tells of it; mentions of one event are led by the weightiest.
    last_sentence : int
        Index of the last sentence that mentions it, -1 for its own.
    """

    sentence: int
    start: int
    end: int
    kind: str
    status: str
    what: str
    date: str = ""
    basis: str = "none"
    reason: str = ""
    date_span: Span | None = None
    place: str = ""
    people: tuple[int, ...] = ()
    countries: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    attributed_to: str = ""
    evidence: tuple[Span, ...] = ()
    series: str = ""
    sideline: bool = False
    definite: bool = False
    joins: bool = False
    weight: int = 0
    last_sentence: int = -1


@dataclass(frozen=True, slots=True)
class Quotation:
    """Direct speech: its words without the marks, and the speaker as index of a person or None."""

    start: int
    end: int
    speaker: int | None
    sentence: int
