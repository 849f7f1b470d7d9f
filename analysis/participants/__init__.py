"""The people of all articles: spelling variants merged, every merge with its reason."""

from analysis.participants.corrections import Corrections, read_corrections
from analysis.participants.forms import Source
from analysis.participants.merging import cluster
from analysis.participants.tables import Merged, appearance_rows, delegation_rows, merge_people, official_rows

__all__ = [
    "Corrections",
    "Merged",
    "Source",
    "appearance_rows",
    "cluster",
    "delegation_rows",
    "merge_people",
    "official_rows",
    "read_corrections",
]
