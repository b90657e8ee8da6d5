"""Where the papers of two pages stand, and links to them."""

from msgspec import Struct

from generator.base import labels
from generator.base.kinds import PAPERS
from generator.base.model import Library, Theme

_FORMS = {"pdf": "PDF", "docx": "Word"}


class PaperLink(Struct, frozen=True, kw_only=True):
    """A link to a paper, and the address that is written out where nobody can click."""

    title: str
    uri: str
    address: str


def paper_stem(theme: Theme | None = None) -> str:
    """Return the address of a theme's paper, or of that on all themes, without its ending."""
    return f"{PAPERS}/themes/{theme.id}" if theme else f"{PAPERS}/all-themes"


def paper_links(library: Library, theme: Theme | None = None) -> tuple[PaperLink, ...]:
    """Return links to a theme's paper, or to that on all themes; none where none is made."""
    made = library.settings.papers and library.themes
    stem = paper_stem(theme)
    return tuple(
        _link(library, f"{stem}.{ending}", form)
        for ending, form in (_FORMS.items() if made else ())
    )


def _link(library: Library, uri: str, form: str) -> PaperLink:
    address = library.settings.address(uri)
    return PaperLink(title=labels.two_pages(form), uri=uri, address=address)
