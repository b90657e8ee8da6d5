"""An article's digest with its passages marked."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import repeat

from msgspec import Struct

from generator.base import labels
from generator.base.addresses import lead, passage_anchor, relative
from generator.base.model import Article, Point, TextKind
from generator.site.pages.views.body import body
from generator.site.pages.views.page import Html, Marking, written_senses
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ThemeTag
from generator.text.markup import Document, Span, together

_INSIDE = '<a href="#'


def article_marking(article: Article) -> Marking:
    """Return what decides the senses of terms on an article's pages."""
    return Marking(date=article.published.text, senses=article.senses, on=article.glossary)


class Origin(Struct, frozen=True, kw_only=True):
    """Where passages are from, for whoever lands on one.

    Attributes:
        title: the article's.
        date: when it was published.
        url: of the original, or empty.
        themes: of its points.
        whose: whose words they are.
    """

    title: str
    date: str
    url: str
    themes: tuple[ThemeTag, ...]
    whose: str


def origin_of(presenter: Presenter, article: Article) -> Origin:
    """Return where an article's passages are from."""
    card = presenter.card(article)
    return Origin(
        title=card.title,
        date=card.date,
        url=article.publication.url,
        themes=card.themes,
        whose=labels.PASSAGES[article.text],
    )


def digest_html(
    presenter: Presenter, article: Article, uri: str, shown: Sequence[Document]
) -> Html:
    """Return the part of a digest that a page shows; its links to its headings lead home.

    On the article's own page it stands below a heading, with others beside it.
    """
    document = together(shown)
    blocks = {block.index for block in document.blocks}
    spans = tuple(s for s in _spans(presenter, article, uri) if s.block in blocks)
    own = uri == article.uri
    html = document.html(spans, heading=3 if own else 2)
    if not own:
        html = html.replace(_INSIDE, f'<a href="{relative(uri, article.uri)}#')
    return body(article.language, html, uri)


def _spans(presenter: Presenter, article: Article, uri: str) -> Iterator[Span]:
    parts = presenter.article_parts.get(article.id)
    pages = (part for part in parts.points for _ in part.items) if parts else repeat(None)
    for number, (point, part) in enumerate(zip(article.points, pages, strict=False), start=1):
        listed = lead(uri, part.link.uri) if part else ""
        yield Span(
            block=point.passage.block,
            start=point.passage.start,
            end=point.passage.end,
            id=point.fragment,
            language=point.passage.language,
            attributes=dict(_deciding(point)),
            after=_note(number, point, presenter, article.text, listed),
        )
        for former in point.former_ids:
            yield Span(
                block=point.passage.block,
                start=point.passage.start,
                end=point.passage.end,
                id=passage_anchor(former),
            )


def _note(number: int, point: Point, presenter: Presenter, text: TextKind, listed: str) -> str:
    """Link a passage to its point, here or on another page; styles show number and colour."""
    shown = presenter.point(point.id)
    speaker = point.speaker.name if point.speaker else ""
    whose = labels.whose_words(text, point.standing, speaker, shown.reporter)
    name = labels.point_note(number, [theme.title for theme in shown.themes])
    colour = f" theme-{shown.themes[0].colour}" if shown.themes else ""
    return (
        f'<a class="passage-note no-gloss{colour}" href="{escape(listed)}#point-{number}"'
        f' data-number="{number}" data-of="{point.fragment}" data-told="{escape(whose)}"'
        f' aria-label="{escape(name)}"></a>'
    )


def _deciding(point: Point) -> Iterator[tuple[str, str]]:
    """Yield what decides the senses of terms in a point's passage, for the marking extension."""
    yield "data-themes", " ".join(point.themes)
    if point.as_of:
        yield "data-date", point.as_of.text
    if point.senses:
        yield "data-senses", written_senses(point.senses)
