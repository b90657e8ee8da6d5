"""What leads to a page from the contributed texts, each with its sentence.

To an article lead the points of other articles that relate to one of its own, and links in texts;
to a theme or a term lead links in texts, besides the points and mentions that their pages list.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from generator.base.dates import year_of
from generator.base.limits import SENTENCES_OF_A_PAGE
from generator.base.model import Article
from generator.site.pages.views.linking_texts import LinkingSentence, LinkingText, linking_text
from generator.site.pages.views.page import To
from generator.site.pages.views.presenter import Presenter


class Backlink(Struct, frozen=True, kw_only=True):
    """A page that leads to another, and its sentences that do."""

    page: To
    date: str
    year: str
    lines: tuple[LinkingSentence, ...]


def backlinks(
    presenter: Presenter, uri: str, article: Article | None = None
) -> tuple[Backlink, ...]:
    """Return what leads to a page, the newest first and what has no date last."""
    lines: dict[LinkingText, list[LinkingSentence]] = {
        text: list(given) for text, given in presenter.links_to.get(uri, {}).items()
    }
    for other, line in _relating(presenter, article) if article else ():
        lines.setdefault(other, []).append(line)
    newest = sorted(lines, key=lambda s: (s.date is not None, s.date and s.date.sort_key, s.path))
    return tuple(_backlink(text, lines[text]) for text in reversed(newest))


def _relating(
    presenter: Presenter, article: Article
) -> Iterator[tuple[LinkingText, LinkingSentence]]:
    """Yield the points of other articles that relate to one of an article's."""
    text_of = cache(lambda id_: linking_text(presenter.library.articles[id_]))
    for point in article.points:
        for relation in presenter.links.relations.get(point.id, ()):
            other = presenter.library.points[relation.point]
            if not relation.stated and other.article != article.id:
                uri = presenter.passage(other)
                yield (
                    text_of(other.article),
                    LinkingSentence(kind=relation.kind, text=other.text, uri=uri),
                )


def _backlink(text: LinkingText, lines: Sequence[LinkingSentence]) -> Backlink:
    return Backlink(
        page=text.page,
        date=text.date.plain_label if text.date else "",
        year=year_of(text.date),
        lines=tuple(dict.fromkeys(lines))[:SENTENCES_OF_A_PAGE],
    )
