"""How much a text is about what its collection is about: the cosine with the collection's centroid."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analysis.vocabulary import function_words

WORD = re.compile(r"[^\W\d_][\w'’-]{2,}")
LEAD = 2_000  # characters of an article by which it is judged: news tells first what it is about

SAMPLE = 2_000  # articles by which the subject of a collection is judged

Vector = Mapping[str, float]


def vector(text: str) -> dict[str, float]:
    """Return the content words of a text, weighted 1 + log(count), as a vector of length 1 (or empty)."""
    stop = function_words()
    counts = Counter(WORD.findall(text.lower()))
    weights = {word: 1 + math.log(count) for word, count in counts.items() if word not in stop}
    return unit(weights)


def unit(weights: Vector) -> dict[str, float]:
    """Return a vector brought to length 1."""
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    return {word: weight / length for word, weight in weights.items()} if length else {}


def cosine(one: Vector, other: Vector) -> float:
    """Return the cosine of two vectors of length 1."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * large.get(word, 0.0) for word, weight in small.items())


def centroid(vectors: Iterable[Vector]) -> dict[str, float]:
    """Return the mean direction of vectors."""
    total: dict[str, float] = {}
    for one in vectors:
        for word, weight in one.items():
            total[word] = total.get(word, 0.0) + weight
    return unit(total)


@dataclass(frozen=True)
class Relevance:
    """The subject of a collection: the centroid of its articles (Radev et al. 2004), without inverse frequencies.

    The words that most articles share are what a collection was made for, so they must count most.
    """

    subject: Vector

    @classmethod
    def of_texts(cls, texts: Iterable[str]) -> Relevance:
        """Return the subject of texts, judged by their beginnings."""
        return cls(centroid(vector(text[:LEAD]) for text in texts))

    def article(self, text: str) -> float:
        """Return how much an article is about the subject, 0 to 1, judged by its beginning."""
        return self.sentence(text[:LEAD])

    def sentence(self, text: str) -> float:
        """Return how much a text is about the subject, 0 to 1: the cosine of its `vector`, in one pass."""
        stop, subject = function_words(), self.subject
        along = length = 0.0
        for word, count in Counter(WORD.findall(text.lower())).items():
            if word not in stop:
                weight = 1.0 if count == 1 else 1 + math.log(count)
                length += weight * weight
                along += weight * subject.get(word, 0.0)
        return along / math.sqrt(length) if length else 0.0


@dataclass(frozen=True)
class Weighed:
    """The subject of a collection, and how much each of its articles is about it."""

    relevance: Relevance
    articles: Sequence[float]


def weigh(leads: Sequence[str]) -> Weighed:
    """Weigh the articles of a collection.

    Parameters
    ----------
    leads : sequence of str
        The beginning of each (:data:`LEAD` characters); those taken evenly from them give the subject.
    """
    relevance = Relevance.of_texts(leads[:: max(1, math.ceil(len(leads) / SAMPLE))])
    return Weighed(relevance, [relevance.article(lead) for lead in leads])
