"""Catalogues of words, in gettext's form: those we ship, and what a project adds to them.

Babel reads them, and the rules of a language come from CLDR, by Babel as well.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from gettext import c2py
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.base.language import BETWEEN, ENGLISH, Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

FOLDER = "locale"
"""The folder of a project with its own catalogues, such as ``locale/cy.po``."""
_OTHERWISE = (
    "Its plural is not that of the words that there are in this language: the head must say"
)
_TRIED = 1_000
"""Numbers for which two rules of plurals are compared."""
_FORMS = 9
"""Forms of a plural; no language has more than six."""
_BYTES = 2_000_000
"""Bytes of a catalogue: ours have a tenth of it with the places of all messages."""
_TAG = re.compile("<[^<>]*>")
_PLACE = re.compile(r"%\((\w+)\)s")
_BRITISH = {"en": ENGLISH.locale}
"""What a name of a language without a region is taken for, where CLDR would say otherwise."""


class Fault(Struct, frozen=True):
    """What is wrong in a project's own catalogue.

    Attributes:
        path: of the catalogue in the project.
        line: at which the message begins.
        words: what is wrong, in a sentence.
    """

    path: str
    line: int
    words: str


def language_of(tag: str, root: Path | None = None) -> tuple[Language, tuple[Fault, ...]]:
    """Return a language with its words, and what is wrong with those of the project.

    A message that neither the project nor we have in it is said in English.

    Args:
        tag: of the language, by BCP 47.
        root: the project's folder.

    Raises:
        LookupError: CLDR knows no such language.
    """
    locale = _locale(tag)
    words: dict[str, tuple[str, ...]] = {}
    faults: list[Fault] = []
    plural: _Catalogue | None = None
    for path, data in _catalogues(tag, root):
        found = _read(data, locale, path)
        faults += found.faults
        plural = plural or (found if found.words else None)
        if plural and _counts_otherwise(found, plural):
            faults.append(Fault(path, 1, f"{_OTHERWISE} “{plural.header}”."))
        else:
            words |= found.words
    if not plural:
        return (ENGLISH if tag == ENGLISH.tag else Language(tag, locale)), tuple(faults)
    rule, forms = plural.rule, plural.forms
    return Language(tag, locale, words, _chooser(rule, forms), rule, forms), tuple(faults)


def _counts_otherwise(one: "_Catalogue", other: "_Catalogue") -> bool:
    """Tell whether a catalogue has forms by number that the other's rule would not choose."""
    if all(len(said) == 1 for said in one.words.values()):
        return False
    own, given = _chooser(one.rule, one.forms), _chooser(other.rule, other.forms)
    return one.forms != other.forms or any(own(n) != given(n) for n in range(_TRIED))


def _chooser(rule: str, forms: int) -> Callable[[int], int]:
    """Return what chooses one of so many forms for any number, by a rule as gettext writes it.

    Raises:
        ValueError: it is no rule, or chooses a form that there is not.
    """
    try:
        chosen = c2py(rule)
    except SyntaxError as error:  # it checks most rules, and has Python read them
        raise ValueError(f"the plural “{rule}” is no rule") from error

    def choose(number: int) -> int:
        try:
            form = chosen(number)
        except ArithmeticError:
            return -1
        return form if form in range(forms) else -1

    if not all(choose(n) >= 0 for n in range(_TRIED)):
        message = f"the plural “{rule}” chooses none of its {forms} forms for some numbers"
        raise ValueError(message)
    return lambda number: max(0, choose(number))


def shipped() -> tuple[str, ...]:
    """Return the tags of the languages that we ship words in, besides English."""
    return tuple(sorted(each.name[:-3] for each in _ours().iterdir() if each.name.endswith(".po")))


def _ours() -> Path:
    return Path(str(files("generator"))) / "base" / "language" / FOLDER


def _locale(tag: str) -> str:
    # Babel takes a fifth of a second to read all that it offers, which English does not need.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        return str(Locale.parse(_BRITISH.get(tag, tag), sep="-" if "-" in tag else "_"))
    except (UnknownLocaleError, ValueError) as error:
        raise LookupError(f"“{tag}” is no language whose dates and numbers are known.") from error


