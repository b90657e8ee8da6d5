"""Key messages that rest on nothing that still stands."""

from collections.abc import Iterator

from generator.base.model import Library, Message
from generator.base.problems import Problem
from generator.knowledge.link.lines import lines_of

_GONE = frozenset({"retracted", "superseded"})


def check_withdrawn(library: Library) -> Iterator[Problem]:
    """Yield a problem for each message of which every point was retracted or superseded."""
    for _, line in lines_of(library):
        kinds = [status.kind for point in line.points if (status := library.points[point].status)]
        if isinstance(line, Message) and len(kinds) == len(line.points) and _GONE.issuperset(kinds):
            what = " or ".join(dict.fromkeys(sorted(kinds)))
            message = f"All that this message rests on was {what}."
            hint = "Base it on what took its place, or take it out."
            yield Problem(line.at, "rests-on-withdrawn", message, hint)
