"""What stands on the pages: a small project in, the text of every page out.

Compared is what we write; what publisher and theme put round it is not, nor the drawing of icons.
Run with OVERWRITE_GOLDEN=1 in the environment to write what comes out, and read the difference.
"""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.base.addresses import lead, line_anchor, url
from generator.build import files, outputs
from generator.site.finish import Finisher, front_matter, head_of
from generator.site.pages.paging.weights import line_weight
from generator.site.render import Output
from tests.benchmarks.corpus import make
from tests.benchmarks.links import address_of, furthest, leads_of
from tests.cases import GOLDEN
from tests.projects import TINY, agreeing_article, compiled, long_article, rendered, texts_of, tiny

EXPECTED = GOLDEN / "pages" / "tiny" / "expected"
_ICON = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_LISTS = frozenset({"beside", "contents"})
"""What a head holds of the headings, which stand in the text."""
_UNCHANGING = "data/briefing.schema.json"
_DRAFT = "Two more lines may open"


def texts(project: Path, *, drafts: bool = False) -> dict[str, str]:
    """Return the text of every output by address, before marking."""
    made = rendered(compiled(project, drafts=drafts), project)
    return texts_of(made)


def finished(project: Path) -> dict[str, str]:
    """Return every page finished, below its head, and all other texts; icons left out."""
    built = compiled(project)
    finisher = Finisher(built.glossary, project, built.images)
    made = texts_of(files(built, project))
    for page in map(finisher.finish, built.pages):
        head = {key: value for key, value in head_of(page).items() if key not in _LISTS}
        made[page.page.uri] = _ICON.sub("<svg/>", f"{front_matter(head)}{page.html}\n")
    return made


def test_every_page_of_a_small_project() -> None:
    """The small project gives these pages and data, word for word, and no others."""
    actual = finished(TINY)
    del actual[_UNCHANGING]
    if os.environ.get("OVERWRITE_GOLDEN"):
        _overwrite(actual)
    paths = [path for path in EXPECTED.rglob("*") if path.is_file()]
    expected = {path.relative_to(EXPECTED).as_posix(): path.read_text("utf-8") for path in paths}
    assert sorted(expected) == sorted(actual)
    for uri, text in sorted(expected.items()):
        assert text == actual[uri], uri


def _overwrite(actual: dict[str, str]) -> None:
    for path in EXPECTED.rglob("*"):
        if path.is_file():
            path.unlink()
    for uri, text in actual.items():
        (EXPECTED / uri).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / uri).write_text(text, encoding="utf-8")


def test_drafts_are_shown_only_where_they_are_asked_for() -> None:
    """A draft stands on the pages of ``serve``, with a label, and nowhere in a published site."""
    assert [uri for uri, text in texts(TINY).items() if _DRAFT in text] == []
    served = texts(TINY, drafts=True)
    assert _DRAFT in served["themes/service.md"]
    assert _DRAFT in served["articles/year-book.md"]
    for uri in ("themes/service.md", "articles/year-book.md"):
        assert '<span class="chip">Draft</span>' in served[uri]


