"""What readers are told comes from catalogues: all of it, whole, and in every language shipped."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA

from generator.base.language.catalogues import shipped

_LOCALE = Path("generator/base/language/locale")
_KEYWORDS = {
    "_": None,
    "N_": None,
    "NP_": ((1, "c"), 2),
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_LETTERS = re.compile(r"[A-Za-z]+")
_NUMBERS = {"all", "count", "number"}
"""Places that a form for a single number may leave out."""
_HOLE = re.compile(r"%\((\w+)\)s")
_TAG = re.compile(r"</?\w+[^<>]*>")
_WORD = re.compile(r"[A-Za-z]{2}")
_READ = {
    *("alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext"),
    *("data-label", "label", "placeholder", "summary", "title"),
}
"""Attributes whose values readers are shown or told."""
_SAME_EVERYWHERE = {"CSV", "website", "article", "xlsx"}
_SENTENCE = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+|^[A-Z][a-z]+( [a-z]+)*[.:]?$")
_SAYING = {"_", "pgettext"}
_VALUE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for what a template writes of its context."""
_NOT_READ = {"code", "script", "style"}


@cache
def _extracted(top: Path) -> frozenset[tuple[str, str]]:
    """Return every message of the program, each by context and text."""
    given = tomllib.loads((top / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in given]
    options = {
        each["pattern"]: {k: v for k, v in each.items() if k not in {"pattern", "method"}}
        for each in given
    }
    catalogue = Catalog()
    for _, _, said, _, context in extract_from_dir(top, methods, options, keywords=_KEYWORDS):
        catalogue.add(said, context=context)
    return frozenset(_key(message) for message in catalogue if message.id)


def _key(message: Message) -> tuple[str, str]:
    one = message.id if isinstance(message.id, str) else message.id[0]
    return (message.context or "", one)


def _catalogue(top: Path, name: str) -> Catalog:
    with (top / _LOCALE / name).open("rb") as file:
        return read_po(file, locale=None if name.endswith(".pot") else name.removesuffix(".po"))


def test_template_of_catalogues_holds_every_message(top: Path) -> None:
    """What ``make words`` writes is as the program is."""
    kept = {_key(message) for message in _catalogue(top, "briefing.pot") if message.id}
    extracted = _extracted(top)
    assert len(extracted) > 500
    assert sorted(extracted - kept) == []
    assert sorted(kept - extracted) == []


@pytest.mark.parametrize("tag", shipped())
def test_catalogue_is_whole(top: Path, tag: str) -> None:
    """Each message is translated, surely, with what it has places for and with its tags."""
    catalogue = _catalogue(top, f"{tag}.po")
    found = {_key(message): message for message in catalogue if message.id}
    assert sorted(set(found) ^ _extracted(top)) == []
    assert list(catalogue.obsolete) == []
    wrong = [f"{key[1]}: {fault}" for key, m in found.items() for fault in _faults(m, catalogue)]
    assert wrong == []


def _faults(message: Message, catalogue: Catalog) -> Iterator[str]:
    if message.fuzzy:
        yield "is marked as unsure"
    yield from (str(error) for error in message.check(catalogue))
    english = (message.id,) if isinstance(message.id, str) else message.id
    string = message.string or ""
    told = (string,) if isinstance(string, str) else tuple(string)
    if not all(told):
        yield "is not translated"
        return
    for each in told:
        if not any(
            _places(each) in (_places(e), _places(e) - {"count", "number"}) for e in english
        ):
            yield f"has other places: {each}"
        if sorted(_TAG.findall(each)) != sorted(_TAG.findall(english[-1])):
            yield f"has other tags: {each}"
        if "%" in _HOLE.sub("", each.replace("%%", "")):
            yield f"has a stray percent sign: {each}"


def _places(text: str) -> set[str]:
    return set(_HOLE.findall(text))


@pytest.mark.parametrize("tag", shipped())
def test_catalogue_says_something_else_than_english(top: Path, tag: str) -> None:
    """Hardly any message of more than two words is the same in two languages."""
    same = [
        m.id
        for m in _catalogue(top, f"{tag}.po")
        if isinstance(m.id, str)
        and m.id == m.string
        and len(_LETTERS.findall(_HOLE.sub("", m.id))) > 2
    ]
    assert same == []


class _Text(HTMLParser):
    """Collects what readers are shown or told of a template's own HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the attributes that are read."""
        described = tag == "meta" and dict(attrs).get("name") == "description"
        read = {*_READ, "content"} if described else _READ
        self.found += [value or "" for name, value in attrs if name in read]
        if tag in _NOT_READ:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave what is not read."""
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        """Take words."""
        if not self._inside:
            self.found.append(data)


def literal_words(template: str) -> list[str]:
    """Return the words in a template that no catalogue can change."""
    environment = Environment(autoescape=True)
    own: list[str] = []
    translated, called, said = False, "", ""
    for _, kind, value in environment.lex(template):
        if kind == "whitespace":
            continue
        if kind == "string" and called not in _SAYING and _SENTENCE.search(value[1:-1]):
            own.append(f"<p>{value[1:-1]}</p>")
        called, said = (said, "") if value == "(" else (called, value if kind == "name" else "")
        if value == ")":
            called = ""
        if kind == "name" and value in {"trans", "endtrans"}:
            translated = value == "trans" or (translated and value != "endtrans")
        if kind == TOKEN_DATA and not translated:
            own.append(value)
        elif kind == "variable_end":
            own.append("x" if own and own[-1].endswith(("<", "</")) else _VALUE)
    parser = _Text()
    parser.feed("".join(own))
    parser.close()
    # A macro may write attributes alone.
    words = (re.sub(rf'&\w+;|{_VALUE}|[a-z-]+="[^"]*"', " ", text) for text in parser.found)
    return [
        text.strip()
        for text in words
        if _WORD.search(text) and text.strip() not in _SAME_EVERYWHERE
    ]


def test_templates_hold_no_words_of_their_own(top: Path) -> None:
    """Every word of a template stands in a message."""
    found = {
        path.relative_to(top).as_posix(): words
        for path in sorted((top / "templates").rglob("*"))
        if path.suffix in {".jinja", ".html"} and (words := literal_words(path.read_text("utf-8")))
    }
    assert found == {}


def test_word_of_a_template_is_found() -> None:
    """The search for them finds one in a text, in an attribute and beside a value."""
    assert literal_words('<p class="lead" title="Of old">{{ name }} says</p>') == ["Of old", "says"]
    assert literal_words("<p>{% trans %}Says{% endtrans %}</p><b>too</b>") == ["too"]
    assert literal_words("<code>kind</code><p>{{ kind }}.</p>") == []
    assert literal_words('<p>{{ name or "Nobody" }}</p>') == ["Nobody"]
    assert (
        literal_words('<p>{{ name or _("Nobody") }}</p>{{ chip(pgettext("of", "Draft")) }}') == []
    )


_SCRIPT = re.compile(
    r"""(?<![\w.])(?:gettext|ngettext|pgettext)\((?:[^()]|\([^()]*\))*\)|/\*.*?\*/|//[^\n]*""",
    re.DOTALL,
)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_SELECTOR = re.compile(r"[.#\[]\w|^(Enter|Escape|Tab|Home|End)$")


