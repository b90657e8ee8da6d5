"""Circles among what leads from one to another, such as points that repeat each other."""

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter


def circle(leads: Mapping[str, Iterable[str]]) -> list[str]:
    """Return ids that lead from one to the next and from the last to the first, or nothing.

    Args:
        leads: id → ids that it leads to. Of a circle the least id comes first.
    """
    try:
        TopologicalSorter(leads).prepare()
    except CycleError as error:
        found: list[str] = error.args[1][:0:-1]  # the library names what leads to each, once more
        first = found.index(min(found))
        return [*found[first:], *found[:first]]
    return []
