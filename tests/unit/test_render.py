"""Rendering: contributed text is words on the page, and every page is well-formed."""

from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, UndefinedError
from markupsafe import Markup
from msgspec.structs import replace

from generator.base.addresses import lead
from generator.base.bounds import Bounds
from generator.base.dates import parse as parse_date
from generator.base.model import Article, Library, Term, Theme
from generator.base.problems import At
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import link
from generator.site.engine import Addresses, Engine, template_folders
from generator.site.finish import Finished, Finisher
from generator.site.pages import Page, pages
from generator.site.pages.views.body import body
from generator.site.pages.views.page import written_senses
from generator.site.render import render, written_by
from generator.text.markup import parse
from tests.projects import TINY, compiled, tiny
from tests.records import article, library, linked, person, point, term, theme


def finished(made: Library, *, root: Path = TINY) -> dict[str, Finished]:
    """Return every page of a library, finished."""
    empty, _ = parse("", At("content/a.md"), Bounds())
    records: tuple[Article | Theme | Term, ...]
    records = (*made.articles.values(), *made.themes.values(), *made.terms.values())
    built = pages(made, linked(*records), {record.at.path: empty for record in records})
    finisher = Finisher(Glossary(made.terms.values()), root, {})
    return {page.uri: finisher.finish(page) for page in built}


def parts(made: Finished) -> tuple[dict[str, str], ET.Element]:
    """Return a page's front matter, as publishers read it, and its tree."""
    front = yaml.safe_load(made.source.removesuffix("---\n"))
    return front, ET.fromstring(f"<page>{front['html']}</page>")  # noqa: S314


# What the earlier stages let through: no control characters, and no line breaks in fields.
_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
).filter(lambda text: text.strip() == text)
_NASTY = st.sampled_from(
    ["<script>alert(1)</script>", "{{ 7 * 7 }}{% raw %}", "--> ]]> <!--", '" onload="x', "a -- b"]
)


@settings(max_examples=8)
@given(st.one_of(_WORDS, _NASTY), st.one_of(_WORDS, _NASTY))
def test_any_text_is_text(one: str, other: str) -> None:
    """Whatever stands in fields comes out as those words, on pages that are well-formed XML."""
    speaker = replace(person("jane-example", role=other), name=one)
    made = library(
        article("a", point("a#x", text=one, speaker=speaker, places=(other,)), title=one),
        article("b", point("b#x", disputes=["a#x"]), summary=other, authors=(one,)),
        replace(theme("money", [["a#x"]]), title=other, question=one),
        replace(term("uta", "UTA"), label=one),
    )
    pages_ = finished(made)
    for each in pages_.values():
        _, tree = parts(each)
        assert not set(tree.iter("script"))
    head, tree = parts(pages_["articles/a.md"])
    heading = next(tree.iter("h1"))
    assert "".join(heading.itertext()) == one
    assert unescape(head["title"]) == one


def test_front_matter_is_escaped_for_the_theme() -> None:
    """The theme writes titles into HTML as they are, so they are escaped; JSON it escapes."""
    made = library(article("a", title='<b> & "c"', summary="x: <i>"))
    front, _ = parts(finished(made)["articles/a.md"])
    shown = {key: front[key] for key in ("title", "description", "start")}
    assert shown == {
        "title": "&lt;b&gt; &amp; &quot;c&quot;",
        "description": "x: &lt;i&gt;",
        "start": "#title",
    }


def test_headings_are_listed_beside_a_page_and_above_it() -> None:
    """Both lists name the sections of the page, with the ids that they have."""
    made = finished(library(article("a", point("a#x"))))["articles/a.md"]
    _, tree = parts(made)
    sections = {f"#{each.get('id')}": "".join(each.itertext()) for each in tree.iter("h2")}
    assert len(sections) > 2
    for listed in (made.beside, made.contents):
        links = ET.fromstring(listed).iter("a")  # noqa: S314 - our own
        assert {link.get("href"): "".join(link.itertext()) for link in links} == sections


