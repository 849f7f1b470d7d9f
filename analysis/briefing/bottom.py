"""The bottom line: computed sentences, in which every number is a link to its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.briefing import met
from analysis.briefing.markdown import to
from analysis.briefing.references import country_name
from analysis.briefing.told import STATEMENT, TOGETHER, planned
from analysis.dates.edtf import bounds, display
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, clipped, counted, listed, number, times, verb
from analysis.timelines.selection import in_period

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

LEADING_TOPICS = 4
MOST_IN_WORDS = 12  # as in analysis.prose
NAMED = 2  # pairs of people, and disagreements, that are told in words
LONGEST_VALUE = 90  # characters of what a source says in a disagreement
TIMES = ("day", "month")  # precisions of a date that lie in one month


def scope(edition: Briefing) -> str:
    """Return the line that says what the briefing rests on."""
    sources = edition.listed
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
        _new(edition),
        _disputed(edition),
    ]
    items = "\n".join(f"- {sentence}" for sentence in sentences if sentence)
    return f"::: {{.lede}}\n{items}\n:::\n"


def _sources(edition: Briefing) -> str:
    return verb(len(edition.references.texts), "The article", "The sources")


def _report(edition: Briefing) -> str:
    return f"{_sources(edition)} {verb(len(edition.references.texts), 'reports', 'report')}"


def _events(edition: Briefing) -> str:
    """Return how many events are told of, how many have a date, and how many have several sources."""
    told = edition.news
    if told.empty:
        return f"{_report(edition)} no event that the rules could find."
    events = told[told["kind"] != STATEMENT]
    said, count, dated = len(told) - len(events), len(events), int((events["date"] != "").sum())
    text = f"{_report(edition)} " + (to(counted(count, "event"), "tbl-kinds") if count else "no event")
    if count and dated == count:
        text += verb(count, ", with its date", f", {'both' if count == 2 else 'all'} of them dated")
    elif count and not dated:
        text += verb(count, ", without a date", ", none of them dated")
    elif count:
        text += f", {to(number(dated), 'tbl-kinds')} of them with a date and {to(number(count - dated), 'tbl-undated')} without"
    if said:
        text += f", {'and' if count else 'but'} {to(counted(said, 'statement'), 'tbl-kinds')}"
    several = events[events["independent_sources"] > 1]
    if len(several):
        links = edition.references.links(
            [entry for cell in several["evidence"] for entry in _of_each(cell)], 3, all_in="tbl-events"
        )
        text += (
            f"; several independent sources tell of {to(number(len(several)), 'tbl-kinds')} of the events ({links})"
        )
    period = edition.settings.period
    if period and in_period(told[told["date"] != ""], period).empty:
        text += f"; no date lies in the period of this briefing, {to(escape(display(period)), 'sec-chronology')}"
    return f"{text}."


def _of_each(cell: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the first evidence of each source."""
    return list({entry["source"]: entry for entry in reversed(cell)}.values())[::-1]


def _busiest(edition: Briefing) -> str:
    """Return when most happened, statements apart; nothing where no month stands out."""
    events = edition.news
    events = events[events["precision"].isin(TIMES) & (events["kind"] != STATEMENT)]
    months = Counter(str(date)[:7] for date in events["earliest"])
    count = max(months.values(), default=0)
    top = sorted(month for month, n in months.items() if n == count)
    if len(months) < 2 or count < 2 or len(top) > 1:
        return ""
    chosen = events[events["earliest"].str.startswith(top[0])]
    links = edition.references.links([cell[0] for cell in chosen["evidence"]], 2, all_in="tbl-events")
    month = to(escape(display(top[0])), "sec-chronology")
    return f"The busiest month is {month}, with {to(counted(count, 'event'), 'tbl-events')} ({links})."


