"""The glossary by letter, and a page for each term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.base.addresses import url
from generator.base.dates import span_label, year_of
from generator.base.model import Reference, Sense, Term
from generator.knowledge.glossary import following
from generator.knowledge.link.findings import Mention
from generator.site.pages.kinds.backlinks import Backlink, backlinks
from generator.site.pages.kinds.uses import UsingPage, uses_by_page
from generator.site.pages.paging.split import Chunk, Part, split
from generator.site.pages.views.directory import letter_of
from generator.site.pages.views.records import Html, Marking, Page, To
from generator.site.pages.views.views import Views
from generator.text.markup import Document

WHOLE = 200
"""Terms up to which the glossary stands on one page."""
SHOWN = 60
"""Mentions named on a term's page; the rest stand on pages by year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCard:
    """A term in the glossary's list."""

    label: str
    uri: str
    letter: str
    also: tuple[str, ...]
    forms: tuple[str, ...]
    """Further spellings by which it is found."""
    definition: str
    """Of the latest sense."""
    senses: int
    used: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The terms that begin with one letter."""

    name: str
    cards: tuple[TermCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """Context of ``glossary``."""

    part: str
    letters: tuple[Letter, ...]
    chunks: tuple[Chunk, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """What came before a term, or took its place: one sense of another term."""

    term: To
    expansion: str
    period: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SenseView:
    """A sense on its term's page."""

    id: str
    anchor: str
    number: int
    expansion: str
    period: str
    current: bool
    definition: str
    source: Reference
    successor: Neighbour | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPage:
    """Context of ``term``."""

    label: str
    also: tuple[str, ...]
    senses: tuple[SenseView, ...]
    predecessors: tuple[Neighbour, ...]
    """The earliest first."""
    body: Html
    uses: tuple[UsingPage, ...]
    """The newest."""
    shown: int
    """Mentions among them."""
    used: int
    """Mentions in all."""
    chunks: tuple[Chunk, ...]
    backlinks: tuple[Backlink, ...]
    """Pages with a link to it in their texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionsPage:
    """Context of ``mentions``: one part of a long "Used in"."""

    term: To
    part: Chunk
    uses: tuple[UsingPage, ...]
    chunks: tuple[Chunk, ...]


def term_pages(views: Views, documents: Mapping[str, Document]) -> Iterator[Page]:
    """Yield the glossary, each term's page, and the parts of long lists of mentions."""
    yield from _glossary(views)
    predecessors = _predecessors(views)
    for term in views.library.terms.values():
        yield from _entry(views, term, documents[term.at.path], predecessors.get(term.id, ()))


def _glossary(views: Views) -> Iterator[Page]:
    cards = sorted(
        (_card(views, term) for term in views.library.terms.values()),
        key=lambda card: (card.letter, card.label.casefold(), card.uri),
    )
    parts = split(cards, lambda card: card.letter, "glossary/letters", WHOLE)
    whole = len(cards) <= WHOLE
    chunks = () if whole else tuple(part.chunk for part in parts)
    letters = tuple(Letter(name=part.chunk.title, cards=part.items) for part in parts)
    shown = GlossaryPage(part="", letters=letters if whole else (), chunks=chunks, total=len(cards))
    yield Page(
        uri="glossary/index.md",
        title="Glossary",
        template="glossary",
        context=shown,
        description=f"{len(cards)} terms, each with its meaning at the time.",
        data=_data(views, cards if whole else ()),
    )
    for letter, chunk in zip(letters, chunks, strict=False):
        context = GlossaryPage(part=chunk.title, letters=(letter,), chunks=chunks, total=len(cards))
        yield Page(
            uri=chunk.uri,
            title=f"Glossary: {chunk.title}",
            template="glossary",
            context=context,
            data=_data(views, letter.cards),
        )


def _data(views: Views, cards: Iterable[TermCard]) -> Mapping[str, object]:
    """Describe a list of terms (schema.org/DefinedTermSet); whole addresses need the site's."""
    base = views.library.settings.url.rstrip("/")
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": f"Glossary of {views.library.settings.title}",
        "hasDefinedTerm": [
            {
                "@type": "DefinedTerm",
                "name": card.label,
                "description": card.definition,
                **({"alternateName": list(card.also)} if card.also else {}),
                **({"url": f"{base}/{url(card.uri)}"} if base else {}),
            }
            for card in cards
        ],
    }


