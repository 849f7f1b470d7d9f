"""``seeds/corrections.yml``: what a user puts right, each with a reason, checked against the sources."""

from analysis.corrections.apply import Corrected, RedatedRows, correct_events, correct_offices
from analysis.corrections.model import Corrections, DateCorrection, EventCorrection, Note, OfficeCorrection, Words
from analysis.corrections.read import read_corrections

__all__ = [
    "Corrected",
    "Corrections",
    "DateCorrection",
    "EventCorrection",
    "Note",
    "OfficeCorrection",
    "RedatedRows",
    "Words",
    "correct_events",
    "correct_offices",
    "read_corrections",
]
