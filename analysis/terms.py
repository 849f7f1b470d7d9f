"""Terms from the data beside the lexicon: frequent words and phrases, keyness and dispersion."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import zip_longest

import pandas as pd
from nltk.collocations import BigramCollocationFinder
from nltk.metrics import BigramAssocMeasures

from analysis.lexicons import load
from analysis.reading import Reading
from analysis.text import split_text

COLUMNS = ["term", "source", "mentions", "per_1000_words", "keyness", "effect", "dispersion"]
FEWEST_MENTIONS = 3  # of a term in the whole collection
FEWEST_TOGETHER = 3  # of two words side by side to be weighed as a phrase
LEAST_ASSOCIATION = 10.83  # log-likelihood of a phrase: p < 0.001 at one degree of freedom
MOST_TERMS = 200


def find_terms(readings: Iterable[Reading]) -> pd.DataFrame:
    """Count the words and two-word phrases that the articles use often, names kept apart.

    Returns
    -------
    pandas.DataFrame
        A row a term and source that holds it: ``term`` (lower case as written), ``source``, ``mentions``,
        ``per_1000_words``, ``keyness`` (signed log-likelihood against the other sources, [1]_; null with
        one source), ``effect`` (log ratio of the two relative frequencies, base 2) and ``dispersion``
        (Gries' DP over the sources, 0 even to 1 uneven; null with one source, [2]_).

    References
    ----------
    .. [1] Rayson and Garside (2000), Comparing corpora using frequency profiling.
    .. [2] Gries (2008), Dispersions and adjusted frequencies in corpora.
    """
    streams = {reading.article.source: _words(reading) for reading in readings}
    phrases = _phrases(streams.values())
    counts = {source: _count(stream, phrases) for source, stream in streams.items()}
    sizes = {source: max(1, sum(1 for word in stream if word)) for source, stream in streams.items()}
    total: Counter[str] = Counter()
    for counted in counts.values():
        total.update(counted)
    chosen = sorted((t for t, n in total.items() if n >= FEWEST_MENTIONS), key=lambda t: (-total[t], t))
    rows = [
        _row(term, source, counts, sizes)
        for term in chosen[:MOST_TERMS]
        for source in sorted(counts)
        if counts[source][term]
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _words(reading: Reading) -> list[str]:
    """Return the words in lower case; ``""`` stands for a name, a function word or the end of a sentence."""
    stop = set(map(str, load("english")["function_words"]))
    names = {index for start, end in _name_spans(reading) for index in range(start, end)}
    split = split_text(reading.article.text, reading.sentences, blank=reading.article.markup)
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


def _phrases(streams: Iterable[list[str]]) -> set[tuple[str, str]]:
    """Return the pairs of words that stand together more often than chance has it (log-likelihood)."""
    finder = BigramCollocationFinder.from_documents(list(streams))
    finder.apply_word_filter(lambda word: not word)
    finder.apply_freq_filter(FEWEST_TOGETHER)
    return {
        pair
        for pair, score in finder.score_ngrams(BigramAssocMeasures.likelihood_ratio)
        if score >= LEAST_ASSOCIATION
    }


def _count(stream: list[str], phrases: set[tuple[str, str]]) -> Counter[str]:
    """Count words and phrases; a word inside a phrase is not counted by itself."""
    counted: Counter[str] = Counter()
    skip = False
    for word, following in zip_longest(stream, stream[1:], fillvalue=""):
        if skip:
            skip = False
        elif (word, following) in phrases:
            counted[f"{word} {following}"] += 1
            skip = True
        elif word:
            counted[word] += 1
    return counted


def _row(term: str, source: str, counts: Mapping[str, Counter[str]], sizes: Mapping[str, int]) -> dict[str, object]:
    here, size = counts[source][term], sizes[source]
    there = sum(counted[term] for counted in counts.values()) - here
    rest = sum(sizes.values()) - size
    alone = len(counts) < 2
    return {
        "term": term,
        "source": source,
        "mentions": here,
        "per_1000_words": round(1000 * here / size, 3),
        "keyness": None if alone else round(log_likelihood(here, size, there, rest), 3),
        "effect": None if alone else round(log_ratio(here, size, there, rest), 3),
        "dispersion": None
        if alone
        else round(dispersion([c[term] for c in counts.values()], list(sizes.values())), 3),
    }


def log_likelihood(here: int, size: int, there: int, rest: int) -> float:
    """Return the log-likelihood of a term's frequency here against there, negative where it is rarer here.

    Parameters
    ----------
    here, there : int
        Occurrences in the part and in the rest.
    size, rest : int
        Words of the part and of the rest.
    """
    expected_here = size * (here + there) / (size + rest)
    expected_there = rest * (here + there) / (size + rest)
    value = sum(o * math.log(o / e) for o, e in ((here, expected_here), (there, expected_there)) if o)
    return math.copysign(2 * value, here / size - there / rest)


def log_ratio(here: int, size: int, there: int, rest: int) -> float:
    """Return the binary logarithm of the ratio of relative frequencies (Hardie 2014); 0 counts as one half."""
    return math.log2(((here or 0.5) / size) / ((there or 0.5) / rest))


def dispersion(counts: list[int], sizes: list[int]) -> float:
    """Return Gries' deviation of proportions: 0 when a term is spread as the words are, towards 1 when not."""
    total, words = sum(counts), sum(sizes)
    return 0.5 * sum(abs(c / total - s / words) for c, s in zip(counts, sizes, strict=True))
