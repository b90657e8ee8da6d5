"""A site whose readers are addressed in a made-up language: nothing of ours is left in English."""

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from click.testing import CliRunner, Result

from generator.cli.commands import main

_TINY = Path("tests/golden/pages/tiny")
_POT = Path("generator/base/language/locale/briefing.pot")
_KEPT = re.compile(r"%\(\w+\)s|%%|<[^<>]*>|&\w+;")
_WORD = re.compile(r"[A-Za-z]{2,}")
_READ = {"alt", "aria-label", "data-label", "placeholder", "title"}
_NOT_READ = {"code", "pre", "script", "style", "cite", "kbd"}
_OURS_IN_EVERY_LANGUAGE = {
    # Names of forms of files, of keys, and of units.
    *("Atom", "BibTeX", "CSL", "CSV", "JSON", "PDF", "RIS", "SKOS", "Word", "xlsx", "Ctrl"),
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
    catalogue = Catalog(locale="eo")
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
    """Return a small project's site in it."""
    project = tmp_path_factory.mktemp("made-up")
    shutil.copytree(top / _TINY / "content", project / "content")
    (project / "locale").mkdir()
    with (project / "locale/eo.po").open("wb") as file:
        write_po(file, _catalogue(top))
    settings = (top / _TINY / "mkdocs.yml").read_text("utf-8")
    (project / "mkdocs.yml").write_text(
        settings.replace("  font: false\n", "  font: false\n  language: eo\n"), encoding="utf-8"
    )
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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that are read."""
        self.found += [value or "" for name, value in attrs if name in _READ]
        self._inside += tag in _NOT_READ

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read."""
        self._inside -= tag in _NOT_READ

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._inside:
            self.found.append(data)


def _words(html: str) -> Iterator[str]:
    reader = _Read()
    reader.feed(html)
    for text in reader.found:
        yield from _WORD.findall(text)


def _contributed(top: Path) -> set[str]:
    files = [path for path in (top / _TINY).rglob("*") if path.suffix in {".md", ".yml"}]
    texts = [path.read_text("utf-8") for path in files if "expected" not in path.parts]
    return {word.casefold() for text in texts for word in _WORD.findall(text)}


def _of_cldr() -> set[str]:
    """Return the names of months, and what joins names in a row: CLDR knows the language."""
    locale = Locale("eo")
    joints = [pattern for style in locale.list_patterns.values() for pattern in style.values()]
    months = [
        *locale.months["format"]["wide"].values(),
        *locale.months["stand-alone"]["wide"].values(),
    ]
    return {word for text in (*joints, *months) for word in _WORD.findall(text)}


def test_no_english_of_ours_is_left(top: Path, site: Path) -> None:
    """Every word on every page is the content’s, or in the language of the site."""
    known = {w.casefold() for w in _OURS_IN_EVERY_LANGUAGE | _of_cldr()} | _contributed(top)
    left = {
        path.relative_to(site).as_posix(): words
        for path in sorted(site.rglob("*.html"))
        if (
            words := sorted(
                {w for w in _words(path.read_text("utf-8")) if w.casefold() not in known}
            )
        )
    }
    assert left == {}


def test_pages_say_their_language(site: Path) -> None:
    """Each page, what is said of it to those who share it, and the feeds."""
    for path in site.rglob("*.html"):
        assert '<html lang="eo"' in path.read_text("utf-8"), path
    assert 'xml:lang="eo"' in (site / "feeds/articles.xml").read_text("utf-8")


def test_scripts_say_it_too(site: Path) -> None:
    """The first script holds the messages of all."""
    script = (site / "assets/briefing.js").read_text("utf-8")
    assert f'"{made_up("More results").encode("unicode-escape").decode()}"' in script
    assert "const MESSAGES = {};" not in script


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
