"""The parts of a theme's evidence, where its page does not hold all."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.base import labels
from generator.base.model import Theme
from generator.site.pages.kinds.themes.sources import sources_of
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ArticleCard, PointView, ThemeTag


class EvidencePage(Struct, frozen=True, kw_only=True):
    """Context of ``evidence``: one part of a theme's evidence.

    Attributes:
        tag: the theme.
        part: what the page holds, such as a year.
        evidence: its lines.
        part_links: all the parts.
        articles: how many the theme rests on.
        sources: those of them that the page names.
        numbers: of the sources, by their addresses.
    """

    tag: ThemeTag
    part: str
    evidence: tuple[PointView, ...]
    part_links: tuple[PartLink, ...]
    articles: int
    sources: tuple[ArticleCard, ...]
    numbers: Mapping[str, int]


def evidence_pages(presenter: Presenter, theme: Theme) -> Iterator[Page]:
    """Yield a page for each part."""
    parts = presenter.directory.evidence.get(theme.id, ())
    sources = sources_of(presenter, theme)
    for part in parts:
        context = EvidencePage(
            tag=presenter.tags([theme.id])[0],
            part=part.link.title,
            evidence=presenter.points(point.id for point in part.items),
            part_links=tuple(each.link for each in parts),
            articles=sources.total,
            sources=sources.cards,
            numbers=sources.numbers,
        )
        yield Page(
            uri=part.link.uri,
            title=labels.evidence_page(theme.title, part.link.title),
            template="evidence",
            context=context,
            above=presenter.theme(theme),
        )
