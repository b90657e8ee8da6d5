"""Machine keys are ids: whatever words readers see, addresses, ids and keys of data stay."""

import codecs
import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from generator.base.language import BETWEEN, Language, each_in, speaking
from generator.build import Build, build, files
from generator.site.data.tables import WORKBOOK
from generator.site.finish import Finished, Finisher
from generator.site.pages.views.findable import findable
from generator.site.render import Output
from tests.projects import SETTINGS, long_article, tiny

_OTHER = "Ŵ "
"""Stands before every word for readers that a test changes; its letter shows in an address as w."""
_ATTRIBUTE = re.compile(r'\s(?!aria-label=)([a-z][a-z-]*)="([^"]*)"')
_WORDS = frozenset(
    {"alt", "caption", "data-forms", "data-label", "data-told", "data-voice-name", "title"}
)
"""Attributes that hold words for readers."""
_TEXTS = frozenset({"note", "section", "sentence", "title"})
"""Keys of data whose values are words for readers."""
_NAMED = re.compile(r"^@\w+\{\S+|^ID  - .*|^<.*>|<id>.*</id>|\shref=\S+", re.MULTILINE)
"""What has a name in references, in the glossary as data and in feeds."""
_PROJECT = {
    "content/articles/long.md": long_article(300, 140, "money"),
    "content/articles/other.md": long_article(12, 10, "service, money"),
}
"""Makes lists split."""


class _OtherWords(dict[str, tuple[str, ...]]):
    """A catalogue that has every message in other words."""

    def get(self, message: str, default: object = None) -> Any:  # noqa: ANN401, ARG002
        """Return a message with other words in it, of one form for any number."""
        return (_OTHER + message.rpartition(BETWEEN)[2],)


_STRANGE = Language("en", "en_GB", _OtherWords(), lambda _: 0, "0", forms=1)
"""Its rule is its own: by that, templates compiled for it are told from those in English."""


def _change_content(project: Path) -> None:
    """Change the titles of themes, by whose length some lists split."""
    for path in (project / "content/themes").iterdir():
        text = re.sub(r"(?<=\ntitle: ).*", _as_long, path.read_text("utf-8"), count=1)
        path.write_text(text, encoding="utf-8")


def _as_long(title: re.Match[str]) -> str:
    return codecs.encode(title[0], "rot13")


def _finished(built: Build, project: Path) -> Iterator[Finished]:
    with speaking(built.language):
        finisher = Finisher(built.glossary, project, built.images)
    return map(finisher.finish, built.pages)


def _keys(built: Build, project: Path) -> Iterator[tuple[str, object]]:
    """Yield every address of a site, each with the addresses, ids and keys in it."""
    for page in _finished(built, project):
        html = f"{page.html}{page.beside}{page.contents}"
        told = [found for found in _ATTRIBUTE.findall(html) if found[0] not in _WORDS]
        yield page.page.uri, (page.start, told)
    for output in files(built, project):
        yield output.uri, _keys_of_file(output)
    for record in each_in(built.language, findable(built.library, built.links)):
        yield f"search {record.address}", (record.kind, [p.anchor for p in record.passages])


def _keys_of_file(output: Output) -> object:
    if output.uri == WORKBOOK:
        with ZipFile(BytesIO(output.data)) as book:
            return re.findall(r'<sheet name="[^"]*"', book.read("xl/workbook.xml").decode())
    if output.uri.endswith(".json"):
        return _without_words(json.loads(output.text))
    if output.uri.endswith(".csv"):
        head, *rows = csv.reader(StringIO(output.text))
        return head, [row[:2] for row in rows if "coverage" in output.uri]
    return _NAMED.findall(output.text)


def _without_words(value: object) -> object:
    if isinstance(value, list):
        return [*map(_without_words, value)]
    if isinstance(value, dict):
        return {k: None if k in _TEXTS else _without_words(each) for k, each in value.items()}
    return value


def test_other_words_change_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor an id, a class, a value that a script compares, or a key of the data."""
    project = tiny(tmp_path, _PROJECT)
    before = dict(_keys(build(project, SETTINGS), project))
    audiences = {id_: _OTHER + name for id_, name in SETTINGS.audiences.items()}
    monkeypatch.setattr("generator.build.known.spoken_by", lambda *_: (_STRANGE, ()))
    _change_content(project)
    built = build(project, replace(SETTINGS, audiences=audiences))
    after = dict(_keys(built, project))
    assert [*after] == [*before]
    for address, keys in before.items():
        assert after[address] == keys, address
    assert {page.title for page in built.pages} >= {f"{_OTHER}Themes", "Zbarl"}
    shown = {each.page.uri: each.html for each in _finished(built, project)}
    assert f'<h1 id="title">{_OTHER}Themes</h1>' in shown["themes/index.md"]
