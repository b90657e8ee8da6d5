"""The page of a term."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.base.dates import span_label
from generator.base.limits import EVENTS_OF_A_PAGE, MENTIONS_ON_A_PAGE
from generator.base.model import Reference, Sense, Term
from generator.knowledge.glossary import following
from generator.knowledge.link.findings import Mention
from generator.site.pages.kinds.terms.mentions import split_mentions
from generator.site.pages.kinds.terms.names import other_names
from generator.site.pages.kinds.terms.uses import MentioningPage, mentions_by_page
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.backlinks import Backlink, backlinks
from generator.site.pages.views.body import body
from generator.site.pages.views.page import Html, Marking, Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import newest_since
from generator.site.pages.views.view_types import SinceView


class Neighbour(Struct, frozen=True, kw_only=True):
    """What came before a term, or took its place: one sense of another term."""

    term: To
    expansion: str
    period: str


class SenseView(Struct, frozen=True, kw_only=True):
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


class TermPage(Struct, frozen=True, kw_only=True):
    """Context of ``term``."""

    label: str
    also: tuple[str, ...]
    senses: tuple[SenseView, ...]
    predecessors: tuple[Neighbour, ...]
    """The earliest first."""
    body: Html
    since: SinceView
    """The events that bear on it, the newest first."""
    uses: tuple[MentioningPage, ...]
    """The newest."""
    shown: int
    """Mentions among them."""
    used: int
    """Mentions in all."""
    part_links: tuple[PartLink, ...]
    backlinks: tuple[Backlink, ...]
    """Pages with a link to it in their texts."""


def term_page(presenter: Presenter, term: Term, predecessors: tuple[Neighbour, ...]) -> Page:
    """Return the page of a term.

    Args:
        presenter: shows the library.
        term: the term.
        predecessors: what it took the place of.
    """
    return Page(
        uri=term.uri,
        title=term.label,
        template="term",
        context=_context(presenter, term, predecessors),
        kind="term",
        description=term.senses[-1].definition,
        edit_path=term.at.path,
        marking=Marking(term=term.id),
    )


def _context(presenter: Presenter, term: Term, predecessors: tuple[Neighbour, ...]) -> TermPage:
    mentions = presenter.links.mentions.get(term.id, ())
    since = presenter.links.since.terms.get(term.id, ())
    return TermPage(
        label=term.label,
        also=other_names(term),
        senses=tuple(_sense_view(presenter, term, s, n) for n, s in enumerate(term.senses, 1)),
        predecessors=predecessors,
        body=body(term.language, presenter.documents[term.at.path].html(), term.uri),
        since=newest_since(presenter, since, EVENTS_OF_A_PAGE),
        uses=mentions_by_page(mentions[:MENTIONS_ON_A_PAGE]),
        shown=min(len(mentions), MENTIONS_ON_A_PAGE),
        used=len(mentions),
        part_links=tuple(part.link for part in split_mentions(term, mentions)),
        backlinks=tuple(_linking(presenter, term.uri, mentions))[:MENTIONS_ON_A_PAGE],
    )


def predecessors_of_terms(presenter: Presenter) -> Mapping[str, tuple[Neighbour, ...]]:
    """Return the senses that each term took the place of, the earliest first."""
    every = ((term, sense) for term in presenter.library.terms.values() for sense in term.senses)
    found: defaultdict[str, list[Neighbour]] = defaultdict(list)
    for term, sense in sorted(every, key=lambda pair: pair[1].period.sort_key):
        if sense.successor:
            found[sense.successor].append(_neighbour(presenter, term, sense))
    return {term: tuple(neighbours) for term, neighbours in found.items()}


def _neighbour(presenter: Presenter, term: Term, sense: Sense) -> Neighbour:
    return Neighbour(term=presenter.term(term.id), expansion=sense.expansion, period=_period(sense))


def _linking(presenter: Presenter, uri: str, mentions: Iterable[Mention]) -> Iterator[Backlink]:
    """Yield the texts that link to a term in other words than those by which it is mentioned."""
    told = {(mention.page, mention.sentence) for mention in mentions}
    for each in backlinks(presenter, uri):
        if not all((line.uri, line.text) in told for line in each.lines):
            yield each


def _period(sense: Sense) -> str:
    return span_label(sense.start, sense.end) if sense.start or sense.end else ""


def _sense_view(presenter: Presenter, term: Term, sense: Sense, number: int) -> SenseView:
    after = following(presenter.library.terms, term, sense)
    return SenseView(
        id=sense.id,
        anchor=sense.anchor,
        number=number,
        expansion=sense.expansion,
        period=_period(sense),
        current=sense.period.end is None,
        definition=sense.definition,
        source=sense.source,
        successor=_neighbour(presenter, *after) if sense.successor else None,
    )
