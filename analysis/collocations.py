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

AT_ONCE = 1_000_000  # tokens that are looked at together

Codes = npt.NDArray[np.int32]
Pairs = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]


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
    codes, lengths, tokens = array("i"), array("q"), 0
    for runs, here in articles:
        begin = len(codes)
        for run in runs:
            codes.extend([code_of.setdefault(word, len(code_of)) for word in run.split(" ")])
            codes.append(GAP)
        lengths.append(len(codes) - begin)
        tokens += here
    article = np.repeat(np.arange(len(lengths), dtype=np.int32), np.array(lengths, np.int64))
    return Stream(np.array(codes, np.int32), article, list(code_of), tokens)


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
    pairs = codes[:-1].astype(np.int64)
    pairs *= size
    pairs += codes[1:]
    pairs[(codes[:-1] == GAP) | (codes[1:] == GAP)] = -1
    found, counts = _often(pairs)
    scores = _scores(stream, found, counts)
    strong = scores >= SIGNIFICANT
    found, scores = found[strong], scores[strong]
    if not len(found):
        return stream
    taken = _taken(*_places(pairs, found, scores))
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


def _often(pairs: Pairs) -> tuple[Pairs, Pairs]:
    """Return the pairs that are there often enough, in order, and how often."""
    ordered = pairs[pairs >= 0]
    ordered.sort()
    begins = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, np.int64)
    counts = np.diff(np.r_[begins, len(ordered)])
    often = counts >= FEWEST_TOGETHER
    return ordered[begins[often]], counts[often]


def _places(pairs: Pairs, found: Pairs, scores: Scores) -> tuple[Pairs, Scores]:
    """Return where one of the pairs found stands, in order, and its score."""
    places, there = [], []
    for begin in range(0, len(pairs), AT_ONCE):
        part = pairs[begin : begin + AT_ONCE]
        which = np.minimum(np.searchsorted(found, part), len(found) - 1)
        at = np.flatnonzero(found[which] == part)
        places.append(at + begin)
        there.append(scores[which[at]])
    return np.concatenate(places), np.concatenate(there)


def _taken(places: Pairs, scores: Scores) -> list[int]:
    """Return the places at which a pair is joined, from the left, the stronger of two that share a word."""
    taken: list[int] = []
    free = 0
    following = np.where(np.diff(places, append=-1) == 1, np.append(scores[1:], 0.0), 0.0)
    for at, score, other in zip(places.tolist(), scores.tolist(), following.tolist(), strict=True):
        if at >= free and score >= other:
            taken.append(at)
            free = at + 2
    return taken


def _scores(stream: Stream, pairs: Pairs, counts: Pairs) -> Scores:
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
