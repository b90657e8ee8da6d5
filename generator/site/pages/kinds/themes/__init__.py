"""The list of themes, and the pages of each."""

from collections.abc import Iterator

from msgspec import Struct

from generator.base import labels
from generator.site.pages.kinds.themes.evidence import evidence_pages
from generator.site.pages.kinds.themes.page import theme_page
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ThemeTag


class ThemeList(Struct, frozen=True, kw_only=True):
    """Context of ``themes``: each theme with its question."""

    themes: tuple[tuple[ThemeTag, str], ...]


def theme_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield the list of themes, each theme's page, and the parts of long evidence."""
    themes = tuple(presenter.library.themes.values())
    tags = presenter.tags(presenter.library.themes)
    listed = tuple((tag, theme.question) for tag, theme in zip(tags, themes, strict=True))
    context = ThemeList(themes=listed)
    yield Page(
        uri="themes/index.md", title=labels.section("themes"), template="themes", context=context
    )
    for number, theme in enumerate(themes):
        before = tags[number - 1] if number else None
        after = tags[number + 1] if number + 1 < len(tags) else None
        yield theme_page(presenter, theme, before, after)
        yield from evidence_pages(presenter, theme)
