"""Where each event stands: on the timeline, or where events are many on a page of its year."""

from collections import Counter
from collections.abc import Mapping

from generator.base.dates import year_of
from generator.base.limits import EVENTS_ON_A_PAGE
from generator.base.model import Library


def event_pages(library: Library) -> Mapping[str, str]:
    """Return event id → source address of the page that shows it, in order of date."""
    if len(library.events) <= EVENTS_ON_A_PAGE:
        return {event.id: "timeline/index.md" for event in library.events}
    pages: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for event in library.events:
        year = year_of(event.date)
        part = seen[year] // EVENTS_ON_A_PAGE
        seen[year] += 1
        pages[event.id] = f"timeline/{year}{f'-{part + 1}' if part else ''}.md"
    return pages
