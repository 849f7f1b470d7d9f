"""What an expression turns out to mean, and the register of the makers that work it out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from analysis.dates.reckon import Day, to_edtf
from analysis.lexicons import load

if TYPE_CHECKING:
    from analysis.dates.context import Context
    from analysis.dates.grammar import Hit

STRETCH = "a stretch of time"
AGAIN = "again and again"
NOT_KNOWN = "the date it counts from is not known"


@dataclass(slots=True)
class Meaning:
    """Type, value, date and reason of an expression; ``first`` and ``stop`` (tokens) narrow it."""

    type: str
    value: str
    date: str = ""
    modifier: str = ""
    basis: str = "none"
    reason: str = ""
    first: int | None = None
    stop: int | None = None
    past: bool | None = None
    anchor: int | None = None
    candidates: tuple[str, ...] = ()
    span: str = ""
    day: Day | None = None  # what later expressions may count from
    weekday: int | None = None

    def narrowed(self, spot: tuple[int, int, str] | None) -> Meaning:
        """Keep only the words of a capture."""
        if spot is not None:
            self.first, self.stop = spot[0], spot[1]
        return self


def dated(
    value: str,
    basis: str,
    reason: str,
    *,
    day: Day | None = None,
    date: str | None = None,
    modifier: str = "",
) -> Meaning:
    """Make the meaning of a date; its EDTF follows from the value unless given."""
    return Meaning("DATE", value, to_edtf(value) if date is None else date, modifier, basis, reason, day=day)


def undated(type_: str, value: str, reason: str, *, modifier: str = "", past: bool | None = None) -> Meaning:
    """Make the meaning of what names no calendar date: a stretch, a set, a vague or unresolved reference."""
    return Meaning(type_, value, "", modifier, "none", reason, past=past)


Maker = Callable[["Hit", "Context"], "Meaning | list[Meaning] | None"]
MAKERS: dict[str, Maker] = {}


def maker(function: Maker) -> Maker:
    """Register a function as the maker of that name for the rules."""
    MAKERS[function.__name__] = function
    return function


@cache
def guard(name: str) -> frozenset[str]:
    """Give a list of words of ``dates_guards.yml``."""
    return frozenset(str(word) for word in load("dates_guards")[name])


@cache
def period_guard(unit: str) -> frozenset[str]:
    """Give the words before “the year” and the like that make it that of the publication."""
    return frozenset(str(word) for word in load("dates_guards")["period_before"].get(unit, ()))