def _card(views: Views, term: Term) -> TermCard:
    return TermCard(
        label=term.label,
        uri=term.uri,
        letter=letter_of(term.label),
        also=_also(term),
        forms=(*term.forms, *(form for sense in term.senses for form in sense.forms)),
        definition=term.senses[-1].definition,
        senses=len(term.senses),
        used=len(views.links.mentions.get(term.id, ())),
    )


def _also(term: Term) -> tuple[str, ...]:
    """Return the other names of a term, each once."""
    names = (*(s.expansion for s in term.senses if s.expansion), *term.aliases)
    return tuple(dict.fromkeys(name for name in names if name != term.label))


def _predecessors(views: Views) -> Mapping[str, tuple[Neighbour, ...]]:
    """Return the senses that each term took the place of, the earliest first."""
    every = ((term, sense) for term in views.library.terms.values() for sense in term.senses)
    found: defaultdict[str, list[Neighbour]] = defaultdict(list)
    for term, sense in sorted(every, key=lambda pair: pair[1].period.sort_key):
        if sense.successor:
            found[sense.successor].append(_neighbour(views, term, sense))
    return {term: tuple(neighbours) for term, neighbours in found.items()}


def _neighbour(views: Views, term: Term, sense: Sense) -> Neighbour:
    return Neighbour(term=views.term(term.id), expansion=sense.expansion, period=_period(sense))


def _entry(
    views: Views, term: Term, document: Document, predecessors: tuple[Neighbour, ...]
) -> Iterator[Page]:
    """Yield a term's page, and the parts of its mentions if they are many."""
    mentions = views.links.mentions.get(term.id, ())
    parts = split(mentions, _year, f"glossary/{term.id}", SHOWN) if len(mentions) > SHOWN else ()
    chunks = tuple(part.chunk for part in parts)
    yield _term_page(views, term, document, predecessors, chunks)
    for part in parts:
        yield _mentions_page(views, term, part, chunks)


def _term_page(
    views: Views,
    term: Term,
    document: Document,
    predecessors: tuple[Neighbour, ...],
    chunks: tuple[Chunk, ...],
) -> Page:
    mentions = views.links.mentions.get(term.id, ())
    context = TermPage(
        label=term.label,
        also=_also(term),
        senses=tuple(_sense(views, term, sense, n) for n, sense in enumerate(term.senses, 1)),
        predecessors=predecessors,
        body=Html(document.html()),
        uses=uses_by_page(mentions[:SHOWN]),
        shown=min(len(mentions), SHOWN),
        used=len(mentions),
        chunks=chunks,
        backlinks=tuple(_linking(views, term.uri, mentions))[:SHOWN],
    )
    return Page(
        uri=term.uri,
        title=term.label,
        template="term",
        context=context,
        kind="term",
        description=term.senses[-1].definition,
        edit_path=term.at.path,
        marking=Marking(term=term.id),
    )


def _mentions_page(
    views: Views, term: Term, part: Part[Mention], chunks: tuple[Chunk, ...]
) -> Page:
    above = views.term(term.id)
    context = MentionsPage(
        term=above, part=part.chunk, uses=uses_by_page(part.items), chunks=chunks
    )
    return Page(
        uri=part.chunk.uri,
        title=f"{term.label}: uses, {part.chunk.title}",
        template="mentions",
        context=context,
        above=above,
    )


def _linking(views: Views, uri: str, mentions: Iterable[Mention]) -> Iterator[Backlink]:
    """Yield the texts that link to a term in other words than those by which it is mentioned."""
    told = {(mention.page, mention.sentence) for mention in mentions}
    for each in backlinks(views, uri):
        if not all((line.uri, line.text) in told for line in each.lines):
            yield each


def _year(mention: Mention) -> str:
    return year_of(mention.date)


def _period(sense: Sense) -> str:
    return span_label(sense.start, sense.end) if sense.start or sense.end else ""


def _sense(views: Views, term: Term, sense: Sense, number: int) -> SenseView:
    after = following(views.library.terms, term, sense)
    return SenseView(
        id=sense.id,
        anchor=sense.anchor,
        number=number,
        expansion=sense.expansion,
        period=_period(sense),
        current=sense.period.end is None,
        definition=sense.definition,
        source=sense.source,
        successor=_neighbour(views, *after) if sense.successor else None,
    )
