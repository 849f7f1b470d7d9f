"""What was understood of a source, in a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pycountry

from analysis.corpus import Rejected
from analysis.dates.edtf import display
from analysis.display import visible
from analysis.naming import parted
from analysis.prose import clipped, counted, listed
from analysis.reading import Reading
from analysis.reprints import Likeness

SHOWN = 5  # people, dates and topics named
ROWS_SHOWN = 20  # of a collection that are shown one by one, and as many that were not read
LONGEST = 90  # characters of a name, title or date


def understood(reading: Reading, alike: Iterable[Likeness] = ()) -> list[str]:
    """Return lines: the source with title, date and length, then publisher, people, dates, topics and copies of it.

    Parameters
    ----------
    reading : Reading
    alike : iterable of Likeness
        Pairs of sources that are no two accounts; those with this one are named.
    """
    article, publication = reading.article, reading.dates.publication
    when = f"{display(publication.date)} ({publication.basis})" if publication.date else "no publication date"
    language = pycountry.languages.get(alpha_2=article.language)
    head = [
        f"{shown(article.source)}: {shown(article.title) or 'untitled'}",
        when,
        language.name if language else article.language,
        counted(reading.words, "word"),
    ]
    lines = ["; ".join(head)]
    facts = {
        "publisher": [article.publisher] if article.publisher else [],
        "people": [_person(person.name, person.role) for person in reading.people.persons],
        "dates": list(dict.fromkeys(display(e.date) for e in reading.dates.expressions if e.date)),
        "topics": [
            f"{topic} ({count})"
            for topic, count in sorted(
                Counter(hit.topic for hit in reading.topics).items(), key=lambda item: (-item[1], item[0])
            )
        ],
    }
    lines += [f"  {name}: {listed(map(shown, found), most=SHOWN)}" for name, found in facts.items() if found]
    lines += [f"  {copy_of(article.source, pair)}" for pair in alike if article.source in (pair.one, pair.other)]
    return lines


def copy_of(source: str, pair: Likeness) -> str:
    """Return the words that tell of a source much like another."""
    other = pair.other if pair.one == source else pair.one
    return f"much the same text as {shown(other)} ({pair.share:.0%}): counted once for corroboration"


def rejections(rejected: Iterable[Rejected]) -> Iterator[tuple[str, str, int]]:
    """Yield (what, reason, number) of what was not read; of a collection the first rows, then how many more there are."""
    for file, rows in groupby(rejected, key=lambda entry: parted(entry.source)[0]):
        kept = list(rows)
        few = kept[:ROWS_SHOWN] if file else kept
        yield from ((shown(entry.source), shown(entry.reason), 1) for entry in few)
        if left := len(kept) - len(few):
            yield f"{counted(left, 'more row')} of {shown(file)}", "the table of sources has the reasons", left


def warnings(rejected: Iterable[Rejected]) -> Iterator[str]:
    """Yield a sentence for each entry of :func:`rejections`."""
    for what, reason, number in rejections(rejected):
        yield f"{what} {'was' if number == 1 else 'were'} not read: {reason}."


def all_understood(readings: Sequence[Reading], alike: Iterable[Likeness]) -> Iterator[str]:
    """Yield the lines of :func:`understood` for all sources; of a collection for the first rows."""
    pairs = list(alike)
    for file, rows in groupby(readings, key=lambda reading: parted(reading.source)[0]):
        kept = list(rows)
        few = kept[:ROWS_SHOWN] if file else kept
        for reading in few:
            yield from understood(reading, pairs)
        if len(few) < len(kept):
            yield f"… and {counted(len(kept) - len(few), 'more row')} of {shown(file)}"


def shown(text: str) -> str:
    """Return a source's words for a terminal: no control characters, not too long."""
    return clipped(visible(text), LONGEST)


def line_of(text: str) -> str:
    """Return a line of any length for a terminal, without control characters."""
    return visible(text).strip()


def _person(name: str, role: str) -> str:
    return f"{name} ({role})" if role else name
