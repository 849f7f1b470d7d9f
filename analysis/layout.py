"""The layout of a news page: headline, date lines, datelines, headings, paragraphs, bullets, boilerplate.

Nothing is cut from the text; each stretch gets a kind, so that later stages read running text
and offsets still count in the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from analysis.lexicons import load

READ = {"title", "heading", "paragraph", "bullet"}  # the kinds that sentences are taken from
LONGEST_HEADING = 18  # words
LONGEST_TITLE = 45
WRAP_WIDTHS = range(40, 101)  # a wrapped line is about this long
DATE_LINE_REST = 2  # words of a date line that are no part of the date

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE_WORD = re.compile(
    rf"(?:{MONTH}\b\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|[ap]\.?m\b\.?|gmt|utc|est|edt|ist|irst"
    r"|\d[\d:./–-]*(?:st|nd|rd|th)?|[+]\d\d:?\d\d|t\d\d:\d\d\S*|[|,•·–—-])",
    re.IGNORECASE,
)
PLACE = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}"
LONGEST_DATELINE = 90


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a page.

    ``kind`` is title, date_line, dateline, byline, heading, paragraph, bullet or boilerplate.
    """

    start: int
    end: int
    kind: str


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load("layout")
    dateline = rf"(?P<place>{PLACE})(?P<rest>[^\n–—]{{0,60}}?)\s*(?:{lexicon['dateline_dash']})\s+(?=\S)"
    return {
        "boilerplate": re.compile(rf"(?:{'|'.join(lexicon['boilerplate'])})\s*[.:!»›>…]*\s*$", re.IGNORECASE),
        "byline": re.compile("|".join(_first_capital(p) for p in lexicon["byline"])),
        "label": re.compile(lexicon["date_line"].strip(), re.IGNORECASE),
        "bullet": re.compile(lexicon["bullet"]),
        "dateline": re.compile(dateline),
    }


def _first_capital(pattern: str) -> str:
    """Let the first letter of a pattern be a capital too ("By Jane Roe", "by Jane Roe")."""
    match = re.match(r"(?:\\\(|\(\?:)*([a-z])", pattern)
    if not match:
        return pattern
    at = match.start(1)
    return f"{pattern[:at]}(?i:{pattern[at]}){pattern[at + 1 :]}" if at else f"(?i:{pattern[0]}){pattern[1:]}"


