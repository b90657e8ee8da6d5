"""A site whose readers are addressed in a made-up language: nothing of ours is left in English.

Its content is in Hebrew letters and its catalogue in those of the Lisu, so that whatever is left in
Latin letters is ours, but for the names of the content.
"""

import gzip
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_javascript
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result
from pdfminer.high_level import extract_text

from generator.cli.commands import main

_HEBREW = Path("tests/hebrew")
_POT = Path("generator/base/language/locale/briefing.pot")
_SCRIPTS = Path("templates/theme/assets")
_TAG = "yi"
"""CLDR knows it, in Hebrew letters, and the theme does not: it is said in our words alone."""
_KEPT = re.compile(r"%\(\w+\)s|%%|<[^<>]*>|&\w+;")
_WORD = re.compile(r"(?<![\dA-Za-z])[A-Za-z]{2,}(?![\dA-Za-z])")
_ADDRESS = re.compile(r"(?:https?:|content/)\S+")
_READ = {
    *("alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext"),
    *("data-label", "data-told", "label", "placeholder", "summary", "title", "value"),
}
_META = {"description", "og:description", "og:site_name", "og:title"}
_NOT_READ = {"code", "pre", "script", "style"}
_LD = {"alternateName", "copyrightNotice", "description", "headline", "name"}
_NAMES = {
    # Forms of files, keys, and units.
    *("Atom", "BibTeX", "CSL", "CSV", "Feed", "JSON", "PDF", "RIS", "SKOS", "Word", "xlsx"),
    # What the content calls by Latin letters.
    *("Ana", "Are", "Authority", "Ben", "Board", "Buses", "By", "Delivery", "Errata", "Example"),
    *("Harbour", "Institute", "Jane", "Levi", "Ltd", "MTI", "Old", "Port", "Post", "Ramon"),
    *("Reader", "Sam", "Sample", "TDB", "Town", "Tram", "Trams", "Transport", "UTA", "Urban"),
    *(
        "Writer",
        "What",
        "again",
        "back",
        "board",
        "cost",
        "did",
        "doors",
        "jam",
        "line",
        "platform",
    ),
    *("permission", "planning", "really", "records", "stop", "the", "trams"),
    # CLDR does not know what it is in Yiddish.
    "or",
}


def made_up(text: str) -> str:
    """Return a message in a language that has its letters two thousand signs further on."""
    parts = _KEPT.split(text)
    kept = [*_KEPT.findall(text), ""]
    return "".join(_shifted(part) + keep for part, keep in zip(parts, kept, strict=True))


def _shifted(text: str) -> str:
    # Letters of the Lisu, which have no case and no accents.
    return re.sub(r"[A-Za-z]", lambda letter: chr(0xA4D0 + ord(letter[0].lower()) - 97), text)


def _catalogue(top: Path) -> Catalog:
    with (top / _POT).open("rb") as file:
        template = read_po(file)
    catalogue = Catalog(locale=_TAG)
    for message in template:
        if message.id:
            told = (
                made_up(message.id)
                if isinstance(message.id, str)
                else tuple(made_up(each) for each in message.id)
            )
            catalogue.add(message.id, told, context=message.context, flags=message.flags)
    return catalogue


@pytest.fixture(scope="module")
def site(top: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a small project's site in it, with all that the theme may say besides."""
    project = tmp_path_factory.mktemp("made-up")
    shutil.copytree(top / _HEBREW / "content", project / "content")
    (project / "locale").mkdir()
    with (project / f"locale/{_TAG}.po").open("wb") as file:
        write_po(file, _catalogue(top))
    told = (top / _HEBREW / "mkdocs.yml").read_text("utf-8")
    told = told.replace("language: he", f"language: {_TAG}")
    told = told.replace("navigation.top", "navigation.top\n    - content.action.edit")
    edited = "repo_url: https://example.org/trams\nedit_uri: edit/content/\n"
    (project / "mkdocs.yml").write_text(edited + told, encoding="utf-8")
    done = _run(project, "build")
    assert done.exit_code == 0, done.output
    return project / "site"


def _run(project: Path, command: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(project), command])


