"""What the report shows: each section as Markdown, computed from the tables.

A cell of ``report/briefing.qmd`` opens the briefing once and then shows one section after another::

    edition = open_briefing()
    edition.bottom_line()
"""

from analysis.briefing.edition import Briefing, open_briefing

__all__ = ["Briefing", "open_briefing"]
