"""Stage 9: pages become text, by way of the templates."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from traceback import extract_tb

from msgspec import Struct
from msgspec.structs import asdict

from generator.base.problems import At, Problem
from generator.site.engine import Engine
from generator.site.pages import Page


class Output(Struct, frozen=True, kw_only=True):
    """A file of the published tree.

    Attributes:
        uri: its address, such as ``articles/x.md`` or ``data/briefing.json``.
        data: its content.
        edit_path: the contributed file that a reader would edit, or empty.
    """

    uri: str
    data: bytes
    edit_path: str = ""

    @property
    def text(self) -> str:
        """Return its content, where it is text."""
        return self.data.decode()


def render(pages: Iterable[Page], root: Path, *, hints: bool = False) -> Iterator[Output]:
    """Turn pages into HTML, one by one.

    Args:
        pages: what to write.
        root: the project's folder.
        hints: whether pages tell contributors what they could add.

    Raises:
        jinja2.TemplateError: a template is broken; templates are the project's, not contributed.
    """
    engine = Engine(root, hints=hints)
    for page in pages:
        html = written_by(engine, page)
        yield Output(uri=page.uri, data=html.encode(), edit_path=page.edit_path)


def written_by(engine: Engine, page: Page) -> str:
    """Return a page's HTML.

    Raises:
        jinja2.TemplateError: its template is broken.
    """
    engine.addresses.stand_on(page.uri)
    return engine.written(page.template, asdict(page.context))


def broken_template(error: Exception) -> str:
    """Say in one sentence which template is broken, and where, as far as that is known."""
    file, line = _place(error)
    place = f"{file}:{line}: " if file else ""
    return f"A template is broken: {place}{error}"


def template_problem(error: Exception, root: Path, page: Page | None = None) -> Problem:
    """Say the same as a problem.

    Args:
        error: what came of rendering a page.
        root: the project's folder.
        page: the page, whose template is named where the error names none.
    """
    file, line = _place(error)
    path = Path(file or f"{root}/templates/pages/{page.template if page else ''}.jinja")
    inside = path.is_relative_to(root)
    at = At(path.relative_to(root).as_posix() if inside else path.as_posix(), line or 1)
    message = f"The template cannot be used: {str(error).rstrip('.')}."
    return Problem(at, "broken-template", message, "Mend it, or take back your last change to it.")


def _place(error: Exception) -> tuple[str | None, int | None]:
    """Return the file of a template and the line that is broken, as far as they are known."""
    if file := getattr(error, "filename", None):
        return file, getattr(error, "lineno", 1)
    frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".jinja")]
    return (frames[-1].filename, frames[-1].lineno) if frames else (None, 1)
