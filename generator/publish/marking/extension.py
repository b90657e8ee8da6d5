"""The Python-Markdown extension: our pages put into its tree, and glossary terms marked."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX

from generator.base.problems import short
from generator.knowledge.glossary import Glossary, LibraryError
from generator.publish.marking.escape import escape
from generator.publish.marking.marking import Marker
from generator.publish.marking.page import ATTRIBUTES, MarkError, Page, read_page
from generator.publish.marking.raw import lift
from generator.publish.marking.runs import READ_ON, Reader

_FIRST_OF_ALL = 1000
_AFTER_ATTRIBUTES = 6
"""After inline mark-up (20) and attribute lists (8); before the table of contents and the search
for anchors (5), and before MkDocs resolves links (0)."""
_LAST = -1000
_SHOWN = 200
"""Characters of a glossary that cannot be used that a message shows."""
_PLACE = f"{STX}briefing-definitions{ETX}"
"""Where the definitions go once the tree is text; no source can hold it. Python-Markdown's own
store of HTML would take two more passes over the page."""

Library = str | Path | Mapping[str, object] | Glossary


class MarkExtension(Extension):
    """Marks glossary terms on every page; takes pages of our own HTML as they are."""

    def __init__(self, **options: object) -> None:
        self.config = {
            "library": ["", "The glossary: the path of its JSON, the JSON itself, or a Glossary"],
            "base": ["", "What goes before links to entries on pages of unknown address"],
            "quotations": [False, "Whether terms are marked in quotations"],
        }
        super().__init__(**options)
        self.page = Page()
        self.definitions = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register what reads the page's first line, and what marks its tree."""
        md.registerExtension(self)
        md.preprocessors.register(_FirstLine(md, self), "briefing_page", _FIRST_OF_ALL)
        md.treeprocessors.register(_Tree(md, self), "briefing_mark", _AFTER_ATTRIBUTES)
        md.postprocessors.register(_Definitions(md, self), "briefing_definitions", _LAST)

    def glossary(self) -> Glossary:
        """Return the terms to mark.

        Raises:
            MarkError: there is no library, or it cannot be read.
        """
        return _glossary(self.getConfig("library"))


class _FirstLine(Preprocessor):
    def __init__(self, md: Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, lines: list[str]) -> list[str]:
        self._extension.page, rest = read_page(lines)
        return rest


class _Tree(Treeprocessor):
    def __init__(self, md: Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        page = self._extension.page
        if page.tree is not None:
            root.text = page.tree.text
            root[:] = list(page.tree)
        marks, definitions = self._mark(root, page)
        for element in root.iter():
            # Most elements have no attributes, which is quickest to ask first.
            for name in ATTRIBUTES if element.keys() else ():
                element.attrib.pop(name, None)
        # Of an ordinary page only what we added is ours to escape; of most others there is no need.
        escape(root.iter() if page.escaped else marks, text=page.escaped)
        self._extension.definitions = definitions
        if definitions:
            root[-1].tail = (root[-1].tail or "") + _PLACE

    def _mark(self, root: Element, page: Page) -> tuple[list[Element], str]:
        # The library is read even for a page without marks: a broken one never goes unnoticed.
        glossary = self._extension.glossary()
        if not page.marked:
            return [], ""
        stash, config = self.md.htmlStash.rawHtmlBlocks, self._extension.getConfig
        lifted = lift(root, stash, READ_ON) if page.tree is None else []
        reader = Reader(stash, quotations=config("quotations"))
        marker = Marker(glossary, page, reader, config("base"))
        try:
            definitions = marker.mark(root)
        except ValueError as error:
            raise MarkError(f"{page.uri or 'A page'} cannot be marked: {error}") from error
        return [*marker.marks, *lifted], definitions


class _Definitions(Postprocessor):
    def __init__(self, md: Markdown, extension: MarkExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, text: str) -> str:
        return text.replace(_PLACE, self._extension.definitions)


def _glossary(library: Library) -> Glossary:
    if isinstance(library, Glossary):
        return library
    if not library:
        raise MarkError(
            "generator.publish.marking needs “library”: the path of the glossary's JSON."
        )
    try:
        if isinstance(library, Mapping):
            return Glossary.load(library)
        if isinstance(library, str) and library.lstrip().startswith("{"):
            return _loaded(library)
        path = Path(library).resolve()
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, LibraryError) as error:
        raise MarkError(
            f"The glossary “{short(str(library), _SHOWN)}” cannot be used: {error}"
        ) from error


@lru_cache(maxsize=4)
def _loaded(text: str) -> Glossary:
    """Compile a glossary once for all pages: publishers make a new Markdown for each of them."""
    return Glossary.load(text)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int) -> Glossary:  # noqa: ARG001 - part of the cache's key
    return Glossary.load(path.read_text(encoding="utf-8"))
