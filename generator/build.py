"""All the stages in order. Checking is building without ``outputs``: there is no second path."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from heapq import merge
from pathlib import Path

from generator.base.model import Library, Passage, Settings
from generator.base.problems import At, Problem
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links, link
from generator.knowledge.resolve import Parsed, resolve
from generator.schema import fields
from generator.schema.check import AnyEntry, validate
from generator.site.admin import admin
from generator.site.anchors import check_anchors
from generator.site.data import export
from generator.site.pages import Page, pages
from generator.site.render import Output, render
from generator.source.pinpoint import pinpoint
from generator.source.read import Source, read
from generator.text.convert import convert
from generator.text.markup import Document, Link
from generator.text.passages import Quote, locate


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What the content compiles to.

    Attributes:
        library: all content that could be read, checked.
        links: what follows from it.
        pages: every page, not yet rendered.
        marks: what the marking extension needs, as JSON.
        problems: everything that is wrong, in order of place.
    """

    library: Library
    links: Links
    pages: tuple[Page, ...]
    marks: str
    problems: tuple[Problem, ...]


@contextmanager
def _uncollected() -> Iterator[None]:
    """Put off the search for garbage: what the stages make lives on, and is searched in vain."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_uncollected()
def build(root: Path, settings: Settings, *, drafts: bool = False) -> Build:
    """Compile a project's content; nothing in it makes this raise.

    Args:
        root: the project's folder.
        settings: what ``mkdocs.yml`` says of the site.
        drafts: whether drafts are shown.

    Raises:
        jinja2.TemplateError: a template is broken, of a page into whose middle a text links.
    """
    problems: list[Problem] = []
    sources, found = read(root, settings.bounds, fields.PROSE)
    problems += found
    entries, found = _validate(sources)
    problems += found
    documents, found = _parse(sources, settings)
    problems += found
    parsed, found = _locate(entries, documents)
    problems += found
    paths = {source.path for source in sources} | {problem.at.path for problem in problems}
    library, found = resolve(entries, parsed, paths, settings, drafts=drafts)
    problems += found
    glossary, found = Glossary.compile(library)
    problems += found
    links, found = link(library, glossary)
    problems += found
    made = pages(library, links, documents)
    problems += check_anchors(_links(documents), made, root)
    return Build(
        library=library,
        links=links,
        pages=made,
        marks=glossary.dump(),
        problems=tuple(sorted({*pinpoint(problems, root, settings.bounds)})),
    )


def outputs(built: Build, root: Path) -> Iterator[Output]:
    """Yield the rendered pages, the data files, and the form if there is one, sorted by address.

    Each is made when it is asked for: all of them together take as much memory as the rest.

    Raises:
        AdminError: the form's program could not be fetched.
    """
    own = sorted(admin(built.library.settings), key=_address)
    with _uncollected():
        made = (render(built.pages, root), export(built.library, built.links), own)
        yield from merge(*made, key=_address)


def _address(output: Output) -> str:
    return output.uri


def _validate(sources: Sequence[Source]) -> tuple[list[AnyEntry], list[Problem]]:
    entries, problems = [], []
    for source in sources:
        entry, found = validate(source)
        problems += found
        entries += [entry] if entry else []
    return entries, problems


def _parse(
    sources: Iterable[Source], settings: Settings
) -> tuple[dict[str, Document], list[Problem]]:
    documents, problems = {}, []
    for source in sources:
        at = At(source.path, source.body_line)
        document, found = convert(source.body, at, settings.bounds, settings.image_hosts)
        documents[source.path] = document
        problems += found
    return documents, problems


def _links(documents: Mapping[str, Document]) -> Iterator[Link]:
    return (link for document in documents.values() for link in document.links)


def _locate(
    entries: Iterable[AnyEntry], documents: Mapping[str, Document]
) -> tuple[dict[str, Parsed], list[Problem]]:
    parsed, problems = {}, []
    for entry in entries:
        document, matter = documents[entry.source.path], entry.matter
        passages: Mapping[str, Passage] = {}
        if isinstance(matter, fields.Article) and document.complete:
            passages, found = locate(document.blocks, _quotes(entry.source, matter))
            problems += found
        parsed[entry.source.path] = Parsed(
            blocks=document.blocks, links=document.links, passages=passages
        )
    return parsed, problems


def _quotes(source: Source, article: fields.Article) -> dict[str, Quote]:
    """Return the passages that an article's points ask for."""
    return {
        point.id: Quote(**point.passage.model_dump(), at=source.at("points", index, "passage"))
        for index, point in enumerate(article.points)
    }
