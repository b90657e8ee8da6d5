"""What is covered and what is not: themes by article, period and voice, and uncited paragraphs."""

from collections.abc import Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from generator.base import labels
from generator.base.dates import year_of
from generator.base.limits import (
    ARTICLES_ON_A_PAGE,
    EVIDENCE_BYTES,
    PARAGRAPH_CHARACTERS,
    PARAGRAPHS_ON_A_PAGE,
)
from generator.base.model import Article
from generator.knowledge.link.findings import Uncited
from generator.site.pages.kinds.coverage.evidence_map import EvidenceMap, evidence_map
from generator.site.pages.kinds.coverage.tables import (
    Table,
    other_tables,
    table_by_article,
    with_runs_joined,
)
from generator.site.pages.kinds.coverage.translation import TranslationTable, translation_table
from generator.site.pages.paging.split import Folder, ListPage, PartLink, list_pages, two_lists
from generator.site.pages.views.gaps import Gap, gaps_of_themes
from generator.site.pages.views.newest import newest_articles
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ThemeTag

_CELL = 80
"""Bytes of a count."""
_BYTES = EVIDENCE_BYTES // 2
"""Of the table of articles: the page holds other tables besides."""


class UncitedView(Struct, frozen=True, kw_only=True):
    """A paragraph that no point cites."""

    article: To
    section: str
    text: str


class CoveragePage(Struct, frozen=True, kw_only=True):
    """Context of ``coverage``: the tables and the first uncited paragraphs, or a part of either."""

    part: str
    themes: tuple[ThemeTag, ...]
    gaps: tuple[Gap, ...] = ()
    map: EvidenceMap | None = None
    tables: tuple[Table, ...] = ()
    article_part_links: tuple[PartLink, ...] = ()
    uncited: tuple[UncitedView, ...] = ()
    uncited_part_links: tuple[PartLink, ...] = ()
    uncited_total: int = 0
    translation: TranslationTable | None = None


def coverage_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of what is missing, and its parts by year."""
    contexts = two_lists(
        _article_pages(presenter),
        _paragraph_pages(presenter),
        partial(_with_articles, presenter),
        partial(_with_paragraphs, presenter),
        partial(_with_all, presenter),
    )
    for uri, context in contexts:
        title = labels.titled(labels.section("coverage"), context.part)
        yield Page(uri=uri, title=title, template="coverage", context=context)


def _with_all(
    presenter: Presenter, articles: CoveragePage, paragraphs: CoveragePage
) -> CoveragePage:
    others = map(with_runs_joined, other_tables(presenter.library, presenter.links))
    return replace(
        paragraphs,
        gaps=gaps_of_themes(presenter),
        map=evidence_map(presenter),
        tables=(*articles.tables, *others),
        article_part_links=articles.article_part_links,
        translation=translation_table(presenter.library),
    )


def _article_pages(presenter: Presenter) -> Iterator[ListPage[Article]]:
    row = max(_BYTES // ARTICLES_ON_A_PAGE, _CELL * len(presenter.library.themes))
    return list_pages(
        newest_articles(presenter.library),
        lambda article: year_of(article.published),
        Folder("coverage/articles"),
        _BYTES,
        lambda _: row,
    )


def _paragraph_pages(presenter: Presenter) -> Iterator[ListPage[Uncited]]:
    """Yield the pages of paragraphs, those of the newest article first."""
    articles = presenter.library.articles
    order = {
        article.id: number for number, article in enumerate(newest_articles(presenter.library))
    }
    uncited = presenter.links.coverage.uncited
    return list_pages(
        sorted(uncited, key=lambda paragraph: order[paragraph.article]),
        lambda paragraph: year_of(articles[paragraph.article].published),
        Folder("coverage/paragraphs"),
        PARAGRAPHS_ON_A_PAGE,
    )


def _with_articles(presenter: Presenter, page: ListPage[Article]) -> CoveragePage:
    return CoveragePage(
        part=labels.part_of("articles", page.part),
        themes=presenter.tags(presenter.library.themes),
        tables=(table_by_article(presenter.library, presenter.links, page.items),),
        article_part_links=page.part_links,
    )


def _with_paragraphs(presenter: Presenter, page: ListPage[Uncited]) -> CoveragePage:
    return CoveragePage(
        part=labels.part_of("paragraphs", page.part),
        themes=presenter.tags(presenter.library.themes),
        uncited=tuple(_uncited_view(presenter, paragraph) for paragraph in page.items),
        uncited_part_links=page.part_links,
        uncited_total=page.total,
    )


def _uncited_view(presenter: Presenter, paragraph: Uncited) -> UncitedView:
    return UncitedView(
        article=presenter.article(presenter.library.articles[paragraph.article]),
        section=paragraph.section,
        text=labels.shortened(paragraph.text, PARAGRAPH_CHARACTERS),
    )
