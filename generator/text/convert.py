"""Stage 3 for a body of any size: a large one is converted in a process that can be ended.

What is converted here is at most as large as the bounds allow; the worst that was found then takes
some three seconds, and prose a third of one. In an ordinary body the worst takes less than one, and
that costs nothing more.
"""

import signal
from collections.abc import Collection, Mapping

from msgspec.structs import replace

from generator.base.bounds import Bounds
from generator.base.memory import Memory
from generator.base.problems import At, Problem
from generator.base.translations import Translation
from generator.text.apart import Apart, Asked
from generator.text.markup import Document, parse
from generator.text.markup.notes import words_of_notes

ORDINARY = 64_000
"""Characters of a body that is converted here: about thirty pages of print."""
_Converted = tuple[Document, list[Problem]]
_PIECES, _CHARACTERS_OF_A_PIECE = 20_000, 8
"""Pieces of all texts of a run, and besides one for so many of their characters: a paragraph is
made of four, an item of a list of six, and prose has one for a hundred characters."""
_SLOW = 160_000
"""Pieces that a text counts for which was refused because it took too long."""
_NOTHING = Document(blocks=(), links=(), complete=False, parts=())


class Converter:
    """Converts the texts of a run, at a cost that grows with their size and not with their marks.

    Args:
        size: characters of all of them.
        bounds: of each.
        image_hosts: the hosts from which images may come.
        apart: converts large ones.
    """

    def __init__(
        self, size: int, bounds: Bounds, image_hosts: Collection[str], apart: Apart
    ) -> None:
        self._bounds, self._hosts, self._apart = bounds, image_hosts, apart
        self._most = _PIECES + size // _CHARACTERS_OF_A_PIECE
        self._found = 0

    def convert(
        self,
        body: str,
        at: At,
        memory: Memory,
        source: object,
        translation: Translation | None = None,
    ) -> _Converted:
        """Convert a text, or refuse it where it and those before it have too many pieces.

        Args:
            body: the text below the front matter.
            at: where it begins.
            memory: of a server: what it holds is not converted anew.
            source: what tells the text from others there.
            translation: of its file, where it is to be shown in that.
        """
        if self._found > self._most:
            return _NOTHING, []
        own = (id(source), id(translation)) if translation else id(source)
        key = ("document", own, self._bounds, tuple(self._hosts), words_of_notes())
        asked = (body, at, self._bounds, tuple(self._hosts), _words(translation))
        converted = memory.once(key, lambda: _convert(self._apart, asked))
        document, problems = converted
        self._found += document.pieces
        if self._found > self._most:
            return _NOTHING, [*problems, self._too_many(at)]
        return document, problems

    def _too_many(self, at: At) -> Problem:
        message = (
            f"The texts up to this one consist of {self._found:,} pieces, such as items of lists, "
            f"cells of tables and words in bold; for all their length the limit is {self._most:,}."
        )
        hint = "Look for texts that are made of marks, such as tables of empty cells."
        return Problem(at, "too-slow", message, hint)


def _words(translation: Translation | None) -> Mapping[str, str] | None:
    return {text: s.whole for text, s in translation.texts.items()} if translation else None


def convert(
    body: str,
    at: At,
    bounds: Bounds,
    image_hosts: Collection[str] = (),
    translation: Mapping[str, str] | None = None,
) -> tuple[Document, list[Problem]]:
    """Read contributed Markdown, as ``generator.text.markup.parse`` does, in bounded time.

    Args:
        body: the text below the front matter.
        at: where it begins.
        bounds: among them the seconds of processor time that it may take.
        image_hosts: the hosts from which images may come.
        translation: what to show in the place of its texts, each on one line; None for nothing.
    """
    with Apart() as apart:
        return _convert(apart, (body, at, bounds, tuple(image_hosts), translation))


def _convert(apart: Apart, asked: Asked) -> _Converted:
    body, at, bounds, *_ = asked
    if len(body) <= ORDINARY:
        return parse(*asked)
    done = apart.parse(asked)
    return _refused(body, at, bounds, done) if isinstance(done, int) else done


def _refused(body: str, at: At, bounds: Bounds, ended: int) -> _Converted:
    why = (
        f"takes longer to convert than the limit of {bounds.page_seconds:g} seconds"
        if ended == signal.SIGPROF
        else f"cannot be converted: the system stopped it (signal {ended})"
    )
    message = f"The text of {len(body.encode()):,} bytes {why}."
    hint = "Split it into several files, and look for long runs of marks such as * or - in it."
    return replace(_NOTHING, pieces=_SLOW), [Problem(at, "too-slow", message, hint)]
