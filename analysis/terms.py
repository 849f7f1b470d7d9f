"""Terms from the data beside the lexicon: frequent words, phrases and names, keyness and dispersion."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.collocations import GAP, stream_of, with_phrases
from analysis.measures import comparable, dispersions, log_likelihood, log_ratio
from analysis.reading import Reading
from analysis.serial import packed_field, unpacked_field
from analysis.vocabulary import Vocabulary

TERMS = ["term", "source", "mentions", "per_1000_words", "keyness", "effect", "dispersion"]
KEYNESS = [
    "kind",
    "term",
    "by",
    "of",
    "mentions",
    "documents",
    "words",
    "per_1000_words",
    "keyness",
    "effect",
    "dispersion",
    "comparable",
]
FEWEST_MENTIONS = 3  # of a term in the whole collection
MOST_TERMS = 200  # of a kind
MOST_PARTS = 200  # sources or publishers of which every row is given; of more only those that can be weighed
KINDS = ("word", "phrase", "person", "place", "organisation")
CONTENT = ("word", "phrase")

Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]


class Terms:
    """Terms by kind and name, numbered as they come."""

    def __init__(self) -> None:
        self.number: dict[tuple[str, str], int] = {}

    def __call__(self, kind: str, term: str) -> int:
        """Return the number of a term."""
        return self.number.setdefault((kind, term), len(self.number))


@dataclass(frozen=True)
class TermCounts:
    """What the articles use: content words and publishers, and how often each term stands in each article.

    Attributes
    ----------
    sources, publishers : list of str
        Of each article.
    sizes : array of shape (articles,)
        Content words of each, at least 1.
    terms : list of (kind, term)
    article, term, count : arrays of shape (entries,)
        An entry an article and term that it holds, in this order.
    """

    sources: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    sizes: Numbers = field(default_factory=lambda: np.zeros(0, np.int64))
    terms: list[tuple[str, str]] = field(default_factory=list)
    article: Small = field(default_factory=lambda: np.zeros(0, np.int32))
    term: Small = field(default_factory=lambda: np.zeros(0, np.int32))
    count: Small = field(default_factory=lambda: np.zeros(0, np.int32))


class Used(NamedTuple):
    """What one article uses: its vocabulary, packed, and the names of persons, one a mention."""

    source: str
    publisher: str
    vocabulary: bytes
    persons: tuple[str, ...]


class Using:
    """What the articles use, as plain values, asked of their readings when they are needed.

    Parameters
    ----------
    readings : sequence of Reading
    names : mapping, optional
        From source and index of a person to the name to show; by default the fullest of the article.
    """

    def __init__(self, readings: Sequence[Reading], names: Mapping[tuple[str, int], str] | None = None) -> None:
        self._readings = readings
        self._names = names or {}

    def __iter__(self) -> Iterator[Used]:
        """Yield what each article uses."""
        for reading in self._readings:
            persons = tuple(_persons(reading, self._names))
            yield Used(reading.source, reading.article.publisher, packed_field(reading, "vocabulary"), persons)


def count_terms(articles: Iterable[Used]) -> TermCounts:
    """Count words, phrases and names; a word inside a phrase or a name is not counted by itself.

    Parameters
    ----------
    articles : iterable of Used
        From :class:`Using`.
    """
    terms, sizes, sources, publishers = Terms(), array("q"), [], []
    named, lengths = array("i"), array("q")

    def runs() -> Iterator[tuple[tuple[str, ...], int]]:
        for article in articles:
            held: Vocabulary = unpacked_field("vocabulary", article.vocabulary)
            names = [("person", article.persons), ("place", held.places), ("organisation", held.organisations)]
            begin = len(named)
            named.extend([terms(kind, name) for kind, mentioned in names for name in mentioned])
            lengths.append(len(named) - begin)
            sizes.append(max(1, sum(run.count(" ") + 1 for run in held.runs)))
            sources.append(article.source)
            publishers.append(article.publisher)
            yield held.runs, held.tokens

    stream = with_phrases(stream_of(runs()))
    number_of = np.array([terms("phrase" if " " in unit else "word", unit) for unit in stream.units], np.int32)
    words = stream.codes != GAP
    places = np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, np.int64))
    articles_of = np.concatenate([stream.article[words], places])
    numbers = np.concatenate([number_of[stream.codes[words]], np.array(named, np.int32)])
    return TermCounts(
        sources, publishers, np.array(sizes, np.int64), list(terms.number), *_counted(articles_of, numbers)
    )


def _persons(reading: Reading, names: Mapping[tuple[str, int], str]) -> Iterator[str]:
    source, persons = reading.source, reading.people.persons
    for mention in reading.people.mentions:
        yield names.get((source, mention.person)) or persons[mention.person].name


def _counted(one: Small, other: Small) -> tuple[Small, Small, Small]:
    """Return each pair of numbers once, in order, and how often it is there."""
    if not len(one):
        return one, other, np.zeros(0, np.int32)
    width = int(other.max()) + 1
    pairs = one.astype(np.int64)
    pairs *= width
    pairs += other
    pairs.sort()
    begins = _begins(pairs)
    counts = np.diff(np.append(begins, len(pairs)))
    pairs = pairs[begins]
    first = (pairs // width).astype(np.int32)  # half the memory of what is held longest
    pairs %= width
    return first, pairs.astype(np.int32), counts.astype(np.int32)


def find_terms(counted: TermCounts) -> pd.DataFrame:
    """Compare the sources by the words and phrases that they use often, names kept apart.

    Returns
    -------
    pandas.DataFrame
        A row a term and source that holds it: ``term`` (lower case as written), ``source``, ``mentions``,
        ``per_1000_words`` (of content words), ``keyness`` (signed log-likelihood against the other sources, Rayson
        and Garside 2000; null with one source), ``effect`` (log ratio, Hardie 2014) and ``dispersion`` (Gries'
        DP over the sources, 0 even to 1 uneven; null with one source). With more than 200 sources only the
        rows of which at least five occurrences are expected in the source.
    """
    return _compared(counted, "source", CONTENT).rename(columns={"of": "source"})[TERMS]


def find_keyness(counted: TermCounts) -> pd.DataFrame:
    """Compare sources, and publishers, by words, phrases and names of people, places and organisations.

    Returns
    -------
    pandas.DataFrame
        A row a term and part that holds it: ``kind`` (word, phrase, person, place, organisation), ``term``,
        ``by`` (source or publisher), ``of``, ``mentions``, ``documents`` (sources of the part that hold it),
        ``words`` (content words of the part), ``per_1000_words``, ``keyness``, ``effect`` and ``dispersion`` over
        the parts as in :func:`find_terms`, and ``comparable``: at least five occurrences are expected in
        the part and in the rest. Of more than 200 parts only the rows that are comparable.
    """
    frames = [_compared(counted, by, (kind,)) for by in ("source", "publisher") for kind in KINDS]
    return pd.concat(frames, ignore_index=True)[KEYNESS]


def compare_terms(articles: Iterable[Used]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables ``terms`` and ``keyness`` of articles (:func:`find_terms`, :func:`find_keyness`)."""
    counted = count_terms(articles)
    return find_terms(counted), find_keyness(counted)


