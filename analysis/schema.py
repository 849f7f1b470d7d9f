"""The check at the edge: every table holds what its contract promises, every evidence its source's words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import chain
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.errors import ContractError
from analysis.events.model import KINDS as KINDS_OF_EVENTS

KINDS = {"text": str, "integer": int, "boolean": bool, "list": list, "evidence": list}
ALLOWED = {
    ("sources", "status"): {"read", "duplicate", "rejected"},
    ("sources", "published_basis"): {"stated", "metadata", "inferred", "corpus", "unknown"},
    ("frequencies", "by"): {"all", "source", "publisher", "month", "event", "participant"},
    ("frequencies", "level"): {"topic", "group"},
    ("keyness", "kind"): {"word", "phrase", "person", "place", "organisation"},
    ("keyness", "by"): {"source", "publisher"},
    ("appearances", "present"): {"yes", "no", "unclear"},
    ("officials", "present"): {"yes", "no", "unclear"},
    ("delegations", "present"): {"yes", "no", "unclear"},
    ("events", "status"): {"reported", "planned", "background"},
    ("events", "precision"): {"day", "month", "season", "year", "interval", "unknown"},
    ("events", "basis"): {"explicit", "relative", "inferred", "metadata", "corpus", "none"},
    ("events", "kind"): set(KINDS_OF_EVENTS),
    ("timeline", "basis"): {"event", "sentence", "published", ""},
    ("dates", "type"): {"DATE", "TIME", "DURATION", "SET"},
    ("dates", "basis"): {"explicit", "relative", "inferred", "metadata", "corpus", "none"},
    ("disagreements", "kind"): {"date", "count", "term", "office", "place", "mode", "attendance", "weekday"},
    ("disagreements", "certainty"): {"sure", "possible"},
}


def checked(name: str, promised: Mapping[str, Any], frame: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return the table in the promised order of columns, or raise where it breaks the promise.

    Parameters
    ----------
    name : str
        The table's name.
    promised : mapping
        Its entry in ``contract.yml``.
    frame : pandas.DataFrame
        The table.
    texts : mapping
        From the source to its text, to hold the evidence against.

    Raises
    ------
    ContractError
        A sentence saying what must hold.
    """
    columns = list(promised["columns"])
    try:
        valid = _schema(name, tuple((c, promised["columns"][c][0]) for c in columns)).validate(frame[columns])
    except (pa.errors.SchemaError, KeyError) as error:
        raise ContractError(
            f"The table {name} must hold what contract.yml promises: {str(error).splitlines()[0]}"
        ) from None
    if promised["key"] and valid.duplicated(promised["key"]).any():
        raise ContractError(f"The table {name} must have one row for each {' and '.join(promised['key'])}.")
    if "evidence" in columns:
        for entry in chain.from_iterable(valid["evidence"].tolist()):
            if texts.get(entry["source"], "")[entry["start"] : entry["end"]] != entry["text"]:
                raise ContractError(f"The table {name} must quote its sources exactly: {entry} does not.")
    return valid.reset_index(drop=True)


@cache
def _schema(name: str, columns: tuple[tuple[str, str], ...]) -> pa.DataFrameSchema:
    return pa.DataFrameSchema({column: _column(name, column, kind) for column, kind in columns}, strict=True)


def _column(name: str, column: str, kind: str) -> pa.Column:
    checks = []
    if kind in KINDS:
        expected = KINDS[kind]
        checks.append(pa.Check(lambda cells: set(map(type, cells.tolist())) <= {expected}))
    if (name, column) in ALLOWED:
        checks.append(pa.Check.isin(sorted(ALLOWED[name, column])))
    return pa.Column(None, checks, nullable=kind == "number")
