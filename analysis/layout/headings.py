"""Which lines look like headings, and which name only the paper or the institution above the headline."""

from __future__ import annotations

import re
from functools import cache

import pycountry

from analysis.layout.dateline import is_date_line, is_place
from analysis.layout.patterns import Block, line_patterns
from analysis.lexicons import listed, load

LONGEST_HEADING = 18  # words
LONGEST_TITLE = 45
TAG = re.compile(
    r"\((?:\d(?:st|nd|rd|th) )?[A-Z][A-Za-z]{1,8}(?: [A-Z][A-Za-z]{1,8})?\) (?=[A-ZÀ-Þ“\"'‘\d])"
)  # "(LEAD) …"
MASTHEAD = 6  # blocks from a paper's name to the headline below it
LONGEST_NAME = 6  # words of a line that only names the writer, an institution or a section
LONGEST_BARE = 2  # words of a line that may be a name and no headline; with the noun of an institution one more
LONGEST_MENU = 140  # characters
LONGEST_OF_MENU = 4  # words between two signs of a menu
FEWEST_OF_HEADLINE = 5  # words of a headline below such a line
SEPARATOR = re.compile(r"\s*[|>›»•·]\s*|\s+[/&]\s+|(?: {2,}|\t+)")  # of a menu


def is_masthead(text: str, blocks: list[Block]) -> bool:
    """Whether a line names a paper, an institution or a section, and the headline stands below it."""
    name, *rest = blocks
    if _names_institution(text, blocks) or _is_bare(text, blocks):
        return True
    if not line_patterns()["masthead"].fullmatch(text, name.start, name.end):
        return False
    below = [b for b in rest if b.kind not in ("date_line", "label") and not is_place(text[b.start : b.end])]
    return (
        bool(below) and below[0].kind in ("paragraph", "heading") and looks_like_heading(text, below[0], first=True)
    )


def _is_bare(text: str, blocks: list[Block]) -> bool:
    """Whether a line tells nothing and one that may be a headline stands between it and the running text."""
    name, *rest = blocks
    line = text[name.start : name.end]
    if not _tells_nothing(line):
        return False
    for block in rest:
        if block.kind in ("date_line", "label", "boilerplate"):
            continue
        below = text[block.start : block.end]
        if block.kind not in ("paragraph", "heading") or not looks_like_heading(text, block, first=True):
            return False
        longer = len(below.split()) >= max(FEWEST_OF_HEADLINE, len(line.split()) + 1)
        if longer and not _tells_nothing(below) and not is_date_line(below):
            return True
    return False


def _tells_nothing(line: str) -> bool:
    """Whether a line is a menu ("Home > Asia > Security"), or a few words without a verb, a figure or a question."""
    words = line.split()
    if (
        len(line) > LONGEST_MENU
        or any(sign.isdigit() for sign in line)
        or line[-1] in "?!.:"
        or any(map(_is_verb, words))
    ):
        return False
    pieces = [piece for piece in SEPARATOR.split(line) if piece]
    if len(pieces) > 1:
        return all(len(piece.split()) <= LONGEST_OF_MENU for piece in pieces)
    if line.isupper():
        return len(words) <= LONGEST_NAME
    named = any(word.lower().strip(".") in _nouns() for word in words)  # "The Jamestown Foundation"
    return len(words) <= LONGEST_BARE + named and all(word[0].isupper() for word in words)


def _is_verb(word: str) -> bool:
    word = word.strip("“”\"'‘’,;").lower()
    return word in _verbs() or (word.endswith("ed") and word not in ("united", "limited") and len(word) > len("need"))


@cache
def _verbs() -> frozenset[str]:
    lexicon = load("people_words")
    return frozenset([*listed(lexicon["actions"]), *listed(lexicon["speech"])])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(listed(load("offices")["organisation_nouns"]))


def _names_institution(text: str, blocks: list[Block]) -> bool:
    """Whether a short line stands above a longer headline: the name of an outlet, a body or a country, or
    any above "Press release" or the like.
    """
    name, *rest = blocks
    words = len(text[name.start : name.end].split())
    if _is_known(text[name.start : name.end]):
        below = [block for block in rest if block.kind in ("paragraph", "heading")]
    elif words > LONGEST_NAME:
        return False
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
