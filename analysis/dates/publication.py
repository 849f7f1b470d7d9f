"""When an article was published, as far as the article itself states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from analysis.dates.context import Anchor
from analysis.dates.find import Scan, resolve_with, scan
from analysis.dates.model import DateExpression
from analysis.layout.dateline import is_credit
from analysis.lexicons import load

HEAD, TAIL = 2500, 600  # characters at either end of a text where date lines stand
LONGEST_LINE = 140
LONGEST_REST = 3  # words of a date line beside date, time and label
LONGEST_HEAD = 8  # words of a title that a dash or bar parts from the date in the head of a page
HEAD_LINES = 3  # lines of a text that are its head
FARTHEST = 90  # characters from the start of a line to the date of a dateline
CAPITALS = re.compile(
    r"\s*(?:[A-ZÀ-Þ][\w.'’-]*[ ,/]+){0,2}[A-ZÀ-Þ]{2}[A-ZÀ-Þ.'’ -]*(?:\([^)\n]{2,30}\)\s*)?"
    r"[,/:–—-]?\s*(?:on\s+)?"
)
PLACE = re.compile(r"\s*(?:[A-ZÀ-Þ][\w'’-]+ ?){1,3}(?:\[[^\]\n]{2,30}\])?,\s*")  # "New Delhi [India], "
BRACKET = re.compile(r"\s*\((?:[A-ZÀ-Þ][\w.'’-]*,? ?){1,4}, *")  # "(Bishkek, July 11, 2024) – "
BRACKET_ENDS = re.compile(r"\) *[-–—]")
CLOCK = r"(?:,?\s*\d{1,2}[:.]\d\d(?:\s*[A-Z]{2,4})?)?"
AGENCY = re.compile(
    rf"[.,]?\s*(?:\d{{4}}\s*)?{CLOCK}[.,]?\s*(?P<agency>\([^)\n]{{2,40}}\)|/[^/\n]{{2,30}}/|[A-Z]{{3,}}(?=\s*[-–—]))?\.?"
    r"\s*(?P<dash>[-–—_]{1,2})?"
)
SHORT_AGENCY = re.compile(r"\([A-Z]{2,8}(?:/[A-Z]{2,8})*\)")  # tells a dateline without a dash too
ISO_PREFIX = re.compile(r"\s*(?:date\s*[:=]?\s*)?(?P<date>(?:19|20)\d\d-?[01]\d-?[0-3]\d)\b", re.IGNORECASE)
TIME = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s*[ap]\.?m\.?)?|[+-]\d\d:?\d\d|\b(?:hrs?|am|pm|local time)\b"
    r"|(?-i:\b(?:GMT|UTC|MSK|[A-Z]{1,4}T)\b)",
    re.IGNORECASE,
)
BYLINE = re.compile(r"\bby(?:\s+[A-ZÀ-Þ][\w.'’-]*){1,4}")
TITLE = re.compile(r"\w\s+[|·•–—-]\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?$", re.IGNORECASE)
LINE = re.compile(r"[^\n]+")
COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright)\s*(?:©\s*)?(?P<year>20\d\d)\b(?!\s*[-–—])", re.IGNORECASE)
RUNNING = re.compile(r"[^\n]{160}")  # a line of running text
NUMBER = re.compile(r"\d")
SEPARATOR = re.compile(r"[|•·,;:/–—-]")


@dataclass(frozen=True, slots=True)
class Statement:
    """A date of publication as a text states it: where, in which form, and whether it is an update."""

    date: str
    start: int
    end: int
    form: str  # date line, dateline, ISO prefix
    updated: bool


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lexicon = load("dates_publication")
    published, updated = (
        "|".join(sorted((re.escape(w).replace(r"\ ", r"\s+") for w in lexicon[key]), key=len, reverse=True))
        for key in ("published", "updated")
    )
    return re.compile(rf"\b(?:{published})\b", re.IGNORECASE), re.compile(rf"\b(?:{updated})\b", re.IGNORECASE)


def statements(whole: Scan) -> list[Statement]:
    """Find the date lines, datelines and ISO prefixes of a text, in order."""
    found: list[Statement] = []
    text = whole.tokens.text
    if prefix := ISO_PREFIX.match(text):
        raw = prefix["date"].replace("-", "")
        iso = f"{raw[:4]}-{raw[4:6]}-{raw[6:]}"
        if resolve_with(iso, Anchor()):
            found.append(Statement(iso, prefix.start("date"), prefix.end("date"), "ISO prefix", False))
    for offset, piece in _ends(text):
        lines = list(_lines(piece))
        reach = max((_reach(piece, *line) for line in lines), default=0)
        part = (scan(piece) if offset else whole.head(HEAD)) if reach else None
        seen = part.resolve(Anchor(), until=reach) if part else []
        dates = [e for e in seen if e.basis in ("explicit", "inferred") and _names_day(e)]
        for number, (start, end) in enumerate(lines if dates else ()):
            top = offset == 0 and number < HEAD_LINES
            for one in _of_line(piece, (start, end), [e for e in dates if start <= e.start < end], offset, top):
                if whole_one := _with_copyright(one, text):
                    found.append(whole_one)
    return [s for i, s in enumerate(found) if all(s.start >= o.end or s.end <= o.start for o in found[:i])]


def _with_copyright(one: Statement, text: str) -> Statement | None:
    """Give a date line without a year that of the copyright notice; without one it states nothing."""
    if one.form == "dateline" or not one.date.startswith("XXXX"):
        return one
    notice = COPYRIGHT.search(text, max(0, len(text) - TAIL))
    return replace(one, date=notice["year"] + one.date[4:]) if notice else None


def _names_day(expression: DateExpression) -> bool:
    return bool(re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d~?", expression.date))


def _ends(text: str) -> Iterator[tuple[int, str]]:
    """Give the head of a text and, apart from it, its tail, each with its offset."""
    yield 0, text[:HEAD]
    if len(text) > HEAD + TAIL:
        at = text.find("\n", len(text) - TAIL)
        if at >= 0:
            yield at, text[at:]


def _lines(piece: str) -> Iterator[tuple[int, int]]:
    for line in LINE.finditer(piece):
        yield line.span()


def _reach(piece: str, start: int, end: int) -> int:
    """Return up to where a line may hold a date of publication: a short line to its end, another one's dateline."""
    if not NUMBER.search(piece, start, min(end, start + LONGEST_LINE)):
        return 0
    if end - start <= LONGEST_LINE:
        return end
    return start + FARTHEST + 1 if any(head.match(piece, start, end) for head in (CAPITALS, PLACE, BRACKET)) else 0


