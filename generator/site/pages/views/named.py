"""Links in contributed texts, from the pages to which they lead: each with its sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.base.dates import Period
from generator.base.kinds import uri_of
from generator.base.model import Article, Library, PlainPage, Term, Theme
from generator.base.problems import At
from generator.knowledge.link.sentences import sentence_at, sentences
from generator.knowledge.resolve.links import address
from generator.site.pages.views.records import To
from generator.text.markup import Document, Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence that leads to a page; ``kind`` is the relation that a point states, or empty."""

    kind: str
    text: str
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page with a contributed text, its date, and the file."""

    page: To
    date: Period | None
    path: str


Named = Mapping[str, Mapping[Source, Sequence[Line]]]
"""Page → what leads to it."""


def named(library: Library, documents: Mapping[str, Document]) -> Named:
    """Return for each page the links in contributed texts that lead to it."""
    found: defaultdict[str, defaultdict[Source, list[Line]]]
    found = defaultdict(lambda: defaultdict(list))
    for source in _sources(library):
        document = documents[source.path]
        for block, place, target in document.places() if document.links else ():
            link = Link(target, At(source.path, block.line), image=False)
            uri, _ = address(link)
            if uri != source.page.uri:
                sentence = sentence_at(block.text, sentences(block.text), place)
                found[uri][source].append(Line(kind="", text=sentence, uri=source.page.uri))
    return found


def _sources(library: Library) -> Iterator[Source]:
    for article in library.articles.values():
        yield source_of(article)
    for theme in library.themes.values():
        yield source_of(theme)
    for term in library.terms.values():
        yield source_of(term)
    for page in library.pages.values():
        yield source_of(page)


def source_of(record: Article | Theme | Term | PlainPage) -> Source:
    """Return a record's page as the source of what it says."""
    title = record.label if isinstance(record, Term) else record.title
    return Source(
        page=To(title=title, uri=uri_of(record.at.path)),
        date=record.published if isinstance(record, Article) else None,
        path=record.at.path,
    )
