"""Pages at former addresses, which lead on to where things stand now."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import line_anchor, message_anchor, passage_anchor, question_anchor
from generator.base.model import Article, Term, Theme
from generator.site.pages.views.page import Marking, Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import MovedAnchor


class MovedPage(Struct, frozen=True, kw_only=True):
    """Context of ``moved``."""

    target: To
    moved_anchors: tuple[MovedAnchor, ...]


def moved_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield a page for each former id, with every place that a link may have named."""
    for article in presenter.library.articles.values():
        yield from _moved_pages("articles", article, presenter.article(article), _passages(article))
    for theme in presenter.library.themes.values():
        lines = (*_lines_of(theme), *_evidence(presenter, theme))
        yield from _moved_pages("themes", theme, presenter.theme(theme), lines)
    for term in presenter.library.terms.values():
        yield from _moved_pages("glossary", term, presenter.term(term.id), _senses(term))


def _moved_pages(
    folder: str, record: Article | Theme | Term, to: To, anchors: Iterable[tuple[str, str, str]]
) -> Iterator[Page]:
    """Yield the pages at a record's former addresses; anchors are old, new, and the words there."""
    shown = tuple(
        MovedAnchor(anchor=old, target=To(title=words, uri=f"{to.uri}#{new}"))
        for old, new, words in anchors
    )
    for id_ in record.former_ids:
        yield Page(
            uri=f"{folder}/{id_}.md",
            title=labels.moved_page(to.title),
            template="moved",
            context=MovedPage(target=to, moved_anchors=shown),
            kind="moved",
            edit_path=record.at.path,
            marking=Marking(on=False),
        )


def _passages(article: Article) -> Iterator[tuple[str, str, str]]:
    for point in article.points:
        for name in (point.name, *point.former_ids):
            yield passage_anchor(name), point.fragment, point.text


def _lines_of(theme: Theme) -> Iterator[tuple[str, str, str]]:
    for index, message in enumerate(theme.messages):
        yield message_anchor(index), message_anchor(index), message.text
    for index, question in enumerate(theme.questions):
        yield question_anchor(index), question_anchor(index), question.text


def _evidence(presenter: Presenter, theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of evidence that the theme's own page holds."""
    for point in presenter.links.evidence.by_theme[theme.id]:
        if (theme.id, point.id) not in presenter.directory.line_pages:
            yield line_anchor(point.id), line_anchor(point.id), point.text


def _senses(term: Term) -> Iterator[tuple[str, str, str]]:
    for sense in term.senses:
        yield sense.anchor, sense.anchor, sense.expansion or sense.definition
