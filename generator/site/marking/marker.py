"""Marks written into a page: which mentions, with which sense, leading where."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from html import escape, unescape
from itertools import chain
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.base.addresses import lead, sense_anchor, term_uri
from generator.base.dates import parse
from generator.base.model import Choices
from generator.base.names import numbered
from generator.knowledge.glossary import Context, Glossary, Hit
from generator.site.marking.definitions import Definitions, Key
from generator.site.marking.headings import Heading, headings
from generator.site.marking.reading import Around, MarkError, Reading, read
from generator.site.marking.surround import Written, surround, write
from generator.site.pages import Page
from generator.site.pages.views.page import Marking


class Marked(Struct, frozen=True):
    """A finished page.

    Attributes:
        html: its content.
        headings: in their order.
    """

    html: str
    headings: tuple[Heading, ...]


class _Shown(NamedTuple):
    """What all marks of one meaning share, on whatever page.

    Attributes:
        name: the id of its definition, if no other meaning on the page has it.
        entry: source address of its entry; of one sense in it where there is one.
        expansion: what the term stands for, where all its senses here agree on it.
    """

    name: str
    entry: str
    expansion: str


class Marker:
    """Finishes pages.

    Args:
        glossary: the terms.
    """

    def __init__(self, glossary: Glossary) -> None:
        self._glossary = glossary
        self._definitions = Definitions(glossary)
        self._shown = lru_cache(maxsize=None)(self._shown_of)

    def mark(self, page: Page, html: str) -> Marked:
        """Finish a page.

        Args:
            page: what it is, with what decides the senses on it.
            html: as its template wrote it.

        Raises:
            MarkError: its template writes no well-formed XHTML.
        """
        try:
            reading = read(html)
            listed = headings(reading, html)
            marks = _Marks(self._glossary, page, reading, self._shown, self._definitions)
            end = marks.write() if page.marking.on else ""
        except ValueError as error:
            raise MarkError(f"{page.uri}: {error}") from error
        return Marked(f"{''.join(reading.parts)}{end}", listed)

    def _shown_of(self, key: Key) -> _Shown:
        """Return what the marks of one meaning share; the same ones are on page after page."""
        term, senses = key
        fragment = f"#{sense_anchor(senses[0])}" if len(senses) == 1 else ""
        expansions = {self._glossary.sense(term, sense).expansion for sense in senses}
        return _Shown(
            name=f"gloss-{term}-{'_'.join(senses)}",
            entry=f"{term_uri(term)}{fragment}",
            expansion=expansions.pop() if len(expansions) == 1 else "",
        )


class _Marks:
    """Writes the marks of one page."""

    def __init__(
        self,
        glossary: Glossary,
        page: Page,
        reading: Reading,
        shown: Callable[[Key], _Shown],
        definitions: Definitions,
    ) -> None:
        self._glossary = glossary
        self._page = page
        self._reading = reading
        self._shown = shown
        self._definitions = definitions
        self._names: dict[Key, str] = {}
        self._taken: set[str] = set()
        """Ids of definitions: of several meanings that would share one the later are numbered."""
        self._seen: set[tuple[int, Key]] = set()
        """What is marked already, in which section."""
        self._contexts: dict[Around | None, Context] = {None: _context(page.marking)}

    def write(self) -> str:
        """Write the marks, and return the definitions that belong at the page's end, or nothing."""
        reading = self._reading
        changes: list[Written] = []
        for hit in self._found():
            if hit.term == self._page.marking.term:
                continue
            if mark := self._first(hit):
                start, end = reading.start(hit.start), reading.end(hit.end)
                changes += surround(reading.parts, start, end, mark)
        write(reading.parts, changes)
        return self._definitions.written(self._names) if changes else ""

    def _found(self) -> Iterable[Hit]:
        """Return the mentions, each by the rules of the language that it stands in."""
        reading = self._reading
        if not reading.mixed:
            return self._glossary.find(reading.text, reading.closed)
        found = (
            self._glossary.find(reading.text, sorted((*reading.closed, *others)), language)
            for language, others in reading.languages().items()
        )
        return sorted(chain.from_iterable(found), key=lambda hit: hit.start)

    def _first(self, hit: Hit) -> str:
        """Return the tag that marks a mention, or nothing if it is not the first."""
        key = self._key(hit)
        by_section = self._glossary.first == "section"
        scoped = (self._reading.section_at(hit.start) if by_section else 0, key)
        if scoped in self._seen:
            return ""
        self._seen.add(scoped)
        shown = self._shown(key)
        if key not in self._names:
            self._names[key] = numbered(shown.name, self._taken)
            self._taken.add(self._names[key])
        longer = len(self._reading.text[hit.start : hit.end]) < len(shown.expansion)
        expansion = f' data-expansion="{escape(shown.expansion)}"' if longer else ""
        return (
            f'<a aria-describedby="{self._names[key]}" class="glossary-term"{expansion}'
            f' href="{lead(self._page.uri, shown.entry)}">'
        )

    def _key(self, hit: Hit) -> Key:
        """Return what a mention means: what linking has found, wherever it read the words."""
        senses = self._glossary.terms[hit.term].senses
        if len(senses) == 1:
            return hit.term, (senses[0].id,)
        context = self._context_in(self._reading.around_at(hit.start))
        return hit.term, self._glossary.choose(hit, context).senses

    def _context_in(self, around: Around | None) -> Context:
        """Return what decides a sense: what stands nearest before what is around it."""
        if around and around not in self._contexts:
            self._contexts[around] = _within(self._context_in(around.outer), dict(around.said))
        return self._contexts[around]


def _context(marking: Marking) -> Context:
    """Return what decides the senses on a page as a whole."""
    date = parse(marking.date) if marking.date else None
    return Context(article_date=date, themes=marking.themes, choices=marking.senses)


def _within(outer: Context, said: Mapping[str, str]) -> Context:
    """Return what decides the senses in an element that says something of them.

    ``date`` is EDTF: the passage's date, and behind a space its article's, if that is not the date
    around; ``themes`` has ids with spaces between; ``senses`` is like
    ``icp=local|statutory; stp=plan``.
    """
    inner = replace(outer, language=said["lang"]) if "lang" in said else outer
    if dates := [parse(date) for date in said.get("date", "").split()]:
        before = outer.date or outer.article_date
        inner = replace(inner, date=dates[0], article_date=dates[1] if dates[1:] else before)
    if themes := said.get("themes"):
        inner = replace(inner, themes=tuple(themes.split()))
    if senses := said.get("senses"):
        inner = replace(inner, choices={**outer.choices, **_senses(unescape(senses))})
    return inner


def _senses(text: str) -> Choices:
    pairs = (pair.partition("=") for pair in text.split(";") if pair.strip())
    return {term.strip(): tuple(chosen.strip().split("|")) for term, _, chosen in pairs}
