"""How well a key message is supported, computed from its points and never written by hand."""

from collections.abc import Mapping, Sequence

from generator.link.records import LineRef, Relation, Support
from generator.model import Library, Message

_Relations = Mapping[str, tuple[Relation, ...]]


def judge(library: Library, relations: _Relations) -> Mapping[LineRef, Support]:
    """Return the support of every key message."""
    origins = _origins(library)
    return {
        LineRef(theme=theme.id, index=index): _support(message, relations, origins)
        for theme in library.themes.values()
        for index, message in enumerate(theme.messages)
    }


def _support(message: Message, relations: _Relations, origins: Mapping[str, str]) -> Support:
    """Contested wins; a repetition is no second witness."""
    if any(r.kind == "disputes" for point in message.points for r in relations.get(point, ())):
        return "contested"
    if len({_article(point) for point in message.points}) == 1:
        return "single"
    witnesses = {_article(origins.get(point, point)) for point in message.points}
    return "agreed" if len(witnesses) > 1 else "repeated"


def _article(point: str) -> str:
    return point.partition("#")[0]


def _origins(library: Library) -> Mapping[str, str]:
    """Follow ``repeats`` from each point to the one that was first to say it."""
    return {
        point.id: _origin(library, point.id)
        for point in library.points.values()
        if point.relations["repeats"]
    }


def _origin(library: Library, point: str) -> str:
    """Walk back, the earliest of several origins first; a circle ends where it closes."""
    seen = {point}
    while repeated := _unseen(library.points[point].relations["repeats"], seen):
        point = min(repeated, key=lambda other: (_published(library, other), other))
        seen.add(point)
    return point


def _unseen(points: Sequence[str], seen: set[str]) -> list[str]:
    return [point for point in points if point not in seen]


def _published(library: Library, point: str) -> tuple[object, ...]:
    return library.articles[_article(point)].published.sort_key
