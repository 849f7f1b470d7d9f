"""The bottom line: computed sentences, each with the way to its data."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from analysis.briefing.references import country_name
from analysis.dates.edtf import display
from analysis.display import escape
from analysis.prose import capital, counted, listed, number, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

LEADING_TOPICS = 4
MEETING_KINDS = ("meeting", "visit", "signing", "call")


def scope(edition: Briefing) -> str:
    """Return the line that says what the briefing rests on."""
    sources = edition.frames["sources"]
    read = sources[sources["status"] == "read"]
    publishers = sorted({name for name in read["publisher"] if name})
    parts = [counted(len(read), "article").capitalize()]
    if publishers:
        parts[0] += f" from {listed([escape(name) for name in publishers], most=4)}"
    days = sorted(date for date in read["published"] if date)
    if days:
        span = (
            escape(display(days[0]))
            if days[0] == days[-1]
            else f"{escape(display(days[0]))} to {escape(display(days[-1]))}"
        )
        parts.append(f"published {span}")
    if edition.manifest["as_of"]:
        parts.append(f"as of {escape(display(edition.manifest['as_of']))}")
    parts.append(f"corpus {edition.manifest['corpus']}")
    return "[" + " · ".join(parts) + "]{.scope}\n"


def bottom_line(edition: Briefing) -> str:
    """Return the sentences that answer first."""
    sentences = [
        _events(edition),
        _busiest(edition),
        _who_met(edition),
        _topics(edition),
        _planned(edition),
        _disputed(edition),
    ]
    items = "\n".join(f"- {sentence}" for sentence in sentences if sentence)
    return f"::: {{.lede}}\n{items}\n:::\n"


def news(events: pd.DataFrame) -> pd.DataFrame:
    """Return the events that are news: reported, not background and not planned."""
    return events[events["status"] == "reported"]


def _events(edition: Briefing) -> str:
    events = news(edition.frames["events"])
    dated = int((events["date"] != "").sum())
    several = int((events["independent_sources"] > 1).sum())
    text = f"The sources report {counted(len(events), 'event')}"
    if not len(events):
        return "The sources report no event that the rules could find."
    if dated == len(events):
        text += f", {verb(dated, 'with its date', 'all of them dated')}"
    else:
        text += f": {number(dated)} {verb(dated, 'has', 'have')} a date, {number(len(events) - dated)} {verb(len(events) - dated, 'stays', 'stay')} open"
    if several:
        text += f"; {number(several)} {verb(several, 'is', 'are')} told by more than one independent source"
    return f"{text} ([chronology](#sec-chronology))."


def _busiest(edition: Briefing) -> str:
    events = news(edition.frames["events"])
    months = Counter(date[:7] for date in events["earliest"] if date)
    if len(months) < 2:
        return ""
    top, count = min(months.items(), key=lambda item: (-item[1], item[0]))
    tied = [month for month, n in months.items() if n == count]
    if count < 2 or len(tied) > 2:
        return ""
    names = listed([escape(display(month)) for month in sorted(tied)])
    return f"The busiest {verb(len(tied), 'month is', 'months are')} {names}, with {counted(count, 'event')}{'' if len(tied) == 1 else ' each'}."


def _who_met(edition: Briefing) -> str:
    events = edition.frames["events"]
    people = edition.frames["participants"].set_index("participant")
    on_subject = news(events[events["on_subject"] & events["kind"].isin(MEETING_KINDS)])
    if on_subject.empty:
        return ""
    pairs: Counter[tuple[str, str]] = Counter()
    evidence = {}
    for row in on_subject.itertuples():
        for pair in combinations(sorted(set(row.participants)), 2):
            one, other = (set(people.loc[p, "countries"]) for p in pair)
            if one and other and not one & other:
                pairs[pair] += 1
                evidence.setdefault(pair, row.evidence)
    names = listed([country_name(code) for code in edition.settings.countries])
    text = f"Both {escape(names)} take part in {counted(len(on_subject), 'meeting, visit, call or signing', 'meetings, visits, calls and signings')}"
    if len(edition.settings.countries) != 2:
        text = f"On the subject there {verb(len(on_subject), 'is', 'are')} {counted(len(on_subject), 'meeting, visit, call or signing', 'meetings, visits, calls and signings')}"
    if pairs:
        pair, count = min(pairs.items(), key=lambda item: (-item[1], item[0]))
        one, other = (escape(people.loc[p, "name"]) for p in pair)
        times = "once" if count == 1 else f"{number(count)} times" if count > 2 else "twice"
        rivals = sum(1 for n in pairs.values() if n == count)
        if rivals == 1 or count > 1:
            text += f"; most often together are {one} and {other} ({times}: {edition.references.links(evidence[pair], 2)})"
    return text + "."


def _topics(edition: Briefing) -> str:
    topics = edition.frames["topics"]
    if topics.empty:
        return "No topic of the lexicon is mentioned."
    counts = topics.groupby("topic")["mentions"].sum().sort_index().sort_values(ascending=False, kind="stable")
    shown = [f"{escape(str(topic))} ({count})" for topic, count in counts.head(LEADING_TOPICS).items()]
    return f"The leading {verb(len(shown), 'topic by mentions is', 'topics by mentions are')} {listed(shown)} ([topics](#sec-topics))."


def _planned(edition: Briefing) -> str:
    planned = edition.frames["events"]
    planned = planned[planned["status"] == "planned"]
    if planned.empty:
        return ""
    return f"{capital(counted(len(planned), 'event'))} {verb(len(planned), 'is', 'are')} told as planned ([to watch](#sec-planned))."


def _disputed(edition: Briefing) -> str:
    found = edition.frames["disagreements"]
    if found.empty:
        return "No contradiction between the sources was found."
    sure = int((found["certainty"] == "sure").sum())
    possible = len(found) - sure
    parts = [f"{number(n)} {word}" for n, word in ((sure, "sure"), (possible, "possible")) if n]
    return f"The sources disagree in {counted(len(found), 'place')} ({listed(parts)}; [disagreements](#sec-disagreements))."
