"""A board paper as one file that needs no other: HTML, or a tagged PDF."""

from pathlib import Path

from generator.site.engine import Engine
from generator.site.pages.kinds.pack import Pack


class PackError(Exception):
    """The paper could not be written; the message says why, and what to do."""


def pack_html(pack: Pack, root: Path) -> str:
    """Write a paper as one HTML page without any other file.

    Args:
        pack: what stands in it.
        root: the project's folder.
    """
    template = Engine(root).get_template("pack.jinja")
    names = {name: getattr(pack, name) for name in Pack.__dataclass_fields__}
    return f"{template.render(names)}\n"


def pack_pdf(html: str) -> bytes:
    """Set a paper as PDF/UA-1, whose tags tell screen readers what is what.

    Raises:
        PackError: WeasyPrint, which the extra ``pdf`` brings, is not installed.
    """
    try:
        from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415 - optional
        from weasyprint.urls import (  # type: ignore[import-untyped]  # noqa: PLC0415
            FatalURLFetchingError,
            URLFetcher,
        )
    except (ImportError, OSError) as error:
        raise PackError(
            "A PDF needs WeasyPrint. Type: pip install 'briefing-site[pdf]' (it also needs the "
            "system's Pango). Or write HTML, and print that from a browser."
        ) from error
    nothing = URLFetcher(allowed_protocols=(), fail_on_errors=True)
    try:
        made: bytes = HTML(string=html, url_fetcher=nothing).write_pdf(
            pdf_variant="pdf/ua-1", pdf_identifier=b"briefing-site"
        )
    except FatalURLFetchingError as error:
        raise PackError(f"A paper must hold all that it needs: {error}") from error
    return made