def _compared(counted: TermCounts, by: str, kinds: Sequence[str]) -> pd.DataFrame:
    """Return the rows of some kinds of terms over the parts, the most frequent terms of all first."""
    labels = counted.sources if by == "source" else counted.publishers
    names = sorted(set(labels))
    number = {name: place for place, name in enumerate(names)}
    narrow = len(names) * max(1, MOST_TERMS) < np.iinfo(np.int32).max  # many millions of pairs: half the memory
    whole: np.dtype[np.signedinteger[Any]] = np.dtype(np.int32 if narrow else np.int64)
    part_of = np.array([number[label] for label in labels], whole)
    sizes = np.bincount(part_of, counted.sizes, len(names)).astype(np.int64)
    often = _often(counted, kinds)
    rank = np.full(len(counted.terms), -1, whole)
    rank[often] = np.arange(len(often))
    chosen = rank[counted.term] >= 0 if len(often) else np.zeros(len(counted.term), bool)
    pairs = rank[counted.term[chosen]]
    pairs *= max(1, len(names))
    pairs += part_of[counted.article[chosen]]
    held, here, documents = _summed(pairs, counted.count[chosen])
    term, part = held // max(1, len(names)), held % max(1, len(names))
    total = np.bincount(term, here, len(often)).astype(np.int64)
    words = int(sizes.sum())
    spread = dispersions(term, part, here, sizes, len(often))
    if len(names) > MOST_PARTS:
        kept = comparable(here, sizes[part], total[term] - here, words - sizes[part])
        term, part, here, documents = term[kept], part[kept], here[kept], documents[kept]
    columns: dict[str, Any] = {
        "kind": [counted.terms[often[t]][0] for t in term.tolist()],
        "term": [counted.terms[often[t]][1] for t in term.tolist()],
        "by": by,
        "of": [names[p] for p in part.tolist()],
        "mentions": here,
        "documents": documents,
        "words": sizes[part],
        "per_1000_words": np.round(1000 * here / sizes[part], 3),
    }
    if len(names) < 2:
        unknown = np.full(len(here), np.nan)
        return pd.DataFrame(
            {**columns, **dict.fromkeys(("keyness", "effect", "dispersion"), unknown), "comparable": False}
        )
    table = (here, sizes[part], total[term] - here, words - sizes[part])
    columns["keyness"] = np.round(log_likelihood(*table), 3)
    columns["effect"] = np.round(log_ratio(*table), 3)
    columns["dispersion"] = np.round(spread[term], 3)
    return pd.DataFrame({**columns, "comparable": comparable(*table)})


def _summed(keys: Numbers, values: Small) -> tuple[Numbers, Numbers, Numbers]:
    """Return the different keys in order, the sum of the values of each, and how many it has."""
    order = np.argsort(keys)
    keys, values = keys[order], values[order]
    del order  # as much as both together
    begins = _begins(keys)
    sums = np.add.reduceat(values.astype(np.int64), begins)
    return keys[begins].astype(np.int64), sums, np.diff(np.append(begins, len(keys)))


def _begins(ordered: Numbers) -> Numbers:
    """Return where each of the different keys begins."""
    return np.flatnonzero(np.r_[len(ordered) > 0, ordered[1:] != ordered[:-1]])


def _often(counted: TermCounts, kinds: Sequence[str]) -> Numbers:
    """Return the most frequent terms of some kinds, the most frequent first, then by the alphabet."""
    total = np.bincount(counted.term, counted.count, len(counted.terms))
    found = [n for n in np.flatnonzero(total >= FEWEST_MENTIONS).tolist() if counted.terms[n][0] in kinds]
    found.sort(key=lambda n: (-total[n], counted.terms[n][1], counted.terms[n][0]))
    return np.array(found[:MOST_TERMS], np.int64)
