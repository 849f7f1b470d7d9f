"""Direct speech and who speaks."""

from __future__ import annotations

import re
from functools import cache

from analysis.events.context import Context
from analysis.events.model import Quotation
from analysis.events.statements import subject_before
from analysis.lexicons import listed, load
from analysis.text import Span, Split

QUOTED = re.compile(r"“([^“”]+)(?:”|$)|\"([^\"\n]+)\"")
FEWEST_WORDS = 4  # shorter ones are terms or names, not speech
LONGEST_LINE = 140  # characters of a line that names who is quoted above it
AFTER = 80  # characters behind or before a quotation in which the speaker stands
PRONOUN = re.compile(r"[\s,]*(?:he|she|He|She) (?:also |further |then )?(?:[a-z]+(?:ed|id|ys|es)|told|wrote)\b")
STOP = re.compile(
    r"[!?“\"]|(?<!\bM[rs])(?<!\bMrs)(?<!\b[DLS]r)(?<!\bGen)(?<!\bCol)(?<!\bLt)(?<!\b[SR]e[np])(?<!\bGov)(?<!\b[A-Z])\."
)
COLON = re.compile(r":\s*$")
UNNAMED = re.compile(r"(?:An?|One|Some|Several|Another|Two|Three|Many|Officials|Sources|Residents|Witnesses)\b")
SPOKEN = re.compile(
    r"\b(?:said|says|added|stated|stating|stressed|noted|noting|told|warned|warning|emphasi[sz]ed|declared|explained|continued|asked"
    r"|wrote|remarked|calling|described|describing|called)\b"
)
OFFICE_SAID = re.compile(rf"[\s,]*(?:the|a|an|one) (?:[\w-]+ ){{1,4}}?{SPOKEN.pattern}")
GOES_ON = re.compile(rf"[”\"],? (?:[^.”“\"]{{0,60}}? )?{SPOKEN.pattern}(?: [^.”“\"]{{0,80}})?\. $")


@cache
def _speech() -> re.Pattern[str]:
    """Return the verbs that tell of speech where they stand between a name and its quotation."""
    return re.compile(rf"\b(?:{'|'.join(listed(load('people_words')['speech']))})\b")


def find_quotations(context: Context) -> list[Quotation]:
    """Find direct speech.

    Parameters
    ----------
    context : Context
        The article as read so far.

    Returns
    -------
    list of Quotation
        Quotations of at least four words, cut at the end of their sentence; one of several sentences
        gives one entry a sentence, all with its speaker.
    """
    found: list[Quotation] = []
    split = context.split
    text = split.text
    last: int | None = None  # who spoke last, for "he added"
    blocks = _blocks(split)
    for over, block, below in zip([(0, 0), *blocks], blocks, [*blocks[1:], (0, 0)], strict=False):
        for match in QUOTED.finditer(text, *block):
            inner = match.span(1) if match[1] is not None else match.span(2)
            if len(text[slice(*inner)].split()) < FEWEST_WORDS:
                continue
            last = _speaker(text, match.span(), (over, block), context, last)
            if (
                last is None
                and not text[block[0] : match.start()].strip()
                and not text[match.end() : block[1]].strip()
            ):
                last = _signed(context, below)
            found += [
                Quotation(start, end, last, number)
                for number, (start, end) in _by_sentence(split, inner)
                if text[start:end].strip(' ,.“”"')
            ]
    return found


def _speaker(text: str, quote: Span, near: tuple[Span, Span], context: Context, last: int | None) -> int | None:
    """Return who speaks: named behind the quotation, before it, or for "he said" the last speaker.

    ``near`` is the paragraph above and that of the quotation.
    """
    over, block = near
    lead = (max(block[0], context.split.sentences[context.split.sentence_at(quote[0])][0]), quote[0])
    told = SPOKEN.search(text, *lead) is not None
    if COLON.search(text, *lead) or (told and not PRONOUN.match(text, *lead)):
        subject = subject_before(context, *lead)
        if subject is not None or (told and UNNAMED.match(text, *lead)):
            return subject[2] if subject else None
    after = (quote[1], min(block[1], quote[1] + AFTER))
    stop = STOP.search(text[slice(*after)])
    after = (after[0], after[0] + stop.start()) if stop else after
    before = (max(block[0], quote[0] - 3 * AFTER), quote[0])
    named_after = context.named(*after) if SPOKEN.search(text, *after) or _speech().search(text, *after) else []
    he_said = PRONOUN.match(text[slice(*after)])  # "…,” he told the guests, among them Y"
    if named_after and not he_said:
        return named_after[0][2]
    if OFFICE_SAID.match(text, *after):
        return None  # "…,” the premier said", who is not known
    named_before = context.named(*before)
    if named_before and (
        SPOKEN.search(text, *before)
        or _speech().search(text, named_before[-1][1], quote[0])
        or PRONOUN.match(text[slice(*after)])
    ):
        return named_before[-1][2]
    if last is not None and GOES_ON.search(text, *before):
        return last  # "…,” he said. “We will stand …”"
    alone = PRONOUN.match(text[slice(*after)]) or PRONOUN.match(text[slice(*before)])
    if alone and last is None:  # the only one named in the paragraph before
        above = {person for _, _, person in context.named(*over)}
        return above.pop() if len(above) == 1 else None
    return last if alone else None


def _signed(context: Context, line: Span) -> int | None:
    """Return who is named in the line below a paragraph that is nothing but a quotation."""
    words = context.split.text[slice(*line)]
    named = (
        context.named(*line) if len(words) <= LONGEST_LINE and not words.rstrip().endswith((".", "?", "!")) else []
    )
    return named[0][2] if len({person for _, _, person in named}) == 1 else None


def _blocks(split: Split) -> list[Span]:
    spans: list[Span] = []
    previous = -1
    for block, (start, end) in zip(split.blocks, split.sentences, strict=True):
        if block == previous:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        previous = block
    return spans


def _by_sentence(split: Split, span: Span) -> list[tuple[int, Span]]:
    parts: list[tuple[int, Span]] = []
    number = split.sentence_at(span[0])
    while 0 <= number < len(split.sentences) and split.sentences[number][0] < span[1]:
        start, end = split.sentences[number]
        parts.append((number, (max(start, span[0]), min(end, span[1]))))
        number += 1
    return parts