def find_blocks(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    """Tell the blocks of a page apart.

    Returns
    -------
    tuple of Block
        In order, not overlapping; white space between them belongs to none.
    """
    blocks: list[Block] = []
    for start, end in _paragraphs(text):
        for block in _classify(text, start, end, markdown):
            blocks.append(block)
    return tuple(_headline(text, blocks))


def title_of(text: str, blocks: tuple[Block, ...]) -> str:
    """Return the headline, white space folded, or ``""``."""
    title = next((block for block in blocks if block.kind == "title"), None)
    return " ".join(text[title.start : title.end].split()) if title else ""


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the paragraphs: lines, or several lines joined where the text is wrapped at a width."""
    group: list[tuple[int, int]] = []
    for start, end in _lines(text):
        if group and not _continues(text, group[-1], (start, end)):
            yield group[0][0], group[-1][1]
            group = []
        group.append((start, end))
    if group:
        yield group[0][0], group[-1][1]


def _continues(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """Whether a line goes on with the paragraph of the line before it (text wrapped at a width)."""
    if text.count("\n", before[1], line[0]) != 1 or before[1] - before[0] not in WRAP_WIDTHS:
        return False
    if _patterns()["bullet"].match(text, line[0], line[1]) or text[line[0]] == "#":
        return False
    previous = text[before[0] : before[1]]
    if _is_date_line(previous) or (previous.endswith((".", "!", "?", ":", "”", '"')) and not text[line[0]].islower()):
        # a full stop at the end of a wrapped line: the next line belongs to it when it is long enough itself
        return previous.endswith((".", "”", '"')) and line[1] - line[0] in WRAP_WIDTHS and not _is_date_line(previous)
    return text[line[0]].islower() or previous[-1] in ",;–—-" or _open_ended(previous)


def _open_ended(line: str) -> bool:
    """Whether a line stops in the middle of a clause, as a wrapped line does and a headline does not."""
    last = line.split()[-1].lower()
    return last in {
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "to",
        "for",
        "with",
        "by",
        "on",
        "at",
        "from",
        "that",
        "said",
        "as",
    } or (len(line) >= 60 and ". " in line)


def _classify(text: str, start: int, end: int, markdown: bool) -> Iterator[Block]:
    line = text[start:end]
    patterns = _patterns()
    if len(line) <= 200 and "\n" not in line:
        if patterns["boilerplate"].match(line):
            yield Block(start, end, "boilerplate")
            return
        if _is_date_line(line):
            yield Block(start, end, "date_line")
            return
        if patterns["byline"].match(line):
            yield Block(start, end, "byline")
            return
    heading = re.match(r"#{1,6}\s+", line) if markdown else None
    if heading:
        yield Block(start + heading.end(), end, "heading")
        return
    bullet = patterns["bullet"].match(line)
    if bullet and bullet.end() < len(line):
        yield Block(start + bullet.end(), end, "bullet")
        return
    opening = patterns["dateline"].match(text, start, min(end, start + LONGEST_DATELINE))
    if opening and _is_dateline_rest(opening["rest"]):
        yield Block(start, opening.end(), "dateline")
        start = opening.end()
    yield Block(start, end, "paragraph")


def _is_date_line(line: str) -> bool:
    """Whether a line holds a date and next to nothing else ("December 23, 2025 - 20:12")."""
    rest = _patterns()["label"].match(line)
    body = line[rest.end() :] if rest else line
    while rest and rest.end() and (rest := _patterns()["label"].match(body)):
        body = body[rest.end() :]
    left = DATE_WORD.sub(" ", body)
    has_year = re.search(r"\b(?:1[3-4]\d\d|1[89]\d\d|20\d\d)\b", body) is not None
    has_date = re.search(rf"\b{MONTH}\b", body, re.IGNORECASE) or re.search(r"\d[-/.]\d", body) or "Khordad" in body
    return bool(has_year and has_date) and len(left.split()) <= DATE_LINE_REST and len(line) <= 80


def _is_dateline_rest(rest: str) -> bool:
    """Whether what stands between the place and the dash of a dateline may: a date, an agency, a country."""
    words = DATE_WORD.sub(" ", re.sub(r"\([^)]*\)", " ", rest)).split()
    return all(word[0].isupper() or not word[0].isalpha() for word in words) and len(words) <= 4


def _headline(text: str, blocks: list[Block]) -> list[Block]:
    """Make short lines without a full stop headings, and the first of them before the text the title."""
    running = [block for block in blocks if block.kind == "paragraph"]
    out: list[Block] = []
    titled = False
    for number, block in enumerate(blocks):
        kind = block.kind
        if (
            kind == "paragraph"
            and len(running) > 1
            and _looks_like_heading(text, block, first=not titled and not _body(out))
        ):
            before = blocks[number - 1].kind if number else ""
            kind = "heading" if before != "dateline" else kind
        if kind == "heading" and not titled and not _body(out):
            kind, titled = "title", True
        out.append(Block(block.start, block.end, kind))
    return out


def _body(blocks: list[Block]) -> bool:
    return any(block.kind in ("paragraph", "bullet", "dateline") for block in blocks)


def _looks_like_heading(text: str, block: Block, *, first: bool) -> bool:
    line = text[block.start : block.end]
    words = len(line.split())
    if words > (LONGEST_TITLE if first else LONGEST_HEADING) or (
        not line[0].isupper() and not line[0].isdigit() and line[0] not in "“\"'‘"
    ):
        return False
    return line.rstrip("”\"'’)")[-1:] not in (".", ":", ";", ",", "…") and not line.endswith(("said", "says"))
