"""Sources cited in brackets ("… (Avesta.tj, March 4)."): their dates are of reports, not of what is told."""

from __future__ import annotations

import re
from functools import cache

from analysis.dates import DateExpression
from analysis.layout.dateline import MONTH
from analysis.lexicons import listed, load
from analysis.people.lexicon import dictionary

FEWEST = 3  # brackets of a name and a date at the end of sentences that show an article to cite so
DAY = rf"(?:{MONTH}\.? \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?"
CITED = re.compile(rf"\((?P<name>[A-ZÀ-Þ][^();\n]{{1,60}}?), (?i:{DAY})(?:; ?[^()\n]{{2,120}})?\)(?P<ends>[.;,]|$)?")
SITE = re.compile(r"\w\.[a-z]{2,4}$")


@cache
def _agencies() -> frozenset[str]:
    return frozenset(listed(load("people_words")["agencies"]))


def _is_place(name: str) -> bool:
    """Whether a name is that of a place, where something was, and not of who told of it."""
    return dictionary().look_up(name)[0].letter in "CP"


def uncited(text: str, expressions: tuple[DateExpression, ...]) -> list[DateExpression]:
    """Return the expressions that stand in no bracket which cites a source.

    A bracket cites one when it holds a web site or a known agency and a day; any name does where an article ends
    sentence after sentence so.
    """
    brackets = [match for match in CITED.finditer(text) if not _is_place(match["name"])]
    by_habit = sum(match["ends"] == "." for match in brackets) >= FEWEST
    cited = [
        match.span() for match in brackets if by_habit or SITE.search(match["name"]) or match["name"] in _agencies()
    ]
    return [e for e in expressions if not any(start < e.start < end for start, end in cited)]
