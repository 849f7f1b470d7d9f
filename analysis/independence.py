"""How many accounts of an event are independent of each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.accounts import Told
from analysis.reprints import Likeness


def families(copies: Iterable[Likeness]) -> dict[str, str]:
    """Return for each source that is a copy, or has copies, the first of all that hold much of each other's text."""
    first: dict[str, str] = {}

    def root(source: str) -> str:
        while first.setdefault(source, source) != source:
            first[source] = first[first[source]]
            source = first[source]
        return source

    for pair in copies:
        one, other = root(pair.one), root(pair.other)
        first[max(one, other)] = min(one, other)
    return {source: root(source) for source in first}


def independent(told: Sequence[Told], family: Mapping[str, str]) -> int:
    """Count the independent accounts: reprints count once, and so do sources that relay the same agency.

    Parameters
    ----------
    told : sequence of Told
        The accounts of an event.
    family : mapping
        From a source to the first of its :func:`families`; others have no copies.
    """
    if len(told) == 1:
        return 1
    origins: set[str] = set()
    originals: set[str] = set()
    for account in told:
        origin, original = _origin(account), family.get(account.source, account.source)
        if origin not in origins and original not in originals:
            origins.add(origin)
            originals.add(original)
    return len(origins)


def _origin(account: Told) -> str:
    """Return the agency or readout that an account relies on, by name or dateline, else its source."""
    named = account.event.attributed_to
    if named and "reportedly" not in named:
        short = re.search(r"\(([A-Z]{2,8})\)", named)
        words = short[1] if short else re.sub(r"^(?:the|a|an)\s+", "", named, flags=re.IGNORECASE)
        return re.sub(r"\W+", " ", words.lower()).strip()
    for block in account.reading.article.blocks:
        if block.kind == "dateline":
            agency = re.search(r"\(([A-Z][A-Za-z]{1,9})\)", account.reading.text[block.start : block.end])
            if agency:
                return agency[1].lower()
    return account.source
