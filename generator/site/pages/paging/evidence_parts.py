"""Where a theme's evidence stands: on the theme's page, or by year where it is long."""

from collections.abc import Callable, Mapping, Sequence

from generator.base.dates import year_of
from generator.base.limits import EVIDENCE_BYTES
from generator.base.model import Library, Point, SupportKind, Theme
from generator.knowledge.link import Links
from generator.knowledge.link.findings import LineRef
from generator.site.pages.paging.split import Folder, Part, split_by_key

_BEST: Sequence[SupportKind] = (
    "agreed",
    "several",
    "repeated",
    "single",
    "limited",
    "contested",
    "retracted",
)

EvidenceParts = Mapping[str, tuple[Part[Point], ...]]
"""Theme → the parts of its evidence."""


def split_evidence(library: Library, links: Links, weigh: Callable[[Point], int]) -> EvidenceParts:
    """Return the parts of the evidence of themes that have too much for one page."""

    def year(point: Point) -> str:
        return year_of(library.articles[point.article].date_of(point))

    return {
        theme: split_by_key(points, year, Folder(f"themes/{theme}"), EVIDENCE_BYTES, weigh)
        for theme, points in links.evidence.by_theme.items()
        if sum(map(weigh, points)) > EVIDENCE_BYTES
    }


def pages_of_lines(parts: EvidenceParts) -> Mapping[tuple[str, str], str]:
    """Return (theme, point) → page of the point's line, where that is not the theme's own."""
    return {
        (theme, point.id): part.link.uri
        for theme, its in parts.items()
        for part in its
        for point in part.items
    }


def evidence_in_order(links: Links, theme: Theme) -> tuple[str, ...]:
    """Return a theme's points as its page has them.

    First what the key messages rest on, those of the best supported before others, then the newest.
    """
    points = [point.id for point in links.evidence.by_theme[theme.id]]
    known = frozenset(points)
    rest_on = (id_ for id_ in _rest_on(links, theme) if id_ in known)
    return tuple(dict.fromkeys((*rest_on, *points)))


def _rest_on(links: Links, theme: Theme) -> Sequence[str]:
    def rank(index: int) -> int:
        ref = LineRef(kind="message", theme=theme.id, index=index)
        return _BEST.index(links.support[ref].kind)

    ranked = sorted(range(len(theme.messages)), key=rank)
    return [id_ for index in ranked for id_ in theme.messages[index].points]
