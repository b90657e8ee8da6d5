"""Stage 9, second half: a page's own HTML is finished, the same for every publisher.

One pass over its text: glossary terms become links with a definition at the page's end, and
headings get their ids. Nothing is parsed into a tree, and nothing but what is written here changes.
"""

from generator.site.marking.headings import Heading
from generator.site.marking.marker import Marked, Marker
from generator.site.marking.reading import MarkError

__all__ = ["Heading", "MarkError", "Marked", "Marker"]
