"""Stage 9: pages become text. The only stage that reads templates.

Templates write well-formed XHTML. Everything contributed is escaped by Jinja2; only HTML that we
made ourselves (`markupsafe.Markup`) passes as it is. The first line of each page says, in a
comment, what the marking extension must know; `generator.publish.marking` takes it away again.
"""

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from pathlib import Path
from traceback import extract_tb

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from generator.base.addresses import relative, url
from generator.base.icons import svg
from generator.site.pages import Page
from generator.site.pages.views.page import Marking, To, written_senses

_json = json.JSONEncoder(ensure_ascii=False).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of the published tree.

    Attributes:
        uri: its address, such as ``articles/x.md`` or ``data/briefing.json``.
        text: its content.
        edit_path: the contributed file that a reader would mend, or empty.
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
    """Turn pages into files of the published tree, one by one.

    Raises:
        jinja2.TemplateError: a template is broken; templates are the project's, not contributed.
    """
    engine = environment(root)
    for page in pages:
        yield Output(uri=page.uri, text=_text(engine, page), edit_path=page.edit_path)


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


def _text(engine: Environment, page: Page) -> str:
    template = engine.get_template(f"{page.template}.jinja")
    names = {field.name: getattr(page.context, field.name) for field in fields(page.context)}  # type: ignore[arg-type]
    shown = template.render(names, to=_Addresses(page.uri), page=page)
    return f"{_front_matter(page)}<!-- briefing {_marking(page)} -->\n{shown}\n"


def _above(page: To) -> Mapping[str, str]:
    return {"title": html.escape(page.title), "address": url(page.uri)}


def _front_matter(page: Page) -> str:
    """Write the block that the publisher reads; its themes do not escape, so we do."""
    meta = {"title": html.escape(page.title), "description": html.escape(page.description)}
    lines = [f"{key}: {_json(value)}\n" for key, value in meta.items()]
    # JSON within YAML; in the page, the theme's template escapes it.
    lines += [f"ld: {_json(page.data)}\n"] if page.data else []
    lines += [f"basis: {_json(asdict(page.basis))}\n"] if page.basis else []
    lines += [f"above: {_json(_above(page.above))}\n"] if page.above else []
    # A page at a former address only leads on: who searches wants the page itself.
    lines += ["search: {exclude: true}\n"] if page.kind == "moved" else []
    return f"---\n{''.join(lines)}---\n"


def _marking(page: Page) -> str:
    """Write the page's marking context; ``--`` would end the comment."""
    marking = {"page": page.uri, "html": True, **_given(page.marking)}
    return json.dumps(marking, ensure_ascii=True, sort_keys=True).replace("--", "-\\u002d")


def _given(marking: Marking) -> Mapping[str, object]:
    """Return what decides the senses on a page, as the marking extension reads it."""
    named = {"date": marking.date, "themes": marking.themes, "senses": marking.senses}
    given = {**named, "term": marking.term, "glossary": None if marking.on else False}
    return {key: value for key, value in given.items() if value or value is False}