def _catalogues(tag: str, root: Path | None) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each catalogue of a language, the most general first."""
    names = dict.fromkeys([tag.partition("-")[0], tag])
    for folder, path in ((_ours(), ""), *(((root / FOLDER, f"{FOLDER}/"),) if root else ())):
        for name in names:
            file = folder / f"{name}.po"
            if file.is_file():
                yield f"{path}{name}.po", file.read_bytes()


_LINE = re.compile(r" on \d+$")
"""What Babel says of the line, which it counts from nought."""


class _Catalogue(Struct, frozen=True):
    words: Mapping[str, tuple[str, ...]]
    rule: str
    forms: int
    faults: tuple[Fault, ...]

    @property
    def header(self) -> str:
        """Return how a catalogue says which plural it has."""
        return f"Plural-Forms: nplurals={self.forms}; plural={self.rule};"


def _read(data: bytes, locale: str, path: str) -> _Catalogue:
    try:
        catalogue = read_catalogue(data, locale)
        _chooser(catalogue.plural_expr, catalogue.num_plurals)
    except ValueError as error:
        why = str(error).removesuffix(".")
        line = getattr(error, "line", 1)
        fault = Fault(path, line, f"The catalogue cannot be read: {why}.")
        return _Catalogue({}, ENGLISH.rule, ENGLISH.forms, (fault,))
    words = {}
    faults = []
    for message in catalogue:
        strings = message.string or ""
        said = (strings,) if isinstance(strings, str) else tuple(strings)
        if not message.id or message.fuzzy or not all(said):
            continue
        found = [*map(str, message.check(catalogue))] or [*_misplaced(message.id, said)]
        wrong = [f"“{_named(message.id)}”: {each}." for each in found]
        faults += [Fault(path, message.lineno or 1, each) for each in wrong]
        if not wrong:
            words[_key(message.id, message.context)] = said
    return _Catalogue(words, catalogue.plural_expr, catalogue.num_plurals, tuple(faults))


class CatalogueError(ValueError):
    """A catalogue cannot be read.

    Args:
        message: why.
        line: at which, from 1.
    """

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def read_catalogue(data: bytes, locale: str | None = None) -> "Catalog":
    """Return a catalogue, its size and the number of forms of its messages within bounds.

    Args:
        data: what its file holds.
        locale: the name in CLDR of its language, which says what it counts by if its head does not.

    Raises:
        CatalogueError: it cannot be read, or is beyond the bounds.
    """
    from babel.messages.catalog import Catalog  # noqa: PLC0415 - as above
    from babel.messages.pofile import PoFileParser  # noqa: PLC0415 - as above

    class Bounded(Catalog):
        """A catalogue in which each message has room for few forms, whatever its head says."""

        @property
        def num_plurals(self) -> int:
            number = super().num_plurals
            if number not in range(1, _FORMS + 1):
                message = f"it has {number:,} forms of plurals; from 1 to {_FORMS} are possible"
                raise CatalogueError(message)
            return number

    if len(data) > _BYTES:
        message = f"it has {len(data):,} bytes; the limit is {_BYTES:,} bytes"
        raise CatalogueError(message)
    catalogue = Bounded(locale=locale)
    try:
        PoFileParser(catalogue, abort_invalid=True).parse(BytesIO(data))
    except Exception as error:  # whatever the parser stumbles over: heads are read as mail's are
        line = (getattr(error, "lineno", 0) or 0) + 1
        raise CatalogueError(_LINE.sub("", str(error)), line) from error
    catalogue.num_plurals  # noqa: B018 - refused here, not wherever a message is looked at first
    return catalogue


def _misplaced(id_: str | tuple[str, ...] | list[str], said: tuple[str, ...]) -> Iterator[str]:
    """Yield what would break where a translation is filled in, or the page that it stands on."""
    english = id_ if isinstance(id_, str) else id_[-1]
    places = {*_PLACE.findall(english)}
    for each in said:
        plain = each.replace("%%", "")
        if "%" in _PLACE.sub("", plain) or not places.issuperset(_PLACE.findall(plain)):
            yield (
                f"“{each}” has a percent sign with no place behind it; a plain one is written %%"
            )
        if not has_tags_of(each, english):
            yield f"“{each}” has other tags of HTML than “{english}”"


def has_tags_of(said: str, original: str) -> bool:
    """Tell whether a translation has the tags of HTML of its original, all and no other."""
    same = sorted(_TAG.findall(said)) == sorted(_TAG.findall(original))
    return same and "<" not in _TAG.sub("", said)


def _named(id_: str | tuple[str, ...] | list[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def _key(id_: str | tuple[str, ...] | list[str], context: str | None) -> str:
    return f"{context}{BETWEEN}{_named(id_)}" if context else _named(id_)
