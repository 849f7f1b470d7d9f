"""How often topics are mentioned: over sources, publishers, months, events and participants."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.dates.edtf import bounds
from analysis.frames import records
from analysis.measures import rate_intervals
from analysis.reading import Reading
from analysis.topic_lexicon import TopicLexicon

COLUMNS = [
    "by",
    "of",
    "level",
    "topic",
    "mentions",
    "sentences",
    "documents",
    "words",
    "per_1000_words",
    "low",
    "high",
    "note",
]
FEW_WORDS = 1_000  # below, a rate is told to rest on few words
MOST_WORDS = 50_000  # above, no interval is drawn: it would be narrower than anyone can see
MOST_UNITS = 200  # sources, events or people for whom intervals are drawn; more are nowhere compared by eye
FEWEST_SENTENCES = 5  # to draw from

Key = tuple[str, str]  # level (topic or group) and name


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence, and how often each topic and group is mentioned in it."""

    source: str
    words: int
    counts: Mapping[Key, int]


def counted_sentences(reading: Reading, lexicon: TopicLexicon) -> list[Sentence]:
    """Count words and mentions of each sentence of an article.

    A phrase that counts for two topics of a group is one mention of the group.
    """
    counts: dict[int, Counter[Key]] = defaultdict(Counter)
    of_group = {(hit.sentence, hit.start, lexicon.groups[hit.topic]) for hit in reading.topics}
    for hit in reading.topics:
        counts[hit.sentence]["topic", hit.topic] += 1
    for number, _, group in of_group:
        counts[number]["group", group] += 1
    split = reading.split()
    words = [0] * len(reading.sentences)
    for place, number in enumerate(split.blocks):
        tokens = range(split.first[place], split.first[place + 1])
        words[number] += sum(1 for token in tokens if split.text[split.starts[token]].isalnum())
    return [Sentence(reading.article.source, size, counts.get(n, {})) for n, size in enumerate(words)]


def topic_frequencies(
    readings: Sequence[Reading],
    sources: pd.DataFrame,
    events: pd.DataFrame,
    participant_of: Mapping[tuple[str, int], str],
    lexicon: TopicLexicon,
) -> pd.DataFrame:
    """Count the mentions of topics and groups of topics.

    Parameters
    ----------
    readings : sequence of Reading
    sources, events : pandas.DataFrame
        The tables of these names.
    participant_of : mapping
        From source and index of a person to the participant.
    lexicon : TopicLexicon
        It knows the group of each topic.

    Returns
    -------
    pandas.DataFrame
        A row a unit and topic that it mentions: ``by`` (all, source, publisher, month, event, participant),
        ``of`` (which one; a month as EDTF, ``""`` where no publisher or month is known), ``level`` (group or
        topic), ``topic``, ``mentions``, ``sentences`` with a mention, ``documents`` with a mention, ``words`` of
        the unit (of an event its sentences, of a participant the sentences that name him), ``per_1000_words``,
        ``low`` and ``high`` (95 %, bootstrap over sentences; null with fewer than five sentences, more
        than 50,000 words, or more than 200 units of the kind) and ``note``.
    """
    units = sorted(_units(readings, sources, events, participant_of, lexicon).items())
    number = Counter(by for (by, _), _ in units)
    rows = [row for (by, of), unit in units for row in _rows(by, of, unit, drawn=number[by] <= MOST_UNITS)]
    return pd.DataFrame(rows, columns=COLUMNS)


def _units(
    readings: Sequence[Reading],
    sources: pd.DataFrame,
    events: pd.DataFrame,
    participant_of: Mapping[tuple[str, int], str],
    lexicon: TopicLexicon,
) -> dict[tuple[str, str], list[Sentence]]:
    units: dict[tuple[str, str], list[Sentence]] = defaultdict(list)
    known = {row.source: row for row in records(sources)}
    told = _places_of_events(events)
    for reading in readings:
        source = reading.article.source
        counted = counted_sentences(reading, lexicon)
        row = known[source]
        for unit in (
            ("all", ""),
            ("source", source),
            ("publisher", row.publisher),
            ("month", month_of(row.published)),
        ):
            units[unit] += counted
        for unit, number in sorted(set(_parts(reading, told.get(source, ()), participant_of))):
            units[unit].append(counted[number])
    return units


def _parts(
    reading: Reading, told: Iterable[tuple[str, int]], participant_of: Mapping[tuple[str, int], str]
) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield (unit, sentence) for the events and participants of an article."""
    number_of = {span: number for number, span in enumerate(reading.sentences)}
    for event, start in told:
        if (number := number_of.get(reading.sentence_of(start), -1)) >= 0:
            yield ("event", event), number
    for mention in reading.people.mentions:
        participant = participant_of.get((reading.article.source, mention.person), "")
        number = number_of.get(reading.sentence_of(mention.start), -1)
        if participant and number >= 0:
            yield ("participant", participant), number


def _places_of_events(events: pd.DataFrame) -> dict[str, list[tuple[str, int]]]:
    places: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row in records(events):
        for entry in row.evidence:
            places[entry["source"]].append((row.event, entry["start"]))
    return places


def month_of(published: str) -> str:
    """Return the month that a publication date (EDTF) lies in, or ``""`` where it is not one month."""
    first, last = bounds(published) if published else ("", "")
    return first[:7] if first and first[:7] == last[:7] else ""


def _rows(by: str, of: str, sentences: Sequence[Sentence], *, drawn: bool) -> Iterator[dict[str, Any]]:
    words = sum(sentence.words for sentence in sentences)
    mentions: Counter[Key] = Counter()
    held: Counter[Key] = Counter()
    documents: dict[Key, set[str]] = defaultdict(set)
    for sentence in sentences:
        for key, count in sentence.counts.items():
            mentions[key] += count
            held[key] += 1
            documents[key].add(sentence.source)
    keys = sorted(mentions)
    intervals = _intervals(sentences, keys, words) if drawn else []
    for place, key in enumerate(keys):
        low, high = intervals[place] if intervals else (None, None)
        yield {
            "by": by,
            "of": of,
            "level": key[0],
            "topic": key[1],
            "mentions": mentions[key],
            "sentences": held[key],
            "documents": len(documents[key]),
            "words": words,
            "per_1000_words": round(1000 * mentions[key] / max(words, 1), 3),
            "low": low,
            "high": high,
            "note": "few words" if words < FEW_WORDS else "",
        }


def _intervals(sentences: Sequence[Sentence], keys: Sequence[Key], words: int) -> list[tuple[float, float]]:
    """Return the interval of each key, or nothing where there is too little or too much to draw from."""
    if not keys or len(sentences) < FEWEST_SENTENCES or words > MOST_WORDS:
        return []
    place = {key: number for number, key in enumerate(keys)}
    table = np.zeros((len(sentences), len(keys)), dtype=np.int64)
    for number, sentence in enumerate(sentences):
        for key, count in sentence.counts.items():
            table[number, place[key]] = count
    sizes = np.array([sentence.words for sentence in sentences], dtype=np.int64)
    low, high = rate_intervals(table, sizes)
    return [(round(float(a), 2), round(float(b), 2)) for a, b in zip(low, high, strict=True)]
