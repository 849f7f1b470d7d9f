"""The words of the texts: topics in context, terms beside the lexicon, and what a source uses more than others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.briefing.markdown import table
from analysis.concordance import line_of
from analysis.display import escape
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.prose import counted, listed

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

TERMS_SHOWN = 15
NAMES_SHOWN = 8
TOPICS_SHOWN = 6  # with lines of the concordance
LINES_SHOWN = 2  # of a topic
WIDTH = 55  # characters on each side
TYPICAL = 6.63  # log-likelihood, p < 0.01


def concordances(edition: Briefing, topics: Sequence[str]) -> str:
    """Return some lines of the concordance of the leading topics, from as many sources as can be."""
    rows = []
    for topic in topics[:TOPICS_SHOWN]:
        told = edition.frames.where("topics", {"topic": [topic]}, first=LINES_SHOWN)
        for entry in _spread(told["evidence"].tolist()):
            text = edition.references.texts[entry["source"]]
            line = line_of(entry["source"], text, (entry["start"], entry["end"]), WIDTH)
            words = f"{escape(line.left)}**{escape(line.node)}**{escape(line.right)}"
            rows.append((escape(topic), words, edition.references.link(entry)))
    return table(
        ("Topic", "In context", "Evidence"),
        rows,
        caption="Leading topics in context",
        label="concordance",
        widths=(20, 66, 14),
        data="topics",
        more="All lines of a topic or of any words: the command “briefing kwic” and the words.",
    )


def _spread(of_sources: Sequence[Sequence[Evidence]]) -> list[Evidence]:
    """Return a few evidences, the first of each source before the second of any."""
    rounds = [found[place] for place in range(LINES_SHOWN) for found in of_sources if place < len(found)]
    return sorted(rounds[:LINES_SHOWN], key=lambda entry: (entry["source"], entry["start"]))


def terms(edition: Briefing) -> str:
    """Return the words and phrases that the texts use often, how evenly, and for which source they are typical."""
    frame = edition.frames["terms"]
    if frame.empty:
        return "The texts are too short to count terms beside the lexicon.\n"
    totals = frame.groupby("term", sort=True).agg(
        mentions=("mentions", "sum"), sources=("source", "nunique"), spread=("dispersion", "first")
    )
    totals = totals.sort_values(["mentions", "sources"], ascending=False, kind="stable").head(TERMS_SHOWN)
    typical = _typical(edition, set(totals.index))
    rows: list[tuple[str, ...]] = []
    for row in records(totals.reset_index()):
        spread = "" if pd.isna(row.spread) else f"{row.spread:.2f}"
        rows.append((escape(row.term), str(row.mentions), str(row.sources), spread, typical.get(row.term, "")))
    headers: tuple[str, ...] = ("Term", "Mentions", "Sources", "Spread (DP)", "Typical of (keyness, log ratio)")
    widths: tuple[int, ...] = (32, 12, 11, 13, 32)
    if not any(row[-1] for row in rows):
        headers, widths = headers[:-1], (50, 16, 16, 18)
        rows = [row[:-1] for row in rows]
    text = "Words and phrases that the texts use often, whether or not the lexicon has them; names are left out. "
    return f"{text}{_comparison(edition)}\n\n" + table(
        headers,
        rows,
        caption="Terms from the data",
        label="terms",
        widths=widths,
        data="terms",
        more=_names(edition) + "All in terms.csv and keyness.csv.",
    )


def _keyed(edition: Briefing, by: str) -> pd.DataFrame:
    """Return the words and phrases that a source or publisher surely uses more often than the others."""
    frame = edition.frames["keyness"]
    frame = frame[(frame["by"] == by) & frame["kind"].isin(["word", "phrase"]) & frame["comparable"]]
    return frame[frame["keyness"] >= TYPICAL]


def _typical(edition: Briefing, terms: Collection[str]) -> dict[str, str]:
    """Return for each of the terms the source that it is most typical of."""
    found = _keyed(edition, "source").sort_values("keyness", kind="stable")
    found = found[found["term"].isin(terms)].drop_duplicates("term", keep="last")
    return {
        row.term: f"{edition.references.source(row.of)} ({row.keyness:.1f}, {row.effect:+.1f})"
        for row in records(found)
    }


def _comparison(edition: Briefing) -> str:
    """Return what may be compared, in a sentence."""
    frame = edition.frames["keyness"]
    sources = edition.frames["terms"]["source"].nunique()
    if sources < 2:
        return "With one source there is nothing to compare their use with."
    compared = int(frame[(frame["by"] == "source") & frame["comparable"]]["term"].nunique())
    if not compared:
        return "The collection is too small to compare the use of words: none is expected five times in a source and in the others."
    typical = _keyed(edition, "publisher").sort_values("keyness", ascending=False, kind="stable")
    if typical.empty:
        return (
            f"{counted(compared, 'term').capitalize()} {'is' if compared == 1 else 'are'} frequent enough to compare "
            "sources by; between publishers no difference is sure (p \\< 0.01)."
        )
    shown = [
        f"{escape(row.of or 'sources without a known publisher')} “{escape(row.term)}” ({row.keyness:.1f})"
        for row in records(typical.head(5))
    ]
    return f"Used more than by the other publishers (log-likelihood, p \\< 0.01): {listed(shown)}."


def _names(edition: Briefing) -> str:
    """Return the places and organisations most often named, in a sentence."""
    frame = edition.frames["keyness"]
    frame = frame[frame["by"] == "source"]
    sentences = ""
    for kind, text in (("place", "Places most often named"), ("organisation", "Organisations")):
        counts = frame[frame["kind"] == kind].groupby("term", sort=True)["mentions"].sum()
        counts = counts.sort_values(ascending=False, kind="stable").head(NAMES_SHOWN)
        if len(counts):
            shown = [f"{escape(str(term))} ({count})" for term, count in counts.items()]
            sentences += f"{text}: {listed(shown)}. "
    return sentences
