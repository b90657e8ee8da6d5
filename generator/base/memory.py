"""What a server remembers from one build to the next: results, by what they were made from."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Results of one build and the build before; what neither asked for is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

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
