"""Images of a site: that each is what its name says, and nothing besides."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.base.bounds import Bounds
from generator.base.problems import At, Problem
from generator.publish.verify.listing import kind
from generator.source.images import FORMATS, read_image

_ANY_SIZE = Bounds(image_pixels=sys.maxsize)
"""Content's bounds have been kept already, those of the project."""


def disguised(site: Path, files: Iterable[str]) -> Iterator[Problem]:
    """Yield the files that are called images and are none, or hold more than one.

    Args:
        site: the folder that holds the site.
        files: their paths in it.
    """
    for path in files:
        ending = kind(path)[1:]
        if ending in FORMATS:
            found = read_image((site / path).read_bytes(), ending, At(path), _ANY_SIZE)
            if isinstance(found, Problem):
                hint = "Take it out of what is published: a browser might take it for a program."
                yield Problem(At(path), "site-image-wrong", found.message, hint)
