"""Words and numbers of temporal expressions: a text becomes tokens, each with the categories it stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from analysis.lexicons import load

WORD, LINE = 1, 5  # groups of the pattern of tokens
BREAK = "¶"  # the tag of a blank line
OTHER = " "  # the tag of a token that plays no part
FIRST_TAG = 0x4E00  # tags are code points from here, one for each set of categories
TOKEN = re.compile(
    r"([ap]\.m\b\.?|[AP]\.M\b\.?|[^\W\d_]+)"
    r"|(\d{4}([-/.])\d{1,2}\3\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|\d{1,2}([./-])\d{1,2}\4(?:\d{4}|\d\d)(?![\w/-]|\.\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?!\w)"
    r"|['’]?\d{1,3}0['’]?s\b"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*)"
    r"|(\n[^\S\n]*\n\s*)"
    r"|[^\w\s]|_"
)
_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("iso", re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}.*")),
    ("numdate", re.compile(r"\d{1,2}([./-])\d{1,2}\1\d+")),
    ("clock", re.compile(r"\d{1,2}:\d\d.*")),
    ("decade", re.compile(r"['’]?(?:\d\d)?\d0['’]?s")),
    ("nth", re.compile(r"\d+(?:st|nd|rd|th)")),
)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Categories and tags: ``table`` maps a word as written to its tag."""

    table: dict[str, str]
    values: dict[str, dict[str, Any]]
    tags: dict[frozenset[str], str]

    def tag(self, categories: frozenset[str]) -> str:
        """Give the tag of a set of categories, a new one where the set is new."""
        if categories not in self.tags:
            self.tags[categories] = chr(FIRST_TAG + len(self.tags))
        return self.tags[categories]

    def members(self, category: str) -> str:
        """Give all tags whose set holds a category."""
        return "".join(tag for categories, tag in self.tags.items() if category in categories)

    def value(self, category: str, word: str) -> Any:
        """Give what a word stands for within a category, None when it is no member."""
        return self.values.get(category, {}).get(word.lower())


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their offsets, their words and one tag each (``tags[i]``)."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    tags: str


def vocabulary(literals: frozenset[str]) -> Vocabulary:
    """Build the vocabulary from the lexicon and the literal words of the rules."""
    lexicon = load("dates_words")
    sets: dict[str, set[str]] = {}
    values: dict[str, dict[str, Any]] = {}
    for part, capital in (("capital", True), ("any", False)):
        for category, entries in lexicon[part].items():
            values[category] = {str(word): meaning for word, meaning in entries.items()}
            for word in values[category]:
                for form in _forms(word, capital=capital):
                    sets.setdefault(form, set()).add(category)
    for literal in literals:
        for form in _forms(literal, capital=False):
            sets.setdefault(form, set()).add("=" + literal)
    words = Vocabulary({}, values, {})
    for form, held in sets.items():
        words.table[form] = words.tag(frozenset(held))
    for categories in _NUMBER_SETS:
        words.tag(categories)
    return words


def _forms(word: str, *, capital: bool) -> set[str]:
    forms = {word.capitalize(), word.upper()}
    return forms if capital else forms | {word}


_NUMBER_SETS = [
    frozenset(parts.split())
    for parts in (
        "iso", "numdate", "clock", "decade", "nth", "nth dayord", "num",
        "num int", "num int yy", "num int day", "num int day yy", "num int day hour", "num int day hour yy",
        "num int year", "num int solaryear",
    )
]  # fmt: skip


@lru_cache(maxsize=16384)
def number_categories(word: str) -> frozenset[str]:
    """Tell what kinds of number a token with digits may be."""
    for name, shape in _SHAPES:
        if shape.fullmatch(word):
            day_like = name == "nth" and 1 <= int(re.sub(r"\D", "", word)[:3]) <= 31
            return frozenset({"nth", "dayord"} if day_like else {name})
    if not word.isdigit() or len(word) > 6:
        return frozenset({"num"})
    number, kinds = int(word), {"num", "int"}
    if len(word) == 2 and number > 24:
        kinds.add("yy")
    if len(word) <= 2 and 1 <= number <= 31:
        kinds.add("day")
        if number <= 24:
            kinds.add("hour")
            if len(word) == 2:
                kinds.add("yy")
        elif len(word) == 2:
            kinds.add("yy")
    if len(word) == 4 and 1500 <= number <= 2100:
        kinds.add("year")
    if len(word) == 4 and 1300 <= number <= 1450:
        kinds.add("solaryear")
    return frozenset(kinds)


def tokenise(text: str, words: Vocabulary) -> Tokens:
    """Split a text and tag its tokens; a blank line is a token of its own."""
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    tags: list[str] = []
    table, number_tags = words.table, _number_tags(words)
    for found in TOKEN.finditer(text):
        word, kind = found.group(), found.lastindex
        start, end = found.span()
        if kind == WORD:
            tag = table.get(word, OTHER)
        elif kind == LINE:
            tag = BREAK
        elif kind is None:
            tag = table.get(_mark(text, start, end, word), OTHER)
        else:
            tag = number_tags(word)
        starts.append(start)
        ends.append(end)
        forms.append(word)
        tags.append(tag)
    return Tokens(text, starts, ends, forms, "".join(tags))


def _mark(text: str, start: int, end: int, mark: str) -> str:
    """Tell a hyphen (between characters) from a dash (beside white space)."""
    if mark in "-‐‑–—" and start and end < len(text):
        tight = not text[start - 1].isspace() and not text[end].isspace()
        return "-" if tight and mark != "—" else "—"
    return "'" if mark == "’" else mark


def _number_tags(words: Vocabulary) -> Any:
    tags = words.tags

    def tag(word: str) -> str:
        return tags.get(number_categories(word), OTHER)

    return tag
