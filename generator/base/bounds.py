"""How much there may be of anything contributed, in one place.

Beyond a bound a file is refused, never cut. Messages, explanations and documents take the numbers
that they state from here.
"""

from msgspec import Struct
from msgspec.structs import asdict


class Bounds(Struct, frozen=True, kw_only=True):
    """How large content may be. Each bound keeps some input from costing minutes or the process.

    They lie far above what a person writes.
    """

    front_matter_bytes: int = 256_000
    """Bytes of one file's front matter, or of ``timeline.yml``."""
    body_bytes: int = 200_000
    """Bytes of one file's text below the front matter."""
    html_bytes: int = 200_000
    """Bytes of that text as HTML, in which some marks take ten times as much."""
    line_bytes: int = 20_000
    """Bytes of the longest line."""
    nesting: int = 6
    """Levels of lists and keys inside one another in front matter; the top level is the first."""
    items: int = 200
    """Items of one list in front matter, but of ``points`` and ``events``."""
    text_characters: int = 2_000
    """Characters of one value in front matter."""
    headings: int = 500
    """Headings in one body."""
    links: int = 2_000
    """Links and images in one body."""
    points: int = 500
    """Points in one article."""
    files: int = 2_000
    """Files of all content together, besides one for each 500 of their bytes."""
    themes: int = 200
    """Themes, each of which is set beside every article."""
    values: int = 20_000
    """Values in all front matter together, besides one for each 32 bytes of all texts."""
    relations: int = 30_000
    """Relations between points that all the articles state together."""
    bearings: int = 100_000
    """What events bear on, counted for each, besides one for each 16 characters of articles."""
    image_bytes: int = 2_000_000
    """Bytes of one image."""
    image_pixels: int = 4_000_000
    """Pixels of one image."""
    all_pixels: int = 50_000_000
    """Pixels of all images together, besides forty for each of their bytes."""
    page_seconds: float = 2.0
    """Seconds of processor time that the conversion of one page may take."""


MESSAGE_WORDS = 30
"""Words of a key message; a longer one is warned of."""
MARKUP_LEVELS = 20
"""Levels of lists, quotations or emphasis inside one another in a text."""
LINK_BRACKETS = 2
"""Opening square brackets for each link allowed in a text: one left open costs most of all."""
NUMBER_DIGITS = 15
"""Digits that a number keeps wherever JSON is read (RFC 8259, section 6)."""
PAGE_BYTES = 300_000
"""Bytes of a built page: beyond it, a list on it grows with the content and should be split."""


def stated() -> dict[str, str]:
    """Return the bounds as explanations state them, by name; no project has set any of its own."""
    numbers = {
        **asdict(Bounds()),
        "message_words": MESSAGE_WORDS,
        "markup_levels": MARKUP_LEVELS,
        "link_brackets": LINK_BRACKETS,
        "number_digits": NUMBER_DIGITS,
        "page_kilobytes": PAGE_BYTES // 1000,
    }
    return {name: f"{number:,}" for name, number in numbers.items()}
