"""What has happened since something was said, as pages tell it beside that."""

from generator.base.model import Event
from generator.knowledge.link.findings import Bearings
from generator.site.pages.views.linker import Linker
from generator.site.pages.views.view_types import EventView, SinceView


def since_view(linker: Linker, bearings: Bearings, most: int) -> SinceView:
    """Show at most so many events in their order, what is only planned after what happened."""
    events = [bearing.event for bearing in bearings]
    ordered = sorted(events, key=linker.library.is_planned)
    return SinceView(
        events=tuple(event_view(linker, event) for event in ordered[:most]), total=len(events)
    )


def newest_since(linker: Linker, bearings: Bearings, most: int) -> SinceView:
    """Show the newest events, for a page that tells of what has changed around all it holds."""
    ordered = sorted(bearings, key=lambda bearing: bearing.event.date.sort_key, reverse=True)
    return since_view(linker, tuple(ordered), most)


def event_view(linker: Linker, event: Event) -> EventView:
    """Show an event."""
    return EventView(
        title=event.title,
        uri=f"{linker.directory.event_pages[event.id]}#{event.anchor}",
        date=event.date.label,
        planned=linker.library.is_planned(event),
        failed=event.outcome == "did-not-happen",
        source=event.source,
    )
