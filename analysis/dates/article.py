"""The dates of a whole article: its publication first, then every expression seen from there."""

from __future__ import annotations

import re
from dataclasses import replace

from analysis.dates import edtf
from analysis.dates.context import Anchor, clean_published, read_anchor
from analysis.dates.find import scan
from analysis.dates.infer import infer_publication
from analysis.dates.model import ArticleDates, Clash, DateExpression, Publication
from analysis.dates.publication import Statement, statements
from analysis.dates.reckon import make_day
from analysis.dates.years import WEEKDAYS


def read_dates(text: str, *, given: str = "", given_note: str = "", given_by: str = "sources.csv") -> ArticleDates:
    """Read all that an article says about time.

    Parameters
    ----------
    text : str
        The article.
    given : str
        Date of publication known from elsewhere (``sources.csv``), EDTF; nonsense counts as not given.
    given_note : str
        Where that date comes from, for the reason.
    given_by : str
        What gives it, for the reason: ``sources.csv`` or a web page's metadata.

    Returns
    -------
    ArticleDates
        The publication (stated in the text, else given, else inferred, else unknown), the expressions
        resolved with it, and what contradicts each other.
    """
    whole = scan(text)
    stated = statements(whole)
    given = clean_published(given)
    publication, clashes = _publication(stated, given, given_note, given_by)
    if publication.date:
        anchor = _anchor(publication, given_by)
        expressions = whole.resolve(anchor)
        if publication.basis == "metadata":
            expressions = [_rests_on_metadata(e) for e in expressions]
        publication = _with_candidates(publication, expressions)
    else:
        expressions = whole.resolve(Anchor())
        publication = infer_publication(text, expressions)
        if publication.date.startswith("XXXX"):
            expressions = whole.resolve(read_anchor(publication.date))
    clashes += _weekday_clashes(expressions)
    return ArticleDates(publication, tuple(expressions), tuple(clashes))


def _publication(stated: list[Statement], given: str, note: str, given_by: str) -> tuple[Publication, list[Clash]]:
    """Choose the publication among what the text states and what is given, and say what contradicts it."""
    first = next((s for s in stated if not s.updated), None) or (stated[0] if stated else None)
    if first is None:
        if not given:
            return Publication(), []
        reason = f"the date given in {given_by}" + (f" ({note})" if note else "")
        return Publication(given, "metadata", reason), []
    clashes = []
    date, reason = first.date, f"the {first.form} of the text states it"
    if first.updated:
        reason = "only the date of an update is stated"
        date = f"../{date}"
    if date.startswith("XXXX"):
        others = [s.date for s in stated if not s.date.startswith("XXXX")]
        date, reason = _complete(date, others or ([given] if given else []), reason)
    for other in stated:
        if not other.updated and other.form == "date line" == first.form and not edtf.overlap(other.date, first.date):
            note_ = "two date lines name different days"
            clashes.append(
                Clash(
                    "date",
                    ((first.date, first.start, first.end), (other.date, other.start, other.end)),
                    note_,
                )
            )
    if given and not edtf.overlap(given, date):
        pair = ((first.date, first.start, first.end), (given, 0, 0))
        clashes.append(Clash("date", pair, f"the text states another date of publication than {given_by}"))
    if first.updated and given:
        return Publication(
            given, "metadata", f"the date given in {given_by}; the text states only an update"
        ), clashes
    return Publication(date, "stated", reason, first.start, first.end), clashes


def _complete(date: str, others: list[str], reason: str) -> tuple[str, str]:
    """Give a dateline without a year the year of another statement, where they are days apart."""
    for other in others:
        bound = edtf.bounds(other)[0]
        whole = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", bound)
        if not whole:
            continue
        base = make_day(int(whole[1]), int(whole[2]), int(whole[3]))
        days = [d for y in (-1, 0, 1) if (d := make_day(int(whole[1]) + y, int(date[5:7]), int(date[8:10])))]
        if base and days:
            best = min(days, key=lambda d: abs(d - base))
            return str(best), f"{reason}; its year follows from {other}"
    return date, f"{reason}, without a year"


def _with_candidates(publication: Publication, expressions: list[DateExpression]) -> Publication:
    """Keep the days that a dateline without a year may mean, where a weekday or named years limit them."""
    if not publication.date.startswith("XXXX"):
        return publication
    stated = (e.candidates for e in expressions if e.start == publication.start)
    return replace(publication, candidates=next(stated, ()))


def _anchor(publication: Publication, given_by: str) -> Anchor:
    anchor = read_anchor(publication.date)
    if publication.basis == "metadata":
        return replace(anchor, words=f"{anchor.words} (given in {given_by})")
    return anchor


def _rests_on_metadata(expression: DateExpression) -> DateExpression:
    """Mark a date whose year comes from metadata."""
    return replace(expression, basis="metadata") if expression.basis == "inferred" else expression


def _weekday_clashes(expressions: list[DateExpression]) -> list[Clash]:
    """Find dates that name a weekday they do not fall on."""
    clashes = []
    for e in expressions:
        if not e.weekday or not re.fullmatch(r"\d{4}-\d\d-\d\d~?", e.date):
            continue
        day = make_day(*(int(p) for p in e.date.rstrip("~").split("-")))
        if day and day.isoweekday() != e.weekday:
            said, real = WEEKDAYS[e.weekday - 1], WEEKDAYS[day.isoweekday() - 1]
            pair = ((said, e.start, e.end), (e.date, e.start, e.end))
            clashes.append(Clash("weekday", pair, f"{edtf.display(e.date)} was a {real}, not a {said}"))
    return clashes
