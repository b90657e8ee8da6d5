"""Contributed pages without annotations."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.site.pages.views.records import Html, Marking, Page
from generator.site.pages.views.views import Views
from generator.text.markup import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """Context of ``plain``."""

    title: str
    body: Html


def plain_pages(views: Views, documents: Mapping[str, Document]) -> Iterator[Page]:
    """Yield a page for each plain file."""
    for page in views.library.pages.values():
        yield Page(
            uri=page.uri,
            title=page.title,
            template="plain",
            context=Plain(title=page.title, body=Html(documents[page.at.path].html())),
            kind="plain",
            description=page.description,
            edit_path=page.at.path,
            marking=Marking(on=page.glossary),
        )
