"""The words of an event: one readable line, and according to whom it is told."""

from __future__ import annotations

import re

from analysis.text import Span

LONGEST = 240  # characters of the line; beyond, it stops at the end of a clause
TELLER = (
    r"agency|news|website|ministry|embassy|office|service|readout|statement|press|media|television"
    r"|radio|[A-Z]{3,}[\w-]*"
)
SAYS = re.compile(
    rf"^(?:(?i:meanwhile|however|later),? )?(?P<whom>(?:[Tt]he )?[^,;.“]{{2,70}}?(?:{TELLER})(?:’s [\w ]{{2,40}})?)"
    r" (?:reports|reported|says|said|wrote|announced)\b"
)
REPORTEDLY = re.compile(r"\breportedly\b|\bis believed to\b|\bis said to\b")  # in small letters
SOURCES = ("according to", "as reported by", "citing", "quoted by")  # one of which NAMED_SOURCE begins with
NAMED_SOURCE = re.compile(
    r"\b(?:according to|as reported by|citing|quoted by) "
    r"(?P<whom>(?:(?! as | in which |, ).){2,120}?)(?=[,;.]|$)",
    re.IGNORECASE,
)
CLAIM = re.compile(
    r"(?P<whom>[^,;.:“”\"]{2,90}?) (?:(?:has|have|had) )?(?:claimed|claims|alleged|alleges|allege|asserted|asserts|maintained) that\b"
)
LATER = re.compile(r"^(?:meanwhile|however|later),?\s+", re.IGNORECASE)
STOP = re.compile(r"(?<![A-Z.])\.$")
FOOTNOTE = re.compile(r"^[\"”’\s]*(?:\[\d{1,3}\]\s*)+")  # of the sentence before
PRONOUN = re.compile(r"(?:He|She|They|he|she|they)\b")
ACCORDING = re.compile(r"(?:according to|as reported by) [^,;.]{2,120}, ", re.IGNORECASE)
REPORTS = re.compile(
    r"(?:(?:meanwhile|however|later),?\s+)?[^,;.“]{2,70}? (?:reports|reported) (?:that )?(?=[A-Z“])", re.IGNORECASE
)
AT_LAST = re.compile(r",? according to [^,;.]{2,120}\.?$", re.IGNORECASE)
TAIL = re.compile(
    rf",\s+(?P<whom>(?:the |an? )?[^,;.“”]{{0,70}}?(?:{TELLER}|sources|officials|authorities|police|presidency))"
    r"(?:’s [\w ]{2,40})? (?:said|says|reported|announced|confirmed|wrote)(?: (?:in|on) [^,;.“”]{2,60})?[.]?$"
)
TOLD_TO = re.compile(
    r", (?P<whom>(?:an? |the |two |several )?[^,;.“”]{0,60}?(?:sources?|officials?|diplomats?|witness(?:es)?)\b[^,;.“”]{0,50}?)"
    r" told [A-Z][\w.’'-]*(?: [\w’'-]+){0,4}(?=[,.]|$)"
)
LEADING = re.compile(
    r"^(?:meanwhile|however|moreover|in addition|additionally|furthermore|besides),?\s+", re.IGNORECASE
)
CUT = re.compile(
    r", (?:who|which|where|during which|highlighting|adding|noting|warning|stating|while|as well as|including)\b"
    r"|—| – |; "
)


def attributed_to(text: str, sentence: Span, clause: Span, at: int) -> str:
    """Return according to whom a sentence tells what it tells, in its own words, or ``""``.

    "Reportedly" counts in the clause of the event only, "claimed that" for what is told behind it (``at``).
    """
    words = text[slice(*sentence)]
    lowered = words.lower()
    found = NAMED_SOURCE.search(words) if any(map(lowered.__contains__, SOURCES)) else None
    if found:
        return " ".join(found["whom"].split())
    says = SAYS.match(words)
    if says:
        return LATER.sub("", " ".join(says["whom"].split()))
    claim = CLAIM.match(text, sentence[0], at) if " that" in lowered else None
    if claim:
        return " ".join(claim["whom"].split())
    tail = (" told " in words and TOLD_TO.search(words)) or TAIL.search(words)
    if tail:
        return " ".join(tail["whom"].split())
    return "unnamed (“reportedly”)" if REPORTEDLY.search(text[slice(*clause)].lower()) else ""


def segment_of(text: str, sentence: Span, trigger: Span) -> str:
    """Return the words between commas around a trigger: what a mention in passing says of an event."""
    start, end = sentence
    before = max(text.rfind(", ", start, trigger[0]), text.rfind("“", start, trigger[0]), start - 1)
    after = text.find(",", trigger[1], end)
    words = text[before + 1 : after if after >= 0 else end]
    line = " ".join(words.split()).strip(' ,.;:“”"')
    return line[:1].upper() + line[1:]


def line_of(text: str, sentence: Span, trigger: Span, subject: str = "") -> str:
    """Return one readable line for an event, in the words of its sentence.

    Parameters
    ----------
    text : str
        The article's text.
    sentence, trigger : (int, int)
        The sentence and the words that tell of the event.
    subject : str
        Who a pronoun at the beginning stands for; it replaces the pronoun in brackets.
    """
    start, end = _without_attribution(text, sentence, trigger)
    words = text[start:end]
    lead = LEADING.match(words)
    if lead and start + lead.end() <= trigger[0]:
        start += lead.end()
        words = text[start:end]
    if len(words) > LONGEST:
        cut = next((m.start() for m in CUT.finditer(words, max(trigger[1] - start, 60))), None)
        if cut is not None and cut < LONGEST + 60:
            words = words[:cut] + " …"
    words = FOOTNOTE.sub("", words)
    line = STOP.sub("", " ".join(words.split()).rstrip(",;: "))
    pronoun = PRONOUN.match(line)
    if pronoun and subject:
        line = f"[{subject}]{line[pronoun.end() :]}"
    return line[:1].upper() + line[1:]


def _without_attribution(text: str, sentence: Span, trigger: Span) -> Span:
    start, end = sentence
    first = ACCORDING.match(text, start, end)
    if first and first.end() <= trigger[0]:
        start = first.end()
    says = REPORTS.match(text, start, end)
    if says and SAYS.match(text[start:end]) and says.end() <= trigger[0]:
        start = says.end()
    last = AT_LAST.search(text[start:end]) if "according" in text[start:end].lower() else None
    if last and start + last.start() >= trigger[1]:
        end = start + last.start()
    return start, end