def _who_met(edition: Briefing) -> str:
    """Return how often the subject's countries met, and who was together most often."""
    events = edition.news
    subject = edition.settings.countries
    lands = listed([escape(country_name(code)) for code in subject])
    together = events[events["on_subject"].astype(bool) & events["kind"].isin(TOGETHER)]
    pairs = met.meetings(edition)
    parts = []
    if subject and len(together):
        occasions = counted(len(together), "meeting, visit, signing or call", "meetings, visits, signings and calls")
        parts.append(f"{lands} take part together in {to(occasions, 'tbl-kinds')}")
        pairs = met.on_subject(pairs, subject)
    elif subject and pairs:
        parts.append(f"no meeting, visit, signing or call brings {lands} together")
    if pairs:
        parts.append(_most_often(edition, pairs))
    return _sentence(parts)


def _most_often(edition: Briefing, pairs: list[met.Pair]) -> str:
    """Return the pairs that were together most often, with the occasions, or that none was so more than once."""
    most = len(pairs[0].events)
    top = [pair for pair in pairs if len(pair.events) == most]
    if most == 1 and len(top) > 1:
        links = edition.references.links([pair.events[0].evidence[0] for pair in top], 2, all_in="tbl-met")
        return f"{to(number(len(top)), 'tbl-met')} pairs of people are named together, each {to('once', 'tbl-met')} ({links})"
    told = []
    for pair in top[:NAMED]:
        names = " and ".join(escape(name) for name in pair.names)
        words = [entry for row in pair.events for entry in met.words_of(pair, row)[:1]]
        told.append(f"{names} ({edition.references.links(words, 2, all_in='tbl-met')})")
    left = len(top) - len(told)
    if left:
        told.append(to(f"{number(left)} more", "tbl-met"))
    often = to(times(most), "tbl-met")
    if len(pairs) == 1:
        return f"the people named together are {told[0]}, {often}"
    each = f"each {often}" if len(top) > 1 else often
    return f"the people most often named together are {listed(told)}, {each}"


def _topics(edition: Briefing) -> str:
    topics = edition.frames.columns("topics", ["topic", "mentions"])
    if topics.empty:
        return "No topic of the lexicon is mentioned."
    counts = topics.groupby("topic")["mentions"].sum().sort_index().sort_values(ascending=False, kind="stable")
    leading = [(escape(str(topic)), int(count)) for topic, count in counts.head(LEADING_TOPICS).items()]
    words = "{:,}".format if leading[0][1] > MOST_IN_WORDS else number  # not figures for one and a word for another
    shown = [
        f"{topic} with {to(words(count) + (' ' + verb(count, 'mention', 'mentions') if not place else ''), 'tbl-topics')}"
        for place, (topic, count) in enumerate(leading)
    ]
    if len(counts) == 1:
        return f"The only topic is {shown[0]}."
    return f"The leading topics are {listed(shown)}."


def _new(edition: Briefing) -> str:
    """Return what is new since the last edition, else the latest event; and how much is told as coming."""
    parts = [_changes(edition) if edition.manifest.get("since") else _latest(edition)]
    coming = len(planned(edition))
    if coming:
        are = verb(coming, "is", "are")
        parts.append(f"{to(counted(coming, 'event'), 'tbl-planned')} {are} told as planned")
    return _sentence(parts)


def _sentence(parts: Iterable[str]) -> str:
    """Return clauses as a sentence that begins with a capital, be it inside a link; nothing where there is none."""
    text = "; ".join(filter(None, parts))
    opening = "[" if text.startswith("[") else ""
    return f"{opening}{capital(text.removeprefix(opening))}." if text else ""


