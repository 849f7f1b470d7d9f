"""Numbered meetings: “the fourth ECO Interior Ministers' Meeting” is the same wherever it is told."""

from __future__ import annotations

import re

from analysis.events.context import Context
from analysis.text import Span

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ACRONYM = re.compile(r"\(([A-Z]{2,8})\)")  # of a body that the lexicon does not know, as its text gives it
NUMBERED = re.compile(
    r"\b(?P<ordinal>" + "|".join(ORDINALS) + r"|\d{1,3}(?:st|nd|rd|th))\s+(?P<name>(?:[^\s.;:,!?]+\s+){0,8}?)"
    r"(?:meeting|session|summit|conference|forum|round|working group|committee|commission|assembly|congress)\b",
    re.IGNORECASE,
)
NAME = re.compile(
    r"(?<![\w“])“?([A-Z][\w’'-]+(?:[- ][A-Z][\w’'-]+)?[- ](?:20\d\d|\d{1,2}|[IVX]{1,4}))\b(?! (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)


def series_of(text: str, clause: Span, sentence: Span, context: Context) -> str:
    """Return the number and the bodies or countries of a numbered meeting told in a clause, or ``""``."""
    match = NUMBERED.search(text, *clause)
    if not match:
        return ""
    start, end = match.start(), min(clause[1], match.end() + 60)
    bodies = sorted(set(context.bodies(start, end)))
    countries = sorted(set(context.countries(start, end)))
    acronyms = ACRONYM.findall(text, *sentence)
    owner = " ".join(bodies or acronyms[:1]) or ("-".join(countries) if len(countries) > 1 else "")
    return f"{_number(match['ordinal'])} {owner}" if owner else ""


def name_of(text: str, clause: Span) -> str:
    """Return the proper name of an exercise told in a clause ("Zapad-2025", “Silver Shield”), or ``""``."""
    match = NAME.search(text, *clause)
    return " ".join(match[1].split()).lower().replace(" ", "-") if match else ""


def _number(ordinal: str) -> int:
    word = ordinal.lower()
    return ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word))
