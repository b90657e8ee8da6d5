"""How well a key message is supported, computed from its points and never written by hand."""

from collections.abc import Iterator, Mapping
from itertools import combinations

from generator.base.model import Library, Message
from generator.base.names import article_of
from generator.knowledge.link.findings import LineRef, Relation, Support

_Relations = Mapping[str, tuple[Relation, ...]]


def rate_support(library: Library, relations: _Relations) -> Mapping[LineRef, Support]:
    """Return the support of every key message."""
    return {
        LineRef(kind="message", theme=theme.id, index=index): _support(
            message, relations, library.repeats
        )
        for theme in library.themes.values()
        for index, message in enumerate(theme.messages)
    }


def _support(
    message: Message, relations: _Relations, repeats: Mapping[str, tuple[str, ...]]
) -> Support:
    """Contested wins; a repetition is no second witness."""
    if any(r.kind == "disputes" for point in message.points for r in relations.get(point, ())):
        return "contested"
    if len({article_of(point) for point in message.points}) == 1:
        return "single"
    told = {frozenset(map(article_of, _behind(point, repeats))) for point in message.points}
    independent = any(one.isdisjoint(other) for one, other in combinations(told, 2))
    return "agreed" if independent else "repeated"


def _behind(point: str, repeats: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield a point and all that it repeats, however far back; a circle ends where it closes."""
    seen, ahead = {point}, [point]
    while ahead:
        yield (last := ahead.pop())
        new = [other for other in repeats.get(last, ()) if other not in seen]
        seen.update(new)
        ahead += new
