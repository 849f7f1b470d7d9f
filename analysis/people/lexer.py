"""Sentences as strings of tag letters: words, or several of a lexicon together, are units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.lexicons import load
from analysis.people.lexicon import dictionary
from analysis.people.words import Entry
from analysis.text import Split

NAME_PART = frozenset("GSNXI")
PLACING = frozenset("nzrop")


@dataclass(slots=True)
class Units:
    """The units of a sentence: one tag letter, two offsets and one value each."""

    text: str
    tags: str
    starts: list[int]
    ends: list[int]
    values: list[str]

    def slice(self, low: int, high: int) -> str:
        """Return the text of units, white space folded."""
        return " ".join(self.text[self.starts[low] : self.ends[high - 1]].split())

    def surface(self, index: int) -> str:
        """Return the text of one unit."""
        return self.text[self.starts[index] : self.ends[index]]

    def fold(self, low: int, high: int, letter: str, value: str = "") -> None:
        """Make one unit of several."""
        self.tags = f"{self.tags[:low]}{letter}{self.tags[high:]}"
        self.ends[low:high] = [self.ends[high - 1]]
        self.starts[low:high] = [self.starts[low]]
        self.values[low:high] = [value]


@cache
def ambiguous() -> frozenset[str]:
    """Return the words that are given names only in a name's company."""
    return frozenset(load("names")["ambiguous"].split())


def units_of(split: Split, sentence: int) -> Units:
    """Tag one sentence."""
    low, high = split.first[sentence], split.first[sentence + 1]
    text, token_starts, token_ends = split.text, split.starts, split.ends
    words = [text[token_starts[i] : token_ends[i]] for i in range(low, high)]
    look_up = dictionary().look_up
    tags: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    at, count = 0, len(words)
    while at < count:
        entry, many = look_up(words[at])
        size = 1
        if many and at + 1 < count:
            entry, size = _longest(words, at, entry, many)
        if (
            entry.letter == "I"
            and at + 1 < count
            and words[at + 1] == "."
            and token_starts[low + at + 1] == token_ends[low + at]
        ):
            size = 2
        tags.append(entry.letter)
        starts.append(token_starts[low + at])
        ends.append(token_ends[low + at + size - 1])
        values.append(entry.value)
        at += size
    _settle(tags, starts, ends, text)
    return Units(text, "".join(tags), starts, ends, values)


def _longest(
    words: list[str], at: int, entry: Entry, many: tuple[tuple[tuple[str, ...], Entry, bool], ...]
) -> tuple[Entry, int]:
    following = words[at + 1].lower().replace("’", "'")
    for rest, longer, folded in many:
        if rest[0] != following and rest[0].lower() != following:
            continue
        size = len(rest)
        found = tuple(words[at + 1 : at + 1 + size])
        if found == rest:
            return longer, size + 1
        typographic = "’" in "".join(found)
        if folded or typographic or words[at].isupper():
            plain = tuple(word.lower().replace("’", "'") for word in found)
            if plain == tuple(word.lower() for word in rest):
                return longer, size + 1
    return entry, 1


def _settle(tags: list[str], starts: list[int], ends: list[int], text: str) -> None:
    """Decide on the words whose reading hangs on their neighbours."""
    names = ambiguous()
    for index, tag in enumerate(tags):
        if tag == "R" and index + 1 < len(tags) and tags[index + 1] in "JLF" and ends[index] - starts[index] == 7:
            tags[index] = "M"  # the General Staff, the General Directorate
            continue
        if tag in "CPWJGdDMO" and text[starts[index] : ends[index]] in names:
            following = tags[index + 1] if index + 1 < len(tags) else ""
            before = tags[index - 1] if index else ""
            if (
                following in NAME_PART
                and following
                and (before not in PLACING or not before)
                and (index or tag != "W")
            ):
                tags[index] = "G"
            elif before == "G" or (tag == "W" and before in NAME_PART and before):
                tags[index] = "S"
            elif tag == "G":
                tags[index] = "N"
