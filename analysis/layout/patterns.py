"""The blocks of a page, and the patterns of its lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.lexicons import load


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page.

    ``kind`` is title, heading, paragraph or bullet (the running text); date_line, dateline, byline, label
    ("Opinion"), speaker ("Q:", in an interview), boilerplate or front_matter (of a Markdown file).
    """

    start: int
    end: int
    kind: str


@cache
def line_patterns() -> dict[str, re.Pattern[str]]:
    """Return the patterns of ``layout.yml``, by the kind of line they tell."""
    lexicon = load("layout")
    return {
        "boilerplate": re.compile(rf"(?:{'|'.join(lexicon['boilerplate'])})\s*[.:!»›>…]*\s*$", re.IGNORECASE),
        "byline": re.compile("|".join(_first_capital(p) for p in lexicon["byline"])),
        "bullet": re.compile(lexicon["bullet"]),
        "label": re.compile(rf"(?:{'|'.join(lexicon['sections'])})\s*[:|/»›>]?\s*$", re.IGNORECASE),
        "speaker": re.compile(
            rf"(?:\*\*|__)?(?:{'|'.join(lexicon['speakers'])})(?:\*\*|__)?\s*:(?:\*\*|__)?\s+(?=\S)"
        ),
        "name": re.compile(lexicon["name_line"]),
        "masthead": re.compile("|".join(lexicon["mastheads"])),
        "markup": re.compile(r"\[[^\]\n]+\]:\s*\S+|!\[[^\]\n]*\]\([^)\n]*\)$"),  # a link's address, a picture
    }


def _first_capital(pattern: str) -> str:
    """Let the first letter of a pattern be a capital too ("By Jane Roe", "by Jane Roe")."""
    match = re.match(r"(?:\\\(|\(\?:)*([a-z])", pattern)
    if not match:
        return pattern
    at = match.start(1)
    return f"{pattern[:at]}(?i:{pattern[at]}){pattern[at + 1 :]}" if at else f"(?i:{pattern[0]}){pattern[1:]}"
