"""Verification of a built site, as a reader's browser would meet it.

It reads nothing but the built files, so that it judges any site folder, and it judges what the
publisher, the theme and the templates made of the content, not only what we wrote.

- Every expected page is there, and no other; other files are of expected kinds.
- Every address in HTML, SVG, CSS, feeds and our data leads to a file of the site, and its fragment
  to an id there; every id stands once in its page.
- Nothing is fetched from another host. Links to other hosts are allowed; what counts as fetching
  is told in ``verify.tags``, what is asked of scripts in ``verify.scripts``.
- Nothing in a page runs but script elements. Each page has a Content-Security-Policy that admits
  those and no other host.
- Papers for boards hold words and links, and nothing that runs.
- Data can be read, and those of ours obey their schemas.
- The form for editing, where there is one, is byte for byte as it was written, and nothing else is
  asked of it: it is the one page that may ask other hosts.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from generator.base.problems import Problem
from generator.publish.cores import in_portions
from generator.publish.verify.addresses import Addresses
from generator.publish.verify.data import BUILD, BUILD_SCHEMA
from generator.publish.verify.files import Holdings, Site, read_files, read_links
from generator.publish.verify.images import disguised
from generator.publish.verify.listing import MARKER, READ, kind, listed, paths

__all__ = ["BUILD", "BUILD_SCHEMA", "MARKER", "verify"]


def verify(  # noqa: PLR0913 - all that it is judged by
    site: Path,
    expected: Collection[str] = (),
    base: str = "",
    image_hosts: Collection[str] = (),
    *,
    apart: Mapping[str, str] = MappingProxyType({}),
    others: Collection[str] = (),
    above: str = "",
) -> list[Problem]:
    """Return what is wrong with a built site, in order of place; paths are relative to the site.

    Args:
        site: the folder that holds the site.
        expected: addresses of what must be there, relative to the site's root, such as
            ``articles/x/`` or ``data/briefing.json``; the home page must be there in any case.
            Pages beside these are refused, unless none is named.
        base: the site's own address, or only its path: links may begin with it.
        image_hosts: hosts from which images may come.
        apart: hashes of files by path that must be just so, and are exempt from all other rules.
        others: folders of the site that hold it in other languages. Pages may lead to those, and
            each is verified by itself.
        above: the name of the folder, where this is itself such a site in another.
    """
    files, problems = listed(site, expected, apart, others)
    beside = _beside(site, others, above)
    built = Site(site, Addresses(files | beside, base, frozenset(image_hosts)))
    texts = sorted(path for path in files if kind(path) in READ)
    return sorted({*problems, *disguised(site, files), *_faults(built, texts)})


def _beside(site: Path, others: Collection[str], above: str) -> frozenset[str]:
    """Return the files of the site in other languages, as addresses lead to them from this one."""
    within = (f"{name}/{path}" for name in others for path in paths(site / name))
    around = paths(site.parent) if above else ()
    outside = (f"../{path}" for path in around if not path.startswith(f"{above}/"))
    return frozenset((*within, *outside))


def _faults(site: Site, texts: Sequence[str]) -> list[Problem]:
    """Read all files, and again those of a site in which addresses lead to no place."""
    held = Holdings()
    for portion in in_portions(partial(read_files, site), texts):
        held.add(portion)
    lost = _lost(held)
    dangling = in_portions(partial(read_links, site, lost), texts) if lost else ()
    return [*held.problems, *chain.from_iterable(dangling)]


def _lost(held: Holdings) -> dict[str, set[str]]:
    """Return the fragments that lead into no place of a page; every browser knows the top."""
    lost = {}
    for path in held.wanted.keys() & held.places.keys():
        missing = held.wanted[path].difference(held.places[path].split("\0"))
        lost[path] = {fragment for fragment in missing if fragment.lower() != "top"}
    return {path: fragments for path, fragments in lost.items() if fragments}
