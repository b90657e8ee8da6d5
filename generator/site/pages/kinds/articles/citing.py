"""All that refers to an article, where it is much."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.base import labels
from generator.base.limits import CITING_NAMED, CITING_ON_A_PAGE
from generator.base.model import Article
from generator.site.pages.paging.split import Folder, Part, PartLink, split_by_key
from generator.site.pages.views.backlinks import Backlink, backlinks
from generator.site.pages.views.page import Page, To
from generator.site.pages.views.presenter import Presenter


class CitedPage(Struct, frozen=True, kw_only=True):
    """Context of ``cited``: some of what leads to an article."""

    of: To
    part: str
    backlinks: tuple[Backlink, ...]
    part_links: tuple[PartLink, ...]


def split_citing(article: Article, citing: Sequence[Backlink]) -> tuple[Part[Backlink], ...]:
    """Return the parts of all that leads to an article, where it is much."""
    if len(citing) <= CITING_NAMED:
        return ()
    folder = Folder(f"articles/{article.id}/cited")
    return split_by_key(citing, lambda each: each.year, folder, CITING_ON_A_PAGE)


def citing_pages(presenter: Presenter, article: Article) -> Iterator[Page]:
    """Yield the pages of those parts."""
    parts = split_citing(article, backlinks(presenter, article.uri, article))
    for part in parts:
        context = CitedPage(
            of=presenter.article(article),
            part=part.link.title,
            backlinks=part.items,
            part_links=tuple(each.link for each in parts),
        )
        yield Page(
            uri=part.link.uri,
            title=labels.citing_page(article.title, part.link.title),
            template="cited",
            context=context,
            above=presenter.article(article),
        )
