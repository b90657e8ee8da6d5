"""Links in contributed texts, from the pages to which they lead: each with its sentence."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.base.dates import Period
from generator.base.foreign import told_in
from generator.base.kinds import uri_of
from generator.base.model import Article, Library, PlainPage, Term, Theme
from generator.base.problems import At
from generator.knowledge.link.sentences import sentence_at, sentences
from generator.knowledge.resolve.links import address
from generator.site.pages.views.page import To
from generator.text.markup import Document, Link


class LinkingSentence(Struct, frozen=True, kw_only=True):
    """A sentence that leads to a page; ``kind`` is the relation that a point states, or empty."""

    kind: str
    text: str
    uri: str


class LinkingText(Struct, frozen=True, kw_only=True):
    """A page with a contributed text, its date, the file, and the language of the text."""

    page: To
    date: Period | None
    path: str
    language: str


LinksTo = Mapping[str, Mapping[LinkingText, Sequence[LinkingSentence]]]
"""Page → what leads to it."""


def links_to_pages(library: Library, documents: Mapping[str, Document]) -> LinksTo:
    """Return for each page the links in contributed texts that lead to it."""
    found: defaultdict[str, defaultdict[LinkingText, list[LinkingSentence]]]
    found = defaultdict(lambda: defaultdict(list))
    for text in _texts(library):
        document = documents[text.path]
        for block, place, target in document.places() if document.links else ():
            link = Link(target, At(text.path, block.line), image=False)
            uri, _ = address(link)
            if uri != text.page.uri:
                found_there = sentence_at(block.text, sentences(block.text), place)
                sentence = told_in(text.language, found_there)
                found[uri][text].append(LinkingSentence(kind="", text=sentence, uri=text.page.uri))
    return found


def _texts(library: Library) -> Iterator[LinkingText]:
    for records in (library.articles, library.themes, library.terms, library.pages):
        yield from map(linking_text, records.values())


def linking_text(record: Article | Theme | Term | PlainPage) -> LinkingText:
    """Return a record's page with its date and its file."""
    title = record.label if isinstance(record, Term) else record.title
    return LinkingText(
        page=To(title=title, uri=uri_of(record.at.path)),
        date=record.published if isinstance(record, Article) else None,
        path=record.at.path,
        language=record.language,
    )
