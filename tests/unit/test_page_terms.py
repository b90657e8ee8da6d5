"""The glossary's pages: what stands on them and what they tell machines."""

import json
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from rdflib import Graph, Literal, Namespace
from rdflib.namespace import RDF

from generator.base.limits import MENTIONS_ON_A_PAGE, TERMS_ON_A_PAGE
from generator.base.model import Sense, Term
from generator.build import outputs
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.site.pages.kinds.terms import term_pages
from generator.site.pages.kinds.terms.entry import TermPage
from generator.site.pages.kinds.terms.glossary import GlossaryPage
from generator.site.pages.kinds.terms.mentions import MentionsPage
from generator.site.pages.views.page import Page
from generator.site.pages.views.presenter import Presenter
from generator.text.markup import Document
from tests.projects import TINY, compiled, texts_of, tiny
from tests.records import article, block, library, term

_EMPTY = Document(blocks=(), links=(), complete=True, parts=())
_SCHEMA = Namespace("https://schema.org/")


_THREE_YEARS = ("2000-01-01", "2001-01-01", "2002-01-01")


def _pages(
    *records: Term, texts: int = 0, published: Sequence[str] = _THREE_YEARS
) -> dict[str, Page]:
    """Return the glossary's pages by address, with articles that use ``T0`` once each.

    Args:
        records: the terms.
        texts: how many articles there are.
        published: their dates, in turn.
    """
    blocks = (block(0, "The T0 met."),)
    dates = islice(cycle(published), texts)
    uses = [article(f"a{n}", blocks=blocks, published=date) for n, date in enumerate(dates)]
    made = library(*records, *uses)
    links, _ = link(made, Glossary.compile(made)[0])
    documents = {record.at.path: _EMPTY for record in records}
    presenter = replace(Presenter.of(made, links), documents=documents)
    return {page.uri: page for page in term_pages(presenter)}


def _entry(page: Page) -> TermPage:
    assert isinstance(page.context, TermPage)
    return page.context


def _named(record: Term, *senses: dict[str, Any]) -> Term:
    """Return a term with fields of its senses replaced."""
    pairs = zip(record.senses, senses, strict=True)
    changed: tuple[Sense, ...] = tuple(replace(sense, **fields) for sense, fields in pairs)
    return replace(record, senses=changed)


def test_an_entry_stands_between_what_came_before_and_after() -> None:
    """Predecessors come by date with their own periods; a successor has its sense of the time."""
    late = _named(term("late", "LTE", ("2008", "2010")), {"successor": "mid"})
    early = _named(term("early", "ERL", ("", "2008")), {"successor": "mid"})
    mid = _named(term("mid", "MID", ("2010", "2016")), {"successor": "after"})
    after = _named(
        term("after", "AFT", ("2012", "2015"), ("2015", "2020"), ("2020", "")),
        *({"expansion": name} for name in ("first", "second", "third")),
    )
    context = _entry(_pages(late, early, mid, after)["glossary/mid.md"])
    assert [(near.term.title, near.period) for near in context.predecessors] == [
        ("ERL", "until the end of 2007"),
        ("LTE", "2008 to 2009"),
    ]
    (sense,) = context.senses
    assert sense.successor is not None
    assert (sense.successor.term.title, sense.successor.expansion) == ("AFT", "second")
    assert sense.successor.period == "2015 to 2019"


def test_a_long_list_of_uses_is_split_by_year_newest_first() -> None:
    """The entry names the newest; all stand on pages by year, each use once."""
    pages = _pages(term("t0", "T0", ("", "")), texts=3 * MENTIONS_ON_A_PAGE)
    context = _entry(pages["glossary/t0.md"])
    assert context.used == 3 * MENTIONS_ON_A_PAGE
    assert context.shown == MENTIONS_ON_A_PAGE
    assert {using.date for using in context.uses} == {"1 January 2002"}
    parts = [page.context for page in pages.values() if isinstance(page.context, MentionsPage)]
    assert [part.part for part in parts] == ["2002", "2001", "2000"]
    every = [using.page.uri for part in parts for using in part.uses]
    assert sorted(every) == sorted(f"articles/a{n}.md" for n in range(3 * MENTIONS_ON_A_PAGE))


