"""Where a theme's evidence stands: on the theme's page, or by year where it is long."""

from collections.abc import Mapping

from generator.link import Links
from generator.link.coverage import year_of
from generator.model import Library, Point
from generator.pages.size import LINES, weigher
from generator.pages.split import Part, split

WHOLE = 150
"""Lines of evidence up to which a theme's page holds them all, if they are not long."""
SHOWN = 30
"""Lines on a theme's page that holds only the newest."""

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
