"""How many accounts of an event are independent of each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.accounts import Told
from analysis.reprints import are_reprints


def independent(told: Sequence[Told]) -> int:
    """Count the independent accounts: reprints count once, and so do sources that relay the same agency."""
    origins: dict[str, str] = {}  # the origin named, and the text
    for account in told:
        origin, text = _origin(account), account.reading.article.text
        if origin not in origins and not any(are_reprints(text, its) for its in origins.values()):
            origins[origin] = text
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
            agency = re.search(r"\(([A-Z][A-Za-z]{1,9})\)", account.reading.article.text[block.start : block.end])
            if agency:
                return agency[1].lower()
    return account.source
