"""Lines and paragraphs: one line each, or several where the text is wrapped at a width.

A text is wrapped where lines that another one follows fill about the same width, mostly stop in the middle
of a sentence, and are often followed by a small letter. Lines of a text that is not, are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from analysis.lexicons import load

WIDTHS = range(40, 111)  # a wrapped line is this long
FULL = 0.75  # share of the width that a line with the next word on it would fill, in ragged text
HALF = 0.5  # the same, within a paragraph of several lines
MOSTLY_OPEN = 0.5  # of the lines that another follows: stop in the middle of a sentence
OFTEN_SMALL = 0.2  # of the lines that follow another: begin with a small letter
LONG_TEXT = 0.3  # share of the text in longer lines: then those are paragraphs
STOPS = (".", "!", "?", ":", "…")
CLOSERS = "\"'”’»)]*_"


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space at its edges; ``group`` counts the blank lines before it."""

    start: int
    end: int
    indent: int
    group: int

    @property
    def length(self) -> int:
        """Number of signs."""
        return self.end - self.start


def read_lines(text: str, begin: int = 0, *, markdown: bool = False) -> list[Line]:
    """Return the lines of a text that are not blank, without the marks of a quotation in Markdown."""
    margin = re.compile(r"(?:\s*>)*\s*" if markdown else r"\s*")
    lines: list[Line] = []
    group = 0
    at = begin
    for line in text[begin:].split("\n"):
        indent = margin.match(line)
        start, end = at + (indent.end() if indent else 0), at + len(line.rstrip())
        if start < end:
            lines.append(Line(start, end, start - at, group))
        else:
            group += 1
        at += len(line) + 1
    return lines


def paragraphs(
    text: str, lines: list[Line], alone: Mapping[int, str], bullets: Collection[int], *, markdown: bool = False
) -> list[tuple[int, int]]:
    """Join the lines of a text to paragraphs.

    Parameters
    ----------
    text : str
        The text.
    lines : list of Line
        Its lines.
    alone : mapping
        From the start of a line to its kind: such a line is never joined, or ("opening") only to the next.
    bullets : collection of int
        Starts of the lines with a bullet: never joined to the line before.
    markdown : bool
        Whether the end of a line is no more than a space, as in Markdown: a small letter goes on.
    """
    width = wrap_width(text, lines, alone, bullets)
    found: list[tuple[int, int]] = []
    count = 0  # lines of the paragraph at hand
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        joined = (
            before is not None
            and before.group == line.group
            and line.start not in alone
            and line.start not in bullets
            and alone.get(before.start) in (None, "opening")
            and (
                (markdown and text[line.start].islower())
                or _goes_on(text, before, line, width, count=count, head=len(found) == 1)
            )
        )
        if joined:
            found[-1], count = (found[-1][0], line.end), count + 1
        else:
            found.append((line.start, line.end))
            count = 1
    return found


def wrap_width(text: str, lines: list[Line], alone: Mapping[int, str], bullets: Collection[int]) -> int:
    """Return the width that a text is wrapped at, or 0 where its lines are paragraphs."""
    plain = [line for line in lines if alone.get(line.start) in (None, "opening")]
    short = [line.length for line in plain if line.length < WIDTHS.stop]
    whole = sum(line.length for line in plain)
    if not short or whole - sum(short) > LONG_TEXT * whole:
        return 0
    width = max(short)
    pairs = [
        (one, two)
        for one, two in pairwise(plain)
        if one.group == two.group and two.start not in bullets and one.length < WIDTHS.stop
    ]
    pairs = [(one, two) for one, two in pairs if _room(text, one, two) > FULL * width]
    if width not in WIDTHS or not pairs:
        return 0
    open_ended = sum(not _stops(text, one) for one, _ in pairs)
    small = sum(text[two.start].islower() for _, two in pairs)
    usual = small >= OFTEN_SMALL * len(pairs) or _all_full(text, pairs, width)
    return width if open_ended > MOSTLY_OPEN * len(pairs) and usual else 0


def _all_full(text: str, pairs: list[tuple[Line, Line]], width: int) -> bool:
    """Whether lines break only where the next word has no room, and every paragraph ends in a stop."""
    firsts = {one.start for one, _ in pairs}
    ends = [two for _, two in pairs if two.start not in firsts]
    full = all(_room(text, one, two) > width for one, two in pairs)
    return full and len(pairs) > 1 and all(_stops(text, line) for line in ends)


def unfinished(text: str, before: Line, line: Line) -> bool:
    """Whether a line is the end of a sentence that the line before it leaves open."""
    return is_open(text, before, line) and (text[line.start].islower() or _stops(text, line))


def is_open(text: str, before: Line, line: Line) -> bool:
    """Whether the line before, long as a wrapped one, stops within a sentence."""
    return before.group == line.group and before.length in WIDTHS and not _stops(text, before)


def _goes_on(text: str, before: Line, line: Line, width: int, *, count: int, head: bool) -> bool:
    """Whether a line goes on with the paragraph of the line before it."""
    small, stops = text[line.start].islower(), _stops(text, before)
    if not width:
        if before.length not in WIDTHS or stops:
            return False
        last = text[before.start : before.end].split()[-1].lower()
        return small or last in load("layout")["open_ends"] or last[-1] in ",;–—-"
    room = _room(text, before, line)
    fills = room > width
    shifted = line.indent > before.indent + 1 or line.indent + 1 < before.indent
    if shifted and count > 1 and not small and (stops or not fills):
        return False
    if stops or (head and count == 1 and not small):
        return fills
    return small or room > (HALF if count > 1 else FULL) * width


def _room(text: str, line: Line, following: Line) -> int:
    """Return how long a line would be with the next line's first word on it."""
    word = re.compile(r"\S+").match(text, following.start)
    return line.length + 1 + (word.end() - word.start() if word else 0)


def _stops(text: str, line: Line) -> bool:
    return text[line.start : line.end].rstrip(CLOSERS).endswith(STOPS)
