"""Which points speak for which theme, and what rests on each point."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.link.records import Evidence, LineRef
from generator.model import Library, Message, Point, Question


def gather(library: Library) -> Evidence:
    """Sort the points by theme, newest first, and find the messages and questions on each."""
    by_theme: dict[str, list[Point]] = {theme: [] for theme in library.themes}
    for point in newest_first(library, library.points.values()):
        for theme in point.themes:
            by_theme[theme].append(point)
    themes = library.themes.values()
    return Evidence(
        by_theme={theme: tuple(points) for theme, points in by_theme.items()},
        messages=_resting((theme.id, theme.messages) for theme in themes),
        questions=_resting((theme.id, theme.questions) for theme in themes),
    )


def newest_first(library: Library, points: Iterable[Point]) -> list[Point]:
    """Sort points by the date they speak of, newest first, then by id."""
    ordered = sorted(points, key=lambda point: point.id)
    return sorted(
        ordered,
        key=lambda point: library.articles[point.article].date_of(point).sort_key,
        reverse=True,
    )


def _resting(
    lines_of: Iterable[tuple[str, Sequence[Message | Question]]],
) -> Mapping[str, tuple[LineRef, ...]]:
    """Return point id → the lines that rest on it."""
    found: defaultdict[str, list[LineRef]] = defaultdict(list)
    for theme, lines in lines_of:
        for index, line in enumerate(lines):
            for point in line.points:
                found[point].append(LineRef(theme=theme, index=index))
    return {point: tuple(refs) for point, refs in sorted(found.items())}
