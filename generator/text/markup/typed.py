"""Marks of other kinds of Markdown, which a page shows as they are typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from generator.base.problems import Problem
from generator.text.markup.inline import Locator
from generator.text.markup.parser import NOTE
from generator.text.markup.targets import shown


@dataclass(frozen=True, slots=True)
class _Form:
    """A mark that other programs read.

    Attributes:
        pattern: how it is written.
        meant: what it does elsewhere.
        instead: what to write instead.
    """

    pattern: re.Pattern[str]
    meant: str
    instead: str


_BOX = _Form(
    re.compile(r"\A\[[ xX]\](?=\s)"),
    "there are no boxes to tick here",
    "Say it in words, such as “Done: …” and “To do: …”.",
)
_LINK = _Form(
    re.compile(r"(?<![\\\]])\[[^\[\]\n]{1,300}\[\^[^\[\]\s]{1,99}\][^\[\]\n]{0,300}\]\([^()\s]*\)"),
    "no link can hold a note",
    "Put the note behind the link: [words](address)[^1].",
)
_FORMS = (
    _Form(
        re.compile(r"\^\[[^\[\]\n]{1,300}\]"),
        "a note has a place of its own here",
        "Write [^1] in the text, and the note below it, on a line that begins with [^1]: .",
    ),
    _Form(
        re.compile(r"\[\[[^\[\]\n]{1,300}\]\]"),
        "it leads nowhere here",
        "Write [words](../folder/name.md), or delete the brackets.",
    ),
    _Form(
        re.compile(r"==[^\s=][^=\n]{0,300}=="),
        "words cannot be highlighted here",
        "Write **words** where they need weight, or delete the signs.",
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
        found = next(filter(None, map(form.pattern.search, texts)), None)
        if found and (place := _place(found[0], locator)) is not None:
            yield from _told(form, found[0], place, locator)
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
