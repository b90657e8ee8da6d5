"""Stage 9: what has been compiled, as pages and all other files."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from jinja2 import BytecodeCache

from generator.base.garbage import uncollected
from generator.base.language import Language, each_in, speaking
from generator.build.made import Build
from generator.site.admin import admin
from generator.site.data import export
from generator.site.engine import template_folders
from generator.site.finish import Finisher
from generator.site.render import Output
from generator.site.scripts import CATALOGUE, catalogue_script
from generator.site.untranslated import Untranslated


def outputs(built: Build, root: Path) -> Iterator[Output]:
    """Yield the sources of the pages, sorted by address, and then all other files.

    Each page is made when it is asked for: all together take as much memory as the rest.

    Raises:
        AdminError: the form's program could not be fetched.
        MarkError: a template does not write well-formed XHTML.
        jinja2.TemplateError: a template is broken.
    """
    finisher = finisher_of(built, root)
    made = map(finisher.finish, built.pages)
    pages = (
        Output(uri=f.page.uri, data=f.source.encode(), edit_path=f.page.edit_path) for f in made
    )
    with uncollected():
        yield from chain(pages, files(built, root))


def finisher_of(built: Build, root: Path, compiled: BytecodeCache | None = None) -> Finisher:
    """Return what finishes the pages of a build, in its language.

    Args:
        built: what the content compiles to.
        root: the project's folder, for its templates.
        compiled: keeps compiled templates, where they are not kept on the disk.
    """
    with speaking(built.language):
        return Finisher(
            built.glossary,
            root,
            built.images,
            hints=built.drafts,
            compiled=compiled,
            versions=built.versions,
            untranslated=Untranslated.of(built.library),
        )


def files(built: Build, root: Path) -> Iterator[Output]:
    """Yield the files that are no pages.

    Raises:
        AdminError: the form's program could not be fetched.
    """
    return chain(exported(built), programs(built, root))


def exported(built: Build) -> Iterator[Output]:
    """Yield what programs read: data, feeds, rules for robots."""
    return each_in(built.language, export(built.library, built.links))


def programs(built: Build, root: Path) -> Iterator[Output]:
    """Yield what pages run: the form if there is one.

    Where readers are not addressed in English, what scripts say is among it.

    Raises:
        AdminError: the form's program could not be fetched.
    """
    yield from admin(built.library.settings)
    yield from _scripts(built.language, root)


def _scripts(language: Language, root: Path) -> Iterator[Output]:
    if language.words:
        themes = [folder / "theme" for folder in template_folders(root)]
        yield Output(uri=CATALOGUE, data=catalogue_script(themes, language).encode())
