"""The language that a text is written in."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from analysis.lexicons import load

LANGUAGE_SAMPLE = 3_000  # characters that the language is told from
SURELY_ENGLISH = 0.2  # share of the commonest words that only English text reaches
SAMPLE_WORDS = 30  # for that share to mean anything
SMALL_WORDS = 2  # words that are no names, for a line to be judged by them alone
LANGUAGE_MARGIN = 8.0  # by so much (in logarithms) another language must be likelier than English


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language a text is written in.

    The largest part of the text decides: a sample of its longest lines. Where the commonest English words
    are frequent that is enough. Otherwise py3langid weighs each line by its words that begin with a small
    letter (names tell nothing), among the languages of news; a line is English unless another language is
    clearly likelier, and the text is English when half of it is.
    """
    lines = sorted((line for line in text.splitlines() if line.strip()), key=len, reverse=True)
    sample = "\n".join(lines)[:LANGUAGE_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) >= SAMPLE_WORDS and sum(map(_commonest().__contains__, words)) >= SURELY_ENGLISH * len(words):
        return "en"
    weights: Counter[str] = Counter()
    for line in sample.splitlines():
        weights[_language_of(line)] += sum(sign.isalpha() for sign in line)
    whole = sum(weights.values())
    if not whole or weights["en"] >= whole / 2:
        return "en"
    return min((code for code in weights if code != "en"), key=lambda code: (-weights[code], code))


@cache
def _commonest() -> frozenset[str]:
    return frozenset(load("english")["commonest"])


def _language_of(line: str) -> str:
    from py3langid import rank  # its model takes a second to load: only where it is needed

    lexicon = load("english")
    words = re.findall(r"[^\W\d_][\w'’]*", line.lower() if line.isupper() else line)
    latin = [word for word in words if word[0] < "\u0300" or "\u1e00" <= word[0] < "\u1f00"]
    if 2 * sum(map(len, latin)) >= sum(map(len, words)):
        words = latin  # without the names that stand in brackets in their own script
    small = [word for word in words if not word[0].isupper()]
    judged = " ".join(small if len(small) >= SMALL_WORDS else words)
    scores = {str(code): float(score) for code, score in rank(judged)}
    english = max(scores[code] for code in lexicon["english_codes"] if code in scores)
    others = {code: scores[code] for code in lexicon["languages"] if code in scores}
    likeliest = max(sorted(others), key=lambda code: others[code])
    return likeliest if others[likeliest] > english + LANGUAGE_MARGIN else "en"
