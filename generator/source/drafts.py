"""Where drafts stand: an error in one is told as such, and stops nobody's build."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.kinds import CONTENTS
from generator.base.problems import At, Problem
from generator.source.read import Source, lines, misnamed

_SAYS_SO = re.compile(r"(?:draft|\"draft\"|'draft')[ \t]*:[ \t]+true[ \t]*(?:#.*)?")
"""A line by which a file says that it is a draft, also where the rest cannot be read."""
_FENCE = re.compile(r"---[ \t]*")

_Place = tuple[int, int]
"""Line and column."""


class Drafts(Struct, frozen=True):
    """Where the drafts of a project stand.

    Attributes:
        files: paths of articles that are drafts as a whole.
        points: path of any other article → where each of its draft points begins and ends.
    """

    files: frozenset[str]
    points: Mapping[str, Sequence[tuple[_Place, _Place]]]

    def hold(self, at: At) -> bool:
        """Tell whether a place is in a draft."""
        here = (at.line, at.column)
        parts = self.points.get(at.path, ())
        return at.path in self.files or any(start <= here < end for start, end in parts)

    def marked(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """Yield problems, those in a draft marked as such."""
        for problem in problems:
            in_draft = problem.severity == "error" and self.hold(problem.at)
            yield replace(problem, draft=True) if in_draft else problem


def drafts_among(
    sources: Iterable[Source], unread: Collection[str], root: Path, bounds: Bounds
) -> Drafts:
    """Return where drafts stand.

    Args:
        sources: the files that could be read.
        unread: paths of those that could not, for what is in them or for their names.
        root: the project's folder.
        bounds: sizes beyond which a file is refused.
    """
    articles = [source for source in sources if source.kind == "article"]
    texts = lines(root, unread, bounds) | misnamed(root, bounds) if unread else {}
    whole = {source.path for source in articles if source.meta.get("draft") is True}
    folder = CONTENTS["article"].path("").removesuffix(".md")
    whole |= {path for path in texts if path.startswith(folder) and _says_so(texts[path])}
    points = {source.path: tuple(_draft_points(source)) for source in articles}
    return Drafts(frozenset(whole), {path: found for path, found in points.items() if found})


def _says_so(text: Sequence[str]) -> bool:
    """Tell whether a line of what can only be front matter says that the file is a draft."""
    end = next((n for n, line in enumerate(text) if n and _FENCE.fullmatch(line)), len(text))
    return any(_SAYS_SO.fullmatch(line) for line in text[:end])


def _draft_points(source: Source) -> Iterator[tuple[_Place, _Place]]:
    """Yield where each draft point begins, and where what follows it does."""
    points = source.meta.get("points")
    if not isinstance(points, tuple) or not points:
        return
    after = [
        (place.key_line, place.key_column)
        for place in source.places.inside.values()
        if place.key_line > source.at("points").line
    ]
    starts = [(at.line, at.column) for at in (source.at("points", n) for n in range(len(points)))]
    end = min((place for place in after if place > starts[-1]), default=(source.end_line, 1))
    for point, span in zip(points, pairwise([*starts, end]), strict=True):
        if isinstance(point, dict) and point.get("draft") is True:
            yield span
