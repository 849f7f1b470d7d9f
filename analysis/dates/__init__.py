"""Dates: finding, resolving and showing temporal expressions."""
