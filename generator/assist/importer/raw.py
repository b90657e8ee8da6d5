"""What every reader makes of a document, and how it refuses one."""

import re
from collections.abc import Mapping

from msgspec import Struct, field

from generator.source.characters import UNSAFE

_TERMINAL = re.compile(
    r"(?:\x1b\]|\x9d)[^\x07\x1b\x9c]{0,2000}(?:\x07|\x1b\\|\x9c)"
    r"|(?:\x1b\[|\x9b)[0-?]{0,50}[ -/]{0,50}[@-~]"
)
"""What a terminal takes for a command (ECMA-48, 5.4 and 5.6): colours, titles, OSC 8 links."""
_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
"""Ends of lines, in all their forms but the line feed."""
_UNSEEN = re.compile("[\u00ad\u200b\ue000-\uf8ff]")
"""Places where a word may be divided, and signs of private use, which are icons at best."""
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, of which no file can be made until two of them are joined."""
PART = "Save the part of it that is to become an article, and import that."
"""What to do with a document that has too much of anything."""
_PARAGRAPHS = 20_000
"""Paragraphs of a document: an article of the greatest length has a tenth of that at most."""
_LONGEST = 500
"""Characters of a title, a name or an address that a document gives."""


class UnimportableError(ValueError):
    """A document that cannot be imported; the message says why, in a sentence.

    Readers leave out the document's name, which begins the sentence: “is empty.”
    """


class Dropped(Struct, frozen=True):
    """Words that were left out of a text.

    Attributes:
        paragraph: which paragraph they were, from 1; 0 where they were apart from the text.
        text: the words.
        reason: why they are not part of the text.
    """

    paragraph: int
    text: str
    reason: str


class Raw(Struct, frozen=True, kw_only=True):
    """A document as Markdown.

    Attributes:
        text: paragraphs, headings and list items, parted by empty lines.
        front: front matter that it has already and that is kept as it is, without its fences.
        about: what it says of itself, by the key of an article's front matter (``url`` and
            ``publisher`` are those of ``source``), each with where that stands. Several authors
            are parted by ``; ``.
        guessed: the like of ``about`` that a program guessed; the text itself comes before it.
        dropped: what was left out on the way.
        remarks: sentences on what was decided for all of it, such as tracked changes.
    """

    text: str
    front: str = ""
    about: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    guessed: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    dropped: tuple[Dropped, ...] = ()
    remarks: tuple[str, ...] = ()


def refuse_endless(paragraphs: int) -> None:
    """Refuse a document of more paragraphs than anyone would make an article of.

    Raises:
        UnimportableError: there are too many.
    """
    if paragraphs > _PARAGRAPHS:
        message = f"has {paragraphs:,} paragraphs; the limit is {_PARAGRAPHS:,}. {PART}"
        raise UnimportableError(message)


About = dict[str, tuple[str, str]]
"""What a document says of itself, by key, each with where that stands."""


def of_properties(told: About) -> tuple[About, About]:
    """Part what a file's properties say: whose file it was first is a guess at who wrote the text.

    Returns:
        What is ``about``, and what is ``guessed``.
    """
    author = {key: said for key, said in told.items() if key == "author"}
    return {key: said for key, said in told.items() if key not in author}, author


def safe(text: str) -> str:
    """Return a text without what commands a terminal, turns its direction or cannot be seen."""
    if _HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return UNSAFE.sub("", _UNSEEN.sub("", _LINES.sub("\n", _TERMINAL.sub("", text))))


def line(text: str) -> str:
    """Return a text, safe and on one line."""
    return " ".join(safe(text).split())


def cleared(raw: Raw) -> Raw:
    """Return a document of which every word may be printed."""
    return Raw(
        text=safe(raw.text).replace("\xa0", " "),
        front=safe(raw.front),
        about=_shown(raw.about),
        guessed=_shown(raw.guessed),
        dropped=tuple(
            Dropped(each.paragraph, words, line(each.reason))
            for each in raw.dropped
            if (words := line(each.text))
        ),
        remarks=tuple(map(line, raw.remarks)),
    )


def _shown(about: Mapping[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    """Return what may be the value of a key, without what is none or far too long."""
    told = {key: (line(value), line(basis)) for key, (value, basis) in about.items()}
    return {key: each for key, each in told.items() if 0 < len(each[0]) <= _LONGEST}
