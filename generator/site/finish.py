"""Stage 9: finished pages: their content, and what a theme writes around it.

The same for every publisher: what stands in a page's head and beside its text is made here, so that
a theme need not read the content.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from jinja2 import BytecodeCache
from msgspec import Struct
from msgspec.structs import asdict

from generator.base.addresses import lead, url
from generator.base.foreign import Foreign
from generator.base.language import ENGLISH, Language, speaking, spoken
from generator.base.language.bidi import set_apart
from generator.knowledge.glossary import Glossary
from generator.site.engine import Engine
from generator.site.images import Images, sized
from generator.site.isolation import isolated
from generator.site.marking import Heading, Marker
from generator.site.pages import Page
from generator.site.render import written_by
from generator.site.untranslated import Untranslated
from generator.site.versions import Elsewhere, Version, elsewhere

_CONTENTS = "_contents"
_WORTH = 2
"""Headings from which on they are listed."""
_UNWRITTEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""What YAML does not take as it is, or takes for the end of a line."""
_json = json.JSONEncoder(ensure_ascii=False).encode


class Finished(Struct, frozen=True, kw_only=True):
    """A page that lacks only its frame.

    Attributes:
        page: what it is.
        html: its content, with links between pages of the site.
        start: the address in the page at which its text begins.
        beside: the list of its contents, to stand beside it; HTML, perhaps empty.
        contents: the same to stand above it.
        language: that of the site.
        elsewhere: where it leads to in the other languages of the site.
    """

    page: Page
    html: str
    start: str
    beside: str
    contents: str
    language: Language = ENGLISH
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def source(self) -> str:
        """Return the page as a source for publishers, who write front matter as it is."""
        return front_matter({**head_of(self), "html": self.html})


class Finisher:
    """Finishes pages one by one, in the language that is spoken when it is made.

    Args:
        glossary: the terms to be marked on them.
        root: the project's folder, for its templates.
        images: those that pages may show.
        hints: whether pages tell contributors what they could add.
        compiled: keeps compiled templates, where they are not kept on the disk.
        versions: the pages of the site in all of its languages.
        untranslated: tells readers of what is not in their language.
    """

    def __init__(  # noqa: PLR0913 - what decides how a page looks
        self,
        glossary: Glossary,
        root: Path,
        images: Images,
        *,
        hints: bool = False,
        compiled: BytecodeCache | None = None,
        versions: Sequence[Version] = (),
        untranslated: Untranslated | None = None,
    ) -> None:
        self._marker = Marker(glossary)
        self._images = images
        self._engine = Engine(root, hints=hints)
        if compiled:
            self._engine.bytecode_cache = compiled
        self._language = spoken()
        self._versions = versions
        self._untranslated = untranslated

    def finish(self, page: Page) -> Finished:
        """Return a page finished.

        Raises:
            MarkError: its template does not write well-formed XHTML.
            jinja2.TemplateError: a template is broken; they are the project's, not contributed.
        """
        with speaking(self._language):
            html = sized(written_by(self._engine, page), page.uri, self._images)
            marked = self._marker.mark(page, html)
            note = self._untranslated.note(page, marked.html) if self._untranslated else ""
        listed = _listed(marked.headings)
        return Finished(
            page=page,
            html=marked.html.replace("</h1>", f"</h1>\n{note}", 1) if note else marked.html,
            start=f"#{marked.headings[0].id}" if marked.headings else "",
            beside=_contents(self._engine, listed, "beside"),
            contents=_contents(self._engine, listed, "above"),
            language=self._language,
            elsewhere=tuple(elsewhere(page.uri, self._language.tag, self._versions)),
        )


def unfinished(page: Page) -> Finished:
    """Return what stands for a page that cannot be made, for a preview."""
    html = (
        f"<h1>{escape(page.title)}</h1>\n<p>This page cannot be shown: a template is broken.</p>\n"
    )
    return Finished(page=page, html=html, start="", beside="", contents="")


def head_of(finished: Finished) -> Mapping[str, object]:
    """Return what a theme writes around a page: themes do not escape, so we do."""
    with speaking(finished.language):
        return _head(finished)


def _head(finished: Finished) -> Mapping[str, object]:
    page = finished.page
    head: dict[str, object] = {
        "title": escape(page.title),
        "description": escape(page.description),
        "start": finished.start,
        "beside": finished.beside,
        "contents": finished.contents,
    }
    crumb = _words(page.title)
    head |= {"crumb": crumb} if crumb != head["title"] else {}
    # In the page, the theme's template escapes it.
    head |= {"ld": page.data} if page.data else {}
    head |= {"basis": asdict(page.basis)} if page.basis else {}
    head |= {"elsewhere": [*map(asdict, finished.elsewhere)]} if finished.elsewhere else {}
    if page.above:
        title, there = _words(page.above.title), page.above.uri
        head["above"] = {"title": title, "address": url(there), "link": lead(page.uri, there)}
    # A page at a former address only leads on: who searches wants the page itself.
    return head | ({"search": {"exclude": True}} if page.kind == "moved" else {})


def _words(title: str) -> str:
    """Return a title for a place among others, where it says its language and its direction."""
    if isinstance(title, Foreign):
        return isolated(str(title.__html__()))
    return isolated(escape(set_apart(title, right_to_left=spoken().right_to_left)))


def front_matter(head: Mapping[str, object]) -> str:
    """Write what stands around a page as publishers read it: YAML, each value as JSON."""
    lines = "".join(f"{key}: {_json(value)}\n" for key, value in head.items())
    return f"---\n{_UNWRITTEN.sub(_escaped, lines)}---\n"


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


class _Line(Struct):
    """A line of a list of contents, with the headings right below its own."""

    address: str
    words: str
    below: list["_Line"]


def _listed(headings: Iterable[Heading]) -> Sequence[_Line]:
    """Return the headings below the page's own, each with those below it."""
    top: list[_Line] = []
    around: list[tuple[int, list[_Line]]] = [(0, top)]
    for heading in headings:
        line = _Line(f"#{heading.id}", heading.words, [])
        while around[-1][0] >= heading.level:
            around.pop()
        around[-1][1].append(line)
        around.append((heading.level, line.below))
    return top[0].below if top else top


def _contents(engine: Engine, lines: Sequence[_Line], place: str) -> str:
    if len(lines) < _WORTH:
        return ""
    return engine.written(_CONTENTS, {"lines": lines, "place": place})
