"""Timelines: which days of a collection matter, a line or two for each, and the choice of a reader."""
