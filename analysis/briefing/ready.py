"""Importing this makes a Python ready to show a briefing: everything loaded, and what is compiled once compiled.

A kernel does that while the sources are still being read.
"""

from analysis.briefing import open_briefing
from analysis.people.offices import same_office

__all__ = ["open_briefing"]

same_office("minister", "ambassador")  # compiles the patterns of countries and offices
