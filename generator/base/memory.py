"""What a server remembers from one build to the next: results, and what files last were."""

from collections.abc import Callable, Collection, Hashable, Mapping
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Results of one build and the build before; what neither asked for is forgotten.

    What a file made when it was last in order is remembered for as long as the file is there.
    """

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}
        self._good: Mapping[str, Any] = {}

    def turn(self) -> None:
        """Begin a build."""
        self._before, self._now = self._now, {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return a result, made unless it was made in this build or the one before.

        Args:
            key: what the result is, and all that it depends on.
            make: makes it.
        """
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: T = self._now[key]
        return made

    def last_good(self, made: Mapping[str, T], there: Collection[str]) -> Mapping[str, T]:
        """Return what files last made that make nothing now, by path.

        Args:
            made: what files make now, by path.
            there: paths of all files, also of those that make nothing.
        """
        lost = there - made.keys()
        kept = {path: self._good[path] for path in sorted(lost) if path in self._good}
        self._good = {**kept, **made}
        return kept
