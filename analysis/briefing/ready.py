"""Importing this makes a Python ready to show a briefing: everything loaded.

A kernel does that while the sources are still being read.
"""

from analysis.briefing import open_briefing

__all__ = ["open_briefing"]
