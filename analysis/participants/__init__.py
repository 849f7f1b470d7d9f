"""The people of all articles: spelling variants merged, every merge with its reason."""

from analysis.participants.corrections import Corrections, read_corrections
from analysis.participants.merging import Source, cluster
from analysis.participants.tables import Merged, merge_people

__all__ = ["Corrections", "Merged", "Source", "cluster", "merge_people", "read_corrections"]
