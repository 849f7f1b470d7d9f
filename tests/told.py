"""An article as merging people sees it, given in full."""

from typing import NamedTuple

from analysis.people import People


class Told(NamedTuple):
    """A source for :func:`analysis.participants.merge_people`."""

    source: str
    people: People
    published: str
    text: str
