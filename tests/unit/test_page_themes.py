"""The page of a theme: which evidence stands on it, and what it says is missing."""

from msgspec.structs import replace

from generator.base.dates import parse
from generator.base.limits import (
    EVIDENCE_OF_A_SPLIT_THEME,
    EVIDENCE_ON_A_PAGE,
    MESSAGES_ON_HOME,
    THEMES_TOLD_ON_HOME,
)
from generator.base.model import Article, Theme
from generator.site.pages.kinds.home import Home, home_page
from generator.site.pages.kinds.themes import theme_pages
from generator.site.pages.kinds.themes.evidence import EvidencePage
from generator.site.pages.kinds.themes.page import ThemePage
from generator.site.pages.views.gaps import Gap
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.site.sizes import check_sizes
from generator.text.markup import Document
from tests.records import article, library, linked, point, theme

_EMPTY = Document(blocks=(), links=(), complete=True, parts=())


def _pages(*records: Article | Theme) -> dict[str, Page]:
    """Return the pages of themes, by address."""
    made, links = library(*records), linked(*records)
    documents = {each.at.path: _EMPTY for each in made.themes.values()}
    presenter = replace(Presenter.of(made, links), documents=documents)
    return {page.uri: page for page in theme_pages(presenter)}


def _theme(pages: dict[str, Page]) -> ThemePage:
    context = pages["themes/money.md"].context
    assert isinstance(context, ThemePage)
    return context


def test_evidence_that_messages_rest_on_stands_first() -> None:
    """That of the best supported messages before others; then the newest."""
    days = [parse(f"{2000 + n}-01-01") for n in range(6)]
    articles = [article(f"a{n}", point(f"a{n}#p", as_of=day)) for n, day in enumerate(days)]
    pages = _pages(theme("money", [["a0#p"], ["a2#p", "a1#p"]]), *articles)
    shown = [view.id for view in _theme(pages).evidence]
    assert shown == ["a2#p", "a1#p", "a0#p", "a5#p", "a4#p", "a3#p"]


def test_more_evidence_than_a_page_holds_stands_by_year() -> None:
    """The theme's page then has some of it, in the same order, and each part leads back to it."""
    points = [
        point(f"a#p{n}", as_of=parse(str(2000 + n % 2))) for n in range(2 * EVIDENCE_ON_A_PAGE)
    ]
    pages = _pages(theme("money", [["a#p7"]]), article("a", *points))
    assert len(_theme(pages).evidence) == EVIDENCE_OF_A_SPLIT_THEME
    assert _theme(pages).evidence[0].id == "a#p7"
    parts = [page for page in pages.values() if isinstance(page.context, EvidencePage)]
    assert {page.above.uri for page in parts if page.above} == {"themes/money.md"}
    every = [view.id for page in parts for view in page.context.evidence]  # type: ignore[attr-defined]
    assert sorted(every) == sorted(each.id for each in points)


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


def test_themes_that_no_page_can_hold_are_told_of() -> None:
    """What messages rest on is counted before a page is made; as much as people write passes."""
    claims = article("a", *(point(f"a#p{n}") for n in range(200)))
    every = [claim.id for claim in claims.points]
    large, usual = theme("money", [every] * 10), theme("work", [every[:8]] * 30)
    (problem,) = check_sizes(library(large, usual, claims), linked(large, usual, claims))
    assert (problem.at.path, problem.code) == (large.at.path, "page-too-large")
    assert "about 154 kB" in problem.message


def test_the_home_page_tells_of_so_many_themes() -> None:
    """Further ones are named with how many messages they have, so that the page stays one."""
    claims = article("a", point("a#p"))
    themes = [theme(f"t{n:03}", [["a#p"]] * 5) for n in range(THEMES_TOLD_ON_HOME + 1)]
    (page,) = home_page(Presenter.of(library(*themes, claims), linked(*themes, claims)))
    assert isinstance(page.context, Home)
    cards = page.context.themes
    assert {card.all_messages for card in cards} == {0, 5}
    assert {len(card.messages) for card in cards[:THEMES_TOLD_ON_HOME]} == {0, MESSAGES_ON_HOME}
    assert {len(card.messages) for card in cards[THEMES_TOLD_ON_HOME:]} == {0}
