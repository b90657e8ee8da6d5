"""Words in another language than the site's, and the one place that writes so in HTML.

Readers who listen are told of a change of language by ``lang`` (WCAG 2.2, 3.1.2). Words carry their
language with them from the record to the page, so that no template has to think of it: where they
are written between tags, they stand in an element of their own; in an attribute, which can have no
element, they stand as they are. Words in the site's own language are a plain ``str``.
"""

import re
from html import escape as escape_words
from typing import Self

from markupsafe import Markup, escape

MANY = "mul"
"""Stands for several languages: a name that is the same in each (ISO 639-2)."""
_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_ELEMENT = re.compile(r'<span lang="[^"]*"(?: dir="rtl")?>|</span>')


class Foreign(str):
    """Words of which some are in another language; as a ``str`` they are the words alone.

    Attributes:
        language: of all of them, by BCP 47; empty where only some are in another.
        html: the words as HTML says them.
    """

    __slots__ = ("html", "language")
    html: Markup
    language: str

    def __new__(cls, text: str, language: str, html: Markup | None = None) -> Self:
        """Make words of a text in a language; of mixed words, ``html`` has which is which."""
        made = super().__new__(cls, text)
        made.language = language
        made.html = html or Markup("<span%s>%s</span>") % (attribute(language), str(text))
        return made

    def __getnewargs__(self) -> tuple[str, str, Markup]:  # type: ignore[override]
        """Let copies know what they are made of."""
        return str(self), self.language, self.html

    def __html__(self) -> Markup:
        """Return the words as HTML: templates and MarkupSafe ask for it."""
        return self.html


def attribute(language: str) -> Markup:
    """Return the attribute of an element in a language, a space before it; nothing for none.

    Args:
        language: by BCP 47; empty for the site's own.
    """
    if not language or language == MANY:
        return Markup()
    direction = Markup(' dir="rtl"') if is_right_to_left(language) else ""
    return Markup(' lang="%s"%s') % (language, direction)


def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from right to left."""
    return primary(language) in _RIGHT_TO_LEFT


def primary(language: str) -> str:
    """Return a language without script and region: ``en`` of ``en-GB``."""
    return language.partition("-")[0].lower()


def told_in(language: str, text: str) -> str:
    """Return a text as words in a language; as it is where that is empty or the text is."""
    return Foreign(text, language) if text and language and language != MANY else text


def language_in(text: str) -> str:
    """Return the language that words say they are in, or nothing."""
    return text.language if isinstance(text, Foreign) else ""


def like(words: str, part: str) -> str:
    """Return a part of some words, in their language."""
    return told_in(language_in(words), part)


def mixed(*parts: str) -> str:
    """Return words put together of several, each in its language."""
    text = "".join(parts)
    if not any(isinstance(part, Foreign) for part in parts):
        return text
    return Foreign(text, "", Markup().join(escape(part) for part in parts))


def markup(text: str) -> Markup:
    """Return words as HTML between tags, each in its language; quotation marks stay as they are."""
    return text.html if isinstance(text, Foreign) else Markup(escape_words(text, quote=False))  # noqa: S704 - escaped


def block(language: str, html: Markup) -> Markup:
    """Return paragraphs and other blocks in an element that says their language."""
    return Markup("<div%s>%s</div>") % (attribute(language), html) if language else html


def bare(html: Markup) -> Markup:
    """Return HTML without what says languages, for an attribute."""
    return Markup(_ELEMENT.sub("", html))  # noqa: S704 - HTML without some tags
