"""Pages put into frames: as the theme makes them, whatever they hold, or made by the theme itself.

A small project is built twice, in frames and, because of a plugin that changes nothing but sees
every page, by the theme alone. Both must be the same.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from msgspec import Struct
from selectolax.lexbor import LexborHTMLParser

from generator.cli.commands import main
from generator.publish.frames import Placeholders, Shape
from generator.publish.plugin import BriefingPlugin, plugin
from generator.site.finish import Finished
from generator.site.pages import Page
from tests.projects import tiny

_SEES_ALL = "def on_page_content(html, **_):\n    return html\n"
_ARTICLE = """\
---
title: '{title}'
source: {{publisher: Post}}
published: 2024-05-01
kind: news
summary: '{title}'
---

{title}
"""


@pytest.fixture(autouse=True)
def _fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")


def built(project: Path, name: str, *, settings: str = "") -> tuple[Path, BriefingPlugin]:
    """Build a project's site by MkDocs alone."""
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"\n{settings}\n")
    config = load_config(str(project / "mkdocs.yml"), strict=True, site_dir=str(project / name))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return project / name, plugin(config)


def pages(site: Path) -> Mapping[str, bytes]:
    """Return what a site holds."""
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


def whole(project: Path) -> Mapping[str, bytes]:
    """Return the site of a project of which the theme renders every page itself."""
    (project / "sees.py").write_text(_SEES_ALL, encoding="utf-8")
    site, made = built(project, "whole", settings="hooks: [sees.py]")
    assert made.obstacle == "the plugin “sees.py” sees pages one by one"
    return pages(site)


def overridden(project: Path, name: str, change: Callable[[str], str]) -> None:
    """Let a project override a part of the theme."""
    own = project / "templates" / "theme" / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text(change((_THEME / name).read_text("utf-8")), encoding="utf-8")


_THEME = Path(__file__).parent.parent / "templates" / "theme"


def test_frames_hold_what_the_theme_makes(tmp_path: Path) -> None:
    """Every page, the site map and all else are, byte for byte, as the theme makes them."""
    project = tiny(tmp_path)
    settings = (
        "site_url: https://site.example/below/\nedit_uri_template: https://code.example/{path}\n"
    )
    site, made = built(project, "site", settings=settings)
    assert made.obstacle == ""
    framed = pages(site)
    assert framed == whole(project)
    told = framed["sitemap.xml"].decode()
    assert "https://site.example/below/articles/line-opens/</loc>" in told
    assert told.count("<loc>") == sum(path.endswith("index.html") for path in framed)


def test_texts_full_of_signs_are_framed_as_they_are(tmp_path: Path) -> None:
    """What means something to a template, a pattern or JSON is a title like any other."""
    title = """A & B: "<b>{{ x }}</b>" \\u0041 ’tis \\1 \\g<0> %s {0}"""
    text = _ARTICLE.format(title=title.replace("'", "''"))
    project = tiny(tmp_path, {"content/articles/odd.md": text})
    site, made = built(project, "site", settings="site_url: https://site.example/")
    assert made.obstacle == ""
    assert pages(site) == whole(project)


def test_no_text_passes_for_a_placeholder() -> None:
    """A page whose words are all the placeholders there are has these words, and no others."""
    shape = Shape("articles/*/", "content/articles/*.md", True, True, False, None)  # noqa: FBT003
    places = Placeholders("known")
    names = ("title", "description", "start", "beside", "contents")
    head = "|".join(str(places.head(shape)[name]) for name in names)
    mould = f'{head}|"{places["ld"]}"|{places.content}'
    words = " ".join(places[name] for name in (*names, "way 0", "ld", "content", "above"))
    page = Page(uri="articles/a.md", title=words, template="", context=Struct(), description="D")
    finished = Finished(page=page, html=f"<h1>{words}</h1>", start="#a", beside="B", contents="C")
    shown = places.frame(mould).around(finished).decode()
    assert shown == f"{words}|D|#a|B|C|{{}}|<h1>{words}</h1>"


