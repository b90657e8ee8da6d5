"""Translations of content: what an original text is in another language.

A translation goes by the very words of its original. Where those change, it fits no more, and
readers are shown the original until somebody has looked at it again.
"""

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from generator.base.problems import At

SETTINGS = "mkdocs.yml"
"""What a project's own settings say to readers is translated as content is."""
PASSAGE = "passage"
"""The context, as gettext has it, of the words by which a point's passage is found."""


class Said(Struct, frozen=True):
    """A translation.

    Attributes:
        text: its first line.
        others: further lines: of the name of a term, the other forms that it has.
        line: of the catalogue, at which it begins.
    """

    text: str
    others: tuple[str, ...] = ()
    line: int = 1

    @property
    def whole(self) -> str:
        """Return all of it on one line."""
        return " ".join((self.text, *self.others))


class Translation(Struct, frozen=True, eq=False):
    """The translation of one file.

    Attributes:
        path: of its catalogue in the project.
        texts: original on one line → what it is in the other language.
        passages: the same of the words of passages.
        doubtful: originals whose translation is marked as to be looked at.
    """

    path: str
    texts: Mapping[str, Said] = field(default_factory=dict)
    passages: Mapping[str, Said] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()

    def at(self, said: Said) -> At:
        """Return where a translation stands."""
        return At(self.path, said.line)

    def lacking(self, asked: Iterable[str]) -> tuple[str, ...]:
        """Return those of some originals that have no translation, each once."""
        return tuple(text for text in dict.fromkeys(asked) if text not in self.texts)

    def left(self, asked: Iterable[str]) -> Iterator[str]:
        """Yield originals that are there no more, or may have changed: their words are not asked.

        Args:
            asked: all that there are now.
        """
        now = frozenset(asked)
        yield from (text for text in self.texts if text not in now)
        yield from (text for text in self.doubtful if text in now)


def one_line(text: str) -> str:
    """Return a text as catalogues have it: broken into lines otherwise, it is the same."""
    return " ".join(text.split())


def has_words(text: str) -> bool:
    """Tell whether there is anything to translate: figures and signs are the same everywhere."""
    return any(map(str.isalpha, text))