def test_uses_in_articles_of_no_single_year_have_pages_of_their_own() -> None:
    """An article of a range of years, in whichever form, belongs to none of them."""
    dates = ("[2018..2019]", "2018/2019", "2018-03", "[2018-03..2018-05]")
    pages = _pages(term("t0", "T0", ("", "")), texts=4 * MENTIONS_ON_A_PAGE, published=dates)
    parts = {uri: page.title for uri, page in pages.items() if page.template == "mentions"}
    assert parts == {
        "glossary/t0/2018.md": "T0: uses, 2018",
        "glossary/t0/2018-2.md": "T0: uses, 2018, part 2",
        "glossary/t0/undated.md": "T0: uses, undated",
        "glossary/t0/undated-2.md": "T0: uses, undated, part 2",
    }


def test_a_large_glossary_stands_on_pages_by_letter() -> None:
    """The first page then only leads to the letters."""
    labels = [f"{letter}{n}" for letter in "AB" for n in range(TERMS_ON_A_PAGE)]
    pages = _pages(*(term(label.lower(), label, ("", "")) for label in labels))
    lists = [page.context for page in pages.values() if isinstance(page.context, GlossaryPage)]
    first, *letters = lists
    assert first.letters == ()
    assert {link.title for link in first.part_links} == {"A", "B"}
    shown = [card.label for page in letters for letter in page.letters for card in letter.cards]
    assert sorted(shown) == sorted(labels)


def test_each_part_of_a_letter_has_an_id() -> None:
    """Without blanks, whatever readers see it called."""
    pages = _pages(*(term(f"a{n}", f"A{n}", ("", "")) for n in range(TERMS_ON_A_PAGE + 1)))
    lists = [page.context for page in pages.values() if isinstance(page.context, GlossaryPage)]
    letters = [(letter.id, letter.name) for page in lists for letter in page.letters]
    assert letters == [("a", "A"), ("a-2", "A, part 2")]


def test_a_large_glossary_is_searched_by_the_search_of_the_site(tmp_path: Path) -> None:
    """Each of its pages holds a place for the search, which knows the terms of all of them."""
    entry = "---\nterm: {}\nkind: name\nsenses:\n  - {{definition: A tram., source: Post}}\n---\n"
    numbers = range(TERMS_ON_A_PAGE)
    entries = {f"content/glossary/x{n}.md": entry.format(f"Line{n}") for n in numbers}
    project = tiny(tmp_path, entries)
    small = texts_of(outputs(compiled(TINY), TINY))
    shown = texts_of(outputs(compiled(project), project))
    for uri in ("glossary/index.md", "glossary/letters/l.md", "glossary/letters/u.md"):
        assert "data-finder" in shown[uri], uri
    assert "data-finder" not in small["glossary/index.md"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # the reader uses it itself
def test_machines_read_the_set_of_terms() -> None:
    """The page's JSON-LD names each term once, with its definition, names and address."""
    build = compiled(TINY)
    (page,) = (page for page in build.pages if page.uri == "glossary/index.md")
    data = {**page.data, "@context": {"@vocab": str(_SCHEMA)}}  # schema.org's own is not at hand
    graph = Graph().parse(data=json.dumps(data), format="json-ld")
    (group,) = graph.subjects(RDF.type, _SCHEMA.DefinedTermSet)
    found = {}
    for concept in graph.objects(group, _SCHEMA.hasDefinedTerm):
        assert (concept, RDF.type, _SCHEMA.DefinedTerm) in graph
        found[str(graph.value(concept, _SCHEMA.name))] = concept
    assert sorted(found) == sorted(entry.label for entry in build.library.terms.values())
    for entry in build.library.terms.values():
        concept = found[entry.label]
        definition = Literal(entry.senses[-1].definition)
        assert graph.value(concept, _SCHEMA.description) == definition
        names = {str(name) for name in graph.objects(concept, _SCHEMA.alternateName)}
        expansions = {sense.expansion for sense in entry.senses if sense.expansion}
        assert names == expansions | set(entry.aliases)
