"""Rendering: contributed text is words on the page, and every page is well-formed."""

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import UndefinedError

from generator.base.bounds import Bounds
from generator.base.model import Article, Library, Term, Theme
from generator.base.problems import At
from generator.site.pages import Page, pages
from generator.site.pages.views.page import written_senses
from generator.site.render import render, template_folders
from generator.text.markup import parse
from tests.projects import TINY
from tests.records import article, library, linked, person, point, term, theme


def rendered(made: Library, *, root: Path = TINY) -> dict[str, str]:
    """Return the text of every page of a library."""
    empty, _ = parse("", At("content/a.md"), Bounds())
    records: tuple[Article | Theme | Term, ...]
    records = (*made.articles.values(), *made.themes.values(), *made.terms.values())
    built = pages(made, linked(*records), {record.at.path: empty for record in records})
    return {output.uri: output.text for output in render(built, root)}


def parts(text: str) -> tuple[dict[str, str], dict[str, object], ET.Element]:
    """Return a page's front matter, its marking context and its tree."""
    _, front, rest = text.split("---\n", 2)
    line, _, html = rest.partition("\n")
    assert line.startswith("<!-- briefing {")
    assert line.endswith("} -->")
    marking = json.loads(line.removeprefix("<!-- briefing ").removesuffix(" -->"))
    return yaml.safe_load(front), marking, ET.fromstring(f"<page>{html}</page>")  # noqa: S314


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
    texts = rendered(made)
    for uri, text in texts.items():
        _, marking, tree = parts(text)
        assert marking["page"] == uri
        assert not set(tree.iter("script"))
    title, summary, _ = parts(texts["articles/a.md"])
    heading = next(_.iter("h1"))
    assert "".join(heading.itertext()) == one
    assert title["title"]
    assert summary


def test_front_matter_is_escaped_for_the_theme() -> None:
    """The theme writes titles into HTML as they are, so they are escaped; JSON it escapes."""
    made = library(article("a", title='<b> & "c"', summary="x: <i>"))
    front, _, _ = parts(rendered(made)["articles/a.md"])
    shown = {key: value for key, value in front.items() if key != "ld"}
    assert shown == {"title": "&lt;b&gt; &amp; &quot;c&quot;", "description": "x: &lt;i&gt;"}


def test_marking_context_is_one_comment() -> None:
    """The first line holds what decides senses, and nothing in it can end the comment early."""
    made = library(
        article("a", senses={"uta": ("a", "b")}, glossary=False, published="2016/2018"),
        term("uta", "UTA"),
    )
    _, marking, _ = parts(rendered(made)["articles/a.md"])
    assert marking == {
        "page": "articles/a.md",
        "html": True,
        "date": "2016/2018",
        "senses": {"uta": ["a", "b"]},
        "glossary": False,
    }
    assert parts(rendered(made)["glossary/uta.md"])[1]["term"] == "uta"


def test_choices_are_written_for_the_marking() -> None:
    """Chosen senses stand sorted by term, several of one term with a bar between."""
    senses = {"stp": ("plan",), "icp": ("local", "statutory")}
    assert written_senses(senses) == "icp=local|statutory; stp=plan"


def test_links_are_relative_to_their_page() -> None:
    """A link from one folder to another goes by way of the folder above."""
    _, _, tree = parts(rendered(library(article("a", point("a#x"))))["themes/money.md"])
    assert "../articles/a.md#p-x" in {link.get("href") for link in tree.iter("a")}


def test_templates_of_a_project_come_first(tmp_path: Path) -> None:
    """A project may replace one template; all others stay those that come with the program."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "timeline.jinja").write_text("<h1>Ours</h1>", encoding="utf-8")
    texts = rendered(library(article("a")), root=tmp_path)
    assert "<h1>Ours</h1>" in texts["timeline/index.md"]
    assert "<h1>Title of a</h1>" in texts["articles/a.md"]
    assert template_folders(tmp_path)[0] == tmp_path / "templates"


def test_a_misspelt_name_in_a_template_stops_the_build(tmp_path: Path) -> None:
    """A name that the context does not have is an error, and no silent gap."""
    folder = tmp_path / "templates" / "pages"
    folder.mkdir(parents=True)
    (folder / "timeline.jinja").write_text("{{ momentts }}", encoding="utf-8")
    with pytest.raises(UndefinedError, match="momentts"):
        rendered(library(article("a")), root=tmp_path)


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
