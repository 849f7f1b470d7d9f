"""The topics: how often each is mentioned, where, and what else the texts are about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from analysis import figures as draw
from analysis.briefing.markdown import figure, table
from analysis.display import escape
from analysis.frames import records
from analysis.prose import listed, number

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

TERMS_SHOWN = 20


def _totals(topics: pd.DataFrame) -> pd.DataFrame:
    grouped = topics.groupby("topic", sort=True).agg(
        mentions=("mentions", "sum"),
        sentences=("sentences", "sum"),
        sources=("source", "nunique"),
        evidence=("evidence", "sum"),
    )
    return grouped.sort_values(["mentions", "sources"], ascending=False, kind="stable")


def figures(edition: Briefing, folder: Path) -> str:
    """Return the frequency chart and the heat map of topic by source."""
    topics = edition.frames["topics"]
    if topics.empty:
        return "No topic of the lexicon is mentioned, so there is nothing to draw.\n"
    totals = _totals(topics).head(edition.settings.topics_shown)
    path = draw.frequencies(totals, folder / "topics.svg")
    alt = "Mentions by topic: " + listed([f"{topic} {row.mentions}" for topic, row in totals.iterrows()]) + "."
    caption = "Mentions of each topic over all sources; in brackets the number of sources."
    parts = [figure(str(path), caption=caption, label="topics", alt=alt, data="topics")]
    shown = topics[topics["topic"].isin(totals.index)]
    sources = [source for source in edition.references.texts if source in set(shown["source"])]
    if 1 < len(sources) <= draw.MOST_COLUMNS:
        keys = {source: edition.references.key(source) for source in sources}
        path = draw.heat_map(shown, list(totals.index), keys, folder / "topics-by-source.svg")
        most = shown.sort_values("per_1000_words", ascending=False).iloc[0]
        alt = (
            f"Heat map of {number(len(totals))} topics by {number(len(sources))} sources, mentions per 1,000 words; "
            f"highest is {most['topic']} in {keys[most['source']]} with {most['per_1000_words']:.1f}."
        )
        caption = "Mentions per 1,000 words, by topic and source."
        parts.append(figure(str(path), caption=caption, label="topics-by-source", alt=alt, data="topics"))
    return "\n".join(parts)


def tables(edition: Briefing) -> str:
    """Return the counts of the topics and the terms from the data."""
    topics = edition.frames["topics"]
    parts = []
    if len(topics):
        totals = _totals(topics)
        words = int(edition.frames["sources"]["words"].sum())
        rows = [
            (
                escape(str(topic)),
                str(row.mentions),
                str(row.sentences),
                str(row.sources),
                f"{1000 * row.mentions / max(words, 1):.1f}",
                edition.references.links(row.evidence, 3),
            )
            for topic, row in totals.iterrows()
        ]
        headers = ("Topic", "Mentions", "Sentences", "Sources", "Per 1,000 words", "Evidence")
        parts.append(
            table(
                headers,
                rows,
                caption="Topics of the lexicon, by mentions",
                label="topics",
                widths=(30, 11, 12, 10, 12, 25),
                data="topics",
            )
        )
    parts.append(_terms(edition))
    return "\n".join(parts)


def _terms(edition: Briefing) -> str:
    terms = edition.frames["terms"]
    if terms.empty:
        return "The texts are too short to count terms beside the lexicon.\n"
    totals = terms.groupby("term", sort=True).agg(mentions=("mentions", "sum"), sources=("source", "nunique"))
    totals = totals.sort_values(["mentions", "sources"], ascending=False, kind="stable").head(TERMS_SHOWN)
    keyed = terms.dropna(subset=["keyness"])
    strongest = {row.term: row for row in records(keyed[keyed["keyness"] > 0].sort_values("keyness", kind="stable"))}
    rows = []
    for term, row in totals.iterrows():
        best = strongest.get(term)
        typical = f"{edition.references.source(best.source)} ({best.keyness:.1f})" if best else ""
        rows.append((escape(str(term)), str(row.mentions), str(row.sources), typical))
    headers = ("Term", "Mentions", "Sources", "Most typical of (keyness)")
    text = "Words and phrases that the texts use often, whether or not the lexicon has them; names are left out.\n"
    return (
        text
        + "\n"
        + table(headers, rows, caption="Terms from the data", label="terms", widths=(40, 16, 16, 28), data="terms")
    )
