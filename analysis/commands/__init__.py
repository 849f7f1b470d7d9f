"""The commands that have modules of their own; ``analysis.cli`` puts them together."""
