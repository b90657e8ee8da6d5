"""The evidence as a map: how much each theme has of each year and kind of voice, and how supported.

Each cell leads to the lines of the theme's evidence that it counts. A cell without any is a gap.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Literal, get_args

from msgspec import Struct

from generator.base import labels
from generator.base.kinds import UNDATED
from generator.base.limits import MAP_ROWS, MAP_YEARS, YEARS_NAMED_EACH
from generator.base.model import Point, RelationKind, Theme
from generator.knowledge.link.coverage import voice_of
from generator.knowledge.link.findings import VoiceKind
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.view_types import ThemeTag

Standing = Literal["contested", "limited", "agreed", "single"]
"""How points stand: one is disputed, else limited, else agreed with by another source, or none."""

_SUPPORTS: Mapping[RelationKind, Standing] = {
    "disputes": "contested",
    "qualifies": "limited",
    "agrees": "agreed",
}
"""What a relation to another source says of a point, the gravest first."""
_SIZES = (1, 3, 7)
"""Points up to which a mark has the first, the second and the third of four sizes."""


class Spot(Struct, frozen=True, kw_only=True):
    """The points of one cell.

    Attributes:
        points: how many.
        size: of the mark, from 1 to 4; 0 where there is no point.
        support: how they stand.
        column: of when they are, for readers.
        uri: the page that holds the evidence.
        query: by which that is filtered.
    """

    points: int
    size: int
    support: Standing
    column: str
    uri: str
    query: str


class MapRow(Struct, frozen=True, kw_only=True):
    """The cells of one kind of voice, or of all; of when the columns say."""

    voice: str
    spots: tuple[Spot, ...]


class MapGroup(Struct, frozen=True, kw_only=True):
    """The rows of one theme."""

    theme: ThemeTag
    rows: tuple[MapRow, ...]


class EvidenceMap(Struct, frozen=True, kw_only=True):
    """The whole map; ``themes`` is how many there are, drawn or not."""

    columns: tuple[str, ...]
    groups: tuple[MapGroup, ...]
    themes: int


class _Column(Struct, frozen=True, kw_only=True):
    """Years that share a column, and by what a filter knows it, or nothing."""

    label: str
    years: frozenset[str]
    asked: str


def evidence_map(presenter: Presenter) -> EvidenceMap | None:
    """Draw the map; there is none where nobody says anything."""
    if not presenter.links.coverage.years:
        return None
    themes = tuple(presenter.library.themes.values())
    kinds = _kinds(presenter)
    if len(themes) * len(kinds) > MAP_ROWS:
        kinds = ("",)
    columns = tuple(_columns(presenter))
    return EvidenceMap(
        columns=tuple(column.label for column in columns),
        groups=tuple(_group(presenter, theme, kinds, columns) for theme in themes[:MAP_ROWS]),
        themes=len(themes),
    )


def _kinds(presenter: Presenter) -> Sequence[str]:
    """Return the kinds of voice that speak on any theme."""
    heard = {kind for _, kind in presenter.links.coverage.by_voice}
    return [kind for kind in get_args(VoiceKind) if kind in heard]


def _columns(presenter: Presenter) -> Iterator[_Column]:
    """Yield each year, but a long run without a point as one column, and the oldest as one."""
    coverage = presenter.links.coverage
    dated = [year for year in coverage.years if year != UNDATED]
    spoken = {year for (_, year), count in coverage.by_year.items() if count}
    gathered: list[list[str]] = []
    for silent, run in groupby(dated, lambda year: year not in spoken):
        years = [*run]
        gathered += [years] if silent and len(years) > YEARS_NAMED_EACH else [[y] for y in years]
    old, new = gathered[:-MAP_YEARS], gathered[-MAP_YEARS:]
    oldest = [year for years in old for year in years]
    for years in filter(None, [oldest, *new]):
        label = years[0] if len(years) == 1 else labels.span(years[0], years[-1])
        asked = years[0] if len(years) == 1 else ""
        yield _Column(label=label, years=frozenset(years), asked=asked)
    if UNDATED in coverage.years:
        yield _Column(label=labels.year_name(UNDATED), years=frozenset({UNDATED}), asked=UNDATED)


def _group(
    presenter: Presenter, theme: Theme, kinds: Sequence[str], columns: Sequence[_Column]
) -> MapGroup:
    cells = _cells(presenter, theme)
    rows = (
        MapRow(
            voice=labels.VOICES_IN_SHORT[kind] if kind else "",
            spots=tuple(_spot(presenter, theme, kind, column, cells) for column in columns),
        )
        for kind in kinds
    )
    return MapGroup(theme=presenter.tags([theme.id])[0], rows=tuple(rows))


_Cells = Mapping[tuple[str, str], Sequence[Point]]
"""Kind of voice, or empty for all, and year → points."""


def _cells(presenter: Presenter, theme: Theme) -> _Cells:
    cells: defaultdict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in presenter.links.evidence.by_theme[theme.id]:
        for kind in ("", voice_of(presenter.library, point)):
            cells[kind, presenter.year(point.id)].append(point)
    return cells


def _spot(presenter: Presenter, theme: Theme, kind: str, column: _Column, cells: _Cells) -> Spot:
    points = [point for year in sorted(column.years) for point in cells.get((kind, year), ())]
    asked = {"year": column.asked, "whose": kind}
    line = presenter.line(theme.id, points[0].id) if points else ""
    return Spot(
        points=len(points),
        size=_size(len(points)),
        support=_support(presenter, points),
        column=column.label,
        uri=line.partition("#")[0],
        query="&".join(f"{part}={value}" for part, value in asked.items() if value),
    )


def _size(points: int) -> int:
    return 1 + sum(points > most for most in _SIZES) if points else 0


def _support(presenter: Presenter, points: Iterable[Point]) -> Standing:
    """Return the gravest that can be said of any of some points."""
    found = {
        relation.kind
        for point in points
        for relation in presenter.links.relations.get(point.id, ())
        if presenter.library.points[relation.point].article != point.article
    }
    for kind, support in _SUPPORTS.items():
        if kind in found:
            return support
    return "single"
