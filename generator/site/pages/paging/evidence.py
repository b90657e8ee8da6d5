"""Where a theme's evidence stands: on the theme's page, or by year where it is long."""

from collections.abc import Mapping, Sequence

from generator.base.dates import year_of
from generator.base.model import Library, Point, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.findings import LineRef, Support
from generator.site.pages.paging.size import LINES, weigher
from generator.site.pages.paging.split import Part, split

WHOLE = 150
"""Lines of evidence up to which a theme's page holds them all, if they are not long."""
SHOWN = 30
"""Lines on a theme's page that holds only some."""
_BEST: Sequence[Support] = ("agreed", "repeated", "single", "contested")

Parts = Mapping[str, tuple[Part[Point], ...]]


def evidence_parts(library: Library, links: Links) -> Parts:
    """Return theme → the parts of its evidence that have pages of their own."""

    def year(point: Point) -> str:
        return year_of(library.articles[point.article].date_of(point))

    weigh = weigher(library, WHOLE)
    return {
        theme: split(points, year, f"themes/{theme}", LINES, weigh)
        for theme, points in links.evidence.by_theme.items()
        if sum(map(weigh, points)) > LINES
    }


def pages_of_lines(parts: Parts) -> Mapping[tuple[str, str], str]:
    """Return (theme, point) → page of the point's line, where that is not the theme's own."""
    return {
        (theme, point.id): part.chunk.uri
        for theme, its in parts.items()
        for part in its
        for point in part.items
    }


def in_order(links: Links, theme: Theme) -> tuple[str, ...]:
    """Return a theme's points as its page has them.

    First what the key messages rest on, those of the best supported before others, then the newest.
    """
    points = [point.id for point in links.evidence.by_theme[theme.id]]
    known = frozenset(points)
    rest_on = (id_ for id_ in _rest_on(links, theme) if id_ in known)
    return tuple(dict.fromkeys((*rest_on, *points)))


def _rest_on(links: Links, theme: Theme) -> Sequence[str]:
    def rank(index: int) -> int:
        return _BEST.index(links.support[LineRef(kind="message", theme=theme.id, index=index)])

    ranked = sorted(range(len(theme.messages)), key=rank)
    return [id_ for index in ranked for id_ in theme.messages[index].points]
