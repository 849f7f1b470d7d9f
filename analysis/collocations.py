"""Phrases found in the data: words that stand side by side more often than chance has it become one unit."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.measures import SIGNIFICANT, association

FEWEST_TOGETHER = 3  # of two words side by side to be weighed as a phrase
LONGEST = 4  # words of a phrase
GAP = 0  # the code of what is no content word

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Stream:
    """The content words of many articles as numbers.

    Attributes
    ----------
    codes : array of shape (tokens,)
        Indices into ``units``; ``GAP`` between words that do not stand side by side, and after each article.
    article : array of shape (tokens,)
        The article of each token.
    units : list of str
        The words and phrases; the first is ``""``.
    tokens : int
        Tokens that the articles have, gaps of any length told one by one.
    """

    codes: Codes
    article: Codes
    units: list[str]
    tokens: int


def stream_of(articles: Iterable[tuple[Sequence[str], int]]) -> Stream:
    """Return the runs of content words of articles as one stream.

    Parameters
    ----------
    articles : iterable of (runs, tokens)
        Of each article its runs of words, with spaces between the words, and how many tokens it has.
    """
    code_of: dict[str, int] = {"": GAP}
    codes, lengths, tokens = array("q"), array("q"), 0
    for runs, here in articles:
        begin = len(codes)
        for run in runs:
            codes.extend([code_of.setdefault(word, len(code_of)) for word in run.split(" ")])
            codes.append(GAP)
        lengths.append(len(codes) - begin)
        tokens += here
    article = np.repeat(np.arange(len(lengths)), np.array(lengths, np.int64))
    return Stream(np.array(codes, np.int64), article, list(code_of), tokens)


def with_phrases(stream: Stream) -> Stream:
    """Join words into phrases of up to four words, the longest counted alone.

    Pairs are weighed by the log-likelihood of their standing together (Dunning 1993), joined, and weighed again.
    """
    for _ in range(LONGEST - 2):
        stream = _joined(stream)
    return stream


def _joined(stream: Stream) -> Stream:
    """Return the stream with the pairs made one unit, the stronger first where two of them share a word."""
    codes, size = stream.codes, len(stream.units)
    if len(codes) < 2:
        return stream
    pairs = codes[:-1] * size + codes[1:]
    pairs[(codes[:-1] == GAP) | (codes[1:] == GAP)] = -1
    found, counts = np.unique(pairs, return_counts=True)
    often = (found >= 0) & (counts >= FEWEST_TOGETHER)
    found, counts = found[often], counts[often]
    scores = _scores(stream, found, counts)
    strong = scores >= SIGNIFICANT
    found, scores = found[strong], scores[strong]
    if not len(found):
        return stream
    place = np.minimum(np.searchsorted(found, pairs), len(found) - 1)
    score = np.append(np.where(found[place] == pairs, scores[place], 0.0), 0.0)
    taken = _taken(score)
    units = list(stream.units)
    code_of: dict[int, int] = {}
    new = codes.copy()
    for at in taken:
        pair = int(pairs[at])
        if pair not in code_of:
            code_of[pair] = len(units)
            units.append(f"{units[pair // size]} {units[pair % size]}")
        new[at] = code_of[pair]
    kept = np.ones(len(codes), dtype=bool)
    kept[np.array(taken, dtype=np.int64) + 1] = False
    return Stream(new[kept], stream.article[kept], units, stream.tokens - len(taken))


def _taken(score: npt.NDArray[np.float64]) -> list[int]:
    """Return the places at which a pair is joined, from the left, the stronger of two that share a word."""
    taken: list[int] = []
    free = 0
    for at in np.flatnonzero(score).tolist():
        if at >= free and score[at] >= score[at + 1]:
            taken.append(at)
            free = at + 2
    return taken


def _scores(stream: Stream, pairs: Codes, counts: Codes) -> npt.NDArray[np.float64]:
    """Return the log-likelihood of each pair, 0 where it would be too long a phrase."""
    size = len(stream.units)
    held = np.bincount(stream.codes, minlength=size).tolist()
    words = [unit.count(" ") + 1 for unit in stream.units]
    scores = np.zeros(len(pairs))
    for number, (pair, count) in enumerate(zip(pairs.tolist(), counts.tolist(), strict=True)):
        one, other = divmod(pair, size)
        if words[one] + words[other] <= LONGEST:
            scores[number] = association(count, held[one], held[other], stream.tokens)
    return scores
