"""Stages 3 and 4 in another language: a body in translation, and each point's passage in that.

A text is shown translated as a whole or not at all: what is half in one language and half in
another is read by nobody. Its headings keep the ids that they have, so that links lead to them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.base.model import Passage
from generator.base.problems import At, Problem
from generator.base.translations import Said, Translation, one_line
from generator.text.markup import Document
from generator.text.passages import Quote, locate


class InTranslation(Struct, frozen=True):
    """A body in translation.

    Attributes:
        document: the body.
        passages: those of points, by their ids.
    """

    document: Document
    passages: Mapping[str, Passage]


def in_translation(
    document: Document,
    found: Sequence[Problem],
    quotes: Mapping[str, Quote],
    translation: Translation,
) -> tuple[InTranslation | None, list[Problem]]:
    """Return a body in translation, or None where the original is to be shown; and what is wrong.

    Args:
        document: the body, with translations in the places of its texts as far as there are any.
        found: what is wrong in it, with the places of the original.
        quotes: point id → the words of its passage in the original.
        translation: of its file.
    """
    texts = [text for _, text in document.texts]
    if not document.complete or translation.lacking(texts):
        return None, []
    said = {id_: translation.passages.get(one_line(q.exact)) for id_, q in quotes.items()}
    known = {id_: each for id_, each in said.items() if each}
    if len(known) < len(quotes):
        return None, []
    passages, lost = locate(document.blocks, {i: _quote(s, translation) for i, s in known.items()})
    problems = [*_moved(found, document, translation), *lost]
    return (None if lost else InTranslation(document, passages)), problems


def _quote(said: Said, translation: Translation) -> Quote:
    return Quote(exact=said.whole, at=translation.at(said))


def _moved(
    problems: Iterable[Problem], document: Document, translation: Translation
) -> Iterator[Problem]:
    """Yield problems with the place in the catalogue of the text in which each is."""
    for problem in problems:
        above = [text for line, text in document.texts if line <= problem.at.line]
        said = translation.texts.get(above[-1]) if above else None
        yield replace(problem, at=translation.at(said) if said else At(translation.path), words="")
