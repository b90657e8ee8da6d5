"""The papers of two pages that themes' pages and the home page offer, for PDF and Word."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from generator.base.language import speaking
from generator.base.model import Theme
from generator.build import Build
from generator.publish.cores import in_portions
from generator.site.pack import boxes, lacking, paper_html, pdf_of, word_of
from generator.site.pages.kinds.pack.paper import Stock
from generator.site.pages.views.papers import paper_stem
from generator.site.pages.views.presenter import Presenter


def write_papers(site: Path, built: Build, root: Path) -> tuple[str, ...]:
    """Write all papers of a site.

    Args:
        site: the folder that becomes the site.
        built: what the content compiles to.
        root: the project's folder.

    Returns:
        What is to be told: that there are none, or of what no font here has.

    Raises:
        PackError: a template asks for another file, or for more room than there is.
    """
    themes = tuple(built.library.themes.values())
    if not built.library.settings.papers:
        return (f"There are no papers for boards: they need {lacking()}.",)
    if not themes:
        return ()
    with speaking(built.language):
        presenter = Presenter.of(built.library, built.links)
        write = partial(_write_some, site, presenter, root)
        missing = set[str]().union(*in_portions(write, [None, *themes], 1))
    return (boxes(sorted(missing)),) if missing else ()


def _write_some(
    site: Path, presenter: Presenter, root: Path, papers: Sequence[Theme | None]
) -> set[str]:
    missing: set[str] = set()
    for theme in papers:
        about = [theme] if theme else [*presenter.library.themes.values()]
        html = paper_html(Stock(presenter, about), root)
        place = site / paper_stem(theme)
        place.parent.mkdir(parents=True, exist_ok=True)
        pdf = pdf_of(html)
        place.with_suffix(".pdf").write_bytes(pdf.data)
        place.with_suffix(".docx").write_bytes(word_of(html))
        missing.update(pdf.missing)
    return missing
