"""What is called otherwise from now on, in front matter and in addresses."""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from generator.base.addresses import PASSAGE, article_in, article_uri, event_anchor
from generator.base.kinds import LASTING, SECTIONS
from generator.base.names import article_of

_LINES = re.compile(r"[de]-(?=.*--)")
"""How the ids of lines and disagreements on lists begin: they are made of ids of points."""


class Renames(Struct, frozen=True):
    """Old ids with the new.

    Attributes:
        of: kind of record → old id → new id; a point's are whole, as ``article#point``.
    """

    of: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def now(self, kind: str, value: str) -> str:
        """Return how front matter writes what a value names."""
        known = self.of.get(kind, {})
        if kind == "point":
            article, mark, name = value.partition("#")
            return known.get(value) or f"{self.now('article', article)}{mark}{name}"
        if kind == "term":
            term, mark, sense = value.partition("#")
            return f"{known.get(term, term)}{mark}{sense}"
        if kind == "organisation" and value not in known:
            return self.now("term", value) if "#" not in value else value
        return known.get(value, value)

    def address(self, uri: str, fragment: str) -> tuple[str, str]:
        """Return where the page at a source address is now, and a place in it."""
        if (article := article_in(uri)) and fragment.startswith(PASSAGE):
            point = self.now("point", f"{article}#{fragment.removeprefix(PASSAGE)}")
            return article_uri(article_of(point)), f"{PASSAGE}{point.partition('#')[2]}"
        return self._page(uri), self._place(uri, fragment)

    def _page(self, uri: str) -> str:
        for content in LASTING:
            folder, _, name = uri.rpartition("/")
            if folder == content.folder and name.endswith(".md"):
                return content.uri(self.now(content.kind, name.removesuffix(".md")))
        return uri

    def _place(self, uri: str, fragment: str) -> str:
        if uri.startswith(f"{SECTIONS['timeline'].folder}/"):
            events = self.of.get("event", {}).items()
            moved = {event_anchor(old): event_anchor(new) for old, new in events}
            return moved.get(fragment, fragment)
        if start := _LINES.match(fragment):
            return start[0] + "--".join(self._points(fragment[start.end() :].split("--")))
        return fragment

    def _points(self, names: list[str]) -> Iterator[str]:
        for article, point in zip(names[::2], names[1::2], strict=False):
            yield self.now("point", f"{article}#{point}").replace("#", "--")
