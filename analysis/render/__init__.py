"""The rendered report: Quarto where it is installed, else the embedded renderer.

::

    render ──▶ Quarto on the path? ── yes ──▶ quarto.py     quarto render, on a private copy
                     └── no ──▶ embedded.py
                                  settings.py  _quarto.yml and front matter, merged as Quarto does
                                  source.py    the .qmd as prose and cells
                                  cells.py     the cells run once, for all formats   (nbclient)
                                  writers.py   Markdown to HTML and Typst            (Pandoc)
                                               with divisions.lua and crossref.lua
                                               Typst to PDF                          (typst)

Outputs appear whole or not at all.
"""

from analysis.render.engine import ENGINES, FORMATS, choose_engine, prepare, render
from analysis.render.errors import UsageError
from analysis.render.kernel import Kernel

__all__ = ["ENGINES", "FORMATS", "Kernel", "UsageError", "choose_engine", "prepare", "render"]
