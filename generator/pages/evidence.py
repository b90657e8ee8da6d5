"""Where a theme's evidence stands: on the theme's page, or on pages of its own where it is long.

The page of a theme with much evidence has some of it. The whole stands on one page, whose lines a
reader filters, or by year where one page has no room for it.
"""

from collections.abc import Mapping, Sequence
from itertools import islice

from generator.link import Links
from generator.link.coverage import year_of
from generator.link.records import LineRef, Support
from generator.model import Library, Point, Theme
from generator.pages.records import Chunk
from generator.pages.size import LINES, weigher
from generator.pages.split import Part, split

WHOLE = 150
"""Lines of evidence on a page, if they are not long."""
FEW = 20
"""Lines up to which a theme's own page holds them all."""
SHOWN = 12
"""Lines on the page of a theme that has more."""
_NEWEST = 3
"""Of these, the newest besides what key messages rest on."""
_BEST: Sequence[Support] = ("agreed", "repeated", "single", "contested")

Parts = Mapping[str, tuple[Part[Point], ...]]


def evidence_parts(library: Library, links: Links) -> Parts:
    """Return theme → the parts of its evidence that have pages of their own."""
    found = {}
    for theme, points in links.evidence.by_theme.items():
        parts = _parts(library, theme, points)
        if len(parts) > 1 or len(points) > FEW:
            found[theme] = parts
    return found


def _parts(library: Library, theme: str, points: Sequence[Point]) -> tuple[Part[Point], ...]:
    def year(point: Point) -> str:
        return year_of(library.articles[point.article].date_of(point))

    weigh = weigher(library, WHOLE)
    if sum(map(weigh, points)) > LINES:
        return split(points, year, f"themes/{theme}", LINES, weigh)
    whole = Chunk(title="all", uri=f"themes/{theme}/evidence.md", size=len(points))
    return (Part(chunk=whole, items=tuple(points)),)


def pages_of_lines(parts: Parts) -> Mapping[tuple[str, str], str]:
    """Return (theme, point) → page of the point's line, where that is not the theme's own."""
    return {
        (theme, point.id): part.chunk.uri
        for theme, its in parts.items()
        for part in its
        for point in part.items
    }


def first_lines(links: Links, theme: Theme) -> tuple[str, ...]:
    """Return the points for the page of a theme that has many.

    First what the best supported key messages rest on, then the newest.
    """
    points = {point.id: None for point in links.evidence.by_theme[theme.id]}
    rest_on = [id_ for id_ in _rest_on(links, theme) if id_ in points][: SHOWN - _NEWEST]
    newest = (id_ for id_ in points if id_ not in rest_on)
    return (*rest_on, *islice(newest, SHOWN - len(rest_on)))


def _rest_on(links: Links, theme: Theme) -> Sequence[str]:
    """Return the points that key messages rest on, those of the best supported first."""

    def rank(index: int) -> int:
        return _BEST.index(links.support[LineRef(theme=theme.id, index=index)])

    ranked = sorted(range(len(theme.messages)), key=rank)
    return tuple(dict.fromkeys(id_ for index in ranked for id_ in theme.messages[index].points))