def _of_line(
    piece: str, line: tuple[int, int], dates: list[DateExpression], offset: int, top: bool
) -> Iterator[Statement]:
    """Read one line: a dateline at its start, or a line that holds little but a date; at the top, a title too."""
    start, end = line
    if not dates:
        return
    if _is_dateline(piece, start, dates[0]):
        yield Statement(dates[0].date, offset + dates[0].start, offset + dates[0].end, "dateline", False)
        return
    listed = any(date.span for date in dates)  # "Oct 9-11, 2024: X visits Y": an entry of a timeline
    if end - start > LONGEST_LINE or listed:
        return
    at = start
    above = offset == 0 and not RUNNING.search(piece, 0, start)  # below the text such a line is of another article
    for date, following in zip(dates, [*dates[1:], None], strict=True):
        before, behind = piece[at : date.start], piece[date.end : following.start if following else end]
        at = date.end
        if (
            date.basis == "explicit"
            and (top or not date.date.startswith("XXXX"))
            and (_is_furniture(before, in_head=above) or (top and _is_title(before, behind)))
            and _is_furniture(behind, in_head=above)
        ):
            updated = bool(_labels()[1].search(before))
            yield Statement(date.date, offset + date.start, offset + date.end, "date line", updated)


def _is_dateline(piece: str, start: int, date: DateExpression) -> bool:
    """Whether a line begins with a place, a date and an agency or a dash: “TEHRAN, Jan. 16 (MNA) –”."""
    if date.start - start > FARTHEST:
        return False
    head, tail = piece[start : date.start], AGENCY.match(piece, date.end)
    agency, dash = (bool(tail["agency"]), bool(tail["dash"])) if tail else (False, False)
    if not head.strip():
        return agency and dash  # "Nov 9 (Reuters) - …"
    if CAPITALS.fullmatch(head):
        whole = not date.date.startswith("XXXX") and piece[date.end : date.end + 1] == "."
        return agency or dash or whole or piece[date.end : date.end + 1] == ":"
    if BRACKET.fullmatch(head):
        return BRACKET_ENDS.match(piece, date.end) is not None
    short = tail is not None and SHORT_AGENCY.fullmatch(tail["agency"] or "") is not None
    return bool(PLACE.fullmatch(head)) and agency and (dash or short)


def _is_title(before: str, behind: str) -> bool:
    """Whether a date stands at the end of a line behind a title and a dash or bar ("News in brief – 3 May 2033")."""
    return bool(TITLE.search(before)) and not behind.strip() and len(before.split()) <= LONGEST_HEAD


def _is_furniture(rest: str, *, in_head: bool) -> bool:
    """Whether the words beside a date are labels, times, a short name set off by a mark, or above the text names."""
    published, updated = _labels()
    labelled = bool(updated.search(rest) or re.match(r"\s*(?:published|posted|date)\b", rest, re.IGNORECASE))
    left = TIME.sub(" ", updated.sub(" ", published.sub(" ", BYLINE.sub(" ", rest))))
    words = re.findall(r"\w+", left)
    if not words or (in_head and is_credit(left)):
        return True
    return len(words) <= LONGEST_REST and (labelled or bool(SEPARATOR.search(left)))
