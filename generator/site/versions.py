"""The versions of a site in other languages, and the way from a page to the same page there."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.base.addresses import lead, url
from generator.base.kinds import HOME
from generator.base.language.cldr import name_of_language


class Version(Struct, frozen=True, kw_only=True):
    """A site in one language.

    Attributes:
        tag: of the language, by BCP 47.
        folder: of it in the whole, with a slash at its end; empty for the one at the top.
        uris: source addresses of its pages.
    """

    tag: str
    folder: str
    uris: frozenset[str]


class Elsewhere(Struct, frozen=True, kw_only=True):
    """Where a page leads to in another language.

    Attributes:
        tag: of that language.
        name: of that language, in itself.
        link: address as seen from the page.
        address: the same as seen from the top of the whole.
        same: whether the page is there; if not, the page above it is led to.
    """

    tag: str
    name: str
    link: str
    address: str
    same: bool


def elsewhere(uri: str, own: str, versions: Sequence[Version]) -> Iterator[Elsewhere]:
    """Yield where a page leads to in each other language.

    Args:
        uri: source address of the page.
        own: the tag of its language.
        versions: all of them.
    """
    here = next((version.folder for version in versions if version.tag == own), "")
    for version in versions:
        if version.tag != own:
            there = next(filter(version.uris.__contains__, _ways(uri)), HOME)
            yield Elsewhere(
                tag=version.tag,
                name=name_of_language(version.tag, version.tag),
                link=lead(f"{here}{uri}", f"{version.folder}{there}"),
                address=f"{version.folder}{url(there)}",
                same=there == uri,
            )


def _ways(uri: str) -> Iterator[str]:
    """Yield a page, and the first page of each folder that it lies in."""
    yield uri
    folder = uri.rpartition("/")[0]
    while folder:
        yield f"{folder}/index.md"
        folder = folder.rpartition("/")[0]
