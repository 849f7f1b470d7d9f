"""How often topics are mentioned: over sources, publishers, months, events and participants."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis import stored
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
Unit = tuple[str, str]  # what is counted by, and which
Name = TypeVar("Name", str, Key)
Numbers = npt.NDArray[np.signedinteger[Any]]
Members = tuple[list[str], Numbers, Numbers]  # names of units; in pairs, in order, a unit and a sentence of it


@dataclass(frozen=True)
class Counted:
    """The words and mentions of all sentences, and the units that each sentence belongs to.

    Attributes
    ----------
    sizes, source : arrays of shape (sentences,)
        Words of each sentence, and the number of its source.
    keys : list of (level, name)
        Topics and groups in order.
    sentence, key, count : arrays of shape (mentions,)
        How often a topic or group is mentioned in a sentence; in the order of the sentences.
    units : mapping of str to Members
        For each kind of unit its names and its sentences.
    """

    sizes: Numbers
    source: Numbers
    keys: list[Key]
    sentence: Numbers
    key: Numbers
    count: Numbers
    units: Mapping[str, Members]


def mentions_of(reading: Reading, lexicon: TopicLexicon) -> Iterator[tuple[int, Key, int]]:
    """Yield (sentence, topic or group, mentions) of an article.

    A phrase that counts for two topics of a group is one mention of the group.
    """
    counts: Counter[tuple[int, Key]] = Counter((hit.sentence, ("topic", hit.topic)) for hit in reading.topics)
    of_group = {(hit.sentence, hit.start, lexicon.groups[hit.topic]) for hit in reading.topics}
    counts.update((number, ("group", group)) for number, _, group in of_group)
    for (number, key), count in sorted(counts.items()):
        yield number, key, count


def topic_frequencies(
    readings: Sequence[Reading],
    sources: pd.DataFrame,
    told: Mapping[str, Sequence[tuple[str, int]]],
    participant_of: Mapping[tuple[str, int], str],
    lexicon: TopicLexicon,
) -> Iterator[pd.DataFrame]:
    """Count the mentions of topics and groups of topics.

    Parameters
    ----------
    readings : sequence of Reading
    sources : pandas.DataFrame
        The table of this name.
    told : mapping
        For each source the events that it tells of, and where each of their sentences begins.
    participant_of : mapping
        From source and index of a person to the participant.
    lexicon : TopicLexicon
        It knows the group of each topic.

    Yields
    ------
    pandas.DataFrame
        Parts of the table ``frequencies``. Of each kind of unit it has a row a unit and topic that it mentions:
        ``by`` (all, source, publisher, month, event, participant), ``of`` (which one; a month as EDTF, ``""``
        where no publisher or month is known), ``level`` (group or topic), ``topic``, ``mentions``, ``sentences``
        with a mention, ``documents`` with a mention, ``words`` of the unit (of an event its sentences, of a
        participant the sentences that name him), ``per_1000_words``, ``low`` and ``high`` (95 %, bootstrap over
        sentences; null with fewer than five sentences, more than 50,000 words, or more than 200 units of the
        kind) and ``note``.
    """
    counted = _counted(readings, sources, told, participant_of, lexicon)
    for by in sorted(counted.units):
        yield from _frames(counted, by)


def _counted(
    readings: Sequence[Reading],
    sources: pd.DataFrame,
    told: Mapping[str, Sequence[tuple[str, int]]],
    participant_of: Mapping[tuple[str, int], str],
    lexicon: TopicLexicon,
) -> Counted:
    known = {row.source: row for row in records(sources)}
    labels: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, _Pairs] = defaultdict(_Pairs)
    key_of: dict[Key, int] = {}
    sentence, key, count, sizes, source_of = array("q"), array("q"), array("q"), array("q"), array("q")
    for place, reading in enumerate(readings):
        source, begin = reading.source, len(sizes)
        for number, name, often in mentions_of(reading, lexicon):
            sentence.append(begin + number)
            key.append(key_of.setdefault(name, len(key_of)))
            count.append(often)
        sizes.extend(reading.vocabulary.sizes)
        source_of.extend([place] * (len(sizes) - begin))
        row = known[source]
        for by, of in (
            ("all", ""),
            ("source", source),
            ("publisher", row.publisher),
            ("month", month_of(row.published)),
        ):
            labels[by].append(of)
        for by, of, number in _parts(reading, told.get(source, ()), participant_of):
            parts[by].add(of, begin + number)
    source_at = np.array(source_of, np.int64)
    units = {by: _of_sources(of, source_at) for by, of in labels.items()}
    units |= {by: pairs.members() for by, pairs in parts.items()}
    keys, ordered = _in_order(key_of)
    return Counted(
        np.array(sizes, np.int64),
        source_at,
        keys,
        np.array(sentence, np.int64),
        ordered[np.array(key, np.int64)],
        np.array(count, np.int64),
        units,
    )


class _Pairs:
    """Units and sentences of theirs, in any order."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}
        self._unit, self._sentence = array("i"), array("i")

    def add(self, of: str, sentence: int) -> None:
        """Add a sentence of a unit."""
        self._unit.append(self._number_of.setdefault(of, len(self._number_of)))
        self._sentence.append(sentence)

    def members(self) -> Members:
        """Return the units and their sentences, each once, in order."""
        names, ordered = _in_order(self._number_of)
        sentence = np.array(self._sentence, np.int64)
        width = int(sentence.max(initial=0)) + 1
        found = np.unique(ordered[np.array(self._unit, np.int64)] * width + sentence)
        return names, (found // width).astype(np.int32), (found % width).astype(np.int32)


def _in_order(number_of: Mapping[Name, int]) -> tuple[list[Name], Numbers]:
    """Return names in order, and for each number that one had the place where it is now."""
    names = sorted(number_of)
    places = np.zeros(len(names), np.int64)
    places[[number_of[name] for name in names]] = np.arange(len(names))
    return names, places


def _of_sources(of: Sequence[str], source: Numbers) -> Members:
    """Return the sentences of units that are made of whole sources, told by the unit of each source."""
    names, unit = _numbered(of)
    order = np.argsort(unit[source], kind="stable")
    return names, unit[source][order].astype(np.int32), order.astype(np.int32)


def _numbered(of: Sequence[str]) -> tuple[list[str], Numbers]:
    """Return the names that occur, in order, and for each place the number of its name."""
    names = sorted(set(of))
    number_of = {name: number for number, name in enumerate(names)}
    return names, np.array([number_of[name] for name in of], np.int64)


def _parts(
    reading: Reading, told: Iterable[tuple[str, int]], participant_of: Mapping[tuple[str, int], str]
) -> Iterator[tuple[str, str, int]]:
    """Yield (kind, unit, sentence) for the events and participants of an article."""
    source, sentences = reading.source, reading.sentences
    starts = [start for start, _ in sentences]

    def sentence_of(offset: int) -> int:
        number = bisect_right(starts, offset) - 1
        return number if number >= 0 and offset < sentences[number][1] else -1

    for event, start in told:
        if (number := sentence_of(start)) >= 0:
            yield "event", event, number
    for mention in reading.people.mentions:
        participant = participant_of.get((source, mention.person), "")
        if participant and (number := sentence_of(mention.start)) >= 0:
            yield "participant", participant, number


def month_of(published: str) -> str:
    """Return the month that a publication date (EDTF) lies in, or ``""`` where it is not one month."""
    first, last = bounds(published) if published else ("", "")
    return first[:7] if first and first[:7] == last[:7] else ""


def _frames(counted: Counted, by: str) -> Iterator[pd.DataFrame]:
    """Yield the rows of one kind of unit, in the order of the units, then of the topics."""
    names, unit, sentence = counted.units[by]
    words = np.bincount(unit, counted.sizes[sentence], len(names)).astype(np.int64)
    place, hit = _mentions_in(counted, sentence)
    width, sources = max(1, len(counted.keys)), int(counted.source.max(initial=0)) + 1
    pairs = unit[place].astype(np.int64) * width + counted.key[hit]
    del place
    rows, row, held = np.unique(pairs, return_inverse=True, return_counts=True)
    np.multiply(row, sources, out=pairs)
    pairs += counted.source[counted.sentence[hit]]
    documents = np.bincount(np.unique(pairs) // sources, minlength=len(rows))
    del pairs
    of, key = rows // width, rows % width
    mentions = np.bincount(row, counted.count[hit], len(rows)).astype(np.int64)
    low, high = _intervals(counted, by, words, len(rows), of)
    for begin in range(0, len(rows), stored.AT_ONCE):
        part = slice(begin, begin + stored.AT_ONCE)
        size = words[of[part]]
        columns = {
            "by": by,
            "of": [names[number] for number in of[part].tolist()],
            "level": [counted.keys[number][0] for number in key[part].tolist()],
            "topic": [counted.keys[number][1] for number in key[part].tolist()],
            "mentions": mentions[part],
            "sentences": held[part],
            "documents": documents[part],
            "words": size,
            "per_1000_words": np.round(1000 * mentions[part] / np.maximum(size, 1), 3),
            "low": low[part],
            "high": high[part],
            "note": np.where(size < FEW_WORDS, "few words", ""),
        }
        yield pd.DataFrame(columns)[COLUMNS]


def _mentions_in(counted: Counted, sentence: Numbers) -> tuple[Numbers, Numbers]:
    """Return for each mention in the sentences given the place of its sentence there, and the mention."""
    first = np.searchsorted(counted.sentence, sentence)
    number = np.searchsorted(counted.sentence, sentence, "right") - first
    place = np.repeat(np.arange(len(sentence), dtype=np.int32), number)
    hit = np.arange(len(place)) - np.repeat(np.cumsum(number) - number, number) + first[place]
    return place, hit.astype(np.int32)


def _intervals(
    counted: Counted, by: str, words: Numbers, rows: int, of: Numbers
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the bounds of each row, not a number where there is too little or too much to draw from."""
    bounds_of = np.full((2, rows), np.nan)
    names, unit, sentence = counted.units[by]
    for number in range(len(names)) if len(names) <= MOST_UNITS else ():
        here = sentence[unit == number]
        chosen = np.flatnonzero(of == number)
        if len(chosen) and len(here) >= FEWEST_SENTENCES and words[number] <= MOST_WORDS:
            place, hit = _mentions_in(counted, here)
            keys = np.unique(counted.key[hit])
            table = np.zeros((len(here), len(keys)), dtype=np.int64)
            table[place, np.searchsorted(keys, counted.key[hit])] = counted.count[hit]
            bounds_of[:, chosen] = np.round(rate_intervals(table, counted.sizes[here]), 2)
    return bounds_of[0], bounds_of[1]
