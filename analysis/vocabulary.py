"""The vocabulary of one article: its content words in order, the names of places and organisations, words a sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analysis.lexicons import load
from analysis.memo import Memo
from analysis.people import People
from analysis.text import Split

FEWEST_LETTERS = 3  # of a content word
CONTENT, CAPITAL, WORD, SIGN = "cCw."  # what a token is: a content word, small or with a capital, another word, none
RUN = re.compile(f"{CONTENT}+")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What counting words needs to know of an article.

    Attributes
    ----------
    sizes : tuple of int
        Words of each sentence.
    runs : tuple of str
        Content words in lower case, with spaces between those that stand side by side; a name, a function word
        or the end of a sentence ends a run.
    tokens : int
        Content words, and one for each token that is none and for each end of a sentence.
    places, organisations : tuple of str
        Every mention as written, white space folded; a country is a place.
    """

    sizes: tuple[int, ...] = ()
    runs: tuple[str, ...] = ()
    tokens: int = 0
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@cache
def function_words() -> frozenset[str]:
    """Return the words that carry no subject ("the", "of", "was")."""
    return frozenset(map(str, load("english")["function_words"]))


def vocabulary(split: Split, people: People) -> Vocabulary:
    """Return the vocabulary of an article, names apart from words."""
    text = split.text
    held = {(mention.start, mention.end) for mention in people.mentions}
    places = [(start, end) for start, end, _ in people.countries] + [place[:2] for place in people.places]
    organisations = [organisation[:2] for organisation in people.organisations]
    spans = {*held, *places, *organisations, *((start, end) for start, end, _ in people.bodies)}
    sizes, runs = _words(split, spans)
    named = [
        tuple(" ".join(text[start:end].split()) for start, end in dict.fromkeys(found) if (start, end) not in held)
        for found in (places, organisations)
    ]
    return Vocabulary(sizes, runs, len(split.starts) + len(split.sentences), *named)


def _kind(form: str) -> str:
    """Return what a form of a token is, as a letter."""
    first = form[0]
    content = first.isalpha() and len(form) >= FEWEST_LETTERS and form.lower() not in function_words()
    word = (CAPITAL if first.isupper() else CONTENT) if content else WORD
    return word if first.isalnum() else SIGN


KINDS = Memo(_kind)


def _words(split: Split, names: set[tuple[int, int]]) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the words of each sentence, and the runs of content words."""
    lowered, starts, ends = split.lowered, split.starts, split.ends
    kinds = [KINDS[form] for form in split.forms]
    for first in split.first[:-1]:  # a capital at the head of a sentence tells nothing
        if first < len(kinds) and kinds[first] == CAPITAL:
            kinds[first] = CONTENT
    for start, end in names:
        for token in range(bisect_left(starts, start), bisect_left(starts, end)):
            if kinds[token] == CONTENT:
                kinds[token] = WORD
    tags = "".join(kinds)
    sizes, runs = [], []
    for first, last in pairwise(split.first):
        sizes.append(last - first - tags.count(SIGN, first, last))
        for run in RUN.finditer(tags, first, last):
            runs.append(" ".join([lowered[starts[token] : ends[token]] for token in range(*run.span())]))
    return tuple(sizes), tuple(runs)
