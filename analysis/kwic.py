"""The command ``briefing kwic``: concordance lines of a topic or term over a folder of sources."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from analysis.concordance import as_text, concordance
from analysis.run import open_cache
from analysis.settings import read_settings
from analysis.sources import read_sources
from analysis.topic_lexicon import topic_lexicon
from analysis.understood import warnings


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
    with open_cache(warn) as cache:
        sources = read_sources(seeds, cache=cache, own_topics=own)
    for sentence in warnings(sources.corpus.rejected):
        warn(sentence)
    lines = concordance(sources.readings, term, topic_lexicon(own), width=width, sort=sort)
    if as_json:
        return (json.dumps(asdict(line), ensure_ascii=False) for line in lines)
    return as_text(lines, width)
