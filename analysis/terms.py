"""Terms from the data beside the lexicon: frequent words, phrases and names, keyness and dispersion."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from analysis.lexicons import load
from analysis.measures import SIGNIFICANT, comparable, dispersion, log_likelihood, log_ratio
from analysis.reading import Reading

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
FEWEST_TOGETHER = 3  # of two words side by side to be weighed as a phrase
LONGEST = 4  # words of a phrase
MOST_TERMS = 200  # of a kind
KINDS = ("word", "phrase", "person", "place", "organisation")
CONTENT = ("word", "phrase")

Named = tuple[str, str]  # kind and term


@dataclass(frozen=True)
class TermCounts:
    """What the articles use: for each source its content words, its publisher and the counts of its terms."""

    sizes: Mapping[str, int]
    publishers: Mapping[str, str]
    counts: Mapping[str, Counter[Named]]


def count_terms(readings: Sequence[Reading], names: Mapping[tuple[str, int], str] | None = None) -> TermCounts:
    """Count words, phrases and names; a word inside a phrase or a name is not counted by itself.

    Parameters
    ----------
    readings : sequence of Reading
    names : mapping, optional
        From source and index of a person to the name to show; by default the fullest of the article.
    """
    streams = {reading.article.source: _words(reading) for reading in readings}
    sizes = {source: max(1, sum(1 for word in stream if word)) for source, stream in streams.items()}
    for _ in range(LONGEST - 2):
        pairs = _pairs(streams.values())
        streams = {source: _joined(stream, pairs) for source, stream in streams.items()}
    counts: dict[str, Counter[Named]] = {}
    for reading in readings:
        source = reading.article.source
        found = Counter(("phrase" if " " in unit else "word", unit) for unit in streams[source] if unit)
        counts[source] = found + Counter(_names(reading, names or {}))
    return TermCounts(sizes, {r.article.source: r.article.publisher for r in readings}, counts)


def find_terms(counted: TermCounts) -> pd.DataFrame:
    """Compare the sources by the words and phrases that they use often, names kept apart.

    Returns
    -------
    pandas.DataFrame
        A row a term and source that holds it: ``term`` (lower case as written), ``source``, ``mentions``,
        ``per_1000_words`` (of content words), ``keyness`` (signed log-likelihood against the other sources, Rayson
        and Garside 2000; null with one source), ``effect`` (log ratio, Hardie 2014) and ``dispersion`` (Gries'
        DP over the sources, 0 even to 1 uneven; null with one source).
    """
    rows = [
        {**{column: row[column] for column in TERMS if column != "source"}, "source": row["of"]}
        for row in _compared(counted, "source", CONTENT)
    ]
    return pd.DataFrame(rows, columns=TERMS)


def find_keyness(counted: TermCounts) -> pd.DataFrame:
    """Compare sources, and publishers, by words, phrases and names of people, places and organisations.

    Returns
    -------
    pandas.DataFrame
        A row a term and part that holds it: ``kind`` (word, phrase, person, place, organisation), ``term``,
        ``by`` (source or publisher), ``of``, ``mentions``, ``documents`` (sources of the part that hold it),
        ``words`` (content words of the part), ``per_1000_words``, ``keyness``, ``effect`` and ``dispersion`` over
        the parts as in :func:`find_terms`, and ``comparable``: at least five occurrences are expected in
        the part and in the rest.
    """
    rows = [row for by in ("source", "publisher") for kind in KINDS for row in _compared(counted, by, (kind,))]
    return pd.DataFrame(rows, columns=KEYNESS)


def _compared(counted: TermCounts, by: str, kinds: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield the rows of some kinds of terms over the parts, the most frequent terms of all first."""
    part_of = {source: source for source in counted.sizes} if by == "source" else counted.publishers
    sizes: Counter[str] = Counter()
    parts: dict[str, Counter[Named]] = defaultdict(Counter)
    documents: dict[str, Counter[Named]] = defaultdict(Counter)
    total: Counter[Named] = Counter()
    for source, found in counted.counts.items():
        chosen = Counter({named: count for named, count in found.items() if named[0] in kinds})
        sizes[part_of[source]] += counted.sizes[source]
        parts[part_of[source]] += chosen
        documents[part_of[source]].update(chosen.keys())
        total += chosen
    often = sorted((t for t, n in total.items() if n >= FEWEST_MENTIONS), key=lambda t: (-total[t], t[1]))
    names = sorted(sizes)
    words = sum(sizes.values())
    for named in often[:MOST_TERMS]:
        spread = dispersion([parts[name][named] for name in names], [sizes[name] for name in names])
        for name in names:
            here, size = parts[name][named], sizes[name]
            if not here:
                continue
            table = (here, size, total[named] - here, words - size)
            alone = len(names) < 2
            yield {
                "kind": named[0],
                "term": named[1],
                "by": by,
                "of": name,
                "mentions": here,
                "documents": documents[name][named],
                "words": size,
                "per_1000_words": round(1000 * here / size, 3),
                "keyness": None if alone else round(log_likelihood(*table), 3),
                "effect": None if alone else round(log_ratio(*table), 3),
                "dispersion": None if alone else round(spread, 3),
                "comparable": not alone and comparable(*table),
            }


