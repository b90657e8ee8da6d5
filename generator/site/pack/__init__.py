"""Papers for a board as one file each that needs no other: HTML, a tagged PDF, or Word.

What sets type and what writes for Word are extras: the modules that need them are imported late.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from generator.site.engine import Engine
from generator.site.pack.error import PackError
from generator.site.pack.libraries import lacking
from generator.site.pages.kinds.pack.paper import Paper, Stock
from generator.site.pages.kinds.pack.whole import Pack

if TYPE_CHECKING:
    from generator.site.pack.pdf import Pdf

__all__ = ["PackError", "boxes", "lacking", "pack_html", "paper_html", "pdf_of", "word_of"]

_PAGES = 2
"""Sheets of A4 that a paper of what is most important may have."""

_SIGNS = 5
"""Characters named that no font has."""


def pack_html(pack: Pack, root: Path) -> str:
    """Write a paper with all that it rests on as one HTML page without any other file.

    Args:
        pack: what stands in it.
        root: the project's folder.
    """
    return _written(Engine(root), "pack", pack)


def paper_html(stock: Stock, root: Path) -> str:
    """Write as much of what is most important as two pages hold, as one HTML page.

    Args:
        stock: all that may stand in it.
        root: the project's folder.

    Raises:
        PackError: what sets type, and so knows how long a page is, is not installed.
    """
    _need("To know what two pages hold")
    from generator.site.pack.fitting import fitted_to  # noqa: PLC0415 - an extra

    engine = Engine(root)
    return fitted_to(
        _PAGES,
        lambda steps: _written(engine, "paper", stock.paper(steps)),
        len(stock.order),
    )


def pdf_of(html: str) -> "Pdf":
    """Write a paper as PDF/UA-1, whose tags tell screen readers what is what.

    Raises:
        PackError: the extra is not installed, or the paper asks for another file.
    """
    _need("To write a PDF")
    from generator.site.pack.pdf import pdf_of as written  # noqa: PLC0415 - an extra

    return written(html)


def word_of(html: str) -> bytes:
    """Write a paper as a Word document; equal papers give equal bytes.

    Raises:
        PackError: the extra is not installed.
    """
    _need("To write for Word")
    from generator.site.pack.word import word_of as written  # noqa: PLC0415 - an extra

    return written(html)


def boxes(missing: Sequence[str]) -> str:
    """Say of which characters a PDF shows boxes, because no font on this machine has them."""
    shown = ", ".join(f"“{sign}” (U+{ord(sign):04X})" for sign in missing[:_SIGNS])
    more = f" and {len(missing) - _SIGNS} more" if len(missing) > _SIGNS else ""
    return f"No font here has {shown}{more}: PDFs show boxes. Install one, such as Noto’s."


def _need(what: str) -> None:
    if lack := lacking():
        raise PackError(f"{what}, you need {lack}. Or write the whole paper as HTML.")


def _written(engine: Engine, template: str, context: Pack | Paper) -> str:
    return f"{engine.written(template, asdict(context))}\n"
