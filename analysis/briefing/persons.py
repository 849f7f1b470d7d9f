"""The participants by country, the delegations and the offices without a name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.briefing.markdown import rest, table
from analysis.briefing.names import stated_office
from analysis.briefing.references import countries_text, country_name
from analysis.display import escape
from analysis.frames import records
from analysis.prose import capital, counted, listed, number, verb

if TYPE_CHECKING:
    from analysis.briefing.edition import Briefing

PRESENCE = {"yes": "took part", "no": "only mentioned", "unclear": "not clear"}
UNSAID = "[not stated]{.unsaid}"
UNKNOWN = "whose country is not stated"
GROUPS_TOLD = 5
LINKS = 4  # to the evidence of a delegation


def participants(edition: Briefing) -> str:
    """Return the table of people: name, office, for whom, presence and evidence."""
    if not edition.people:
        return "No person is named.\n"
    ordered = sorted(edition.people.values(), key=lambda row: _order(edition, row))
    shown = ordered[: edition.settings.rows_shown]
    appearances = edition.frames.where("appearances", {"participant": {row.participant for row in shown}})
    rows = [_row(edition, row, appearances[appearances["participant"] == row.participant]) for row in shown]
    made = table(
        ("Name", "For", "Office as stated", "Presence", "Evidence"),
        rows,
        caption="People named, by country",
        label="people",
        widths=(24, 14, 32, 12, 18),
        more=rest(len(shown), len(ordered), "participants"),
        data="participants",
    )
    return f"{_by_country(ordered)}\n\n{made}"


def _by_country(people: list[Any]) -> str:
    """Return how many people are named, and for which countries and bodies most."""
    text = f"{capital(counted(len(people), 'person', 'people'))} {verb(len(people), 'is', 'are')} named"
    groups = Counter(_belongs(row) or UNKNOWN for row in people)
    if len(groups) < 2:
        return f"{text}."
    known = [f"{number(count)} for {name}" for name, count in groups.items() if name != UNKNOWN]
    shown = known[:GROUPS_TOLD] if len(known) > GROUPS_TOLD + 1 else known
    left = sum([count for name, count in groups.items() if name != UNKNOWN][len(shown) :])
    if left:
        shown.append(f"{number(left)} for others")
    if groups[UNKNOWN]:
        shown.append(f"{number(groups[UNKNOWN])} {UNKNOWN}")
    return f"{text}: {listed(shown)}."


def _belongs(row: Any) -> str:
    return countries_text(row.countries) or escape(", ".join(row.bodies))


def _order(edition: Briefing, row: Any) -> tuple[int, str, int, int, str]:
    subject = edition.settings.countries
    codes = list(row.countries)
    place = next((subject.index(code) for code in codes if code in subject), len(subject))
    return place, country_name(codes[0]) if codes else "~", -len(row.sources), -row.mentions, row.name


def _row(edition: Briefing, row: Any, appearances: pd.DataFrame) -> tuple[str, ...]:
    others = [name for name in row.variants if not set(name.split()) <= set(row.name.split())]
    name = f"**{escape(row.name)}**"
    if others:
        name += f" [also {escape(listed(others, most=3))}]{{.small}}"
    office = escape(stated_office(row)) or UNSAID
    evidence = [entry for cell in appearances["evidence"] for entry in cell]
    if row.organisation and row.organisation not in row.role and any(row.organisation in e["text"] for e in evidence):
        office += f" [{escape(row.organisation)}]{{.small}}"
    presence = PRESENCE[_presence(list(appearances["present"]))]
    return name, _belongs(row) or UNSAID, office, presence, edition.references.links(evidence, 3)


def _presence(values: list[str]) -> str:
    return next((value for value in ("yes", "unclear", "no") if value in values), "unclear")


def delegations(edition: Briefing) -> str:
    """Return the countries and bodies represented, and the offices named without a person."""
    officials = edition.frames["officials"]
    parts = []
    if edition.frames.size("delegations"):
        parts.append(_delegations(edition))
    if len(officials):
        shown = officials.head(edition.settings.rows_shown)
        rows = [
            (
                escape(row.role),
                _belongs(row) or UNSAID,
                PRESENCE[row.present],
                edition.references.links(row.evidence, 2),
            )
            for row in records(shown)
        ]
        headers = ("Office", "For", "Presence", "Evidence")
        parts.append(
            table(
                headers,
                rows,
                caption="Offices named without a person",
                label="officials",
                widths=(44, 22, 14, 20),
                data="officials",
                more=rest(len(rows), len(officials), "officials"),
            )
        )
    return "\n".join(parts) or "No delegation is told of.\n"


def _delegations(edition: Briefing) -> str:
    frame = edition.frames.columns("delegations", ["country", "body", "present", "source"])
    rows = []
    for (country, body), group in frame.groupby(["country", "body"], sort=True):
        name = country_name(str(country)) if country else str(body)
        presence = PRESENCE[_presence(list(group["present"]))]
        rows.append((escape(name), presence, str(country), str(body), list(group["source"].unique())))
    shown = [
        (name, presence, _links(edition, country, body, sources))
        for name, presence, country, body, sources in sorted(rows)[: edition.settings.rows_shown]
    ]
    headers = ("Country or body", "Presence", "Evidence")
    return table(
        headers,
        shown,
        caption="Countries and bodies represented",
        label="delegations",
        widths=(40, 20, 40),
        data="delegations",
        more=rest(len(shown), len(rows), "delegations"),
    )


def _links(edition: Briefing, country: str, body: str, sources: list[str]) -> str:
    many = edition.references.many
    here = {"country": [country], "body": [body], "source": sources[:LINKS] if many else sources}
    words = [entry for cell in edition.frames.where("delegations", here)["evidence"] for entry in cell]
    return edition.references.links(words, LINKS, of=len(sources) if many else 0)
