"""A paper set in type: how long it is, and the same as a tagged PDF.

Imported only where WeasyPrint is: it is an extra.
"""

from functools import cache, lru_cache
from typing import Any

from msgspec import Struct
from weasyprint import HTML  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]
from weasyprint.urls import FatalURLFetchingError, URLFetcher  # type: ignore[import-untyped]

from generator.site.pack.error import PackError
from generator.site.pack.tags import finish_tags


class Pdf(Struct, frozen=True):
    """A paper as a PDF, and the characters of it that no font on this machine has, in order."""

    data: bytes
    missing: str


def length_of(html: str) -> float:
    """Return how many pages a paper takes; of the last, the part that is used.

    Raises:
        PackError: the paper asks for another file.
    """
    *before, last = _set(html).pages
    lowest: float = max((place[-1] for place in last.anchors.values()), default=0.0)
    used: float = lowest / last.height
    return len(before) + min(max(used, 0.01), 1.0)


def pdf_of(html: str) -> Pdf:
    """Write a paper as PDF/UA-1, whose tags tell screen readers what is what.

    Raises:
        PackError: the paper asks for another file.
    """
    document = _set(html)
    data = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=b"briefing-site", finisher=finish_tags
    )
    missing = {code for font in document.fonts.values() for code in font.missing}
    return Pdf(data, "".join(map(chr, sorted(missing))))


@lru_cache(maxsize=2)
def _set(html: str) -> Any:  # noqa: ANN401 - the library has no types
    """Set a paper in type; nothing but itself may be asked for.

    The last two are kept: what is tried last is mostly what is written, and once more as for Word.
    """
    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    try:
        return HTML(string=html, url_fetcher=nothing).render(font_config=_fonts())
    except FatalURLFetchingError as error:
        raise PackError(f"A paper must hold all that it needs: {error}") from error


@cache
def _fonts() -> FontConfiguration:
    """Return the fonts of this machine, found once for all papers."""
    return FontConfiguration()
