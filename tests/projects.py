"""Projects to test with: a small valid one about trams, and changes laid over it."""

import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from generator.base.model import Article, Library, Message, Point, Question, Settings
from generator.build import Build, build, files
from generator.site.data.tables import WORKBOOK
from generator.site.render import Output, render
from tests.cases import GOLDEN

BRIEFING = (
    sys.executable,
    "-c",
    "import sys; sys.argv[0] = 'briefing'; from generator.cli.start import main; main()",
)
"""The command, with the package at hand."""

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


def tongues(folder: Path) -> Path:
    """Copy the small project, with an article, terms and a theme in other languages.

    Whatever is in German has an umlaut or an ß in it, and whatever is in Welsh a ŵ or a ŷ, so that
    tests can tell.
    """
    project = tiny(folder)
    shutil.copytree(GOLDEN / "tongues" / "content", project / "content", dirs_exist_ok=True)
    return project


def compiled(project: Path, *, drafts: bool = False) -> Build:
    """Compile a project with the small one's settings."""
    return build(project, SETTINGS, drafts=drafts)


def rendered(built: Build, project: Path) -> Iterator[Output]:
    """Yield all files of a project as they are before marking."""
    yield from render(built.pages, project, hints=built.drafts)
    yield from files(built, project)


def texts_of(made: Iterable[Output]) -> dict[str, str]:
    """Return the text of each file by its address; a workbook is no text."""
    return {output.uri: output.text for output in made if output.uri != WORKBOOK}


def long_article(points: int, words: int, themes: str) -> str:
    """Return an article of many paragraphs, each with a point on some themes."""
    claims = "".join(
        f"  - {{id: point-{n}, text: Claim number {n} of the long article., kind: statement, "
        f"themes: [{themes}], passage: Passage {n} begins, standing: reported}}\n"
        for n in range(points)
    )
    paragraphs = "\n\n".join(
        (f"## Part {n}\n\nSee [the beginning](#text-part-0).\n\n" if n % 100 == 0 else "")
        + f"Passage {n} begins "
        + "and goes on " * (words // 3)
        for n in range(points)
    )
    head = (
        "title: Long\nsource: {publisher: Post}\npublished: 2019-01-01\nkind: news\nsummary: Long."
    )
    return f"---\n{head}\npoints:\n{claims}---\n\n{paragraphs}\n"


def noted_article(theme: str) -> str:
    """Return an article with notes, words struck out and a list of definitions."""
    head = "title: Noted\nsource: {publisher: Post}\nkind: news\nsummary: Noted."
    return (
        f"---\n{head}\npublished: 2019-03-01\npoints:\n"
        f"  - {{id: x, text: Nobody counted., kind: statement, themes: [{theme}], "
        "passage: Nobody counted the others, standing: reported}\n"
        "---\n\nFour of 44 areas took part,[^areas] and ~~three~~ four of them stayed.[^stay]\n\n"
        "## What they said[^areas]\n\nPartner\n: Who shares the risk.\n: Or says so.[^stay]\n\n"
        "[^areas]: Nobody counted the others.\n\n    They are listed [elsewhere](index.md).\n"
        "[^stay]: As of <b>March</b>, see the first note.[^areas]\n"
    )


def agreeing_article(number: int, theme: str, point: str) -> str:
    """Return a short article whose point agrees with another."""
    head = f"title: Other {number:02}\nsource: {{publisher: Post}}\nkind: news\nsummary: Other."
    return (
        f"---\n{head}\npublished: {date(2019, 2, 1) + timedelta(days=number // 2)}\npoints:\n"
        f"  - {{id: x, text: Claim {number} agrees., kind: statement, themes: [{theme}], "
        f"passage: Words here, standing: reported, agrees: [{point}]}}\n"
        "---\n\nWords here.\n"
    )


def dangling(library: Library) -> Iterator[str]:
    """Yield each reference of a library that leads to nothing in it."""
    for point in library.points.values():
        for others in point.relations.values():
            yield from (f"{point.id} → {other}" for other in others if other not in library.points)
        yield from (f"{point.id} → {each}" for each in point.themes if each not in library.themes)
        if point.article not in library.articles:
            yield f"{point.id} → its article"
    for theme in library.themes.values():
        for message in theme.messages:
            named = (*message.contested_by, *message.limited_by)
            yield from (f"{message.at} → {p}" for p in named if p not in library.points)
        for asked in theme.disagreements:
            yield from (f"{asked.at} → {p}" for p in asked.points if p not in library.points)
        lines: tuple[Message | Question, ...] = (*theme.messages, *theme.questions)
        for line in lines:
            yield from (f"{line.at} → {p}" for p in line.points if p not in library.points)
    yield from _dangling_terms(library)


def _dangling_terms(library: Library) -> Iterator[str]:
    senses = {(term.id, sense.id) for term in library.terms.values() for sense in term.senses}
    records: tuple[Article | Point, ...] = (*library.articles.values(), *library.points.values())
    for record in records:
        for term, chosen in record.senses.items():
            yield from (f"{record.id} → {term}" for sense in chosen if (term, sense) not in senses)
    for entry in library.terms.values():
        for successor in {sense.successor for sense in entry.senses} - {"", *library.terms}:
            yield f"{entry.id} → {successor}"
    for event in library.events:
        affects = event.affects
        yield from (f"{event.id} → {p}" for p in affects.points if p not in library.points)
        yield from (f"{event.id} → {t}" for t in affects.themes if t not in library.themes)
        for name in (*event.starts, *event.ends, *affects.terms):
            term, _, sense = name.partition("#")
            if term not in library.terms or (sense and (term, sense) not in senses):
                yield f"{event.id} → {name}"
    for article in library.articles.values():
        for term in {p.organisation_term for p in article.people} - {"", *library.terms}:
            yield f"{article.id} → {term}"
