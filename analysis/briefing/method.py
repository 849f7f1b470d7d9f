"""Method, limits and how to reproduce the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.display import escape
from analysis.prose import counted
from analysis.timelines.selection import Selection

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

RULES = (
    (
        "Dates",
        "Every temporal expression is found and resolved by rules (TIMEX3), with its words kept. Calendar dates are "
        "EDTF. A date follows from the texts, the metadata of the sources and the calendar, never from outside "
        "knowledge; what they do not allow stays open. The basis says how: explicit (the text gives it), relative "
        "(counted from another date), inferred (the only one that fits what the text says), metadata (from the list "
        "of sources), corpus (settled by another source). No certainty is put in per cent, for none was measured.",
    ),
    (
        "People",
        "Names are found by a grammar over titles, offices, countries and given names. Spellings of one person are "
        "brought together by rules of transliteration, never against office or country. An office stands as the "
        "source words it.",
    ),
    (
        "Topics",
        "A mention is a phrase of the topic lexicon, the longest at each place, no word counted twice; a word of several "
        "senses counts only where the article has its topic in another sentence too, or in its first. Counts say how "
        "often a text speaks of something, not what it says about it. Rates are mentions per 1,000 words; their "
        "intervals (95 %) come from a bootstrap over sentences with a fixed seed. Keyness is log-likelihood (Rayson and "
        "Garside 2000) with the log ratio as its size (Hardie 2014), told only where five occurrences are expected on "
        "both sides; spread is Gries' DP (2008), 0 for even. Topics are told together where log-likelihood (Dunning "
        "1993) is at least 10.83 and three sentences hold both.",
    ),
    (
        "Events",
        "Verbs and nouns of a lexicon tell of events, and any other verb with a date beside it. What one speaker says on "
        "one occasion is one event. Accounts of several sources are one event when they are of one kind, their dates "
        "agree or follow each other, and the people agree, or a meeting's number and body, or place or countries and "
        "most of the words; the reason stands with the event in events.csv; "
        "sources that relay the same agency count once.",
    ),
    (
        "Limits",
        "The rules see words, not truth: a source's claim is shown as that source's claim. Irony, negation far from "
        "its verb, and events told without a date and without any of the lexicon's words, escape them. Only English "
        "texts are read.",
    ),
)


def method(edition: Briefing) -> str:
    """Return the rules in short, and their limits."""
    return "\n".join(f"**{name}.** {escape(text)}\n" for name, text in RULES)


def _options(selection: Selection) -> list[str]:
    """Return the options that chose the days of the chronology, where there were any."""
    given = (("--from", selection.start), ("--to", selection.end), ("--top-days", str(selection.top_days or "")))
    options = " ".join(f"{option} {value}" for option, value in given if value)
    return [f"- Days of the chronology chosen with `{options}`"] if options else []


def reproduce(edition: Briefing) -> str:
    """Return the commands that make this document again, and what identifies it."""
    manifest = edition.manifest
    prints = manifest["fingerprints"]
    read = sum(1 for entry in manifest["sources"] if entry["status"] == "read")
    lines = [
        "With the project at hand, `make report` renders this document from the sources; `briefing render --seeds` "
        "with a folder renders it from others. The same sources, settings, lexicons and code give the same document.",
        "",
        f"- Corpus {escape(manifest['corpus'])}: {counted(read, 'source')} read",
        f"- Lexicons {escape(prints['lexicons'][:12])}, settings {escape(prints['settings'][:12])}, "
        f"code {escape(prints['code'][:12])}, tables {escape(manifest['schema_version'])}",
        *_options(edition.selection),
        "",
        "The tables lie beside this document in `data/`, as CSV and JSON, with the texts as read in `data/texts/`.",
    ]
    return "\n".join(lines) + "\n"
