"""Sentences as strings of tag letters: words, or several of a lexicon together, are units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.lexicons import load
from analysis.people.lexicon import dictionary
from analysis.people.words import Entry
from analysis.text import Split

NAME_PART = frozenset("GSNXI")
PLACING = frozenset("nzrop")
UNSETTLED = re.compile("[RCPWJGdDMOE]")


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
    text, starts, ends = split.text, split.starts[low:high], split.ends[low:high]
    words = split.forms[low:high]
    memo = dictionary().memo
    found = [memo[word] for word in words]
    tags = [entry.letter for entry, _ in found]
    values = [entry.value for entry, _ in found]
    longer: list[tuple[int, int, Entry]] = []
    free = 0
    for at, (entry, many) in enumerate(found):
        if at < free or not (many or entry.letter in "IaX"):
            continue
        size = 1
        initial = len(words[at]) == 1 and words[at].isupper()
        if many and at + 1 < len(words):
            entry, size = _longest(words, at, entry, many)
        if initial and at + 1 < len(words) and words[at + 1] == "." and starts[at + 1] == ends[at]:
            entry, size = Entry("I", words[at]), 2
        if size > 1:
            longer.append((at, at + size, entry))
            free = at + size
    for at, stop, entry in reversed(longer):
        tags[at:stop], values[at:stop] = [entry.letter], [entry.value]
        starts[at:stop], ends[at:stop] = [starts[at]], [ends[stop - 1]]
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
    for match in UNSETTLED.finditer("".join(tags)):
        index, tag = match.start(), match[0]
        if tag == "R" and index + 1 < len(tags) and tags[index + 1] in "JLF" and ends[index] - starts[index] == 7:
            tags[index] = "M"  # the General Staff, the General Directorate
            continue
        if tag == "J" and index + 1 < len(tags) and text.startswith("Minister", starts[index + 1]):
            tags[index] = "F"  # the Energy Minister, whose words are no institution
            continue
        if tag == "C" and text[ends[index] : ends[index] + 1] == "$":
            tags[index] = "u"  # US$
            continue
        if tag != "R" and text[starts[index] : ends[index]] in names:
            following = tags[index + 1] if index + 1 < len(tags) else ""
            before = tags[index - 1] if index else ""
            if (
                following in NAME_PART
                and following
                and (before not in PLACING or not before)
                and not (tag == "d" and before == "#")  # "on 12 May Petrov met …"
                and (index or tag != "W")
            ):
                tags[index] = "G"
            elif before == "G" or (tag == "W" and before in NAME_PART and before):
                tags[index] = "S"
            elif tag == "G":
                tags[index] = "N"
