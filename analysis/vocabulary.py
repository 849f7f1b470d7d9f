"""The vocabulary of one article: its content words in order, the names of places and organisations, words a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from analysis.lexicons import load
from analysis.people import People
from analysis.text import Split

FEWEST_LETTERS = 3  # of a content word


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
    sizes, runs = _words(split, _marked(len(text), spans))
    named = [
        tuple(" ".join(text[start:end].split()) for start, end in dict.fromkeys(found) if (start, end) not in held)
        for found in (places, organisations)
    ]
    return Vocabulary(sizes, runs, len(split.starts) + len(split.sentences), *named)


def _marked(length: int, spans: set[tuple[int, int]]) -> bytearray:
    """Return a byte for each sign of a text: 1 where a name is."""
    marks = bytearray(length)
    for start, end in spans:
        marks[start:end] = b"\1" * (end - start)
    return marks


def _words(split: Split, names: bytearray) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the words of each sentence, and the runs of content words."""
    stop, text, lowered = function_words(), split.text, split.lowered
    sizes, runs = [], []
    for number in range(len(split.sentences)):
        first, last = split.first[number], split.first[number + 1]
        size, run = 0, []
        for token, start, end in zip(
            range(first, last), split.starts[first:last], split.ends[first:last], strict=True
        ):
            sign = text[start]
            size += sign.isalnum()
            word = lowered[start:end]
            if (
                end - start >= FEWEST_LETTERS
                and sign.isalpha()
                and not names[start]
                and word not in stop
                and (token == first or not sign.isupper())
            ):
                run.append(word)
            elif run:
                runs.append(" ".join(run))
                run = []
        if run:
            runs.append(" ".join(run))
        sizes.append(size)
    return tuple(sizes), tuple(runs)
