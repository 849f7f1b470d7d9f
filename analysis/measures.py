"""Measures of corpus linguistics: how much a frequency differs, how evenly it is spread, how sure it is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from nltk.metrics import BigramAssocMeasures

SIGNIFICANT = 10.83  # log-likelihood at one degree of freedom, p < 0.001
LEAST_EXPECTED = 5  # occurrences expected in each part, below which a difference is not weighed
RESAMPLES = 1_000
SEED = 2025
COVERAGE = (2.5, 97.5)  # percentiles: an interval of 95 %


def log_likelihood(here: int, size: int, there: int, rest: int) -> float:
    """Return the log-likelihood of a term's frequency here against there, negative where it is rarer here.

    Above 3.84 p < 0.05, above 6.63 p < 0.01, above 10.83 p < 0.001 (one degree of freedom).

    Parameters
    ----------
    here, there : int
        Occurrences in the part and in the rest.
    size, rest : int
        Words of the part and of the rest; above 0.

    References
    ----------
    Rayson and Garside (2000), Comparing corpora using frequency profiling.
    """
    expected_here = size * (here + there) / (size + rest)
    expected_there = rest * (here + there) / (size + rest)
    value = sum(o * math.log(o / e) for o, e in ((here, expected_here), (there, expected_there)) if o)
    return math.copysign(2 * max(value, 0.0), here / size - there / rest)


def comparable(here: int, size: int, there: int, rest: int) -> bool:
    """Whether there is enough to compare: at least five occurrences expected in both parts (Cochran 1954)."""
    return (here + there) * min(size, rest) / (size + rest) >= LEAST_EXPECTED


def log_ratio(here: int, size: int, there: int, rest: int) -> float:
    """Return the binary logarithm of the ratio of relative frequencies; 0 counts as one half.

    1 is twice as frequent here, -2 a quarter as frequent.

    References
    ----------
    Hardie (2014), Log Ratio: an informal introduction.
    """
    return math.log2(((here or 0.5) / size) / ((there or 0.5) / rest))


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
    total, words = sum(counts), sum(sizes)
    return 0.5 * sum(abs(c / total - s / words) for c, s in zip(counts, sizes, strict=True))


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
    mentions: npt.NDArray[np.int64], words: npt.NDArray[np.int64], resamples: int = RESAMPLES
) -> npt.NDArray[np.float64]:
    """Return intervals of rates per 1,000 words: percentiles of a bootstrap over sentences, fixed seed.

    Sentences are drawn, not words, for the mentions of one sentence go together.

    Parameters
    ----------
    mentions : array of shape (sentences, terms)
        Mentions of each term in each sentence.
    words : array of shape (sentences,)
        Words of each sentence; above 0 in all.
    resamples : int
        How many samples of as many sentences are drawn.

    Returns
    -------
    array of shape (2, terms)
        The lower and the upper bound (95 %).

    References
    ----------
    Efron and Tibshirani (1993), An introduction to the bootstrap, chapter 13.
    """
    count = len(words)
    drawn = np.random.RandomState(SEED).multinomial(count, [1 / count] * count, size=resamples)
    rates = 1000 * (drawn @ mentions) / np.maximum(drawn @ words, 1)[:, None]
    return np.asarray(np.percentile(rates, COVERAGE, axis=0))
