"""Words in another language than the site's, and the one place that writes so in HTML.

Readers who listen are told of a change of language by ``lang`` (WCAG 2.2, 3.1.2). Words carry their
language with them from the record to the page, so that no template has to think of it: where they
are written between tags, they stand in an element of their own; in an attribute, which can have no
element, they stand as they are. Words in the site's own language are a plain ``str``.
"""

import re
from collections.abc import Sequence
from html import escape as escape_words
from itertools import groupby, islice
from operator import itemgetter
from typing import Self

from markupsafe import Markup, escape

from generator.base.language import Language, Tongued, spoken

MANY = "mul"
"""Stands for several languages: a name that is the same in each (ISO 639-2)."""
_ELEMENT = re.compile(r'<span lang="[^"]*"(?: dir="(?:ltr|rtl)")?>|</span>')


class Foreign(Tongued):
    """Words of which some are in another language; as a ``str`` they are the words alone.

    Args:
        runs: the words in a row, each with its language by BCP 47; empty for the site's.

    Attributes:
        runs: as given.
    """

    __slots__ = ("runs",)
    runs: tuple[tuple[str, str], ...]

    def __new__(cls, *runs: tuple[str, str]) -> Self:
        """Put the words together."""
        made = super().__new__(cls, "".join(text for text, _ in runs))
        made.runs = runs
        return made

    def __getnewargs__(self) -> tuple[tuple[str, str], ...]:  # type: ignore[override]
        """Let copies know what they are made of."""
        return self.runs

    def __add__(self, other: str) -> str:
        """Return the words with others behind them, each in its language."""
        return mixed(self, other)

    def __radd__(self, other: str) -> str:
        """Return the words with others before them, each in its language."""
        return mixed(other, self)

    def __html__(self) -> Markup:
        """Return the words as HTML says them: templates and MarkupSafe ask for it."""
        return Markup().join(_run(text, language) for text, language in self.runs)

    @property
    def language(self) -> str:
        """Return the language of all of them, or nothing where they are of several."""
        return self.runs[0][1] if len(self.runs) == 1 else ""

    def cut(self, start: int, end: int) -> str:
        """Return what stands between two places, each word in its language."""
        runs = []
        for text, language in self.runs:
            runs.append((text[max(start, 0) : max(end, 0)], language))
            start, end = start - len(text), end - len(text)
        return _of([run for run in runs if run[0]])


def _run(text: str, language: str) -> Markup:
    words = escape(text)
    return Markup("<span%s>%s</span>") % (attribute(language), words) if language else words


def _of(runs: Sequence[tuple[str, str]]) -> str:
    """Return runs as words, plain where all are in the site's language."""
    if not any(language for _, language in runs):
        return "".join(text for text, _ in runs)
    alike = groupby(runs, itemgetter(1))
    return Foreign(*(("".join(text for text, _ in each), language) for language, each in alike))


def attribute(language: str) -> Markup:
    """Return what an element in a language says of it, a space before it; nothing for none.

    Where it is written the other way than the language that is spoken now, its direction as well.

    Args:
        language: by BCP 47; empty for the site's own.
    """
    if not language or language == MANY:
        return Markup()
    leftward = Language(language, "").right_to_left
    direction = Markup(' dir="%s"') % ("rtl" if leftward else "ltr")
    direction = direction if leftward != spoken().right_to_left else Markup()
    return Markup(' lang="%s"%s') % (language, direction)


def primary(language: str) -> str:
    """Return a language without script and region: ``en`` of ``en-GB``."""
    return Language(language, "").primary


def is_english(language: str, site: str) -> bool:
    """Tell whether words are English: what reads numbers, names and speech knows no other language.

    Args:
        language: the one that is said of them, or nothing.
        site: the site's, which counts where nothing is said.
    """
    return primary(language or site) == "en"


def told_in(language: str, text: str) -> str:
    """Return a text as words in a language; as it is where that is empty, or it says its own."""
    plain = not text or not language or language == MANY or isinstance(text, Foreign)
    return text if plain else Foreign((text, language))


def language_in(text: str) -> str:
    """Return the language that words say they are in, or nothing."""
    return text.language if isinstance(text, Foreign) else ""


def like(words: str, part: str) -> str:
    """Return a part of some words, perhaps with a sign more, in their language."""
    if not isinstance(words, Foreign):
        return part
    if words.language:
        return told_in(words.language, part)
    start = words.find(part)
    return words.cut(start, start + len(part)) if start >= 0 else part


def mixed(*parts: str) -> str:
    """Return words put together of several, each in its language."""
    if not any(isinstance(part, Foreign) for part in parts):
        return "".join(parts)
    runs = (p.runs if isinstance(p, Foreign) else ((p, ""),) for p in parts if p)
    return _of([run for each in runs for run in each])


def woven(text: str, *parts: str) -> str:
    """Return a text that holds words of others, each of those in its own language."""
    own = language_in(text)
    for part in parts:
        alike = not isinstance(part, Foreign) or part.language
        before, found, after = text.partition(part) if part else (text, "", "")
        if found and not (alike and language_in(part) == own):
            around = (woven(told_in(own, each), *parts) for each in (before, after))
            return mixed(next(around), part, next(around))
    return text


def joined(texts: Sequence[str], between: str) -> str:
    """Return texts with something between, each in its language."""
    apart = (part for text in texts for part in (between, text))
    return mixed(*islice(apart, 1, None))


def markup(text: str) -> Markup:
    """Return words as HTML between tags, each in its language; quotation marks stay as they are."""
    return text.__html__() if isinstance(text, Foreign) else Markup(escape_words(text, quote=False))  # noqa: S704 - escaped


def block(language: str, html: Markup) -> Markup:
    """Return paragraphs and other blocks in an element that says their language."""
    return Markup("<div%s>%s</div>") % (attribute(language), html) if language else html


def bare(html: Markup) -> Markup:
    """Return HTML without what says languages, for an attribute."""
    return Markup(_ELEMENT.sub("", html))  # noqa: S704 - HTML without some tags
