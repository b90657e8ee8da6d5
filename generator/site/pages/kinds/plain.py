"""Contributed pages without annotations."""

from collections.abc import Iterator

from msgspec import Struct

from generator.site.pages.views.body import body
from generator.site.pages.views.page import Html, Marking, Page
from generator.site.pages.views.presenter import Presenter


class Plain(Struct, frozen=True, kw_only=True):
    """Context of ``plain``."""

    title: str
    body: Html


def plain_pages(presenter: Presenter) -> Iterator[Page]:
    """Yield a page for each plain file."""
    for page in presenter.library.pages.values():
        html = presenter.documents[page.at.path].html()
        yield Page(
            uri=page.uri,
            title=page.title,
            template="plain",
            context=Plain(title=page.title, body=body(page.language, html, page.uri)),
            kind="plain",
            description=page.description,
            edit_path=page.at.path,
            marking=Marking(on=page.glossary),
        )
