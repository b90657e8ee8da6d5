"""What of content may be translated, and how far it has been."""

from collections.abc import Mapping

from msgspec import Struct, field


class Translated(Struct, frozen=True, kw_only=True):
    """What a file says to readers, and how much of it is there in their language.

    Each text stands on one line, and once.

    Attributes:
        path: of the file.
        names: the names of a term, each of which may have other forms.
        texts: all else in front matter.
        body: paragraphs, headings, items and cells of the text below it.
        passages: the words by which points find their passages in that.
        lacking: how many of all these are shown in the language of their original.
        older: how many of those had a translation, whose original is another by now.
        shown: the others, but for passages: original → what readers are shown for it.
    """

    path: str
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    lacking: int = 0
    older: int = 0
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> tuple[str, ...]:
        """Return all that goes by its words alone, each once; words of passages do not."""
        return tuple(dict.fromkeys((*self.names, *self.texts, *self.body)))

    @property
    def total(self) -> int:
        """Return how many texts there are."""
        return len(self.said) + len(self.passages)
