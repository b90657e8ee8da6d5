"""Projects to test with: a small valid one about trams, and changes laid over it."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.build import Build, build
from generator.model import Library, Settings
from tests.cases import GOLDEN

TINY = GOLDEN / "pages" / "tiny"
"""A project that shows each kind of thing once, and has no problem."""

SETTINGS = Settings(title="Trams", audiences={"all": "Everyone", "leaders": "Leaders"})
"""What its ``mkdocs.yml`` says."""


def tiny(folder: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Copy the small project and write the changed files over it; None takes a file away."""
    project = folder / "project"
    shutil.copytree(TINY / "content", project / "content")
    shutil.copy(TINY / "mkdocs.yml", project)
    for path, text in (changes or {}).items():
        if text is None:
            (project / path).unlink()
        else:
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text, encoding="utf-8")
    return project


def compiled(project: Path, *, drafts: bool = False) -> Build:
    """Compile a project with the small one's settings."""
    return build(project, SETTINGS, drafts=drafts)


def dangling(library: Library) -> Iterator[str]:
    """Yield each reference of a library that leads to nothing in it."""
    for point in library.points.values():
        for others in point.relations.values():
            yield from (f"{point.id} → {other}" for other in others if other not in library.points)
        yield from (f"{point.id} → {theme}" for theme in point.themes if theme not in library.themes)
        if point.article not in library.articles:
            yield f"{point.id} → its article"
    for theme in library.themes.values():
        for line in (*theme.messages, *theme.questions):
            yield from (f"{line.at} → {p}" for p in line.points if p not in library.points)
    yield from _dangling_terms(library)


def _dangling_terms(library: Library) -> Iterator[str]:
    senses = {(term.id, sense.id) for term in library.terms.values() for sense in term.senses}
    for record in (*library.articles.values(), *library.points.values()):
        for term, chosen in record.senses.items():
            yield from (f"{record.id} → {term}" for sense in chosen if (term, sense) not in senses)
    for term in library.terms.values():
        for sense in term.senses:
            if sense.successor and sense.successor not in library.terms:
                yield f"{term.id} → {sense.successor}"
    for event in library.events:
        for name in (*event.starts, *event.ends):
            term_id, _, sense_id = name.partition("#")
            if term_id not in library.terms or (sense_id and (term_id, sense_id) not in senses):
                yield f"{event.id} → {name}"
    for article in library.articles.values():
        for person in article.people:
            if person.organisation_term and person.organisation_term not in library.terms:
                yield f"{person.id} → {person.organisation_term}"