def test_choices_are_written_for_the_marking() -> None:
    """Chosen senses stand sorted by term, several of one term with a bar between."""
    senses = {"stp": ("plan",), "icp": ("local", "statutory")}
    assert written_senses(senses) == "icp=local|statutory; stp=plan"


def test_links_are_relative_to_their_page() -> None:
    """A link from one folder to another goes by way of the folder above."""
    _, tree = parts(finished(library(article("a", point("a#x"))))["themes/money.md"])
    assert "../../articles/a/#p-x" in {link.get("href") for link in tree.iter("a")}


def test_templates_of_a_project_come_first(tmp_path: Path) -> None:
    """A project may replace one template; all others stay those that come with the program."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "timeline.jinja").write_text("<h1>Ours</h1>", encoding="utf-8")
    made = finished(library(article("a")), root=tmp_path)
    assert made["timeline/index.md"].html == '<h1 id="title">Ours</h1>'
    assert '<h1 id="title">Title of a</h1>' in made["articles/a.md"].html
    assert template_folders(tmp_path)[0] == tmp_path / "templates"


def test_a_misspelt_name_in_a_template_stops_the_build(tmp_path: Path) -> None:
    """A name that the context does not have is an error, and no silent gap."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "timeline.jinja").write_text("{{ momentts }}", encoding="utf-8")
    with pytest.raises(UndefinedError, match="momentts"):
        finished(library(article("a")), root=tmp_path)


