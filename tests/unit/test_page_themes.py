"""The page of a theme: which evidence stands on it, and what it says is missing."""

import pytest

from generator.dates import parse
from generator.markup import Document
from generator.model import Article, Theme
from generator.pages.directory import direct
from generator.pages.evidence import FEW, SHOWN
from generator.pages.gaps import Gap
from generator.pages.records import Page
from generator.pages.themes import EvidencePage, ThemePage, theme_pages
from generator.pages.views import Views
from tests.records import article, library, linked, point, theme

_EMPTY = Document(blocks=(), links=(), complete=True, parts=())


def _pages(*records: Article | Theme) -> dict[str, Page]:
    """Return the pages of themes, by address."""
    made, links = library(*records), linked(*records)
    documents = {each.at.path: _EMPTY for each in made.themes.values()}
    return {
        page.uri: page for page in theme_pages(Views(made, links, direct(made, links)), documents)
    }


def _theme(pages: dict[str, Page]) -> ThemePage:
    context = pages["themes/money.md"].context
    assert isinstance(context, ThemePage)
    return context


@pytest.mark.parametrize("number", [1, FEW])
def test_little_evidence_stands_on_the_page(number: int) -> None:
    """Then there is no other page of it."""
    pages = _pages(article("a", *(point(f"a#p{n}") for n in range(number))))
    assert len(_theme(pages).evidence) == number
    assert "themes/money/evidence.md" not in pages


def test_much_evidence_has_a_page_of_its_own() -> None:
    """The theme's page shows what the best supported messages rest on, then the newest."""
    days = [parse(f"{2000 + n}-01-01") for n in range(2 * FEW)]
    articles = [article(f"a{n}", point(f"a{n}#p", as_of=day)) for n, day in enumerate(days)]
    messages = [["a0#p"], ["a2#p", "a1#p"]]
    pages = _pages(theme("money", messages), *articles)
    shown = [view.id for view in _theme(pages).evidence]
    newest = [f"a{n}#p" for n in reversed(range(2 * FEW))][: SHOWN - 3]
    assert shown == ["a2#p", "a1#p", "a0#p", *newest]
    whole = pages["themes/money/evidence.md"].context
    assert isinstance(whole, EvidencePage)
    assert [view.id for view in whole.evidence] == [f"a{n}#p" for n in reversed(range(2 * FEW))]
    # Addresses of lines that stood on the theme's page before it grew still lead somewhere.
    anchors = {view.anchor for view in _theme(pages).evidence} | set(_theme(pages).lines)
    assert anchors == {view.anchor for view in whole.evidence}


def test_what_is_missing_is_named() -> None:
    """Years, articles, second sources, and ways to put a point."""
    pages = _pages(
        theme("money", [["a#p"], ["a#p", "b#p"]]),
        article("a", point("a#p", as_of=parse("2012"), standing="argued")),
        article("b", point("b#p", as_of=parse("2014"), standing="argued"), published="2013"),
        article("silent", point("silent#p", themes=("service",), as_of=parse("2015"))),
    )
    gap = _theme(pages).gap
    assert gap.years == ("2013", "2015")
    assert [silent.title for silent in gap.silent] == ["Title of silent"]
    assert (gap.silences, gap.articles) == (1, 3)
    assert (gap.single, gap.messages) == (1, 2)
    assert "argued" not in gap.standings
    assert "measured" in gap.standings


def test_a_theme_without_a_point_lacks_everything() -> None:
    """Nothing is counted that is not there."""
    gap: Gap = _theme(_pages(article("a", point("a#p", themes=("service",))))).gap
    assert (gap.points, gap.silences, gap.single, gap.messages) == (0, 1, 0, 0)