_CRUMBS = '{% include "partials/breadcrumbs.html" %}'


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("{{ super() }}\n  {% if page and", "{% if page and", "the content of a page 0 times"),
        (_CRUMBS, "{{ page.content }}", "the content of a page 2 times"),
        (_CRUMBS, "<p>{{ page.title | upper }}</p>", "changes what it writes"),
        (_CRUMBS, "<p>{{ page.title | length }}</p>", "it makes something else of"),
        (_CRUMBS, "{{ page.content | striptags | truncate(9) }}", "it makes something else of"),
    ],
)
def test_a_theme_that_reads_pages_renders_them_all(
    tmp_path: Path, before: str, after: str, reason: str
) -> None:
    """An override that removes, repeats, alters or reads what is put in gets every page itself."""
    project = tiny(tmp_path)
    overridden(project, "main.html", lambda text: text.replace(before, after))
    assert after in (project / "templates/theme/main.html").read_text("utf-8")
    site, made = built(project, "site")
    assert reason in made.obstacle
    assert pages(site) == whole(project)


def test_an_override_that_shows_all_pages_alike_keeps_the_frames(tmp_path: Path) -> None:
    """What stands alike on every page, or is a value of the page's own, needs no more."""
    project = tiny(tmp_path)
    line = "<p>{{ page.title }} of {{ config.site_name }}, {{ pages | length }} pages</p>"
    overridden(project, "partials/foot.html", lambda text: line + text)
    site, made = built(project, "site")
    assert made.obstacle == ""
    assert pages(site) == whole(project)


def test_a_build_says_why_it_takes_longer(tmp_path: Path) -> None:
    """Once, in words, and never where pages are put into frames."""
    project = tiny(tmp_path)
    line = "The theme renders every page itself"
    quick = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert quick.exit_code == 0, quick.output
    assert line not in quick.output
    whole(project)
    slow = CliRunner().invoke(main, ["-C", str(project), "build"])
    assert slow.exit_code == 0, slow.output
    assert slow.output.count(line) == 1
    assert f"{line}, which takes longer: the plugin “sees.py” sees pages one by one." in slow.output


def test_a_broken_override_is_told(tmp_path: Path) -> None:
    """An error in an override stops the build, and says where it is."""
    project = tiny(tmp_path)
    overridden(project, "main.html", lambda text: f"{text}{{% if %}}")
    with pytest.raises(Abort, match=r"A template is broken: .*main\.html:\d+: "):
        built(project, "site")


def test_a_navigation_that_names_a_page_decides_its_frame(tmp_path: Path) -> None:
    """A page below one that the navigation names says so, though its folder is another's."""
    project = tiny(tmp_path)
    text = (project / "mkdocs.yml").read_text("utf-8")
    named = ("Home: index.md", "Money: themes/money.md", "Lines: articles/line-opens.md")
    nav = "".join(["nav:\n", *(f"  - {each}\n" for each in named)])
    before, _, rest = text.partition("nav:\n")
    kept = rest[rest.index("not_in_nav") :]
    (project / "mkdocs.yml").write_text(f"{before}{nav}{kept}", encoding="utf-8")
    site, made = built(project, "site")
    assert made.obstacle == ""
    assert pages(site) == whole(project)


def test_without_a_navigation_sections_are_named(tmp_path: Path) -> None:
    """Never one article: a page that names every other makes the build quadratic."""
    project = tiny(tmp_path)
    text = (project / "mkdocs.yml").read_text("utf-8")
    before, _, rest = text.partition("nav:\n")
    (project / "mkdocs.yml").write_text(before + rest[rest.index("not_in_nav") :], encoding="utf-8")
    site, _ = built(project, "site")
    page = LexborHTMLParser((site / "index.html").read_text("utf-8"))
    leads = {link.attributes["href"] for link in page.css(".site-sections a")}
    assert "articles/" in leads
    assert "articles/line-opens/" not in leads


def test_moulds_in_one_folder_have_addresses_of_their_own() -> None:
    """Frames that differ in what stands around a page alone are two, and neither is lost."""
    choices = (True, False)
    shapes = [
        Shape(way="articles/*/*/", edit="", described=one, data=other, above=other, basis=None)
        for one in choices
        for other in choices
    ]
    placeholders = Placeholders("secret")
    assert len({placeholders.address(shape) for shape in shapes}) == len(shapes)
