"""What was understood of a source, in a few lines for a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pycountry

from analysis.dates.edtf import display
from analysis.display import visible
from analysis.prose import clipped, counted, listed
from analysis.reading import Reading
from analysis.reprints import Likeness

SHOWN = 5  # people, dates and topics named
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


def shown(text: str) -> str:
    """Return a source's words for a terminal: no control characters, not too long."""
    return clipped(visible(text), LONGEST)


def line_of(text: str) -> str:
    """Return a line of any length for a terminal, without control characters."""
    return visible(text).strip()


def _person(name: str, role: str) -> str:
    return f"{name} ({role})" if role else name