def test_scripts_hold_no_words_of_their_own(top: Path) -> None:
    """No string of a script that reads like words stands outside a message."""
    found: dict[str, list[str]] = {}
    for path in sorted((top / "templates/theme/assets").glob("*.js")):
        rest = _SCRIPT.sub("", path.read_text("utf-8"))
        strings = [one or other for one, other in _STRING.findall(rest)]
        words = [text for text in strings if _SENTENCE.search(text) and not _SELECTOR.search(text)]
        found |= {path.name: words} if words else {}
    assert found == {}


_UNWRITTEN = re.compile(r"/\*.*?\*/|\{%-? trans.*?endtrans -?%\}", re.DOTALL)
_ADDED = re.compile(r"""(?<![-\w])content:((?:"[^"]*"|'[^']*'|[^;{}"'])*)""")
_QUOTED = re.compile(r"""["']([^"']*)["']""")


def added_words(style: str) -> list[str]:
    """Return the words that a style sheet writes into a page."""
    added = _ADDED.findall(_UNWRITTEN.sub("", style))
    return [text for each in added for text in _QUOTED.findall(each) if _WORD.search(text)]


def test_styles_add_no_words_of_their_own(top: Path) -> None:
    """What styles write into a page stands in an attribute, or is no word."""
    styles = [*(top / "templates").rglob("*.css"), *(top / "generator/publish").rglob("*.css")]
    assert len(styles) > 3
    assert [(s.name, each) for s in styles for each in added_words(s.read_text("utf-8"))] == []
    style = 'a::before { content: attr(x) " of "; } b { content: "x" } c { order: 1; content:"Of" }'
    assert added_words(style) == [" of ", "Of"]
