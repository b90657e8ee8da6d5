"""Relations between points, seen from both ends."""

from collections import defaultdict
from collections.abc import Mapping

from generator.base.model import Library
from generator.knowledge.link.findings import Relation


def collect_relations(library: Library) -> Mapping[str, tuple[Relation, ...]]:
    """Return for each point its relations in both directions, sorted."""
    found: defaultdict[str, set[Relation]] = defaultdict(set)
    for point in library.points.values():
        for kind, others in point.relations.items():
            for other in others:
                found[point.id].add(Relation(kind=kind, point=other, stated=True))
                found[other].add(Relation(kind=kind, point=point.id, stated=False))
    return {
        point: tuple(sorted(relations, key=lambda r: (r.kind, r.point, not r.stated)))
        for point, relations in sorted(found.items())
    }
