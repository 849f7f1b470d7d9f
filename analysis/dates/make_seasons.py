"""Makers of seasons: summer 2024, last fall, in the spring."""

from __future__ import annotations

from analysis.dates.context import Context
from analysis.dates.grammar import Hit
from analysis.dates.make_calendar import edge_of, tail_year
from analysis.dates.meaning import NOT_KNOWN, Meaning, dated, maker, undated
from analysis.dates.reckon import Day, season_year

ORDER = ("SP", "SU", "FA", "WI")  # a winter belongs to the year it begins in
VERBS_TOO = ("fall", "spring")
NO_SEASON_AFTER = ("of", "into", "in", "to", "back")


def season_near(ctx: Context, season_: str, shift: int) -> Meaning:
    """Give the season of the publication's year, or the last or next one."""
    now = season_year(ctx.anchor.day)
    if now is None or ctx.anchor.day.year is None:
        return undated("DATE", f"XXXX-{season_}", NOT_KNOWN)
    year, current = now[0], ORDER.index(now[1])
    wanted = ORDER.index(season_)
    if shift < 0:
        year -= wanted >= current
    elif shift > 0:
        year += wanted <= current
    elif season_ != "WI":
        year = ctx.anchor.day.year
    return dated(f"{year}-{season_}", "relative", f"counted from {ctx.anchor.words}", day=Day(year))


@maker
def season(hit: Hit, ctx: Context) -> Meaning | None:
    """“summer 2024”, “in the spring”: without a year the running one, the last, or the next if ahead."""
    code = str(hit.value("season"))
    year, basis = tail_year(hit, ctx)
    if basis:
        if year is None:
            return undated("DATE", f"XXXX-{code}", NOT_KNOWN)
        reason = "the season is named with its year"
        return dated(f"{year}-{code}", basis, reason, day=Day(year), modifier=edge_of(hit))
    spot, core = hit.spot("season"), hit.spot("core")
    if spot is None or core is None:
        return None
    words = hit.tokens.words
    after = words[spot[1]].lower() if spot[1] < len(words) else "."
    if after in NO_SEASON_AFTER or (hit.text("season") in VERBS_TOO and core[1] - core[0] == 1):
        return None
    meaning = season_near(ctx, code, _season_shift(ctx, code, ctx.tense(hit)))
    meaning.modifier = edge_of(hit)
    return meaning.narrowed(core)


def _season_shift(ctx: Context, code: str, tense: int) -> int:
    """Say whether a season is the running one (0), the last (-1) or the next (1)."""
    now = season_year(ctx.anchor.day)
    if now is None or now[1] == code:
        return 0
    if tense > 0:
        return 1
    return -1 if ORDER.index(code) > ORDER.index(now[1]) else 0
