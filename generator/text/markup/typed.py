"""Marks of other kinds of Markdown, which a page shows as they are typed."""

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct

from generator.base.problems import Problem
from generator.text.markup.inline import Locator
from generator.text.markup.parser import NOTE
from generator.text.markup.targets import shown


class _Form(Struct, frozen=True):
    """A mark that other programs read.

    Attributes:
        sign: what is in every one; most texts lack it, and need no closer look.
        pattern: how it is written.
        meant: what it does elsewhere.
        instead: what to write instead.
    """

    sign: str
    pattern: re.Pattern[str]
    meant: str
    instead: str


_BOX = _Form(
    "[",
    re.compile(r"\A\[[ xX]\](?=\s)"),
    "there are no boxes to tick here",
    "Say it in words, such as “Done: …” and “To do: …”.",
)
_LINK = _Form(
    "[",
    re.compile(r"(?<![\\\]])\[[^\[\]\n]{1,300}\[\^[^\[\]\s]{1,99}\][^\[\]\n]{0,300}\]\([^()\s]*\)"),
    "no link can hold a note",
    "Put the note behind the link: [words](address)[^1].",
)
_SET_APART = "no words are set apart in a box here"
_QUOTED = "Begin each of its lines with > to set it apart, or delete the mark."
_FORMS = (
    _Form(
        "^[",
        re.compile(r"\^\[[^\[\]\n]{1,300}\]"),
        "a note has a place of its own here",
        "Write [^1] in the text, and the note below it, on a line that begins with [^1]: .",
    ),
    _Form(
        "[[",
        re.compile(r"\[\[[^\[\]\n]{1,300}\]\]"),
        "it leads nowhere here",
        "Write [words](../folder/name.md), or delete the brackets.",
    ),
    _Form(
        "==",
        re.compile(r"==[^\s=][^=\n]{0,300}=="),
        "words cannot be highlighted here",
        "Write **words** where they need weight, or delete the signs.",
    ),
    _Form(
        "~",
        re.compile(r"(?<![~\w/])~(?![\s~])[^~\n]{1,300}(?<!\s)~(?![\w~£$€/])"),
        "one tilde on either side strikes nothing out",
        "Write ~~words~~ to strike them out, or delete the signs.",
    ),
    _Form(
        "~",
        re.compile(r"(?<=\w)~[\w+-]{1,20}~"),
        "nothing is lowered here",
        "Write the lowered signs themselves, as in CO₂.",
    ),
    _Form(
        "^",
        re.compile(r"(?<=\w)\^[\w+-]{1,20}\^"),
        "nothing is raised here",
        "Write the raised signs themselves, as in m².",
    ),
    _Form(
        "++",
        re.compile(r"(?<![+\w])\+\+(?![\s+])[^+\n]{1,300}(?<!\s)\+\+(?![+\w])"),
        "nothing is underlined or shown as a key here",
        "Write **words** where they need weight, or delete the signs.",
    ),
    _Form(
        "{",
        re.compile(r"\{\{[^{}\n]{1,300}\}\}|\{%[^{}\n]{1,300}%\}"),
        "no commands are carried out in texts",
        "Write what it would put here, or delete it.",
    ),
    _Form(
        "{",
        re.compile(r"\{(?::[ \t]?)?[#.][A-Za-z][^{}\n]{0,200}\}|\{:[^{}\n]{1,200}\}"),
        "texts give nothing a name or a look of its own here",
        "Delete it; headings can be linked to without it.",
    ),
    _Form(
        "{",
        re.compile(r"\{(?:\+\+|--|>>)[^{}\n]{1,300}(?:\+\+|--|<<)\}"),
        "texts keep no record of how they were edited",
        "Write what is to stand here; ~~words~~ shows words that were struck out.",
    ),
    _Form(
        "+++",
        re.compile(r"\A\+{3}\s*\Z"),
        "only lines of three hyphens part front matter from a text",
        "Write --- instead, and keys as in “title: …”.",
    ),
    _Form(":::", re.compile(r"\A:{3,}(?:\s*[\w{].*)?\Z"), _SET_APART, _QUOTED),
    _Form("!!!", re.compile(r"\A!!!\+?\s+[\w\"].*"), _SET_APART, _QUOTED),
    _Form("???", re.compile(r"\A\?\?\?\+?\s+[\w\"].*"), _SET_APART, _QUOTED),
    _Form(
        "[!",
        re.compile(r"\A\[![A-Za-z]{2,20}\]"),
        _SET_APART,
        "Delete it; the quotation round it stays one.",
    ),
    _Form(
        "===",
        re.compile(r"\A===[!+]?\s+\".*\"\s*\Z"),
        "there are no tabs here",
        "Write a heading, such as ## Title, and the text below it without spaces before it.",
    ),
    _Form(
        "[",
        re.compile(r"\A\[(?:TOC|_TOC_|toc)\]\Z"),
        "a page lists its headings by itself",
        "Delete it.",
    ),
    _Form(
        ":",
        re.compile(r"(?<![\w:/.]):(?:[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*|[+-]1):(?![\w:])"),
        "names of little pictures are only words here",
        "Put the picture itself, or say it in words.",
    ),
    _Form(
        "$",
        re.compile(
            r"\$\$[^$\n]{1,300}\$\$|\$(?=[^$\n]{0,200}(?:\\[A-Za-z]|[\^_]))[^\s$][^$\n]{0,200}\$(?!\d)"
        ),
        "formulas are not set here",
        "Write it in words, or with signs such as × and ².",
    ),
    _Form(
        "*[",
        re.compile(r"\A\*\[[^\[\]\n]{1,100}\]:\s"),
        "the glossary explains abbreviations",
        "Delete the line, and add the term: briefing new term …",
    ),
    _Form(
        "[",
        re.compile(r"\[-?@[A-Za-z][\w:.-]{1,99}[^\[\]\n]{0,200}\]"),
        "no list of sources is looked up here",
        "Write a note: [^1] in the text, and below it a line that begins with [^1]: .",
    ),
)


