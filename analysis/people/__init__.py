"""The people of an article: who is named, in what office, for whom, present or not."""

from analysis.people.finder import find_people
from analysis.people.model import Delegation, Mention, Official, People, Person
from analysis.people.offices import normal_office, same_office

__all__ = [
    "Delegation",
    "Mention",
    "Official",
    "People",
    "Person",
    "find_people",
    "normal_office",
    "same_office",
]
