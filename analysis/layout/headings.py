"""Which lines look like headings, and which name only the paper or the institution above the headline."""

from __future__ import annotations

import re
from functools import cache

import pycountry

from analysis.layout.dateline import is_place
from analysis.layout.patterns import Block, line_patterns
from analysis.lexicons import listed, load

LONGEST_HEADING = 18  # words
LONGEST_TITLE = 45
TAG = re.compile(
    r"\((?:\d(?:st|nd|rd|th) )?[A-Z][A-Za-z]{1,8}(?: [A-Z][A-Za-z]{1,8})?\) (?=[A-ZÀ-Þ“\"'‘\d])"
)  # "(LEAD) …"
MASTHEAD = 6  # blocks from a paper's name to the headline below it
LONGEST_NAME = 6  # words of a line that only names the writer


def is_masthead(text: str, blocks: list[Block]) -> bool:
    """Whether a line is the name of a paper, and the headline stands below it."""
    name, *rest = blocks
    if _names_institution(text, blocks):
        return True
    if not line_patterns()["masthead"].fullmatch(text, name.start, name.end):
        return False
    below = [b for b in rest if b.kind not in ("date_line", "label") and not is_place(text[b.start : b.end])]
    return (
        bool(below) and below[0].kind in ("paragraph", "heading") and looks_like_heading(text, below[0], first=True)
    )


def _names_institution(text: str, blocks: list[Block]) -> bool:
    """Whether a short line stands above a longer headline: the name of an outlet, a body or a country, or
    any above "Press release" or the like.
    """
    name, *rest = blocks
    words = len(text[name.start : name.end].split())
    if words > LONGEST_NAME:
        return False
    if _is_known(text[name.start : name.end]):
        below = [block for block in rest[:1] if block.kind in ("paragraph", "heading")]
    else:
        label = next((n for n, block in enumerate(rest) if block.kind == "label"), len(rest))
        if any(block.kind != "date_line" for block in rest[:label]):
            return False
        below = [block for block in rest[label + 1 :] if block.kind not in ("date_line", "label")][:1]
    return any(
        looks_like_heading(text, block, first=True) and len(text[block.start : block.end].split()) > words
        for block in below
    )


def _is_known(line: str) -> bool:
    """Whether a line is nothing but the name of a country, an agency or a body, or of a body's office in a place."""
    names, bodies = _institutions()
    return line in names or bodies.fullmatch(line) is not None


@cache
def _institutions() -> tuple[frozenset[str], re.Pattern[str]]:
    names = {str(getattr(country, "common_name", country.name)) for country in pycountry.countries}
    names |= {name for entry in load("countries").values() for name in listed(entry.get("names", ""))}
    names |= set(listed(load("people_words")["agencies"]))
    bodies = {name for short, more in load("bodies").items() for name in (str(short), *listed(more or ""))}
    longest = sorted(map(re.escape, bodies), key=lambda name: -len(name))
    return frozenset(names | bodies), re.compile(rf"(?:{'|'.join(longest)}){load('layout')['branches']}")


def looks_like_heading(text: str, block: Block, *, first: bool) -> bool:
    """Whether a paragraph is short and unfinished enough to be a heading; longer ones may be the first."""
    line = TAG.sub("", text[block.start : block.end]) if first else text[block.start : block.end]
    line = line.lstrip("*_[")
    words = len(line.split())
    if (
        not line
        or words > (LONGEST_TITLE if first else LONGEST_HEADING)
        or (not line[0].isupper() and not line[0].isdigit() and line[0] not in "“\"'‘")
    ):
        return False
    last = line.rstrip("”\"'’)*_")[-1:]
    return last not in (".", ":", ";", ",", "…", "-", "–", "—") and not line.endswith(("said", "says"))
