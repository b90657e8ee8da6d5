"""The bounds on contributed content, in one place: beyond them a file is refused, never cut."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
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
    relations: int = 30_000
    """Relations between points that all the articles state together."""
    image_bytes: int = 2_000_000
    """Bytes of one image."""
    page_seconds: float = 10.0
    """Seconds of processor time that the conversion of one page may take."""
