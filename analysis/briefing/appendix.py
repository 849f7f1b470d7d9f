"""The source appendix: the texts as read, paragraphs numbered, evidence marked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.briefing.references import References
from analysis.contract import contract
from analysis.display import escape, link
from analysis.evidence import Evidence
from analysis.frames import records
from analysis.layout import Block
from analysis.prose import number

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

STYLED = ("title", "heading", "bullet", "boilerplate", "byline", "date_line", "label", "front_matter")
Spans = dict[str, set[tuple[int, int]]]


def appendix(edition: Briefing, *, excerpts: bool) -> str:
    """Return the appendix.

    Parameters
    ----------
    edition : Briefing
    excerpts : bool
        Whether only the paragraphs that hold evidence are shown, as always of more than `MOST_TEXTS` sources, of
        which only those cited so far are shown, and of them the paragraphs cited.
    """
    references = edition.references
    shown = [source for source in references.texts if not references.many or source in references.cited]
    excerpts = excerpts or references.many
    anchored, marked = _evidence(edition, frozenset(shown))
    if references.many:
        _keep_cited(anchored, marked, frozenset(references.cited_at))
    sources = edition.listed.set_index("source")
    parts = [_left_out(len(references.texts) - len(shown))] if len(shown) < len(references.texts) else []
    for source in shown:
        row = sources.loc[source]
        parts.append(_head(references, source, row))
        for place, block in enumerate(references.blocks(source), start=1):
            cited = any(block.start <= a < block.end for a, _ in anchored[source])
            if cited or not excerpts:
                parts.append(_paragraph(references, source, place, block, anchored[source], marked[source]))
    return "\n".join(parts)


def _keep_cited(anchored: Spans, marked: Spans, cited: frozenset[tuple[str, int]]) -> None:
    """Leave of each source only what is cited, of one that is only named nothing."""
    for source in list(anchored):
        here = {span for span in anchored[source] if (source, span[0]) in cited}
        anchored[source], marked[source] = here, marked[source] & here


def _left_out(count: int) -> str:
    one = count == 1
    return (
        f"Of so many sources only those stand here that this document cites, and of them the paragraphs that it "
        f"cites. {number(count).capitalize()} more {'is' if one else 'are'} in the tables; every text is whole in "
        "`data/texts`.\n"
    )


def _evidence(edition: Briefing, shown: AbstractSet[str]) -> tuple[Spans, Spans]:
    """Return what links in the texts shown lead to, and what of it is marked: all evidence but whole sentences."""
    anchored: Spans = defaultdict(set)
    marked: Spans = defaultdict(set)
    for name in edition.frames:
        if "evidence" not in contract()[name]["columns"] and name not in ("dates", "disagreements"):
            continue
        for entry in _entries(name, _about(edition, name, shown)):
            if entry["source"] in shown:
                anchored[entry["source"]].add((entry["start"], entry["end"]))
                if name not in ("events", "quotations"):
                    marked[entry["source"]].add((entry["start"], entry["end"]))
    return anchored, marked


def _about(edition: Briefing, name: str, shown: AbstractSet[str]) -> pd.DataFrame:
    """Return a table as far as it may rest on the texts shown."""
    if name == "events":
        return edition.events
    if edition.references.many and "source" in contract()[name]["columns"]:
        return edition.frames.where(name, {"source": shown})
    return edition.frames[name]


def _entries(name: str, frame: pd.DataFrame) -> Iterable[Evidence]:
    if name == "dates":
        for row in records(frame):
            yield {"source": row.source, "start": row.start, "end": row.end}
    elif name == "disagreements":
        for statements in frame["statements"]:
            yield from (entry for statement in statements for entry in statement["evidence"])
    else:
        for cell in frame["evidence"]:
            yield from cell


def _head(references: References, source: str, row: Any) -> str:
    number = references.number[source]
    title = row["title"] or references.opening(source)
    facts = [row["publisher"], source]
    where = " · ".join(escape(fact) for fact in facts if fact)
    address = f" · {link('original page', row['url'])}" if row["url"] else ""
    return f"## S{number} · {escape(title)} {{#{references.source_anchor(source)} .unnumbered .source}}\n\n{where}{address}\n"


def _piece(words: str, attributes: str) -> str:
    """Return escaped words, in a span where they have attributes; spaces at its edges stay outside it."""
    if not attributes or not words.strip():
        return escape(words)
    core = words.strip()
    lead, trail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    return f"{escape(lead)}[{escape(core)}]{{{attributes}}}{escape(trail)}"


def _paragraph(
    references: References,
    source: str,
    place: int,
    block: Block,
    anchored: set[tuple[int, int]],
    marked: set[tuple[int, int]],
) -> str:
    """Return one paragraph, cut at the ends of all evidence; a piece that evidence begins at has its anchor."""
    text = references.texts[source]
    inside = {span for span in anchored if block.start <= span[0] and span[1] <= block.end}
    marks = [span for span in marked if block.start <= span[0] and span[1] <= block.end]
    cuts = sorted({block.start, block.end, *(edge for span in inside for edge in span)})
    begins = {start for start, _ in inside}
    pieces = []
    for start, end in pairwise(cuts):
        words = text[start:end]
        classes = [".mark"] if any(a <= start and end <= b for a, b in marks) else []
        anchor = [f"#{references.anchor(source, start)}"] if start in begins else []
        pieces.append(_piece(words, " ".join([*anchor, *classes])))
    name = references.paragraph_anchor(source, place)
    kind = block.kind if block.kind in STYLED else ""
    extra = f" .{kind.replace('_', '-')}" if kind else ""
    return f"::: {{#{name} .paragraph{extra}}}\n[¶{place}]{{.place}} {''.join(pieces)}\n:::\n"
