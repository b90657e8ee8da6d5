"""Links in contributed text to what is not published: their words stay."""

from collections.abc import Iterator, Mapping

from generator.base.addresses import PASSAGE, article_in
from generator.base.model import Library
from generator.knowledge.resolve.links import address, is_passage
from generator.text.markup import Document


def without_dead_links(
    library: Library, documents: Mapping[str, Document]
) -> Mapping[str, Document]:
    """Return the documents with the words of each link to a draft in place of the link."""
    found = {}
    for path, document in documents.items():
        dead = {*_dead(library, document)}
        found[path] = document.without(dead) if dead else document
    return found


def _dead(library: Library, document: Document) -> Iterator[str]:
    for link in document.links:
        uri, fragment = address(link)
        name = article_in(uri)
        if link.image or not name:
            continue
        article = library.articles.get(name)
        named = fragment.removeprefix(PASSAGE) if is_passage(uri, fragment) else ""
        if article is None or (
            named and not any(named in {p.name, *p.former_ids} for p in article.points)
        ):
            yield link.target
