"""Clauses: where in a sentence what is told of one event ends."""

from __future__ import annotations

import re

from analysis.text import Span

OF_BEFORE = re.compile(
    r"\b(?:agreements?|deals?|accords?|memorand(?:um|a)|understandings?|declarations?|statements?|roadmaps?|decisions?|pacts?"
    r"|treat(?:y|ies)) (?:reached|signed|adopted|made|concluded|agreed)\b"
)  # "signed a roadmap on the agreement reached during X's visit to Y": what stands behind it is told of that agreement
REDUCED = re.compile(
    r", (?:signed|adopted|concluded|reached|ratified|initial?led|brokered|established|founded|created|launched|opened|built) (?:in|at|on|by|between|with)\b"
    r"[^,;]*$|,? (?:and )?(?:made (?:available|public)|released) (?:to|in|on)\b[^,;]*$"
)  # "reviewed the charter, signed in Oslo on 3 May": day and place of the charter
ASIDE = re.compile(r", (?:who|which|whom)\b")
ASIDE_ENDS = re.compile(
    r", (?=(?:also |later |then |has |had |have )?(?:had|has|have|met|held|told|said|left|went|came|took|flew|paid|gave|made|sent|won|was|were|is|are|will"
    r"|[a-z]{3,}ed)\b)"
)  # "Kim, who returned from Warsaw, met there with …"
LEADS = re.compile(r"(?:On|In|At|After|Before|During|Ahead|Following|Since|Amid)\b")
LEAD_ENDS = re.compile(r", (?=(?:the |[A-Z]))")  # "On the eve of the summit, which opens on Thursday, Kim met …"
BOUNDARY = re.compile(
    r"[,;] (?:who|whom|which|where|when|while|during which|after which|and (?:he|she|they|it|was|were|has)|but"
    r"|according to|[a-z]+ing)\b|\b(?:while|after|before) (?=[a-z]+ing\b)| [–—] |—|;"
    r"|, (?:a|an|one|two|three|four|five|several|a few) (?:hours?|days?|weeks?|months?|years?) (?:after|before) (?=[^.;]* \w+(?:ed|met|held|left|took|went|came)\b)"
    r"|\bon the sidelines of |, (?=[A-Z]\w*(?: [A-Z]\w*)* (?:now|is|was|has|had|are|were) )"
)
SIDELINE = re.compile(
    r"\bon the sidelines of (?P<name>(?:the |a )?[^.;]{3,140}?"
    r"(?:meeting|session|summit|conference|forum|assembly|congress)\b)",
    re.IGNORECASE,
)


def behind_sidelines(text: str, sentence: Span, clause: Span) -> Span:
    """Return what a clause goes on with behind the occasion on whose sidelines it plays ("… in Samarkand by X and Y")."""
    match = SIDELINE.match(text, clause[1], sentence[1])
    if not match:
        return clause[1], clause[1]
    return match.end(), clause_of(text, (match.end(), sentence[1]), match.end())[1]


def clause_of(text: str, sentence: Span, offset: int) -> Span:
    """Return the clause around an offset: up to the next relative pronoun, participle or dash on both sides."""
    start, end = sentence
    for match in BOUNDARY.finditer(text, *sentence):
        if match.start() >= offset:
            end = match.start()
            break
        if match.end() <= offset:
            start = match.start()
    ends = LEAD_ENDS if LEADS.match(text, *sentence) else ASIDE_ENDS
    if ASIDE.match(text, start, end) and (after := ends.search(text, start + 1, end)):
        return (start, after.start()) if offset < after.start() else (after.start(), end)
    return start, end
