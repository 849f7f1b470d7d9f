"""Words and numbers of temporal expressions: a text becomes tokens, each with the categories it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from analysis.lexicons import load
from analysis.memo import Memo

BREAK = "¶"  # the tag of a blank line
OTHER = " "  # the tag of a token that plays no part
HYPHEN = "\0"  # put for a hyphen or dash until its neighbours tell which
HYPHENS = frozenset("-‐‑–—")
SURE = 50  # characters behind a token that its end does not depend on
FIRST_TAG = 0x4E00  # tags are code points from here, one for each set of categories
TOKEN = re.compile(
    r"(?=\S|\n[^\S\n]*\n)"  # most of what is passed over fails at once
    r"(?:[A-Za-z]{2,}(?![^\W\d_])|[ap]\.m\b\.?|[AP]\.M\b\.?|[^\W\d_]+"
    r"|\d{4}([-/.])\d{1,2}\1\d{1,2}(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\w-])"
    r"|\d{1,2}([./-])\d{1,2}\2(?:\d{4}|\d\d)(?![\w/-]|\.\d)"
    r"|\d{1,2}:\d\d(?::\d\d)?(?=(?:[ap]m|[AP]M)\b|\W|\Z)"
    r"|['’]?\d{1,3}0['’]?s\b"
    r"|\d+(?:st|nd|rd|th)\b"
    r"|\d+(?:[.,]\d+)*"
    r"|\n[^\S\n]*\n\s*"
    r"|[^\w\s]|_)"
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

    def head(self, end: int, memory: Memory) -> Tokens:
        """Return the tokens of the text's first ``end`` characters; only the last ones may be others."""
        kept = bisect_right(self.ends, end - SURE)
        rest = tokenise(self.text[:end], memory, self.ends[kept - 1] if kept else 0)
        return Tokens(
            rest.text,
            self.starts[:kept] + rest.starts,
            self.ends[:kept] + rest.ends,
            self.words[:kept] + rest.words,
            self.tags[:kept] + rest.tags,
        )


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


class Memory(Memo[str]):
    """The tags of words, numbers and marks met before."""

    def __init__(self, words: Vocabulary) -> None:
        super().__init__(self._tag)
        self._words = words

    def _tag(self, word: str) -> str:
        if word[0] == "\n":
            return BREAK
        if word in HYPHENS:
            return HYPHEN
        if word[0].isdecimal() or (word[0] in "'’" and len(word) > 1):
            return self._words.tags.get(number_categories(word), OTHER)
        return self._words.table.get("'" if word == "’" else word, OTHER)

    def of_hyphen(self, text: str, start: int, end: int) -> str:
        """Tell a hyphen (between characters) from a dash (beside white space)."""
        mark = text[start]
        if start and end < len(text):
            tight = not text[start - 1].isspace() and not text[end].isspace()
            mark = "-" if tight and mark != "—" else "—"
        return self._words.table.get(mark, OTHER)


def tokenise(text: str, memory: Memory, begin: int = 0) -> Tokens:
    """Split a text, or what of it stands behind an offset, and tag its tokens; a blank line is a token of its own."""
    spans = [found.span() for found in TOKEN.finditer(text, begin)]
    forms = [text[start:end] for start, end in spans]
    tags = "".join([memory[form] for form in forms])
    if HYPHEN in tags:
        marks = list(tags)
        for index, tag in enumerate(tags):
            if tag == HYPHEN:
                marks[index] = memory.of_hyphen(text, *spans[index])
        tags = "".join(marks)
    return Tokens(text, [start for start, _ in spans], [end for _, end in spans], forms, tags)
