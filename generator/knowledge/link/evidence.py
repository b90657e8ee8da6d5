"""Which points speak for which theme, and what rests on each point."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from generator.base.model import Library, Message, Point, Question
from generator.base.names import article_of
from generator.knowledge.link.findings import Evidence, LineKind, LineRef, Relation


def collect_evidence(library: Library, relations: Mapping[str, tuple[Relation, ...]]) -> Evidence:
    """Sort the points by theme, and find the messages and questions on each.

    The newest come first, and of one date those with which the most articles agree.
    """
    by_theme: dict[str, list[Point]] = {theme: [] for theme in library.themes}
    agreed = {id_: _agreeing(id_, related) for id_, related in relations.items()}
    ordered = sorted(library.points.values(), key=lambda p: (-agreed.get(p.id, 0), p.id))
    for point in _newest(library, ordered):
        for theme in point.themes:
            by_theme[theme].append(point)
    themes = library.themes.values()
    return Evidence(
        by_theme={theme: tuple(points) for theme, points in by_theme.items()},
        messages=_resting("message", ((theme.id, theme.messages) for theme in themes)),
        questions=_resting("question", ((theme.id, theme.questions) for theme in themes)),
    )


def newest_first(library: Library, points: Iterable[Point]) -> list[Point]:
    """Sort points by the date they speak of, newest first, then by id."""
    return _newest(library, sorted(points, key=lambda point: point.id))


def _newest(library: Library, points: Iterable[Point]) -> list[Point]:
    return sorted(
        points,
        key=lambda point: library.articles[point.article].date_of(point).sort_key,
        reverse=True,
    )


def _agreeing(point: str, relations: Iterable[Relation]) -> int:
    """Return how many other articles agree with a point."""
    agreeing = {article_of(r.point) for r in relations if r.kind == "agrees"}
    return len(agreeing - {article_of(point)})


def _resting(
    kind: LineKind,
    lines_of: Iterable[tuple[str, Sequence[Message | Question]]],
) -> Mapping[str, tuple[LineRef, ...]]:
    """Return point id → the lines that rest on it."""
    found: defaultdict[str, list[LineRef]] = defaultdict(list)
    for theme, lines in lines_of:
        for index, line in enumerate(lines):
            for point in line.points:
                found[point].append(LineRef(kind=kind, theme=theme, index=index))
    return {point: tuple(refs) for point, refs in sorted(found.items())}
