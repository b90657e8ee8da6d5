"""Where lists split: each part is told apart by its title and its address."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.base.limits import (
    ARTICLES_ON_A_PAGE,
    CHANGES_ON_A_PAGE,
    CITING_NAMED,
    EVENTS_ON_A_PAGE,
    FIGURES_ON_A_PAGE,
    POINTS_OF_A_NAME,
    QUESTIONS_ON_A_PAGE,
    SCHEMES_ON_A_PAGE,
    TERMS_ON_A_PAGE,
)
from generator.base.model import Settings
from generator.build import build
from generator.site.engine import Engine
from generator.site.pages import Page
from generator.site.render import written_by
from tests.benchmarks.corpus import make
from tests.projects import TINY, agreeing_article, compiled, long_article, tiny
from tests.templates import field_names
from tests.test_contracts import CONTEXTS

_ALIKE = 150
"""People, each with an organisation and a place: more than one page holds."""

_WITH_PARTS = {name for name, context in CONTEXTS.items() if "part" in field_names(context)}


def _measured() -> str:
    """Return an article whose points are figures and examples without a place; it changed often."""
    kinds = [*["figure"] * (FIGURES_ON_A_PAGE + 1), *["example"] * (SCHEMES_ON_A_PAGE + 1)]
    points = "".join(
        f"  - {{id: p{n}, text: It cost {n} pounds., kind: {kind}, themes: [money], "
        f"passage: Words {n} begin, standing: reported, figure: {{value: {n}, unit: pounds}}}}\n"
        for n, kind in enumerate(kinds)
    )
    body = "\n\n".join(f"Words {n} begin with the TDB, {n} pounds." for n in range(len(kinds)))
    head = "title: Measured\nsource: Post\nkind: news\nsummary: It measures.\npublished: 2019-03-01"
    changes = "".join(
        f"  - {{date: {2019 + n % 2}-04-01, text: Number {n} is right now.}}\n"
        for n in range(CHANGES_ON_A_PAGE + 1)
    )
    return f"---\n{head}\nchanges:\n{changes}points:\n{points}---\n\n{body}\n"


def _asking(theme: str) -> str:
    """Return a theme with more questions than a page holds, for two audiences."""
    questions = "".join(
        f"  - {{text: Is it {n}?, for: {'all' if n % 2 else 'leaders'}}}\n"
        for n in range(QUESTIONS_ON_A_PAGE + 1)
    )
    before, _, after = (TINY / theme).read_text("utf-8").partition("questions:\n")
    return f"{before}questions:\n{questions}---{after.rpartition('---')[2]}"


def _events() -> str:
    days = (date(2019, 1, 1) + timedelta(days=n) for n in range(EVENTS_ON_A_PAGE + 1))
    return "events:\n" + "".join(
        f"  - {{id: event-{n}, date: {day}, title: Event {n}, source: Post}}\n"
        for n, day in enumerate(days)
    )


def _crowded(folder: Path) -> Path:
    """Make a project with more of everything about one thing than a page holds."""
    theme = "content/themes/money.md"
    changes: dict[str, str | None] = {
        f"content/articles/other-{n:02}.md": agreeing_article(
            n, "service", "line-opens#twice-as-fast"
        )
        for n in range(CITING_NAMED + 1)
    }
    changes["content/articles/long.md"] = long_article(500, 90, "money, service")
    changes["content/articles/measured.md"] = _measured()
    changes["content/timeline.yml"] = _events()
    changes[theme] = _asking(theme)
    return tiny(folder, changes)


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    """Return the pages that hold a part of a list, of each kind."""
    folder = tmp_path_factory.mktemp("split")
    make(folder / "large", articles=110, terms=TERMS_ON_A_PAGE + 30)
    made = (*compiled(folder / "large").pages, *compiled(_crowded(folder)).pages)
    return [page for page in made if getattr(page.context, "part", "")]


def test_every_list_that_can_split_is_looked_at(split: list[Page]) -> None:
    """Each template that shows a part has one here, so that none is forgotten."""
    assert {page.template for page in split} == _WITH_PARTS


def test_a_page_of_a_part_names_the_part_in_its_title(split: list[Page]) -> None:
    """A reader with several of them open, or in a list of results, can tell them apart."""
    parts = {page.uri: page.context.part for page in split}  # type: ignore[attr-defined]
    assert [page.uri for page in split if not page.title.endswith(parts[page.uri])] == []


def test_the_list_of_parts_marks_the_one_that_is_read(split: list[Page]) -> None:
    """Who cannot see where in the list she is is told so."""
    pages = (written_by(Engine(TINY), page) for page in split)
    lists = ("".join(re.findall(r'<nav class="parts"[^\0]*?</nav>', page)) for page in pages)
    marked = [re.findall('<a href="([^"]*)" aria-current="page">', each) for each in lists]
    assert marked == [["./"]] * len(split)


def _named_alike() -> str:
    """Return an article of one year in which people, organisations and places begin alike.

    The first place and the first organisation have one name, and more points than their lists show;
    a paragraph follows each point that none cites.
    """
    names = [f"Axle {max(n - POINTS_OF_A_NAME, 0)}" for n in range(_ALIKE)]
    people = "".join(
        f"  - {{id: ann-{n}, name: Ann Ax{n}, organisation: {name}}}\n"
        for n, name in enumerate(names)
    )
    points = "".join(
        f"  - {{id: p{n}, text: It holds {n}., kind: example, themes: [money], places: [{name}], "
        f"passage: Words {n} begin, standing: reported, speaker: ann-{n}}}\n"
        for n, name in enumerate(names)
    )
    body = "\n\n".join(f"Words {n} begin.\n\nNobody cites {n}." for n in range(_ALIKE))
    head = "title: Alike\nsource: Post\nkind: news\nsummary: They are alike.\npublished: 2019-03-01"
    return f"---\n{head}\npeople:\n{people}points:\n{points}---\n\n{body}\n"


def test_no_two_pages_have_one_title(tmp_path: Path) -> None:
    """Not even parts of two lists that stand on one page and split by the same letters or years."""
    articles: dict[str, str | None] = {
        f"content/articles/other-{n:02}.md": agreeing_article(
            n, "service", "line-opens#twice-as-fast"
        )
        for n in range(ARTICLES_ON_A_PAGE)
    }
    pages = compiled(
        tiny(tmp_path, {**articles, "content/articles/alike.md": _named_alike()})
    ).pages
    uris = {page.uri for page in pages}
    assert uris >= {
        *("voices/people/a.md", "voices/organisations/a.md", "examples/places/a.md"),
        *("coverage/articles/2019.md", "coverage/paragraphs/2019.md"),
        *("voices/o-axle-0/2019.md", "examples/place-axle-0/2019.md"),
    }
    titles = Counter(page.title for page in pages)
    assert [title for title, times in titles.items() if times > 1] == []


def test_an_organisation_is_filed_without_its_article(tmp_path: Path) -> None:
    """On the page of its letter, among its neighbours, and on none of another letter."""
    alike = _named_alike().replace("Axle 7}", "The Axle 7}").replace("[Axle 7]", "[The Axle 7]")
    pages = compiled(tiny(tmp_path, {"content/articles/alike.md": alike})).pages
    listed = [
        (page.uri, organisation.name)
        for page in pages
        if page.uri.startswith("voices/organisations/")
        for organisation in page.context.organisations  # type: ignore[attr-defined]
    ]
    names = [name for _, name in listed]
    at = names.index("The Axle 7")
    assert (names[at - 1], names[at + 1]) == ("Axle 69", "Axle 70")
    assert names.count("The Axle 7") == 1
    assert re.fullmatch(r"voices/organisations/a(-\d+)?\.md", listed[at][0])


def test_an_audience_without_latin_letters_has_an_address(tmp_path: Path) -> None:
    """Its questions stand at an address made of its id, whatever readers call it."""
    audiences = {"all": "Everyone", "leaders": "议员"}
    settings = Settings(title="Trams", audiences=audiences)
    pages = {page.uri: page for page in build(_crowded(tmp_path), settings).pages}
    assert pages["questions/leaders.md"].title == "Questions to ask: 议员"
    assert "questions/.md" not in pages
