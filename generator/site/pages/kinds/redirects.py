"""Pages at former addresses, which lead on to where things stand now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.base.addresses import line_anchor, message_anchor, passage_anchor, question_anchor
from generator.base.model import Article, Term, Theme
from generator.site.pages.views.records import Marking, Page, To
from generator.site.pages.views.views import Views


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAnchor:
    """A place in the old page, by its fragment, and where it is now."""

    anchor: str
    target: To


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Context of ``moved``."""

    target: To
    moved_anchors: tuple[MovedAnchor, ...]


def moved_pages(views: Views) -> Iterator[Page]:
    """Yield a page for each former id, with every place that a link may have named."""
    for article in views.library.articles.values():
        yield from _moved("articles", article, views.article(article), _passages(article))
    for theme in views.library.themes.values():
        lines = (*_lines(theme), *_evidence(views, theme))
        yield from _moved("themes", theme, views.theme(theme), lines)
    for term in views.library.terms.values():
        yield from _moved("glossary", term, views.term(term.id), _senses(term))


def _moved(
    folder: str, record: Article | Theme | Term, to: To, places: Iterable[tuple[str, str, str]]
) -> Iterator[Page]:
    """Yield the pages at a record's former addresses; places are old and new anchor, and words."""
    shown = tuple(
        MovedAnchor(anchor=old, target=To(title=words, uri=f"{to.uri}#{new}"))
        for old, new, words in places
    )
    for id_ in record.former_ids:
        yield Page(
            uri=f"{folder}/{id_}.md",
            title=f"{to.title} (moved)",
            template="moved",
            context=Moved(target=to, moved_anchors=shown),
            kind="moved",
            edit_path=record.at.path,
            marking=Marking(on=False),
        )


def _passages(article: Article) -> Iterator[tuple[str, str, str]]:
    for point in article.points:
        for name in (point.name, *point.former_ids):
            yield passage_anchor(name), point.fragment, point.text


def _lines(theme: Theme) -> Iterator[tuple[str, str, str]]:
    for index, message in enumerate(theme.messages):
        yield message_anchor(index), message_anchor(index), message.text
    for index, question in enumerate(theme.questions):
        yield question_anchor(index), question_anchor(index), question.text


def _evidence(views: Views, theme: Theme) -> Iterator[tuple[str, str, str]]:
    """Yield the lines of evidence that the theme's own page holds."""
    for point in views.links.evidence.by_theme[theme.id]:
        if (theme.id, point.id) not in views.directory.line:
            yield line_anchor(point.id), line_anchor(point.id), point.text


def _senses(term: Term) -> Iterator[tuple[str, str, str]]:
    for sense in term.senses:
        yield sense.anchor, sense.anchor, sense.expansion or sense.definition