def test_hints_are_for_contributors(tmp_path: Path) -> None:
    """What could be added is told where drafts are shown; a published site says what is missing."""
    settings = (TINY / "mkdocs.yml").read_text("utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    published, served = texts(tmp_path), texts(tmp_path, drafts=True)
    told = {uri for uri, text in served.items() if "<code>" in text}
    assert {"index.md", "articles/index.md", "coverage/index.md", "voices/index.md"} <= told
    assert [uri for uri, text in published.items() if "<code>" in text] == []
    empty = '<p class="empty">No article yet.{}</p>'
    hint = " Add one as <code>content/articles/NAME.md</code>."
    assert empty.format(hint) in served["articles/index.md"]
    assert empty.format("") in published["articles/index.md"]


def test_links_to_drafts_give_way_to_their_words(tmp_path: Path) -> None:
    """What is published leads to nothing that is not; in a preview the links are there."""
    body = (
        "\n\nSee [the new lines](year-book.md#p-more-lines) and [the cost](#p-cost-40-million).\n"
    )
    path = "content/articles/line-opens.md"
    project = tiny(tmp_path, {path: (TINY / path).read_text("utf-8") + body})
    page = texts(project)["articles/line-opens.md"]
    assert 'See the new lines and <a href="#p-cost-40-million">the cost</a>.' in page
    assert (
        'href="../year-book/#p-more-lines"' in texts(project, drafts=True)["articles/line-opens.md"]
    )


def test_links_in_texts_are_told_where_they_lead(tmp_path: Path) -> None:
    """Articles, themes and terms name the texts that link to them, each with its sentence."""
    about = (
        "---\ntitle: About\n---\n\nFirst words. See [one](articles/line-opens.md#p-paid-by-two), "
        "[the money](themes/money.md) and [them](glossary/tdb.md). Last words.\n"
    )
    pages = texts(tiny(tmp_path, {"content/about.md": about}))
    sentence = "See one, the money and them."
    for uri in ("articles/line-opens.md", "themes/money.md", "glossary/tdb.md"):
        led = f'<a href="../../about/">About</a></p>\n<ul>\n<li>{sentence}</li>\n</ul>'
        assert led in pages[uri], uri
    # A relation is told with the other point's own words.
    assert (
        '<span class="meta">Disputes it:</span> <a href="../costs-disputed/#p-bridge-left-out">'
        in pages["articles/line-opens.md"].partition("section-cited")[2]
    )


def test_no_link_of_a_large_site_dangles(tmp_path: Path) -> None:
    """Where lists split, every link leads to a page and its place, and points stay near."""
    make(tmp_path / "large", articles=110, terms=230)
    made = tuple(rendered(compiled(tmp_path / "large"), tmp_path / "large"))
    uris = [output.uri for output in made]
    folders = {uri.rpartition("/")[0] for uri in uris}
    assert folders >= {"articles/by-year", "glossary/letters", "themes/finance"}
    assert list(_dangling(made)) == []
    leads = {url(uri): frozenset(leads_of(uri, text)) for uri, text in texts_of(made).items()}
    assert furthest(leads, {url(uri) for uri in uris if uri.startswith("articles/article-")}) <= 3


def test_a_long_article_stands_on_several_pages(tmp_path: Path) -> None:
    """Its own page keeps every address; digest and points go on elsewhere, and no page is large."""
    project = tiny(tmp_path, {"content/articles/long.md": long_article(500, 90, "money, service")})
    made = tuple(rendered(compiled(project), project))
    assert list(_dangling(made)) == []
    pages = {output.uri: output.text for output in made if output.uri.endswith(".md")}
    assert max(len(text.encode()) for text in pages.values()) < _LARGEST
    own, digest = _tree_of(made, "articles/long.md"), _tree_of(made, "articles/long--2.md")
    assert {"articles/long--3.md", "articles/long/points-2.md"} <= pages.keys()
    for number in (0, 250, 499):
        (led,) = own.findall(f".//*[@id='p-point-{number}']")
        words = "".join(led.itertext())
        assert led.tag in {"a", "span"}
        assert f"Passage {number} begins".startswith(words)
    # Evidence leads to the passage itself; the note beside it to the point; that back.
    line = next(text for uri, text in pages.items() if 'id="e-long--point-250"' in text)
    assert 'articles/long--2/#p-point-250"' in line or 'articles/long--3/#p-point-250"' in line
    (note,) = [n for n in digest.iter("a") if n.get("data-number") == "60"]
    there, _, fragment = address_of("articles/long--2.md", note.get("href", "")).partition("#")
    listed = next(text for uri, text in pages.items() if url(uri) == there)
    assert f'id="{fragment}"' in listed
    assert '#p-point-59"' in listed
    # Headings keep their addresses too, and links to them hold from every page.
    assert (
        'href="../long/#text-part-0"' in pages["articles/long--3.md"] + pages["articles/long--2.md"]
    )


def test_notes_stand_on_each_part_that_refers_to_them(tmp_path: Path) -> None:
    """A passage in a note of two parts has one address on the article's page, and leads there."""
    long = long_article(500, 90, "money, service")
    for begins in ("Passage 0 begins", "Passage 450 begins"):
        long = long.replace(f"\n{begins} and", f"\n{begins}[^n] and")
    long = long.replace("passage: Passage 499 begins", "passage: shared by two parts")
    noted = f"{long}\n[^n]: A note, shared by two parts.\n"
    project = tiny(tmp_path, {"content/articles/long.md": noted})
    built = compiled(project)
    assert [problem for problem in built.problems if problem.severity == "error"] == []
    made = tuple(rendered(built, project))
    assert list(_dangling(made)) == []
    parts = {o.uri: o.text for o in made if re.fullmatch(r"articles/long(--\d)?\.md", o.uri)}
    assert [uri for uri, text in parts.items() if 'id="note-1"' in text] == [
        *("articles/long--3.md", "articles/long.md"),
    ]
    assert parts["articles/long.md"].count('id="p-point-499"') == 1
    evidence = "".join(o.text for o in made if o.uri.startswith("themes/"))
    assert '/long/#p-point-499"' in evidence


def test_lines_take_no_more_room_than_was_thought() -> None:
    """Lists split by what their lines are thought to take: templates may not outgrow that."""
    built = compiled(TINY)
    library, links = built.library, built.links
    pages = "".join(text for uri, text in texts(TINY).items() if uri.startswith("themes/"))
    for point in library.points.values():
        row = pages.partition(f'<tr id="{line_anchor(point.id)}"')[2].partition("</tr>")[0]
        assert 0 < len(row.encode()) < 1.1 * line_weight(library, links, point), point.id


def test_an_article_of_eighty_points_stands_on_one_page(tmp_path: Path) -> None:
    """What one page can hold is not torn apart."""
    project = tiny(tmp_path, {"content/articles/long.md": long_article(80, 40, "money, service")})
    uris = [output.uri for output in outputs(compiled(project), project)]
    assert [uri for uri in uris if uri.startswith("articles/long")] == ["articles/long.md"]


def test_what_many_relate_to_names_the_newest(tmp_path: Path) -> None:
    """Beyond ten related points and thirty citing articles, pages of their own hold all."""
    others = {
        f"content/articles/other-{n:02}.md": agreeing_article(
            n, "service", "line-opens#twice-as-fast"
        )
        for n in range(40)
    }
    project = tiny(tmp_path, others)
    made = tuple(rendered(compiled(project), project))
    assert list(_dangling(made)) == []
    pages = texts_of(made)
    cited = "articles/line-opens/cited/2019.md"
    related = "articles/line-opens/twice-as-fast/agrees.md"
    own = pages["articles/line-opens.md"]
    named = own.partition('id="section-cited"')[2].partition("<h2")[0]
    assert ("Other 39" in named, "Other 00" in named) == (True, False)
    assert "Other 00" in pages[cited]
    assert all(f"Claim {n} agrees." in pages[related] for n in range(40))
    assert all(f'="{lead("articles/line-opens.md", uri)}' in own for uri in (cited, related))


_LARGEST = 200_000
"""Bytes of a page as we write it: what the publisher adds keeps it under 300 kB."""


def _tree_of(made: Iterable[Output], uri: str) -> ET.Element:
    return next(_tree(output) for output in made if output.uri == uri)


def _dangling(made: Iterable[Output]) -> Iterator[str]:
    """Yield each link that leads to no file, or to a place that its page does not have."""
    files = {output.uri: output for output in made}
    trees = {uri: _tree(page) for uri, page in files.items() if uri.endswith(".md")}
    ids = {
        url(uri): {each.get("id") for each in trees[uri].iter()} if uri in trees else set[str]()
        for uri in files
    }
    for uri, tree in trees.items():
        for link in tree.iter("a"):
            href = link.get("href", "")
            target, _, fragment = address_of(uri, href).partition("#")
            target = target.partition("?")[0]
            if "://" not in href and (
                target not in ids or (fragment and fragment not in ids[target])
            ):
                yield f"{uri}: {href}"


def _tree(page: Output) -> ET.Element:
    return ET.fromstring(f"<page>{page.text}</page>")  # noqa: S314 - our own
