"""Measures of corpus linguistics: how much a frequency differs, how evenly it is spread, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from nltk.metrics import BigramAssocMeasures

SIGNIFICANT = 10.83  # log-likelihood at one degree of freedom, p < 0.001
LEAST_EXPECTED = 5  # occurrences expected in each part, below which a difference is not weighed
RESAMPLES = 1_000
FEWEST_SAMPLES = 200
DRAWS = 300_000  # sentences drawn in all samples, where there are more than 300
SEED = 2025
Counts = npt.ArrayLike
Floats = npt.NDArray[np.float64]
COVERAGE = (2.5, 97.5)  # percentiles: an interval of 95 %


def log_likelihood(here: Counts, size: Counts, there: Counts, rest: Counts) -> Any:
    """Return the log-likelihood of a term's frequency here against there, negative where it is rarer here.

    Above 3.84 p < 0.05, above 6.63 p < 0.01, above 10.83 p < 0.001 (one degree of freedom).

    Parameters
    ----------
    here, there : int or array of int
        Occurrences in the part and in the rest.
    size, rest : int or array of int
        Words of the part and of the rest; above 0.

    Returns
    -------
    float or array of float
        Of the shape of the arguments.

    References
    ----------
    Rayson and Garside (2000), Comparing corpora using frequency profiling.
    """
    one, words, other, others = _floats(here, size, there, rest)
    share = (one + other) / (words + others)
    value = _weighed(one, words * share) + _weighed(other, others * share)
    return np.copysign(2 * np.maximum(value, 0.0), one / words - other / others)[()]


def _floats(*values: Counts) -> list[Floats]:
    return [np.asarray(value, dtype=np.float64) for value in values]


def _weighed(observed: Floats, expected: Floats) -> Floats:
    """Return o ln (o / e), 0 where nothing is observed."""
    some = observed > 0
    ratio = np.divide(observed, expected, out=np.ones_like(observed + expected), where=some)
    return np.asarray(observed * np.log(ratio))


def comparable(here: Counts, size: Counts, there: Counts, rest: Counts) -> Any:
    """Whether there is enough to compare: at least five occurrences expected in both parts (Cochran 1954)."""
    one, words, other, others = _floats(here, size, there, rest)
    return ((one + other) * np.minimum(words, others) / (words + others) >= LEAST_EXPECTED)[()]


def log_ratio(here: Counts, size: Counts, there: Counts, rest: Counts) -> Any:
    """Return the binary logarithm of the ratio of relative frequencies; 0 counts as one half.

    1 is twice as frequent here, -2 a quarter as frequent. Arguments as in :func:`log_likelihood`.

    References
    ----------
    Hardie (2014), Log Ratio: an informal introduction.
    """
    one, words, other, others = _floats(here, size, there, rest)
    return np.log2((np.where(one > 0, one, 0.5) / words) / (np.where(other > 0, other, 0.5) / others))[()]


def dispersion(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """Return the deviation of proportions (DP): 0 when a term is spread as the words are, towards 1 when not.

    Parameters
    ----------
    counts, sizes : sequences of int
        Occurrences in each part, and the words of each part.

    References
    ----------
    Gries (2008), Dispersions and adjusted frequencies in corpora.
    """
    found = np.asarray(counts, dtype=np.int64)
    parts = np.arange(len(found))
    return float(dispersions(np.zeros(len(found), np.int64), parts, found, np.asarray(sizes, np.int64), 1)[0])


def dispersions(
    term: npt.NDArray[np.int64],
    part: npt.NDArray[np.int64],
    count: npt.NDArray[np.int64],
    sizes: npt.NDArray[np.int64],
    terms: int,
) -> Floats:
    """Return the :func:`dispersion` of many terms, told only of the parts that hold them.

    Parameters
    ----------
    term, part, count : arrays of shape (entries,)
        How often a term, by its number, stands in a part, by its number.
    sizes : array of shape (parts,)
        Words of each part.
    terms : int
        How many terms there are; each has an entry at least.

    Returns
    -------
    array of shape (terms,)
    """
    total = np.bincount(term, count, terms)[term]
    share = sizes[part] / sizes.sum()
    apart = np.bincount(term, np.abs(count / total - share), terms)
    elsewhere = 1 - np.bincount(term, share, terms)
    return np.asarray(0.5 * (apart + elsewhere))


def association(together: int, one: int, other: int, all_of_them: int) -> float:
    """Return the log-likelihood that two things occur together, negative where they avoid each other.

    Parameters
    ----------
    together : int
        Units (sentences, pairs of words) that hold both.
    one, other : int
        Units that hold the one, and the other.
    all_of_them : int
        Units in all.

    References
    ----------
    Dunning (1993), Accurate methods for the statistics of surprise and coincidence.
    """
    score = float(BigramAssocMeasures.likelihood_ratio(together, (one, other), all_of_them))
    return math.copysign(max(score, 0.0), together - one * other / all_of_them)


def rate_intervals(
    mentions: npt.NDArray[np.int64], words: npt.NDArray[np.int64], resamples: int | None = None
) -> npt.NDArray[np.float64]:
    """Return intervals of rates per 1,000 words: percentiles of a bootstrap over sentences, fixed seed.

    Sentences are drawn, not words, for the mentions of one sentence go together.

    Parameters
    ----------
    mentions : array of shape (sentences, terms)
        Mentions of each term in each sentence.
    words : array of shape (sentences,)
        Words of each sentence; above 0 in all.
    resamples : int, optional
        How many samples of as many sentences are drawn; by default 1,000, and fewer of more than 300 sentences,
        whose bounds vary less.

    Returns
    -------
    array of shape (2, terms)
        The lower and the upper bound (95 %).

    References
    ----------
    Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13.
    """
    count = len(words)
    samples = resamples or min(RESAMPLES, max(FEWEST_SAMPLES, DRAWS // count))
    drawn = np.random.RandomState(SEED).multinomial(count, [1 / count] * count, size=samples).astype(np.float64)
    rates = 1000 * (drawn @ mentions.astype(np.float64)) / np.maximum(drawn @ words.astype(np.float64), 1)[:, None]
    return np.asarray(np.percentile(rates, COVERAGE, axis=0))