def _words(reading: Reading) -> list[str]:
    """Return the words in lower case; ``""`` stands for a name, a function word or the end of a sentence."""
    stop = set(map(str, load("english")["function_words"]))
    names = {index for start, end in _name_spans(reading) for index in range(start, end)}
    split = reading.split()
    words: list[str] = []
    for number in range(len(split.sentences)):
        for token in range(split.first[number], split.first[number + 1]):
            start, end = split.starts[token], split.ends[token]
            word = split.lowered[start:end]
            ordinary = end - start > 2 and split.text[start].isalpha() and word not in stop and start not in names
            capital = split.text[start].isupper() and token > split.first[number]
            words.append(word if ordinary and not capital else "")
        words.append("")
    return words


def _name_spans(reading: Reading) -> list[tuple[int, int]]:
    people = reading.people
    spans = [(mention.start, mention.end) for mention in people.mentions]
    for found in (people.countries, people.bodies, people.places, people.organisations):
        spans += [(entry[0], entry[1]) for entry in found]
    return spans


def _names(reading: Reading, names: Mapping[tuple[str, int], str]) -> Iterator[Named]:
    """Yield every mention of a person, place (or country, as written) and organisation."""
    people, text = reading.people, reading.article.text
    for mention in people.mentions:
        name = names.get((reading.article.source, mention.person)) or people.persons[mention.person].name
        yield "person", name
    held = {(mention.start, mention.end) for mention in people.mentions}
    places = [(start, end) for start, end, _ in people.countries] + [place[:2] for place in people.places]
    organisations = [organisation[:2] for organisation in people.organisations]
    for kind, spans in (("place", places), ("organisation", organisations)):
        for start, end in dict.fromkeys(spans):
            if (start, end) not in held:
                yield kind, " ".join(text[start:end].split())


def _pairs(streams: Iterable[list[str]]) -> dict[tuple[str, str], float]:
    """Return the pairs of words that stand together more often than chance has it, with their log-likelihood."""
    finder = BigramCollocationFinder.from_documents(list(streams))
    finder.apply_ngram_filter(lambda one, other: not one or not other or len(f"{one} {other}".split()) > LONGEST)
    finder.apply_freq_filter(FEWEST_TOGETHER)
    scored = finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
    return {pair: score for pair, score in scored if score >= SIGNIFICANT}


def _joined(stream: list[str], pairs: Mapping[tuple[str, str], float]) -> list[str]:
    """Return the stream with the pairs made one unit, the stronger first where two of them share a word.

    What is joined is counted as the longer phrase alone.
    """
    scores = [pairs.get(pair, 0.0) for pair in pairwise([*stream, ""])]
    joined: list[str] = []
    skip = False
    for place, unit in enumerate(stream):
        if skip:
            skip = False
        elif scores[place] and scores[place] >= max(scores[place + 1 : place + 2], default=0.0):
            joined.append(f"{unit} {stream[place + 1]}")
            skip = True
        else:
            joined.append(unit)
    return joined