def _changes(edition: Briefing) -> str:
    """Return the changes of each group and kind as numbers."""
    since = edition.manifest["since"]
    of = f" of {to(escape(display(since['as_of'])), 'sec-changes')}" if since["as_of"] else ""
    found = sorted(edition.manifest["changes"], key=lambda entry: (entry["group"], entry["kind"]))
    counts = [
        (len(list(entries)), group, kind)
        for (group, kind), entries in groupby(found, key=lambda entry: (entry["group"], entry["kind"]))
    ]
    if not counts:
        return f"Since the edition{of} nothing in the tables changed"
    told = [(n, _named(n, group)) for n, group, kind in counts if kind == "new"]
    other = sum(n for n, _, kind in counts if kind != "new")
    if other:
        told.append((other, counted(other, "other change")))
    shown = listed([to(words, "sec-changes") for _, words in told])
    return f"Since the edition{of} there {verb(told[0][0], 'is', 'are')} {shown}"


def _named(count: int, group: str) -> str:
    nouns = {"people": ("new person", "new people")}
    one, many = nouns.get(group, (f"new {group.removesuffix('s')}", f"new {group}"))
    return counted(count, one, many)


def _latest(edition: Briefing) -> str:
    """Return the latest event of a known day, one on the subject before others."""
    events = edition.news
    events = events[(events["precision"] == "day") & (events["kind"] != STATEMENT)]
    if len(events) < 2:
        return ""
    last = events[events["latest"] == events["latest"].max()].sort_values(
        "on_subject", ascending=False, kind="stable"
    )
    row = records(last)[0]
    who = listed([escape(edition.people[key].name) for key in row.participants], most=3)
    kind = f" is {_kind(row.kind)}" if row.kind != "other" else ""
    place = f" in {escape(row.place)}" if row.place else ""
    day = to(escape(display(row.date)), "sec-chronology")
    text = f"the latest event{kind} of {day}{place}" if kind else f"the latest event is of {day}{place}"
    return text + (f", with {who}" if who else "") + f" ({edition.references.links(row.evidence[:1], 1)})"


def _kind(kind: str) -> str:
    """Return a kind of event with its article."""
    return "an event" if kind == "other" else f"{'an' if kind[0] in 'aeiou' else 'a'} {escape(kind)}"


def _disputed(edition: Briefing) -> str:
    """Return on how much and on what the sources disagree."""
    found = edition.frames["disagreements"]
    if found.empty:
        return verb(
            len(edition.references.texts),
            "No contradiction was found within the article.",
            "No contradiction between the sources was found.",
        )
    named = [_disagreement(edition, row) for row in records(found.head(NAMED))]
    left = len(found) - len(named)
    if left:
        named.append(f"in {to(f'{number(left)} more', 'tbl-disagreements')}")
    sure = int((found["certainty"] == "sure").sum())
    may = "" if sure else "may "
    texts = len(edition.references.texts)
    who = verb(texts, "contradicts itself" if sure else "may contradict itself", f"{may}disagree")
    where = to(counted(len(found), "place"), "tbl-disagreements")
    return f"{_sources(edition)} {who} in {where}: {'; '.join(named)}."


def _disagreement(edition: Briefing, row: Any) -> str:
    """Return what a disagreement is about and what is said, each with its words."""
    said = [
        to(escape(clipped(statement["value"], LONGEST_VALUE)), "tbl-disagreements")
        + (f" ({edition.references.links(statement['evidence'][:1], 1)})" if statement["evidence"] else "")
        for statement in row.statements[:3]
    ]
    return f"on {_about(edition, row)}, {listed(said, joiner='or')}"


def _about(edition: Briefing, row: Any) -> str:
    """Return what a disagreement is about, in words."""
    person = escape(next((edition.people[key].name for key in row.participants if key in edition.people), "a person"))
    told = edition.events[edition.events["event"].isin(row.events)]
    kinds = dict(zip(told["event"], told["kind"], strict=True))
    kind = _kind(next((kinds[key] for key in row.events if key in kinds), "other"))
    return {
        "date": f"the date of {kind}",
        "weekday": "the weekday of a date",
        "count": "a number",
        "term": "the name of a document",
        "office": f"the office of {person}",
        "place": f"the place of {kind}",
        "mode": "whether a call or a meeting was held",
        "attendance": f"whether {person} took part",
    }.get(row.kind, f"the {escape(row.kind)}")
