"""What the date finder gives back: expressions, the date of publication, contradictions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateExpression:
    """One temporal expression of a text.

    Attributes
    ----------
    start, end : int
        Offsets in code points, end exclusive; ``text`` is the slice.
    type : str
        TIMEX3: DATE, TIME, DURATION or SET.
    value, modifier : str
        TIMEX3 value and mod (APPROX, START, MID, END, LESS_THAN, MORE_THAN …).
    date : str
        EDTF, ``""`` when no calendar date follows (a duration, an unresolved expression).
    basis : str
        explicit, relative, inferred, metadata or none.
    reason : str
        How the date follows, in words for the reader.
    past : bool or None
        Whether it lies before the publication or is told as past; None when nothing shows it.
    anchor : int or None
        Offset of the expression this one counts from; None for the publication or when there is none.
    candidates : tuple of str
        The dates that remain possible while ``date`` is open.
    span : str
        EDTF interval of the whole range when the expression is one side of “24–25 July”.
    weekday : int or None
        The weekday the expression names, 1 Monday to 7 Sunday.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    modifier: str = ""
    date: str = ""
    basis: str = "none"
    reason: str = ""
    past: bool | None = None
    anchor: int | None = None
    candidates: tuple[str, ...] = ()
    span: str = ""
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article was published (EDTF or ``""``) and how that is known.

    ``basis`` is stated, metadata, inferred or unknown; ``start`` and ``end`` enclose the words relied on
    (both 0 when there are none).
    """

    date: str = ""
    basis: str = "unknown"
    reason: str = ""
    start: int = 0
    end: int = 0
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Statements about time that contradict each other: a weekday and a date, or two publication dates.

    ``statements`` holds ``(value, start, end)``; a statement that is not in the text has the span 0, 0.
    """

    kind: str
    statements: tuple[tuple[str, int, int], ...]
    note: str


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """All that an article says about time."""

    publication: Publication
    expressions: tuple[DateExpression, ...]
    clashes: tuple[Clash, ...] = ()
