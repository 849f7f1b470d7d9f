"""Direct speech and who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from analysis.events.context import Context, Named
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
SOMEBODY = re.compile(
    r"(?:An?|One|Another|The) (?:[\w-]+ ){0,2}(?:general|colonel|minister|president|ambassador|envoy|governor|senator|commander|chief|leader|diplomat|official|source|resident|witness|soldier|driver|trader|farmer|man|woman|shopkeeper"
    r"|teacher|doctor|student|villager|officer|analyst|expert|adviser|aide|lawmaker|relative|neighbou?r|colleague|survivor|refugee|worker)\b"
)
COLON = re.compile(r":\s*$")
UNNAMED = re.compile(r"(?:An?|One|Some|Several|Another|Two|Three|Many|Officials|Sources|Residents|Witnesses)\b")
SPOKEN = re.compile(
    r"\b(?:said|says|added|stated|stating|stressed|noted|noting|told|warned|warning|emphasi[sz]ed|declared|explained|continued|asked"
    r"|wrote|remarked|calling|described|describing|called|denied|insisted|argued|claimed|admitted|acknowledged|conceded|vowed|replied"
    r"|recalled|wondered|cautioned|insists|argues|claims|tells|writes|replies|telling|saying"
    r"|recalls|adds|explains|concedes|admits|jokes|joked)\b"
)
OFFICE_SAID = re.compile(rf"[\s,]*(?:the|a|an|one) (?:[\w-]+ ){{1,4}}?{SPOKEN.pattern}")
HE_SAID = re.compile(rf"\b(?:he|she) (?:also |has |had |then |later )?{SPOKEN.pattern}")  # within a sentence
SAYS = re.compile(
    rf"(?:,[^,.;]{{1,120}},|,| \([^)]{{1,40}}\))? (?:(?!(?:he|she|they|it)\b)\w+ )?{SPOKEN.pattern}"
)  # behind who speaks
DOES = re.compile(
    r"(?:,[^,.;]{1,120},| \([^)]{1,40}\))? (?:also |later |then |further )?"
    r"(?:[a-z]{2,}(?:ed|es)|met|held|took|made|gave|put|left|came|went|is|was|has|had|will|would)\b"
)  # behind a subject
SPEAKER_BEHIND = re.compile(rf"{SPOKEN.pattern} (?:[\w’'.-]+,? ){{0,8}}$")
POSSESSIVE = re.compile(r"[’'](?:s\b|(?=\s))")
BARE = re.compile(
    r"(?:[^,.;]{0,60}, )?(?:the |an? )?[^,.;]{0,60}$"
)  # before a subject: nothing but an opening and an office
OBJECT = re.compile(
    r"\b(?:of|to|with|by|from|for|against|between|and|about|on|in|at|over|alongside) (?:the |an? |his |her |their )?(?:[A-Z][\w.’'-]* ){0,2}$"
)  # before a name and its office, that is none of who speaks
UNDERGOES = re.compile(r"[^.;]*?\b(?:was|were|is|been|being) (?:\w+ ){0,4}?by\b|[^.;]{0,60}?\b(?:asked|questioned)\b")
WHAT_HE = re.compile(r"\bwhat (?:he|she) ")
APPOSED = re.compile(r"[’'](?:s\b)? [\w -]{1,40}, $")  # between "X" and "Y" in "said X's lawyer, Y"
SHE = re.compile(r"(?:He|She) (?:also |then |later |further )?[a-z]+")  # a subject that is named before
SENTENCES_BACK = 6
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
            few = len(text[slice(*inner)].split()) < FEWEST_WORDS
            if few and not PRONOUN.match(text, match.end()):
                continue
            last = _speaker(text, match.span(), (over, block), context, last)
            if (
                last is None
                and not text[block[0] : match.start()].strip()
                and not text[match.end() : block[1]].strip()
            ):
                last = _signed(context, below)
            if few:  # it only tells who goes on
                continue
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
    he_told = (told and HE_SAID.search(text, *lead)) or PRONOUN.match(text, quote[1])
    if he_told and _by_somebody(context, block, quote[0]):
        return None  # "A diplomat who was there disagrees. “…,” he says"
    if told and HE_SAID.search(text, *lead) and not PRONOUN.match(text, *lead):
        beside = {person for _, _, person in context.named(*lead)}
        if len(beside) > 1 and not WHAT_HE.search(text, *lead):
            return None  # "X said Y was wrong, and he insisted: …"
        found = _spoken_of(context, block, quote[0], within=lead[0])
        return found if found is not None else _spoken_of(context, over, over[1])
    if not text[block[0] : quote[0]].strip() and COLON.search(text, *over) and SPOKEN.search(text, *over):
        end = context.split.sentences[context.split.sentence_at(over[1] - 1)]
        return _subject(context, end, context.named(*end))  # "X said the following:", and the words below it
    if COLON.search(text, *lead) or (told and not PRONOUN.match(text, *lead)):
        subject = subject_before(context, *lead)
        if subject is not None or (told and UNNAMED.match(text, *lead)):
            return subject[2] if subject else None
    after = (quote[1], min(block[1], quote[1] + AFTER))
    stop = STOP.search(text[slice(*after)])
    after = (after[0], after[0] + stop.start()) if stop else after
    before = (max(block[0], quote[0] - 3 * AFTER), quote[0])
    named_after = context.named(*after) if SPOKEN.search(text, *after) or _speech().search(text, *after) else []
    if named_after and POSSESSIVE.match(text, named_after[0][1]):
        apposed = named_after[1:] and APPOSED.fullmatch(text, named_after[0][1], named_after[1][0])
        return named_after[1][2] if apposed else None
    he_said = PRONOUN.match(text[slice(*after)])  # "…,” he told the guests, among them Y"
    if named_after and not he_said:
        return named_after[0][2]
    if OFFICE_SAID.match(text, *after):
        return None  # "…,” the premier said", who is not known
    named_before = context.named(*before)
    if he_said and named_before:
        found = _spoken_of(context, block, quote[0])
        return None if found == named_before[-1][2] and _of_another(text, quote) else found
    if he_said and (above := _spoken_of(context, over, over[1])) is not None:
        return above
    if GOES_ON.search(text, *before):
        return last  # "…,” he said. “We will stand …”"
    near_by = max(before[0], _sentence_before(context, quote[0]))
    told_here = SPOKEN.search(text, near_by, quote[0])
    if named_before and (told_here or _speech().search(text, max(named_before[-1][1], near_by), quote[0])):
        return named_before[-1][2]
    alone = PRONOUN.match(text[slice(*after)]) or PRONOUN.match(text[slice(*before)])
    if alone and last is None:  # the only one named in the paragraph before
        others = {person for _, _, person in context.named(*over)}
        return others.pop() if len(others) == 1 else None
    if alone and not he_said and len({person for _, _, person in context.named(*over)}) > 1:
        return None  # "She denies it. “…”" behind a paragraph of several
    return last if alone else None


def _of_another(text: str, quote: Span) -> bool:
    """Whether a quotation tells of a man and a woman says it, or the other way round ("“He listens,” she says")."""
    of, by = (re.search(r"\b(?:he|she)\b", text[slice(*span)].lower()) for span in (quote, (quote[1], quote[1] + 12)))
    return of is not None and by is not None and of[0] != by[0]


def _sentence_before(context: Context, at: int) -> int:
    """Return the head of the sentence before that of an offset."""
    number = max(context.split.sentence_at(at), context.split.sentence_at(at - 1))
    return context.split.sentences[number - 1][0] if number > 0 else 0


def _by_somebody(context: Context, block: Span, at: int) -> bool:
    """Whether the sentence before a quotation, in its paragraph, has somebody without a name as its subject."""
    spans = context.split.sentences
    number = context.split.sentence_at(at)
    inside = number if number >= 0 and spans[number][0] < at else number - 1
    return any(
        spans[n][0] >= block[0] and SOMEBODY.match(context.split.text, *spans[n]) and not context.named(*spans[n])
        for n in (inside, inside - 1)
        if n >= 0
    )


def _spoken_of(context: Context, block: Span, at: int, *, within: int = -1) -> int | None:
    """Return whom "he said" means: the speaker or subject of the last sentence before that names anybody.

    ``within`` is the head of the sentence that "he" stands in, where there is one: who is only named there is passed.
    """
    split = context.split
    last = max(split.sentence_at(at), split.sentence_at(at - 1))
    for number in range(last, max(last - SENTENCES_BACK, -1), -1):
        start, end = split.sentences[number][0], min(at, split.sentences[number][1])
        if start < block[0]:
            break
        named = [one for one in context.named(start, end) if not POSSESSIVE.match(split.text, one[1])]
        alone = len({person for _, _, person in named}) == 1
        if named and SHE.match(split.text, start, end):
            continue  # "She said the envoy, Y, would travel to Kabul"
        subject = _subject(context, (start, end), named) if named else None
        if subject is None and alone and start != within:
            if number == last and _is_object(context, (start, end), named[0]):
                continue  # "The visit of X, “has been postponed”, she said"
            return named[0][2]
        if subject is not None or (named and start != within):
            return subject
    return None


def _subject(context: Context, sentence: Span, named: Sequence[Named]) -> int | None:
    """Return who speaks in a sentence, else its subject; none of two where one is done something by the other."""
    text, (start, end) = context.split.text, sentence
    free = [one for one in named if not _is_object(context, sentence, one)]
    several = len({person for _, _, person in named}) > 1
    for one in free:
        if says := SAYS.match(text, one[1], end):
            return None if several and says[0].endswith("asked") else one[2]
    for one in named:
        if SPEAKER_BEHIND.search(text, start, one[0]):
            return one[2]
    for one in free:
        if DOES.match(text, one[1], end) or (one is named[0] and BARE.match(text, start, one[0])):
            return None if several and UNDERGOES.match(text, one[1], end) else one[2]
    return None


def _is_object(context: Context, sentence: Span, one: Named) -> bool:
    """Whether a name, with its office, stands behind a preposition."""
    return OBJECT.search(context.split.text, sentence[0], _begins(context, sentence).get(one[0], one[0])) is not None


def _begins(context: Context, sentence: Span) -> dict[int, int]:
    """Return for each name that its office stands before where that begins."""
    offices = context.offices(*sentence)
    return {one[0]: low for one in context.named(*sentence) for low, high in offices if 0 <= one[0] - high <= 1}


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
