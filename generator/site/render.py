"""Stage 9: pages become text. The only stage that reads templates.

Templates write well-formed XHTML, with links from source to source. Everything contributed is
escaped by Jinja2; only HTML that we made ourselves (`markupsafe.Markup`) passes as it is.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from importlib.resources import files
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from generator.base.addresses import relative
from generator.base.icons import svg
from generator.site.pages import Page
from generator.site.pages.views.page import written_senses


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the published tree.

    Attributes:
        uri: its address, such as ``articles/x.md`` or ``data/briefing.json``.
        text: its content.
        edit_path: the contributed file that a reader would edit, or empty.
    """

    uri: str
    text: str
    edit_path: str = ""


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return where templates are looked for: the project's own first, then those we ship."""
    package = Path(str(files("generator")))
    shipped = (package / "_templates", package.parent / "templates")
    own = root / "templates"
    return tuple(dict.fromkeys(folder for folder in (own, *shipped) if folder.is_dir()))


def environment(root: Path) -> Environment:
    """Return the template engine for a project."""
    folders = [folder / "pages" for folder in template_folders(root)]
    engine = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    engine.filters["choices"] = written_senses
    engine.filters["svg"] = svg
    return engine


def render(pages: Iterable[Page], root: Path) -> Iterator[Output]:
    """Turn pages into HTML, one by one.

    Raises:
        jinja2.TemplateError: a template is broken; templates are the project's, not contributed.
    """
    engine = environment(root)
    for page in pages:
        yield Output(uri=page.uri, text=written_by(engine, page), edit_path=page.edit_path)


def written_by(engine: Environment, page: Page) -> str:
    """Return a page's HTML.

    Args:
        engine: as ``environment`` makes it.
        page: what stands on it.

    Raises:
        jinja2.TemplateError: its template is broken.
    """
    template = engine.get_template(f"{page.template}.jinja")
    names = {field.name: getattr(page.context, field.name) for field in fields(page.context)}  # type: ignore[arg-type]
    return template.render(names, to=_Addresses(page.uri), page=page)


class _Addresses(dict[str, str]):
    """Source addresses as seen from one page."""

    def __init__(self, uri: str) -> None:
        super().__init__()
        self._uri = uri

    def __missing__(self, target: str) -> str:
        self[target] = seen = relative(self._uri, target)
        return seen


def broken_template(error: TemplateError) -> str:
    """Say in one sentence which template is broken, and where, as far as that is known."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", 1)
    if not file:
        frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".jinja")]
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else (None, 1)
    place = f"{file}:{line}: " if file else ""
    return f"A template is broken: {place}{error}"
