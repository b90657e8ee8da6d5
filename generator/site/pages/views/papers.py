"""Where the papers of two pages stand, and links to them."""

from generator.base import labels
from generator.base.kinds import PAPERS
from generator.base.model import Library, Theme
from generator.site.pages.views.page import To

_FORMS = {"pdf": "PDF", "docx": "Word"}


def paper_stem(theme: Theme | None = None) -> str:
    """Return the address of a theme's paper, or of that on all themes, without its ending."""
    return f"{PAPERS}/themes/{theme.id}" if theme else f"{PAPERS}/all-themes"


def paper_links(library: Library, theme: Theme | None = None) -> tuple[To, ...]:
    """Return links to a theme's paper, or to that on all themes; none where none is made."""
    made = library.settings.papers and library.themes
    stem = paper_stem(theme)
    return tuple(
        To(title=labels.two_pages(form), uri=f"{stem}.{ending}")
        for ending, form in (_FORMS.items() if made else ())
    )
