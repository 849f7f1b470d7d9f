"""The reading of one article: everything that it says by itself.

``read_article`` is a pure function of an article and the lexicons. That is what lets readings be
cached, made in parallel and sent to other machines.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from analysis.corpus import Article
from analysis.dates import ArticleDates, read_dates
from analysis.events import Context, Event, Quotation, find_events, find_quotations
from analysis.layout import READ, without_markup
from analysis.people import People, Person, find_people
from analysis.sketches import sketch
from analysis.text import Span, Split, blanked, split_text
from analysis.topic_lexicon import Own, topic_lexicon
from analysis.topics import TopicHit, find_topics
from analysis.vocabulary import Vocabulary, vocabulary

RUNNING = {"paragraph", "bullet"}


@dataclass(frozen=True)
class Reading:
    """What one article says; all offsets count in ``article.text``.

    Attributes
    ----------
    article : Article
    sentences : tuple of (start, end)
    words : int
        Tokens with a letter or digit in title, headings, paragraphs and bullets.
    dates : ArticleDates
        The publication date, the temporal expressions and what contradicts itself among them.
    people : People
    topics : tuple of TopicHit
    events : tuple of Event
    quotations : tuple of Quotation
    sketch : tuple of int
        A sample of its shingles, by which articles with much in common find each other.
    vocabulary : Vocabulary
        Its content words, and the names of places and organisations.
    """

    article: Article
    sentences: tuple[Span, ...]
    words: int
    dates: ArticleDates
    people: People
    topics: tuple[TopicHit, ...]
    events: tuple[Event, ...]
    quotations: tuple[Quotation, ...]
    sketch: tuple[int, ...] = field(default_factory=tuple)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    @property
    def source(self) -> str:
        """The article's name."""
        return self.article.source

    @property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    def split(self) -> Split:
        """Return the tokens of the sentences; each sentence is a block of its own."""
        return split_text(self.text, self.sentences, blank=self.article.markup)

    def sentence_of(self, offset: int) -> Span:
        """Return the sentence holding an offset, or the empty span there."""
        index = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        if index >= 0 and offset < self.sentences[index][1]:
            return self.sentences[index]
        return offset, offset


def read_article(article: Article, own_topics: Own | None = None) -> Reading:
    """Read one article: dates, people, topics, then the events they make.

    ``own_topics`` is a user's topic lexicon, beside the project's.
    """
    blocks = [block for block in article.blocks if block.kind in READ]
    split = split_text(article.text, [(block.start, block.end) for block in blocks], blank=article.markup)
    running = frozenset(n for n, block in enumerate(split.blocks) if blocks[block].kind in RUNNING)
    plain = blanked(article.text, article.markup)
    dates = read_dates(plain, given=article.published, given_note=article.note, given_by=article.published_by)
    if article.markup:
        expressions = tuple(replace(e, text=article.text[e.start : e.end]) for e in dates.expressions)
        dates = replace(dates, expressions=expressions)
    people = find_people(split, blocks=article.blocks, publication=article.url)
    if article.markup:
        people = replace(people, persons=tuple(map(_plain, people.persons)))
    topics = find_topics(split, topic_lexicon(own_topics))
    context = Context(split, running, dates, people, topics)
    events = find_events(context)
    if article.markup:
        events = [replace(event, what=_plain_words(event.what)) for event in events]
    quotations = find_quotations(context)
    return Reading(
        article=article,
        sentences=tuple(split.sentences),
        words=split.words,
        dates=dates,
        people=people,
        topics=tuple(topics),
        events=tuple(events),
        quotations=tuple(quotations),
        sketch=sketch(article.text),
        vocabulary=vocabulary(split, people),
    )


def _plain(person: Person) -> Person:
    """Return a person of a Markdown article with the markers taken out of name and role."""
    return replace(person, name=_plain_words(person.name), role=_plain_words(person.role))


def _plain_words(words: str) -> str:
    """Return words without Markdown's markers, those too whose other half was cut off."""
    return re.sub(r"\*{2,}|_{2,}|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", without_markup(words))
