"""The topics: how often each is mentioned, where, by whom and together with what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import figures as draw
from analysis.briefing.language import concordances, terms
from analysis.briefing.markdown import figure, table
from analysis.dates.edtf import display
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, counted, listed, number, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

NOUNS = {
    "source": ("source", "sources"),
    "month": ("month of publication", "months of publication"),
    "participant": ("participant", "participants"),
}
MOST_PAIRS = 15
LINKS = 3  # to the evidence of a topic


def _of(edition: Briefing, by: str, **chosen: Collection[str]) -> pd.DataFrame:
    """Return the rows of the table ``frequencies`` that count topics by one kind of unit."""
    return edition.frames.where("frequencies", {"by": [by], "level": ["topic"], **chosen})


def _totals(edition: Briefing) -> pd.DataFrame:
    """Return the counts over all sources by topic, the most mentioned first."""
    whole = _of(edition, "all").set_index("topic")
    return whole.sort_values(["mentions", "documents"], ascending=False, kind="stable")


def figures(edition: Briefing, folder: Path) -> str:
    """Return the chart of frequencies and the heat maps of topic by source, month and participant."""
    if not edition.frames.size("topics"):
        return "No topic of the lexicon is mentioned, so there is nothing to draw.\n"
    totals = _totals(edition).head(edition.settings.topics_shown)
    path = draw.save(draw.frequencies(totals), folder / "topics.svg")
    alt = "Mentions per 1,000 words by topic: "
    alt += listed([f"{topic} {row['per_1000_words']:.1f}" for topic, row in totals.iterrows()]) + "."
    caption = "Mentions of each topic per 1,000 words, with mentions and (in brackets) sources."
    if totals["low"].notna().all():
        caption += " The lines are intervals of 95 %."
    parts = [_sizes(edition), figure(str(path), caption=caption, label="topics", alt=alt, data="frequencies")]
    columns = {"source": _sources(edition), "month": _months(edition), "participant": _people(edition)}
    parts += [
        _heat_map(edition, folder, by, names, list(totals.index))
        for by, names in columns.items()
        if 1 < len(names) <= draw.MOST_COLUMNS or (by == "participant" and len(names) > 1)
    ]
    return "\n".join(parts)


def _sizes(edition: Briefing) -> str:
    """Return what is counted, and a plain sentence where there is too little to compare."""
    sources = edition.listed
    read = sources[sources["status"] == "read"]
    text = f"Counted over {counted(len(read), 'source')} with {counted(int(read['words'].sum()), 'word')}. "
    few = set(_of(edition, "source", note=["few words"])["of"])
    small = [source for source in edition.references.texts if source in few]
    if len(read) < 2:
        text += "With one source there is nothing to compare it with. "
    elif small and len(small) <= draw.MOST_COLUMNS:
        rests = verb(len(small), "rests", "rest")
        keys = [edition.references.source(source) for source in small]
        text += f"The rates of {listed(keys)} {rests} on fewer than 1,000 words each: too few to compare one with another. "
    elif small:
        text += f"{capital(number(len(small)))} of the sources have fewer than 1,000 words each: too few to compare. "
    return text + "Data: frequencies.csv and topics.csv, by source, publisher, month, event and participant.\n"


def _sources(edition: Briefing) -> dict[str, str]:
    mentioned = set(edition.frames.columns("topics", ["source"])["source"])
    return {s: edition.references.key(s) for s in edition.references.texts if s in mentioned}


def _months(edition: Briefing) -> dict[str, str]:
    return {month: display(month) for month in sorted(set(_of(edition, "month")["of"])) if month}


def _people(edition: Briefing) -> dict[str, str]:
    """Return the people in whose sentences topics come up, the most often named first."""
    people = sorted(edition.people.values(), key=lambda row: (-row.mentions, row.name))
    with_topics = set(_of(edition, "participant")["of"])
    return {row.participant: row.name for row in people if row.participant in with_topics and row.mentions > 1}


def _heat_map(edition: Briefing, folder: Path, by: str, columns: Mapping[str, str], order: Sequence[str]) -> str:
    noun, plural = NOUNS[by]
    people = by == "participant"
    value, unit = ("mentions", "mentions") if people else ("per_1000_words", "mentions per 1,000 words")
    chosen = dict(list(columns.items())[: draw.MOST_COLUMNS])
    frame = _of(edition, by, of=list(chosen), topic=order)
    if frame.empty:
        return ""
    grid = frame.pivot_table(index="topic", columns="of", values=value, aggfunc="sum", fill_value=0)
    grid = grid.reindex(index=[t for t in order if t in grid.index], columns=list(chosen), fill_value=0)
    path = draw.save(draw.heat_map(grid.rename(columns=chosen), whole=people), folder / f"topics-by-{by}.svg")
    most: Any = frame.sort_values(value, ascending=False, kind="stable").iloc[0]
    shown = f"{most[value]:.0f}" if people else f"{most[value]:.1f}"
    alt = (
        f"Heat map of {counted(len(grid), 'topic')} by {counted(len(chosen), noun, plural)}, {unit}; "
        f"highest is {most['topic']} in {chosen[most['of']]} with {shown}."
    )
    caption = f"{capital(unit)}, by topic and {noun}."
    if people:
        caption = "Mentions in the sentences that name a participant, by topic."
    return figure(str(path), caption=caption, label=f"topics-by-{by}", alt=alt, data="frequencies")


def tables(edition: Briefing) -> str:
    """Return the counts of the topics, what is told together, the words in context and the terms from the data."""
    parts = []
    if edition.frames.size("topics"):
        parts += [_counts(edition), _together(edition), concordances(edition, list(_totals(edition).index))]
    parts.append(terms(edition))
    return "\n".join(parts)


def _counts(edition: Briefing) -> str:
    rows = []
    for topic, row in _totals(edition).iterrows():
        rate = f"{row['per_1000_words']:.1f}"
        if pd.notna(row["low"]):
            rate += f" ({row['low']:.1f}–{row['high']:.1f})"
        many = edition.references.many
        told = edition.frames.where("topics", {"topic": [str(topic)]}, first=LINKS if many else None)
        words = [entry for cell in told["evidence"] for entry in cell]
        links = edition.references.links(words, LINKS, of=int(row["documents"]) if many else 0)
        rows.append(
            (escape(str(topic)), str(row["mentions"]), str(row["sentences"]), str(row["documents"]), rate, links)
        )
    return table(
        ("Topic", "Mentions", "Sentences", "Sources", "Per 1,000 words (95 %)", "Evidence"),
        rows,
        caption="Topics of the lexicon, by mentions",
        label="topics",
        widths=(27, 11, 11, 10, 17, 24),
        data="frequencies",
    )


def _together(edition: Briefing) -> str:
    pairs = edition.frames["cooccurrence"]
    if pairs.empty:
        return "No two topics share sentences more often than chance has it (log-likelihood 10.83, p \\< 0.001).\n"
    rows = [
        (
            f"{escape(row.topic)} · {escape(row.other)}",
            str(row.sentences),
            f"{row.expected:.1f}",
            f"{row.log_likelihood:.1f}",
            edition.references.links(row.evidence, 3),
        )
        for row in records(pairs.head(MOST_PAIRS))
    ]
    left = len(pairs) - len(rows)
    return table(
        ("Topics", "Sentences", "Expected", "Log-likelihood", "Evidence"),
        rows,
        caption="Topics in the same sentences, more often than chance has it (p < 0.001)",
        label="together",
        data="cooccurrence",
        widths=(40, 11, 11, 14, 24),
        more=f"And {counted(left, 'pair')} more in cooccurrence.csv." if left > 0 else "",
    )
