"""The command ``briefing kwic``: concordance lines of a topic or term over a folder of sources."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from analysis.concordance import as_text, concordance
from analysis.corpus import read_corpus
from analysis.run import read_all
from analysis.settings import read_settings
from analysis.topic_lexicon import topic_lexicon


def kwic_lines(
    seeds: Path,
    settings: Path | None,
    term: str,
    *,
    width: int,
    sort: str,
    as_json: bool = False,
    warn: Callable[[str], None],
) -> Iterator[str]:
    """Return the lines of ``briefing kwic``, as text or as JSON objects ``{source, start, end, left, node, right}``.

    Raises
    ------
    InputError
        The sources, the settings or the term are at fault.
    """
    own = read_settings(settings).topics if settings else None
    corpus = read_corpus(seeds)
    for file in corpus.rejected:
        warn(f"{file.source} was not read: {file.reason}.")
    readings = read_all(corpus, own)
    lines = concordance(readings, term, topic_lexicon(own), width=width, sort=sort)
    if as_json:
        return (json.dumps(asdict(line), ensure_ascii=False) for line in lines)
    return as_text(lines, width)
