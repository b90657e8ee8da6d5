"""The language that readers are addressed in: words by catalogue, the plural by its rule.

Messages are gettext's. Their source is English, in place where it is said; what they are in another
language stands in ``locale``. Where nothing else is spoken, English is: problems and the command
line never are in another language.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, reduce
from operator import add
from typing import TypeVar

from msgspec import Struct, field

from generator.base.language.bidi import set_apart

BETWEEN = "\x04"
"""What gettext sets between a message's context and the message itself."""


def _english(number: int) -> int:
    return 0 if number == 1 else 1


class Language(Struct, frozen=True, eq=False):
    """A language, with all that the program says in it.

    Attributes:
        tag: its name by BCP 47, such as ``cy`` or ``en-GB``.
        locale: the name of its rules in CLDR, such as ``en_GB``.
        words: message → its forms by number, or the one form that it has. A message with a context
            stands behind that and ``BETWEEN``. Empty for English.
        plural: number → the index of the form that goes with it.
        rule: the same as gettext writes it, which is how scripts write it too.
        forms: how many forms there are.
    """

    tag: str
    locale: str
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = _english
    rule: str = "n != 1"
    forms: int = 2

    @property
    def primary(self) -> str:
        """Return what comes before any region or script: ``pt`` of ``pt-BR``."""
        return _primary(self.tag)

    @property
    def right_to_left(self) -> bool:
        """Tell whether it is written from right to left."""
        return _is_leftward(self.tag)

    def singular(self, message: str) -> str:
        """Return a message that goes with no number, its placeholders as they are."""
        return self.words.get(message, (message.rpartition(BETWEEN)[2],))[0]

    def each_form(self, one: str, many: str) -> tuple[str, ...]:
        """Return a message in each form that it has, in the order that ``plural`` counts.

        Args:
            one: the message for one of it, in English.
            many: for several.
        """
        own = self.words.get(one, ())
        if len(own) == self.forms:
            return own
        english = one.rpartition(BETWEEN)[2]
        return tuple(english if self.plural(1) == form else many for form in range(self.forms))


_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ku-IQ", "ps", "sd", "ug", "ur", "yi"})


@cache
def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


@cache
def _is_leftward(tag: str) -> bool:
    return not _RIGHT_TO_LEFT.isdisjoint({_primary(tag), tag})


ENGLISH = Language("en", "en_GB")
"""What is said where nothing is translated; dates are written as in Great Britain."""

_Thing = TypeVar("_Thing")
_PLACE = re.compile(r"%\((\w+)\)s")
_spoken: ContextVar[Language] = ContextVar("spoken", default=ENGLISH)


def spoken() -> Language:
    """Return the language that is spoken now."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language meanwhile."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def each_in(language: Language, made: Iterable[_Thing]) -> Iterator[_Thing]:
    """Yield things that are made when they are asked for, each made in a language."""
    rest = iter(made)
    while True:
        with speaking(language):
            try:
                thing = next(rest)
            except StopIteration:
                return
        yield thing


def gettext(message: str, /, **values: object) -> str:
    """Return a message as it is said, with values in the places of its ``%(name)s``."""
    language = spoken()
    return _filled(language, language.singular(message), values)


def pgettext(context: str, message: str, /, **values: object) -> str:
    """Return a message that has another meaning elsewhere; ``context`` tells them apart."""
    return gettext(NP_(context, message), **values)


def ngettext(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a message in the form that goes with a number, which is its ``%(count)s``."""
    language = spoken()
    form = language.each_form(one, many)[language.plural(number)]
    return _filled(language, form, {"count": number, **values})


def _filled(language: Language, form: str, values: Mapping[str, object]) -> str:
    """Put values in their places; a Latin name in Hebrew words is set apart from them."""
    if not values:
        return form % values
    if language.right_to_left:
        values = {
            name: set_apart(value, right_to_left=True) if isinstance(value, str) else value
            for name, value in values.items()
        }
    if any(isinstance(value, Tongued) for value in values.values()):
        return together(_pieces(form, values))
    return form % values


def _pieces(form: str, values: Mapping[str, object]) -> Iterator[str]:
    """Yield what a message consists of: its own words, and the values in their places."""
    for at, piece in enumerate(_PLACE.split(form)):
        value = values[piece] if at % 2 else piece.replace("%%", "%")
        yield value if isinstance(value, str) else str(value)


class Tongued(str):
    """Words that know which of them are in another language, and know it still when added to."""

    __slots__ = ()


def together(parts: Iterable[str]) -> str:
    """Return parts of a text as one; words that know their language still know it."""
    given = [*parts]
    if any(isinstance(part, Tongued) for part in given):
        return reduce(add, given)
    return "".join(given)


class Wordings(Mapping[str, str]):
    """Words by id, each said in the language that is spoken when it is asked for.

    Args:
        words: id → message, marked by ``N_`` or ``NP_`` so that catalogues have it.
    """

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = words

    def __getitem__(self, id_: str) -> str:
        return spoken().singular(self._words[id_]) % {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Mark a message that is translated where it is used."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: N802 - likewise
    """Mark a message that has another meaning elsewhere."""
    return f"{context}{BETWEEN}{message}"
