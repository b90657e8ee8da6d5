"""Former ids: an old address leads to one place, and to nothing that is there now."""

from collections.abc import Iterator, Sequence

from generator.base.kinds import LASTING, kept_names
from generator.base.problems import Problem
from generator.schema.check import Entry

_HINT = "Take the former id out, or give the other another id: links of old must not mislead."


def check_former_ids(entries: Sequence[Entry]) -> Iterator[Problem]:
    """Yield a problem for each former id that is taken, by one of its kind or of its article."""
    for kind in (content.kind for content in LASTING):
        of_kind = [entry for entry in entries if entry.source.kind == kind]
        taken = dict.fromkeys(kept_names(kind), "a page that the site makes itself")
        taken |= {entry.source.id: f"the {kind} at {entry.source.at()}" for entry in of_kind}
        for entry in of_kind:
            yield from _claim(entry, ("former_ids",), entry.matter.former_ids, taken)
    for entry in entries:
        if entry.source.kind == "article":
            yield from _points(entry)


def _points(entry: Entry) -> Iterator[Problem]:
    points = entry.matter.points
    taken = {
        point.id: f"the point at {entry.source.at('points', number, 'id')}"
        for number, point in enumerate(points)
    }
    for number, point in enumerate(points):
        keys = ("points", number, "former_ids")
        yield from _claim(entry, keys, point.former_ids, taken)


def _claim(
    entry: Entry, keys: tuple[str | int, ...], former: Sequence[str], taken: dict[str, str]
) -> Iterator[Problem]:
    """Take former ids for an entry, and tell of those that are taken."""
    for number, id_ in enumerate(former):
        at = entry.source.at(*keys, number)
        if id_ in taken:
            message = f"The former id “{id_}” is taken by {taken[id_]}."
            yield Problem(at, "former-id-collision", message, _HINT)
        taken.setdefault(id_, f"the former id at {at}")