def test_templates_write_as_jinja_does(tmp_path: Path) -> None:
    """The engine is only faster: values, macros, calls and attributes come out as they should."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    source = (
        '{% macro tag(words, class="a") %}<b class="{{ class }}">{{ words }}{{ caller() }}</b>'
        "{% endmacro %}"
        "{% for each in values %}{% call tag(each, class=each) %}{{ loop.index }}{% endcall %}"
        "{% endfor %}"
        '{% set kept %}<i>{{ values[0] }}</i>{% endset %}{{ kept }}{{ kept ~ values[0] }}{{ "<" }}'
        '{% filter upper %}{{ values[0] }}{% endfilter %}{{ values | join(", ") }}{{ none }}'
        "{{ 1.5 }}{{ made }}{{ dict(a=values[0]).a }}{{ range(2) | list }}"
    )
    (folder / "own.jinja").write_text(source, encoding="utf-8")
    given = {"values": ["<&\"'", "plain", 3], "made": Markup("<hr/>")}
    plain = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    expected = plain.from_string(source).render(given)
    assert Engine(tmp_path).get_template("own.jinja").render(given) == expected
    assert "&lt;&amp;&#34;&#39;" in expected


def test_an_address_is_seen_from_each_page() -> None:
    """What a template knows as ``to`` is of the page that is written, also within macros."""
    made = finished(library(article("a", point("a#x", themes=("money",)))))
    assert 'href="../../themes/money/' in made["articles/a.md"].html
    assert 'href="themes/money/"' in made["index.md"].html


_FOLDERS = st.lists(st.sampled_from(["articles", "by-year", "a"]), max_size=3)
_SOURCES = st.builds(
    lambda folders, name: "/".join([*folders, name]),
    _FOLDERS,
    st.sampled_from(["index.md", "x.md", "articles.md"]),
)


@given(_SOURCES, _SOURCES, st.sampled_from(["", "#p-x", "#a/b"]))
def test_addresses_are_those_that_count_from_a_page(uri: str, target: str, place: str) -> None:
    """What is looked up for most of them is what is worked out for any."""
    addresses = Addresses()
    addresses.stand_on(uri)
    assert addresses[f"{target}{place}"] == lead(uri, f"{target}{place}")


@pytest.mark.parametrize(
    ("uri", "link", "led"),
    [
        ("articles/x.md", "y.md#p-a", "../y/#p-a"),
        ("articles/x.md", "x.md#p-a", "./#p-a"),
        ("articles/x.md", "x/points-2.md", "points-2/"),
        ("articles/x.md", "xy.md", "../xy/"),
        ("articles/x.md", "../glossary/stp.md", "../../glossary/stp/"),
        ("articles/x.md", "../images/a.png", "../../images/a.png"),
        ("articles/x.md", "../index.md", "../../"),
        ("articles/x.md", "../articles/x.md", "./"),
        ("articles/x--2.md", "y.md", "../y/"),
        ("articles/index.md", "x.md", "x/"),
        ("articles/index.md", "../about.md", "../about/"),
        ("index.md", "articles/index.md#a", "articles/#a"),
        ("about.md", "index.md", "../"),
        ("about.md", "x.md?a=/../b#c", "../x/?a=/../b#c"),
        ("about.md", "?a", "?a"),
        ("about.md", "#a", "#a"),
        ("about.md", "https://x.example/y.md", "https://x.example/y.md"),
        ("about.md", "mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_links_in_texts_lead_from_page_to_page(uri: str, link: str, led: str) -> None:
    """A page lies in a folder of its own, and what is no link of the site stays."""
    text = (
        f'<p title=" href=&quot;y.md&quot;"><a href="{link}">x</a>'
        f' &lt;a href=&quot;y.md&quot; <img src="{link}" alt="x" /></p>'
    )
    assert body("", text, uri) == text.replace(f'="{link}"', f'="{led}"')


def test_our_own_templates_need_no_slower_way(tmp_path: Path) -> None:
    """Each of their attributes is one, on every page; a project's may be items, or be missing."""
    engine = Engine(tiny(tmp_path))
    made = [written_by(engine, page) for page in compiled(tmp_path / "project").pages]
    assert all(made)
    assert engine.is_direct


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("{{ given.key }}", "value"),
        ("{{ given.lacking is defined }}", "False"),
        ("{{ given.lacking | default('none') }}", "none"),
        ("{{ given.lacking }}", None),
    ],
)
def test_attributes_of_a_project_are_those_of_jinja(
    tmp_path: Path, source: str, made: str | None
) -> None:
    """An item is found by its name, what is lacking can be asked about, and is else an error."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "own.jinja").write_text(source, encoding="utf-8")
    if made is None:
        with pytest.raises(UndefinedError, match="lacking"):
            Engine(tmp_path).written("own", {"given": {"key": "value"}})
    else:
        assert Engine(tmp_path).written("own", {"given": {"key": "value"}}) == made


def test_outputs_name_the_file_to_mend() -> None:
    """A page knows which contributed file a reader would fix; lists have none."""
    empty, _ = parse("", At("content/a.md"), Bounds())
    made = library(article("a"))
    documents = dict.fromkeys(["content/articles/a.md"], empty)
    documents |= {theme.at.path: empty for theme in made.themes.values()}
    built: tuple[Page, ...] = pages(made, linked(*made.articles.values()), documents)
    edited = {output.uri: output.edit_path for output in render(built, TINY)}
    assert edited["articles/a.md"] == "content/articles/a.md"
    assert edited["themes/money.md"] == "content/themes/money.md"
    assert edited["articles/index.md"] == ""


def test_a_term_means_the_same_wherever_its_point_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """A point's own date fits both meanings and its article's one; linking alone chooses."""
    uta = term("uta", "UTA", ("", "2016"), ("2016", ""))
    shown = point("a#x", text="The UTA paid.", as_of=parse_date("2013/2018"))
    made = library(article("a", shown, published="2014-05"), theme("money", [["a#x"]]), uta)
    glossary = Glossary(made.terms.values())
    links, _ = link(made, glossary)
    empty, _ = parse("", At("content/a.md"), Bounds())
    records: tuple[Article | Theme | Term, ...]
    records = (*made.articles.values(), *made.themes.values(), uta)
    built = pages(made, links, {record.at.path: empty for record in records})
    monkeypatch.setattr(f"{Glossary.__module__}.choose", None)
    finisher = Finisher(glossary, TINY, {})
    marked = {page.uri: finisher.finish(page).html for page in built if page.kind != "term"}
    showing = [html for html in marked.values() if 'class="glossary-term"' in html]
    assert len(showing) > 1
    assert not any("gloss-uta-2" in html for html in showing)
