"""Dates: finding, resolving and showing the temporal expressions of news."""

from analysis.dates.article import read_dates
from analysis.dates.find import find_dates
from analysis.dates.model import ArticleDates, Clash, DateExpression, Publication

__all__ = ["ArticleDates", "Clash", "DateExpression", "Publication", "find_dates", "read_dates"]