class _Read(HTMLParser):
    """Collects what readers are shown or told."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = 0
        self._data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that are read."""
        given = {name: value or "" for name, value in attrs}
        self.found += [value for name, value in given.items() if name in _READ]
        if tag == "meta" and _META & {given.get("name"), given.get("property")}:
            self.found.append(given["content"])
        self._inside += tag in _NOT_READ
        self._data = given.get("type") == "application/ld+json"

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read."""
        self._inside -= tag in _NOT_READ
        self._data = False

    def handle_data(self, data: str) -> None:
        """Take words, and those of data for search engines."""
        if self._data:
            self.found += _values(json.loads(data))
        elif not self._inside:
            self.found.append(data)


def _values(data: object) -> Iterator[str]:
    """Yield what JSON-LD says in words."""
    match data:
        case dict():
            for key, value in data.items():
                yield from map(str, [value] if key in _LD else _values(value))
        case list():
            for each in data:
                yield from _values(each)


def _left(texts: Iterator[str] | list[str]) -> list[str]:
    """Return words in Latin letters that the content does not have."""
    return sorted(
        {word for text in texts for word in _WORD.findall(_ADDRESS.sub("", text))} - _NAMES
    )


def _read(path: Path) -> list[str]:
    reader = _Read()
    reader.feed(path.read_text("utf-8"))
    return reader.found


def test_no_english_of_ours_is_left(site: Path) -> None:
    """Every word on every page is the content’s, or in the language of the site."""
    pages = sorted(site.rglob("*.html"))
    assert {path.relative_to(site).parts[0] for path in pages} >= {
        *("404.html", "articles", "changes", "coverage", "disagreements", "examples", "figures"),
        *("glossary", "index.html", "questions", "review", "search", "themes", "timeline"),
        *("about", "voices"),
    }
    assert {path.relative_to(site): left for path in pages if (left := _left(_read(path)))} == {}


def test_english_that_is_left_is_found(tmp_path: Path) -> None:
    """In a text, in attributes, in what is said of a page to others, and in data."""
    page = tmp_path / "page.html"
    page.write_text(
        '<title>Title here</title><meta property="og:title" content="Shared">'
        '<script type="application/ld+json">[{"name": "Data", "url": "address"}]</script>'
        '<p title="Tip" class="hidden">Text<code>code</code></p><img alt="Picture">'
        '<input value="Filled" placeholder="Find"><script>let script</script>',
        encoding="utf-8",
    )
    assert _left(_read(page)) == sorted(
        ["Title", "here", "Shared", "Data", "Tip", "Text", "Picture", "Filled", "Find"]
    )


def test_files_for_others_are_in_the_language(site: Path) -> None:
    """Feeds, papers, the workbook, notes of references, and what the search shows."""
    atom = [ET.parse(path) for path in (site / "feeds").glob("*.xml")]  # noqa: S314 - ours
    told = [each for tree in atom for each in tree.iter() if not each.tag.endswith("}id")]
    assert _left([each.text or "" for each in told]) == []
    feeds = [json.loads(path.read_text("utf-8")) for path in (site / "feeds").glob("*.json")]
    items = [item for feed in feeds for item in feed["items"]]
    texts = [str(each.get(key, "")) for each in items for key in ("title", "content_text")]
    assert _left([*texts, *(feed["title"] for feed in feeds)]) == []
    with ZipFile(site / "papers/themes/money.docx") as paper:
        xml = paper.read("word/document.xml").decode()
    assert _left(re.findall(r"<w:t[^>]*>([^<]*)", xml)) == []
    assert _left([extract_text(site / "papers/themes/money.pdf")]) == []
    with ZipFile(site / "data/briefing.xlsx") as book:
        strings = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314 - ours
    cells = {each.text for each in strings.iter()}
    assert {made_up("how its source puts it"), made_up("statement"), made_up("quoted")} <= cells
    assert not {"claim", "statement"} & cells
    found = [path.read_bytes() for path in (site / "assets/search/fragment").iterdir()]
    records = [json.loads(gzip.decompress(each).removeprefix(b"pagefind_dcd")) for each in found]
    assert _left([record["content"] for record in records]) == []
    assert _left([record["meta"]["title"] for record in records]) == []
    notes = re.findall(
        r"^N1  - (.*)", (site / "data/references.ris").read_text("utf-8"), re.MULTILINE
    )
    assert notes
    assert _left(notes) == []


def test_pages_say_their_language(site: Path) -> None:
    """Each page, at both places where its direction is read, and the feeds."""
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        assert f'<html dir="rtl" lang="{_TAG}"' in html, path
        assert '<body dir="rtl"' in html, path
    assert f'xml:lang="{_TAG}"' in (site / "feeds/articles.xml").read_text("utf-8")
    home = (site / "index.html").read_text("utf-8")
    assert re.search(f'"@type": "WebSite"[^}}]*"inLanguage": "{_TAG}"', home)


def test_scripts_say_it_too(top: Path, site: Path) -> None:
    """The first script holds the messages of all."""
    script = (site / "assets/briefing.js").read_text("utf-8")
    held = json.loads(re.findall(r"const MESSAGES = (\{.*\});", script)[0])
    said = set()
    for path in (top / _SCRIPTS).glob("*.js"):
        with path.open("rb") as file:
            found: Any = extract_javascript(file, {"gettext": None}, (), {})
            said |= {words if isinstance(words, str) else words[0] for _, _, words, _ in found}
    assert len(said) > 20
    assert said <= set(held)
    assert _left([form for forms in held.values() for form in _unfilled(forms)]) == []


def _unfilled(forms: list[str]) -> list[str]:
    return [_KEPT.sub("", form) for form in forms]


def test_problems_stay_english(top: Path, site: Path, tmp_path: Path) -> None:
    """Whoever writes content is told of mistakes in the words of the documents."""
    project = tmp_path / "wrong"
    shutil.copytree(site.parent, project, ignore=shutil.ignore_patterns("site"))
    article = next((project / "content/articles").glob("*.md"))
    article.write_text(
        article.read_text("utf-8").replace("published: ", "published: 2019-02-30 # ", 1),
        encoding="utf-8",
    )
    done = _run(project, "check")
    assert "is not a real day: February 2019 has 28 days." in done.output
    assert top.is_dir()
