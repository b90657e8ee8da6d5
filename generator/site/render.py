"""Stage 9: pages become text, by way of the templates.

The first line of each page says, in a comment, what the marking extension must know;
`generator.publish.marking` takes it away again.
"""

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from traceback import extract_tb

from jinja2 import TemplateError

from generator.base.addresses import url
from generator.base.words import counted
from generator.site.engine import Engine
from generator.site.pages import Page
from generator.site.pages.views.page import Basis, Marking, To

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


def render(pages: Iterable[Page], root: Path, *, hints: bool = False) -> Iterator[Output]:
    """Turn pages into files of the published tree, one by one.

    Args:
        pages: what to write.
        root: the project's folder.
        hints: whether pages tell contributors what they could add.

    Raises:
        jinja2.TemplateError: a template is broken; templates are the project's, not contributed.
    """
    engine = Engine(root, hints=hints)
    for page in pages:
        yield Output(uri=page.uri, text=_text(engine, page), edit_path=page.edit_path)


def broken_template(error: TemplateError) -> str:
    """Say in one sentence which template is broken, and where, as far as that is known."""
    file, line = getattr(error, "filename", None), getattr(error, "lineno", 1)
    if not file:
        frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(".jinja")]
        file, line = (frames[-1].filename, frames[-1].lineno) if frames else (None, 1)
    place = f"{file}:{line}: " if file else ""
    return f"A template is broken: {place}{error}"


def _text(engine: Engine, page: Page) -> str:
    engine.addresses.stand_on(page.uri)
    template = engine.get_template(f"{page.template}.jinja")
    names = {field.name: getattr(page.context, field.name) for field in fields(page.context)}  # type: ignore[arg-type]
    shown = template.render(names)
    return f"{_front_matter(page)}<!-- briefing {_marking(page)} -->\n{shown}\n"


def _basis(basis: Basis) -> Mapping[str, str]:
    articles = counted(basis.articles, "article")
    return {"changed": basis.changed, "reviewed": basis.reviewed, "articles": articles}


def _above(page: To) -> Mapping[str, str]:
    return {"title": html.escape(page.title), "address": url(page.uri)}


def _front_matter(page: Page) -> str:
    """Write the block that the publisher reads; its themes do not escape, so we do."""
    meta = {"title": html.escape(page.title), "description": html.escape(page.description)}
    lines = [f"{key}: {_json(value)}\n" for key, value in meta.items()]
    # JSON within YAML; in the page, the theme's template escapes it.
    lines += [f"ld: {_json(page.data)}\n"] if page.data else []
    lines += [f"basis: {_json(_basis(page.basis))}\n"] if page.basis else []
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
