"""Date lines ("December 23, 2025 - 20:12") and datelines ("TEHRAN, Jan. 16 (MNA) –")."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from analysis.lexicons import load

LONGEST = 90  # characters of a dateline
FEWEST_WORDS = 4  # of the text behind a dateline that rests on its form alone
DATE_LINE_REST = 2  # words of a date line that are no part of the date
NAME_REST = 4  # words of a name that may stand before a labelled date
LONGEST_DATE_LINE, LONGEST_CREDIT = 80, 140  # characters
CREDITS = 12  # words of names and places beside a date, set off by bars
BAR = re.compile(r"\s*\|\s*| {2,}|\t+")

MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
DATE_WORD = re.compile(
    rf"(?:{MONTH}\b\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|[ap]\.?m\b\.?|gmt|utc|est|edt|cet|ist|irst"
    r"|\d[\d:./–-]*(?:st|nd|rd|th|am|pm)?|[+]\d\d:?\d\d|t\d\d:\d\d\S*|[|,•·–—-])",
    re.IGNORECASE,
)
DATE_OR_TIME = re.compile(rf"(?:(?!\|){DATE_WORD.pattern}[ ,]*)+", re.IGNORECASE)
CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ'’.\-]+){0,3}"
CAPITALISED = r"[A-ZÀ-Þ][\w'’.\-]*(?:[ ][A-ZÀ-Þ][\w'’.\-]*){0,2}"
AGENCY = r"(?:\((?P<a1>[^()\n]{2,40})\)|/(?P<a2>[^/\n]{2,30})/|(?P<a3>[A-Z]{2,}(?:[/-][A-Z]+)?)(?=\s*[-–—]))"


class Dateline(NamedTuple):
    """Where a dateline begins and ends, and where the text behind it begins."""

    start: int
    end: int
    text: int


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lexicon = load("layout")
    dash = lexicon["dateline_dash"]
    behind = r"(?=[\"'“‘(]?[A-ZÀ-Þ0-9])"
    date = rf"(?:[\s,]*(?:{MONTH}\.?|\d{{1,4}}(?:st|nd|rd|th)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b\.?)+"
    country = rf"(?:,\s*(?P<country>{CAPITALISED})|\s*\[{CAPITALISED}\])?"
    return {
        "label": re.compile(lexicon["date_line"].strip(), re.IGNORECASE),
        "capitals": re.compile(rf"(?P<place>{CAPITALS})(?P<rest>[^\n–—]{{0,60}}?)\s*(?:{dash})\s+(?=\S)"),
        "colon": re.compile(
            rf"(?P<place>{CAPITALS})(?P<rest>(?:,\s*{CAPITALISED})?(?i:{date})?)\s*(?:{AGENCY})?(?P<mark>:)\s+{behind}"
        ),
        "named": re.compile(  # a place with a date or an agency: the form tells it
            rf"(?P<place>{CAPITALISED}){country}(?P<date>,?(?i:{date}))?[\s,]*(?:{AGENCY}\s*(?:{dash}|[.:])|(?<=[\d.])\s*(?:{dash}))\s+{behind}"
        ),
        "agency": re.compile(  # "New Delhi, Nov 20 (PTI) Text"
            rf"(?P<place>{CAPITALISED}){country},?(?i:{date})[\s,]*\((?P<a1>[A-Z]{{2,8}}(?:/[A-Z]{{2,8}})*)\)\s+{behind}"
        ),
        "place": re.compile(rf"(?P<place>{CAPITALISED}){country}\s*(?:[–—]|\s--?|:)\s+{behind}"),
        "bracket": re.compile(
            rf"\((?P<place>{CAPITALISED})(?:,\s*(?!(?i:{MONTH})\b)(?P<country>{CAPITALISED}))?(?:,(?i:{date}))?\)\s*(?:(?:{dash}|:)\s+)?(?:{behind}|$)"
        ),
    }


@cache
def _known() -> tuple[frozenset[str], frozenset[str]]:
    """Return cities and other places, and what is no place: bodies, and words that call for attention."""
    places: set[str] = set()
    for entry in load("countries").values():
        for field in ("capital", "places"):
            places |= {name.strip().upper() for name in str(entry.get(field, "")).split(",") if name.strip()}
    nowhere = {word.upper() for word in load("layout")["no_dateline"]}
    for short, names in load("bodies").items():
        nowhere |= {str(short).upper(), *(name.strip().upper() for name in str(names or "").split(","))}
    return frozenset(places), frozenset(nowhere)


def is_place(words: str) -> bool:
    """Whether words are nothing but the name of a city or another known place."""
    return " ".join(words.upper().split()) in _known()[0]


def dateline_end(text: str, start: int, end: int, *, first: bool) -> Dateline | None:
    """Return the end of the dateline that opens a stretch of text, or None.

    A place in capitals with a dash, a place with a date or an agency, or a known city with a dash or a colon
    is one everywhere; a word in capitals with a colon only where it opens the text (``first``).
    """
    stop = min(end, start + LONGEST)
    for form, pattern in _patterns().items():
        match = pattern.match(text, start, stop) if form != "label" else None
        if match and _is_dateline(form, match, text[match.end() : end], first):
            if form == "bracket":
                return Dateline(start, start + match.group().index(")") + 1, match.end())
            if form == "capitals":
                return Dateline(start, match.end(), match.end())
            return Dateline(start, start + len(match.group().rstrip(" \t\n:")), match.end())
    return None


def _is_dateline(form: str, match: re.Match[str], behind: str, first: bool) -> bool:
    places, nowhere = _known()
    parts = match.groupdict()
    place = " ".join(parts["place"].upper().rstrip(".").split())
    known = place in places or any(part in places for part in place.split("/"))
    if place in nowhere or place.replace("’", "'") in nowhere:
        return False
    agency = any(parts.get(name) for name in ("a1", "a2", "a3"))
    long_enough = len(behind.split()) >= FEWEST_WORDS
    if form == "capitals":
        return _is_rest(parts["rest"]) and not (behind.isupper() and not long_enough)  # "ASIA - PACIFIC"
    if form == "colon":
        return long_enough and (known or agency or bool(parts["rest"]) or (first and len(place) >= 4))
    if form == "agency":
        return long_enough
    if form == "named":
        dated = bool(parts["date"])
        agencies = [parts[name] for name in ("a1", "a2", "a3") if parts[name]]
        return long_enough and (known or dated) and all(_is_agency(name) for name in agencies)
    if form == "bracket":
        return known and (not behind.strip() or long_enough)
    return known and long_enough


def _is_agency(name: str) -> bool:
    """Whether what stands in brackets may name an agency ("Khovar", "TASS/AFP"), not explain ("the capital")."""
    return all(word[0].isupper() or not word[0].isalpha() for word in name.split()) and len(name.split()) <= 4


def _is_rest(rest: str) -> bool:
    """Whether what stands between the place and the dash of a dateline may: a date, an agency, a country."""
    words = DATE_WORD.sub(" ", re.sub(r"\([^)]*\)|/[^/]*/", " ", rest)).split()
    return all(word[0].isupper() or not word[0].isalpha() for word in words) and len(words) <= 4


def is_credit(words: str) -> bool:
    """Whether words beside a date are names, set off by bars or wide spaces ("Jane Roe, Jan Kos | Oslo | BIRN |")."""
    if len(words) > LONGEST_CREDIT:
        return False
    pieces = [piece.split() for piece in BAR.split(words) if piece.strip()]
    return (
        BAR.search(words) is not None
        and sum(map(len, pieces)) <= CREDITS
        and all(len(piece) <= NAME_REST and all(word[:1].isupper() for word in piece) for piece in pieces)
    )


def is_date_line(line: str) -> bool:
    """Whether a line holds a date and next to nothing else ("December 23, 2025 - 20:12")."""
    label = _patterns()["label"]
    body = line
    while (rest := label.match(body)) and rest.end():
        body = body[rest.end() :]
    has_year = re.search(r"\b(?:1[3-4]\d\d|1[89]\d\d|20\d\d)\b", body) is not None
    has_date = re.search(rf"\b{MONTH}\b", body, re.IGNORECASE) or re.search(r"\d[-/.]\d", body) or "Khordad" in body
    if not (has_year and has_date) or len(line) > LONGEST_CREDIT:
        return False
    if is_credit(DATE_OR_TIME.sub("", body)):
        return True
    if len(line) > LONGEST_DATE_LINE:
        return False
    left = DATE_WORD.sub(" ", body).split()
    if len(left) <= DATE_LINE_REST:
        return True
    labels = [number for number, word in enumerate(left) if label.fullmatch(word)]  # "Jane Roe Published March 3 …"
    names = [word for number, word in enumerate(left) if number not in labels]
    return bool(labels) and len(names) <= NAME_REST and all(word[:1].isupper() for word in names)
