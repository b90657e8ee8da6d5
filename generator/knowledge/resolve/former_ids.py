"""Former ids: an old address leads to one place, and to nothing that is there now."""

from collections.abc import Iterator, Sequence

from generator.base.kinds import LASTING, kept_names
from generator.base.problems import Problem
from generator.knowledge.resolve.entries import Entries
from generator.schema import fields
from generator.schema.check import Entry
from generator.source.read import Source

_HINT = "Remove the former id, or change the other id: old links must not mislead."


def check_former_ids(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each former id that is taken, by one of its kind or of its article."""
    for kind in (content.kind for content in LASTING):
        of_kind = [entry for entry in entries.lasting if entry.source.kind == kind]
        taken = dict.fromkeys(kept_names(kind), "a page that the site makes itself")
        taken |= {entry.source.id: f"the {kind} at {entry.source.at()}" for entry in of_kind}
        for entry in of_kind:
            yield from _claim(entry.source, ("former_ids",), entry.matter.former_ids, taken)
    for article in entries.articles:
        yield from _points(article)


def _points(entry: Entry[fields.Article]) -> Iterator[Problem]:
    source, points = entry.source, entry.matter.points
    taken = {
        point.id: f"the point at {source.at('points', number, 'id')}"
        for number, point in enumerate(points)
    }
    for number, point in enumerate(points):
        yield from _claim(source, ("points", number, "former_ids"), point.former_ids, taken)


def _claim(
    source: Source, keys: tuple[str | int, ...], former: Sequence[str], taken: dict[str, str]
) -> Iterator[Problem]:
    """Take former ids for an entry, and tell of those that are taken."""
    for number, id_ in enumerate(former):
        at = source.at(*keys, number)
        if id_ in taken:
            message = f"The former id “{id_}” is taken by {taken[id_]}."
            yield Problem(at, "former-id-collision", message, _HINT)
        taken.setdefault(id_, f"the former id at {at}")
