"""What a project's files hold that can be called otherwise, and which of it a name means."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.assist.edit.refused import RefusedError
from generator.base.kinds import CONTENT, CONTENTS, LASTING
from generator.base.nearest import nearest
from generator.source.read import Source

FOLDERS: Mapping[str, str] = {
    **{str(content.kind): content.folder for content in LASTING},
    "person": "people",
    "organisation": "organisations",
    "event": "timeline",
}
"""Kind → what stands before an id where several kinds have the same: ``themes/fares``."""


class Record(Struct, frozen=True, order=True):
    """Something with an id.

    Attributes:
        kind: ``article``, ``theme``, ``term``, ``point``, ``person``, ``organisation``, ``event``.
        id: a point's is whole, as ``article#point``; of an organisation, its name.
    """

    kind: str
    id: str

    @property
    def article(self) -> str:
        """Return the article of a point."""
        return self.id.partition("#")[0]

    @property
    def name(self) -> str:
        """Return the id of a point within its article; of others, the whole."""
        return self.id.rpartition("#")[2]

    def __str__(self) -> str:
        return f"{FOLDERS[self.kind]}/{self.id}" if self.kind in FOLDERS else self.id


def records(sources: Collection[Source]) -> frozenset[Record]:
    """Return all that has an id; an organisation that is a term is none of its own."""
    found = frozenset(record for source in sources for record in _of(source))
    return found - {Record("organisation", each.id) for each in found if each.kind == "term"}


def _of(source: Source) -> Iterator[Record]:
    if CONTENTS[source.kind].lasting:
        yield Record(source.kind, source.id)
    if source.kind == "article":
        yield from (Record("point", f"{source.id}#{p['id']}") for p in groups(source, "points"))
        for person in groups(source, "people"):
            yield Record("person", str(person["id"]))
            if person.get("organisation"):
                yield Record("organisation", str(person["organisation"]))
    if source.kind == "timeline":
        yield from (Record("event", str(event["id"])) for event in groups(source, "events"))


def groups(source: Source, key: str) -> Sequence[dict[str, object]]:
    """Return the groups of keys in a list that have an id."""
    listed = source.meta.get(key)
    items = listed if isinstance(listed, tuple) else ()
    return [each for each in items if isinstance(each, dict) and each.get("id")]


def sought(known: Collection[Record], name: str) -> Record:
    """Return what a name means: an id, one with its folder, or a file's path.

    Raises:
        RefusedError: nothing, or more than one thing.
    """
    plain = name.removeprefix(f"{CONTENT}/").removesuffix(".md")
    found = sorted(each for each in known if plain in {each.id, str(each)})
    if not found:
        near = nearest(plain, {each.id for each in known})
        raise RefusedError(f"“{name}” does not exist.{f' Did you mean “{near}”?' if near else ''}")
    if len(found) > 1:
        named = " or ".join(f"“{each}”" for each in found)
        raise RefusedError(f"“{name}” is the name of several things: write {named}.")
    return found[0]
