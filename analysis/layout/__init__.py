"""The layout of a news page: headline, date lines, datelines, headings, paragraphs, bullets, boilerplate.

Nothing is cut from the text; each stretch gets a kind, so that later stages read running text
and offsets still count in the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analysis.layout.dateline import dateline_end, is_date_line
from analysis.layout.headings import LONGEST_NAME, MASTHEAD, is_masthead, looks_like_heading
from analysis.layout.lines import Line, is_open, paragraphs, read_lines, unfinished
from analysis.layout.markdown import front_matter, front_title, markup_spans, without_markup
from analysis.layout.patterns import Block, line_patterns

__all__ = ["READ", "Block", "find_blocks", "markup_spans", "title_of", "without_markup"]

READ = {"title", "heading", "paragraph", "bullet"}  # the kinds that sentences are taken from
EMPHASIS = re.compile(r"\*{1,3}|_{2,3}")


def find_blocks(text: str, *, markdown: bool = False) -> tuple[Block, ...]:
    """Tell the blocks of a page apart.

    Returns
    -------
    tuple of Block
        In order, not overlapping; white space and the marks of bullets and headings belong to none.
    """
    blocks: list[Block] = []
    begin = front_matter(text) if markdown else 0
    if begin:
        blocks.append(Block(0, len(text[:begin].rstrip()), "front_matter"))
    plain = EMPHASIS.sub(lambda signs: " " * len(signs[0]), text) if markdown else text
    lines = read_lines(text, begin, markdown=markdown)
    alone = _alone(text, lines, markdown)
    bullets = _bullets(text, lines, alone)
    for start, end in paragraphs(text, lines, alone, bullets, markdown=markdown):
        kind = alone.get(start, "")
        if kind and kind != "opening":
            blocks.append(_without_hashes(text, start, end) if kind == "heading" else Block(start, end, kind))
        else:
            blocks += _running(text, plain, start, end, bullets.get(start, 0), first=not _body(blocks))
    return tuple(_bylines(text, _headline(text, blocks)))


def title_of(text: str, blocks: tuple[Block, ...], *, markdown: bool = False) -> str:
    """Return the headline, white space folded and (of Markdown) without markup, or ``""``.

    It is the title block's; where there is none, the ``title:`` of a front matter.
    """
    title = next((block for block in blocks if block.kind == "title"), None)
    front = next((block for block in blocks if block.kind == "front_matter"), None)
    if title:
        words = text[title.start : title.end]
        return " ".join((without_markup(words) if markdown else words).split())
    return front_title(text[front.start : front.end]) if front else ""


def _alone(text: str, lines: list[Line], markdown: bool) -> dict[int, str]:
    """Return the kinds of the lines that stand by themselves, and "opening" for those that open a paragraph."""
    alone: dict[int, str] = {}
    before: Line | None = None
    for line in lines:
        kind = _kind_of_line(text, line, markdown)
        goes_on = (
            before is not None and alone.get(before.start) in (None, "opening") and unfinished(text, before, line)
        )
        if kind and not (goes_on and kind != "heading"):
            alone[line.start] = kind
        underline = markdown and re.fullmatch(r"={3,}|-{3,}", text[line.start : line.end])
        if underline and before is not None and before.group == line.group:
            alone.setdefault(before.start, "heading")
        before = line
    return alone


def _bullets(text: str, lines: list[Line], alone: Mapping[int, str]) -> dict[int, int]:
    """Return the lines that begin with a bullet, each with the end of its mark.

    A number is none where it ends a sentence of the line before ("until October / 24. Armenia has …"):
    it neither is 1 nor follows the number of the bullet above.
    """
    bullets: dict[int, int] = {}
    number = 0
    before: Line | None = None
    for line in lines:
        mark = line_patterns()["bullet"].match(text, line.start, line.end)
        if mark and alone.get(line.start) in (None, "opening"):
            digits = re.match(r"\d+", mark.group())
            this = int(digits.group()) if digits else 0
            told = before is not None and before.start not in alone and is_open(text, before, line)
            if not (this > 1 and this != number + 1 and told):
                bullets[line.start] = mark.end()
                number = this
        before = line
    return bullets


def _without_hashes(text: str, start: int, end: int) -> Block:
    words = text[start:end]
    core = re.sub(r"[ \t]+#+$", "", words).lstrip("#").strip()
    return Block(start + words.index(core), start + words.index(core) + len(core), "heading")


def _kind_of_line(text: str, line: Line, markdown: bool) -> str:
    """Return the kind of a line that stands by itself whatever is around it, "opening" of a paragraph, or ""."""
    words, patterns = text[line.start : line.end], line_patterns()
    told = any(sign.isalnum() for sign in words)
    if markdown and told and re.match(r"#{1,6}[ \t]+\S", words):
        return "heading"
    if not told or (markdown and patterns["markup"].match(words)):
        return "boilerplate"
    if len(words) <= 200:
        for kind in ("boilerplate", "label"):
            if patterns[kind].match(words):
                return kind
        if is_date_line(words):
            return "date_line"
        if patterns["byline"].match(words):
            return "byline"
    opens = patterns["speaker"].match(words) or dateline_end(text, line.start, line.end, first=False)
    return "opening" if opens else ""


def _running(text: str, plain: str, start: int, end: int, mark: int, *, first: bool) -> Iterator[Block]:
    """Yield a bullet or a paragraph, with the dateline or the speaker that opens it as blocks of their own.

    ``plain`` is the text with spaces for the signs of emphasis, behind which a dateline may stand
    ("**OSLO, 3 May (NTB)** – …").
    """
    if start < mark < end:
        yield Block(mark, end, "bullet")
        return
    speaker = line_patterns()["speaker"].match(text, start, end)
    if speaker and speaker.end() < end:
        yield Block(start, len(text[: speaker.end()].rstrip()), "speaker")
        start = speaker.end()
    opening = next((at for at in range(start, end) if not plain[at].isspace()), start)
    dateline = dateline_end(plain, opening, end, first=first)
    if dateline:
        yield Block(dateline.start, dateline.end, "dateline")
        start = dateline.text
        if start == end:
            return
    yield Block(start, end, "paragraph")


def _headline(text: str, blocks: list[Block]) -> list[Block]:
    """Make short lines without a full stop headings, and the first of them before the text the title."""
    running = [block for block in blocks if block.kind == "paragraph"]
    out: list[Block] = []
    titled = False
    for number, block in enumerate(blocks):
        kind = block.kind
        before = blocks[number - 1].kind if number else ""
        first = not titled and not _body(out)
        if kind == "label" and (_body(out) or titled):  # only above the headline: else a subheading or a tag
            kind = "heading" if text[block.end - 1] not in ":|/»›>" else "boilerplate"
        elif (
            kind == "paragraph"
            and len(running) > 1
            and before not in ("dateline", "speaker")
            and looks_like_heading(text, block, first=first)
        ):
            kind = "heading"
        if kind == "heading" and first and is_masthead(text, blocks[number : number + MASTHEAD]):
            kind = "label"
        elif kind == "heading" and first and block.kind != "label":
            kind, titled = "title", True
        out.append(Block(block.start, block.end, kind))
    return out


def _bylines(text: str, blocks: list[Block]) -> list[Block]:
    """Make a line that only names somebody, beside a date line above the text, a byline."""
    out = list(blocks)
    titled = False
    for number, block in enumerate(blocks):
        if block.kind in ("paragraph", "bullet", "dateline"):
            break
        words = text[block.start : block.end]
        beside = {other.kind for other in blocks[max(number - 1, 0) : number + 2]}
        if (
            block.kind == "heading"
            and titled
            and "date_line" in beside
            and 2 <= len(words.split()) <= LONGEST_NAME
            and line_patterns()["name"].fullmatch(words)
        ):
            out[number] = Block(block.start, block.end, "byline")
        titled = titled or block.kind == "title"
    return out


def _body(blocks: list[Block]) -> bool:
    return any(block.kind in ("paragraph", "bullet", "dateline", "speaker") for block in blocks)