def typed(
    tokens: Sequence[Token], locator: Locator, *, item: bool
) -> Iterator[tuple[str, Problem]]:
    """Yield what inline content has of such marks, each with what makes another the same to say.

    Args:
        tokens: those of the content.
        locator: where it stands.
        item: whether an item of a list begins with it.
    """
    texts = [token.content for token in tokens if token.type == "text"]
    for form in (_BOX, *_FORMS) if item else _FORMS:
        if form.sign not in locator.content:
            continue
        found = next(filter(None, map(form.pattern.search, texts)), None)
        if found and (place := _place(found[0], locator)) is not None:
            yield from _told(form, found[0], place, locator)
    if "[^" not in locator.content:
        return
    if any(token.type == "footnote_ref" for token in tokens):
        for found in _LINK.pattern.finditer(locator.content):
            yield from _told(_LINK, found[0], found.start(), locator)
    yield from _undefined(texts, locator)


def _told(form: _Form, words: str, place: int, locator: Locator) -> Iterator[tuple[str, Problem]]:
    message = f"“{shown(words)}” is shown as typed: {form.meant}."
    yield form.meant, Problem(locator.at(place), "shown-as-typed", message, form.instead)


def _undefined(texts: Sequence[str], locator: Locator) -> Iterator[tuple[str, Problem]]:
    """Yield references to notes that are nowhere."""
    for found in (found for text in texts for found in NOTE.finditer(text)):
        if (place := _place(found[0], locator)) is not None:
            name = shown(found[0])
            message = f"“{name}” refers to a note that is not in this text."
            hint = (
                f"Write the note below, on a line that begins with {name}: , or put a backslash "
                "before the bracket to show it as it is."
            )
            yield found[0], Problem(locator.at(place), "broken-note", message, hint)


def _place(words: str, locator: Locator) -> int | None:
    """Return where words stand in the content, unless a backslash says that they are meant so."""
    found = re.search(rf"(?<!\\){re.escape(words)}", locator.content)
    return found.start() if found else None
