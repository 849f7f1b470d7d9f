"""One edition of the briefing: its tables, opened once, and a Markdown section for each question."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import Markdown

from analysis import figures
from analysis.briefing import (
    bottom,
    changed,
    chronicle,
    corrections,
    downloads,
    lists,
    met,
    method,
    names,
    persons,
    plans,
    subjects,
    told,
)
from analysis.briefing.appendix import appendix
from analysis.briefing.references import References
from analysis.frames import records
from analysis.settings import Settings, read_settings
from analysis.shelf import Shelf
from analysis.store import read_tables
from analysis.timelines.selection import Selection

FIGURES = Path("_figures")
DATA = Path("_data")
SHEET = Path("briefing.css")  # beside the document


@dataclass(frozen=True)
class Briefing:
    """An edition, ready to be shown.

    Attributes
    ----------
    frames : Shelf
        The tables by name.
    texts : mapping
        From the source to its text.
    manifest : mapping
        What identifies the edition.
    settings : Settings
    folder : Path, optional
        Where the files of the edition are, if there are any.
    """

    frames: Shelf
    texts: Mapping[str, str]
    manifest: Mapping[str, Any]
    settings: Settings
    folder: Path | None = None

    @cached_property
    def events(self) -> pd.DataFrame:
        """The table ``events``."""
        return self.frames["events"]

    @cached_property
    def listed(self) -> pd.DataFrame:
        """The table ``sources``."""
        return self.frames["sources"]

    @cached_property
    def people(self) -> dict[str, Any]:
        """The rows of the table ``participants`` by id."""
        return {row.participant: row for row in records(self.frames["participants"])}

    @cached_property
    def published(self) -> dict[str, str]:
        """The publication date of each source."""
        return dict(zip(self.listed["source"], self.listed["published"], strict=True))

    @cached_property
    def selection(self) -> Selection:
        """The days that the reader asked for."""
        return Selection.recorded(self.manifest)

    @cached_property
    def references(self) -> References:
        """Numbers of sources and paragraphs, and links to them."""
        return References(self.texts)

    @cached_property
    def news(self) -> pd.DataFrame:
        """The events that are reported, or told as background but in the period."""
        return told.news(self)

    @cached_property
    def recalled(self) -> frozenset[str]:
        """Events that are told as background but count as news, for they lie in the period."""
        events = self.news
        return frozenset(events[events["status"] == "background"]["event"])

    def scope(self) -> Markdown:
        """Sources, period, as-of and the fingerprint of the corpus, in a line."""
        return Markdown(bottom.scope(self))

    def bottom_line(self) -> Markdown:
        """The answer first: four to six computed sentences."""
        return Markdown(bottom.bottom_line(self))

    def changed(self) -> Markdown:
        """What changed since the last edition, where there is one."""
        return Markdown(changed.changed(self))

    def timeline(self) -> Markdown:
        """The dated events as a figure."""
        return Markdown(chronicle.timeline(self, FIGURES))

    def chronology(self) -> Markdown:
        """The events in time, then what stays undated and the background."""
        return Markdown(chronicle.chronology(self))

    def participants(self) -> Markdown:
        """The people by country, with office and presence."""
        return Markdown(persons.participants(self))

    def who_met(self) -> Markdown:
        """The people named together at meetings, visits, calls and signings."""
        return Markdown(met.who_met(self, FIGURES))

    def names(self) -> Markdown:
        """Offices that change or differ, and spellings taken for one person's."""
        return Markdown(names.names(self))

    def delegations(self) -> Markdown:
        """The countries and bodies represented, and offices without a name."""
        return Markdown(persons.delegations(self))

    def topic_figures(self) -> Markdown:
        """How often each topic is mentioned, over all and by source."""
        return Markdown(subjects.figures(self, FIGURES))

    def topics(self) -> Markdown:
        """The counts behind the topic figures, and terms from the data."""
        return Markdown(subjects.tables(self))

    def agreed(self) -> Markdown:
        """What was signed or adopted."""
        return Markdown(lists.agreed(self))

    def planned(self) -> Markdown:
        """What is told as planned, and what became of it."""
        return Markdown(plans.planned(self))

    def quotations(self) -> Markdown:
        """Direct speech with its speakers."""
        return Markdown(lists.quotations(self))

    def disagreements(self) -> Markdown:
        """Where sources differ."""
        return Markdown(lists.disagreements(self))

    def sources(self) -> Markdown:
        """Every file, read or not, and what was put right by hand."""
        return Markdown(lists.sources(self) + corrections.corrections(self))

    def method(self) -> Markdown:
        """How dates, people, topics and events were found, and what that cannot do."""
        return Markdown(method.method(self))

    def reproduce(self) -> Markdown:
        """How to make this document again."""
        return Markdown(method.reproduce(self))

    def data(self) -> Markdown:
        """The tables, to be saved from the page."""
        return Markdown(downloads.downloads(self, DATA))

    def appendix(self) -> Markdown:
        """The texts with numbered paragraphs and marked evidence."""
        return Markdown(appendix(self, excerpts=self.settings.appendix == "excerpts"))


def open_briefing() -> Briefing:
    """Open the briefing that the report shows.

    ``BRIEFING_DATA`` names the tables of a finished run (``briefing render`` sets it). Without it, as in a
    plain ``quarto render report``, the sources are read here: from ``BRIEFING_SEEDS``, else ``seeds/``
    beside the report's folder. ``BRIEFING_SETTINGS`` names another settings file than the report's own.

    Raises
    ------
    analysis.errors.InputError
        The sources or the settings are at fault.
    """
    figures.use_colours(SHEET)
    settings = read_settings(Path(os.environ.get("BRIEFING_SETTINGS") or "settings.yml"))
    data = os.environ.get("BRIEFING_DATA")
    if data:
        frames, texts, manifest = read_tables(Path(data))
        return Briefing(frames, texts, manifest, settings, Path(data))
    from analysis.remote import local_folder
    from analysis.run import make_edition  # reading needs more packages than showing: only where it is done

    seeds = local_folder(os.environ.get("BRIEFING_SEEDS") or "../seeds", lambda sentence: None)
    tables = make_edition(seeds, settings, warn=lambda sentence: None)  # the report lists what was not read
    return Briefing(tables.frames, tables.texts, tables.manifest, settings)
