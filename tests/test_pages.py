"""What stands on the pages: a small project in, the text of every page out.

Compared is what we write; what publisher and theme put round it is not, nor the drawing of icons.
Run with OVERWRITE_GOLDEN=1 in the environment to write what comes out, and read the difference.
"""

import os
import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.build import outputs
from generator.render import Output
from tests.benchmarks.corpus import make
from tests.cases import GOLDEN
from tests.projects import TINY, compiled

EXPECTED = GOLDEN / "pages" / "tiny" / "expected"
_ICON = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_UNCHANGING = "data/briefing.schema.json"
_DRAFT = "Two more lines may open"


def texts(project: Path, *, drafts: bool = False) -> dict[str, str]:
    """Return the text of every output by address, icons left out."""
    made = outputs(compiled(project, drafts=drafts), project)
    return {output.uri: _ICON.sub("<svg/>", output.text) for output in made}


def test_every_page_of_a_small_project() -> None:
    """The small project gives these pages and data, word for word, and no others."""
    actual = texts(TINY)
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


def test_no_link_of_a_large_site_dangles(tmp_path: Path) -> None:
    """Where lists are split by year and letter, every link still leads to a page and its place."""
    make(tmp_path / "large", articles=110, terms=230)
    made = outputs(compiled(tmp_path / "large"), tmp_path / "large")
    folders = {posixpath.dirname(output.uri) for output in made}
    assert folders >= {"articles/by-year", "glossary/letters", "themes/finance"}
    assert list(_dangling(made)) == []


def _dangling(made: Iterable[Output]) -> Iterator[str]:
    """Yield each link that leads to no file, or to a place that its page does not have."""
    files = {output.uri: output for output in made}
    trees = {uri: _tree(page) for uri, page in files.items() if uri.endswith(".md")}
    ids = {
        uri: {each.get("id") for each in trees[uri].iter()} if uri in trees else set[str]()
        for uri in files
    }
    for uri, tree in trees.items():
        for link in tree.iter("a"):
            path, _, fragment = link.get("href", "").partition("#")
            target = (
                posixpath.normpath(posixpath.join(posixpath.dirname(uri), path)) if path else uri
            )
            if "://" not in path and (
                target not in ids or (fragment and fragment not in ids[target])
            ):
                yield f"{uri}: {link.get('href')}"


def _tree(page: Output) -> ET.Element:
    html = page.text.partition(" -->\n")[2]
    return ET.fromstring(f"<page>{html}</page>")  # noqa: S314 - our own
