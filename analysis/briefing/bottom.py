"""The bottom line: computed sentences, each with the way to its data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from analysis.briefing.chronicle import in_period
from analysis.briefing.references import country_name
from analysis.dates.edtf import bounds, display
from analysis.display import escape
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.prose import capital, counted, listed, number, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

LEADING_TOPICS = 4
MEETING_KINDS = ("meeting", "visit", "signing", "call")


def scope(edition: Briefing) -> str:
    """Return the line that says what the briefing rests on."""
    sources = edition.frames["sources"]
    read = sources[sources["status"] == "read"]
    parts = [capital(counted(len(read), "article")) + _publishers(read)]
    days = sorted((bounds(date)[0] or bounds(date)[1], date) for date in read["published"] if any(bounds(date)))
    if days:
        first, last = (escape(display(date)) for _, date in (days[0], days[-1]))
        parts.append(f"published {first}" if first == last else f"published {first} to {last}")
    undated = len(read) - len(days)
    if undated:
        parts.append(f"{number(undated)} without a full date")
    if edition.manifest["as_of"]:
        parts.append(f"as of {escape(display(edition.manifest['as_of']))}")
    parts.append(f"corpus {edition.manifest['corpus']}")
    return "[" + " · ".join(parts) + "]{.scope}\n"


def _publishers(read: pd.DataFrame) -> str:
    """Return whose the articles are, and how many name no publisher."""
    named = read[read["publisher"] != ""]
    if named.empty:
        return ""
    names = listed([escape(name) for name in sorted(set(named["publisher"]))], most=4)
    unnamed = len(read) - len(named)
    return f", {number(len(named))} of them from {names}" if unnamed else f" from {names}"


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


def news(edition: Briefing) -> pd.DataFrame:
    """Return what is reported, and what is told as background but lies in the period of the briefing."""
    events = edition.frames["events"]
    told = events[events["status"] != "planned"]
    period = edition.settings.period
    recent = list(in_period(told[told["date"] != ""], period)["event"]) if period else []
    return told[(told["status"] == "reported") | told["event"].isin(recent)]


def _events(edition: Briefing) -> str:
    told = news(edition)
    said = told["kind"] == "statement"
    events = told[~said]
    count, dated = len(events), int((events["date"] != "").sum())
    if told.empty:
        return "The sources report no event that the rules could find."
    text = f"The sources report {counted(count, 'event')}"
    if count and dated == count:
        text += verb(count, ", with its date", ", all of them dated")
    elif count and not dated:
        text += verb(count, ", without a date", ", none of them dated")
    elif count:
        text += f", {number(dated)} of them with a date and {number(count - dated)} without"
    if said.any():
        text += f", and {counted(int(said.sum()), 'statement')}"
    several = int((events["independent_sources"] > 1).sum())
    if several:
        text += f"; more than one independent source tells of {number(several)} of the events"
    return f"{text} ([chronology](#sec-chronology))."


def _busiest(edition: Briefing) -> str:
    """Return when most happened, statements apart; nothing where no month stands out."""
    events = news(edition)
    events = events[events["precision"].isin(["day", "month"]) & (events["kind"] != "statement")]
    months = Counter(str(date)[:7] for date in events["earliest"])
    if len(months) < 2:
        return ""
    count = max(months.values())
    top = sorted(month for month, n in months.items() if n == count)
    if count < 2 or len(top) > 1:
        return ""
    chosen = events[events["earliest"].str.startswith(top[0])]
    links = edition.references.links([cell[0] for cell in chosen["evidence"]], 2)
    return f"The busiest month is {escape(display(top[0]))}, with {counted(count, 'event')} ({links})."


def _who_met(edition: Briefing) -> str:
    """Return how often the subject's countries met, and who was together most often."""
    events = news(edition)
    met = events[events["on_subject"] & events["kind"].isin(MEETING_KINDS)]
    if met.empty:
        return ""
    names = listed([escape(country_name(code)) for code in edition.settings.countries])
    occasions = counted(len(met), "meeting, visit, signing or call", "meetings, visits, signings and calls")
    text = f"{names} take part together in {occasions}"
    pair, times, words = _pair(edition, met)
    if times > 1:
        often = "twice" if times == 2 else f"{number(times)} times"
        text += f"; most often together {often}: {pair} ({edition.references.links(words, 2)})"
    else:
        links = edition.references.links([cell[0] for cell in met["evidence"]], 2)
        text += f" ({links})"
    return text + "."


def _pair(edition: Briefing, met: pd.DataFrame) -> tuple[str, int, list[Evidence]]:
    """Return the two people of different countries who were together most often, how often, and where."""
    people = {row.participant: row for row in records(edition.frames["participants"])}
    pairs: Counter[tuple[str, str]] = Counter()
    words: dict[tuple[str, str], list[Evidence]] = {}
    for row in records(met):
        for one, other in combinations(sorted(set(row.participants)), 2):
            if _apart(people[one].countries, people[other].countries):
                pairs[one, other] += 1
                words.setdefault((one, other), []).append(row.evidence[0])
    if not pairs:
        return "", 0, []
    top = min(pairs, key=lambda pair: (-pairs[pair], pair))
    return " and ".join(escape(people[key].name) for key in top), pairs[top], words[top]


def _apart(one: Sequence[str], other: Sequence[str]) -> bool:
    return bool(one) and bool(other) and not set(one) & set(other)


def _topics(edition: Briefing) -> str:
    topics = edition.frames["topics"]
    if topics.empty:
        return "No topic of the lexicon is mentioned."
    counts = topics.groupby("topic")["mentions"].sum().sort_index().sort_values(ascending=False, kind="stable")
    shown = [f"{escape(str(topic))} ({count})" for topic, count in counts.head(LEADING_TOPICS).items()]
    lead = verb(len(shown), "The leading topic by mentions is", "The leading topics by mentions are")
    return f"{lead} {listed(shown)} ([topics](#sec-topics))."


def _planned(edition: Briefing) -> str:
    events = edition.frames["events"]
    count = int((events["status"] == "planned").sum())
    if not count:
        return ""
    return (
        f"{capital(counted(count, 'event'))} {verb(count, 'is', 'are')} told as planned ([to watch](#sec-planned))."
    )


def _disputed(edition: Briefing) -> str:
    found = edition.frames["disagreements"]
    if found.empty:
        return "No contradiction between the sources was found."
    sure = int((found["certainty"] == "sure").sum())
    parts = [f"{number(n)} {word}" for n, word in ((sure, "sure"), (len(found) - sure, "possible")) if n]
    where = counted(len(found), "place")
    return f"The sources disagree in {where} ({listed(parts)}; [disagreements](#sec-disagreements))."
