"""Where sources disagree: points side by side, real conflicts apart from differences of subject."""

from collections.abc import Iterator

from msgspec import Struct

from generator.base import labels
from generator.site.pages.paging.split import PartLink
from generator.site.pages.views.disagreement import (
    DisagreementView,
    NatureCount,
    disagreement_view,
    nature_counts,
)
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter


class DisagreementsPage(Struct, frozen=True, kw_only=True):
    """Context of ``disagreements``: groups, and how many there are of each nature."""

    part: str
    groups: tuple[DisagreementView, ...]
    counts: tuple[NatureCount, ...]
    part_links: tuple[PartLink, ...]
    total: int


def disagreement_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the page of disagreements, and its parts by the year of the latest point."""
    counts = nature_counts(presenter.links.disagreements)
    for page in presenter.directory.disagreements:
        context = DisagreementsPage(
            part=page.part,
            groups=tuple(disagreement_view(presenter, each) for each in page.items),
            counts=counts,
            part_links=page.part_links,
            total=page.total,
        )
        title = labels.titled(labels.section("disagreements"), page.part)
        yield Page(uri=page.uri, title=title, template="disagreements", context=context)
