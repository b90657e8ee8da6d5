"""How many bytes the parts of a page take, about: lists are cut so that no page passes 300 kB."""

from collections.abc import Callable, Iterable
from functools import cache

from generator.base.model import Article, Library, Point, Theme
from generator.knowledge.link.records import Relation

PAGE = 180_000
"""Bytes of what we write on a page; publisher, theme and marked terms add to it."""
LINES = 160_000
"""Bytes of lines of evidence on a page."""
RELATIONS = 10
"""Related points named with a point; the others stand on pages of their own."""

_LINE, _ENTRY, _LINK, _TAG, _CARD = 530, 400, 240, 110, 450
"""Bytes of mark-up of a line of evidence, a point in its article's own list, a link, a theme's
tag, and an article in a list."""


def size(*texts: str) -> int:
    """Return the bytes of texts."""
    return len("".join(texts).encode())


def line(library: Library, point: Point) -> int:
    """Return the bytes of a point's line in a list of evidence."""
    article = library.articles[point.article]
    who = point.speaker
    spoken = (who.name, who.name, who.role, who.organisation) if who else 2 * article.authors
    named = (*spoken, article.publication.publisher, *article.authors, *point.themes)
    return _LINE + size(point.text, *2 * (point.passage.exact, point.id), article.id, *named)


def weigher(library: Library, most: int) -> Callable[[Point], int]:
    """Return what weighs lines so that a page of ``LINES`` holds at most so many of them."""

    @cache
    def weigh(id_: str) -> int:
        return max(line(library, library.points[id_]), LINES // most)

    return lambda point: weigh(point.id)


def entry(library: Library, point: Point, relations: Iterable[Relation], uses: int) -> int:
    """Return the bytes of a point in its article's own list."""
    tags = sum(tag(library.themes[theme]) + size(point.id) for theme in point.themes)
    named = [library.points[relation.point].text for relation in relations][:RELATIONS]
    links = _LINK * (len(named) + uses + len(point.places)) + size(*named, *point.places)
    who, figure = point.speaker, point.figure
    spoken = (
        120 + size(who.name, who.name, who.role, who.organisation, who.organisation) if who else 0
    )
    measured = 120 + size(figure.about, figure.caution) if figure else 0
    words = size(point.text, point.passage.exact, point.id)
    return _ENTRY + words + tags + links + spoken + measured


def tag(theme: Theme) -> int:
    """Return the bytes of a theme's tag."""
    return _TAG + size(theme.title, theme.id, theme.id)


def card(library: Library, article: Article) -> int:
    """Return the bytes of an article in a list."""
    themes = {theme for point in article.points for theme in point.themes}
    words = (article.title, article.summary, *article.authors, article.publication.publisher)
    return _CARD + size(*words) + sum(tag(library.themes[theme]) for theme in themes)
