"""Which topics are spoken of together: in the same sentences, more often than chance has it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from math import log2
from typing import Any

import pandas as pd

from analysis.evidence import evidence
from analysis.measures import SIGNIFICANT, association
from analysis.reading import Reading

COLUMNS = ["topic", "other", "sentences", "expected", "log_likelihood", "effect", "evidence"]
FEWEST_SENTENCES = 3  # that hold both topics
MOST_EVIDENCE = 20  # sentences shown of a pair


def topics_together(readings: Sequence[Reading]) -> pd.DataFrame:
    """Find the pairs of topics that share sentences more often than by chance.

    Returns
    -------
    pandas.DataFrame
        A row a pair, the strongest first: ``topic``, ``other`` (in the order of the alphabet), ``sentences`` with
        both, ``expected`` (were the topics independent), ``log_likelihood`` (Dunning 1993; at least 10.83,
        p < 0.001), ``effect`` (binary logarithm of sentences over expected) and ``evidence`` (the sentences,
        the first 20).
    """
    held: Counter[str] = Counter()
    places: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    both: Counter[tuple[str, str]] = Counter()
    total = 0
    for reading in readings:
        total += len(reading.sentences)
        by_sentence: dict[int, set[str]] = defaultdict(set)
        for hit in reading.topics:
            by_sentence[hit.sentence].add(hit.topic)
        for number, topics in sorted(by_sentence.items()):
            held.update(topics)
            for pair in combinations(sorted(topics), 2):
                both[pair] += 1
                if len(places[pair]) < MOST_EVIDENCE:
                    span = reading.sentences[number]
                    places[pair].append(evidence(reading.source, reading.text, span))
    rows = [_row(pair, count, held, total, places[pair]) for pair, count in sorted(both.items())]
    kept = [row for row in rows if row["sentences"] >= FEWEST_SENTENCES and row["log_likelihood"] >= SIGNIFICANT]
    kept.sort(key=lambda row: -float(row["log_likelihood"]))
    return pd.DataFrame(kept, columns=COLUMNS)


def _row(
    pair: tuple[str, str], count: int, held: Counter[str], total: int, sentences: list[dict[str, Any]]
) -> dict[str, Any]:
    expected = held[pair[0]] * held[pair[1]] / total
    return {
        "topic": pair[0],
        "other": pair[1],
        "sentences": count,
        "expected": round(expected, 3),
        "log_likelihood": round(association(count, held[pair[0]], held[pair[1]], total), 3),
        "effect": round(log2(count / expected), 3),
        "evidence": sentences,
    }
