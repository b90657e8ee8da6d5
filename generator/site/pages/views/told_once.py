"""Points of one list: what has happened since all of them is told above them, once."""

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from generator.base.limits import EVENTS_BESIDE_A_CLAIM
from generator.knowledge.link.findings import Bearings
from generator.site.pages.views.presenter import Presenter
from generator.site.pages.views.since import since_view
from generator.site.pages.views.view_types import PointView, SinceView


def told_once(
    presenter: Presenter, ids: Sequence[str], above: Bearings = ()
) -> tuple[SinceView, tuple[PointView, ...]]:
    """Show points of a list, and what is told above it.

    Args:
        presenter: shows points.
        ids: those of the points.
        above: what stands above the list in any case.

    Returns:
        What stands above, and what has happened since each of several points; and the points,
        each with what else has happened since.
    """
    since = presenter.links.since.points
    told = (*above, *_of_all([since.get(id_, ()) for id_ in ids], above))
    head = since_view(presenter, told, EVENTS_BESIDE_A_CLAIM)
    elsewhere = _events(told)
    return head, tuple(_without(presenter, id_, elsewhere) for id_ in ids)


def _of_all(each: Sequence[Bearings], above: Bearings) -> Bearings:
    """Return the events that several lines all have, but those above."""
    first, *others = each or [()]
    shared = set.intersection(*map(_events, each)) if others else set()
    return tuple(one for one in first if one.event.id in shared - _events(above))


def _without(presenter: Presenter, id_: str, elsewhere: Collection[str]) -> PointView:
    """Show a point without events that are told elsewhere."""
    rest = presenter.links.since.points.get(id_, ())
    left = tuple(bearing for bearing in rest if bearing.event.id not in elsewhere)
    return replace(presenter.point(id_), since=since_view(presenter, left, EVENTS_BESIDE_A_CLAIM))


def _events(bearings: Bearings) -> set[str]:
    return {bearing.event.id for bearing in bearings}
