"""Which lines look like headings, and which name only the paper or the institution above the headline."""

from __future__ import annotations

import re

from analysis.layout.dateline import is_place
from analysis.layout.patterns import Block, line_patterns

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
    """Whether a short line stands above "Press release" or the like and the longer headline below that."""
    name, *rest = blocks
    words = len(text[name.start : name.end].split())
    if words <= LONGEST_NAME and line_patterns()["institution"].fullmatch(text, name.start, name.end):
        below = rest[:1]
        return any(
            block.kind in ("paragraph", "heading")
            and looks_like_heading(text, block, first=True)
            and len(text[block.start : block.end].split()) > words
            for block in below
        )
    label = next((n for n, block in enumerate(rest) if block.kind == "label"), -1)
    if words > LONGEST_NAME or label < 0 or any(block.kind != "date_line" for block in rest[:label]):
        return False
    below = [block for block in rest[label + 1 :] if block.kind not in ("date_line", "label")][:1]
    return any(
        looks_like_heading(text, block, first=True) and len(text[block.start : block.end].split()) > words
        for block in below
    )


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
