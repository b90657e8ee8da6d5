"""Stage 1, once more: the catalogues in ``locale/TAG/`` to translations of content.

A catalogue has the path of the file that it translates, and is gettext's, so that translators can
use the programs that they know. Babel reads it. The words are contributed, as content is.
"""

import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from generator.base.bounds import Bounds
from generator.base.enough import enough
from generator.base.language.catalogues import FOLDER, CatalogueError, has_tags_of, read_catalogue
from generator.base.memory import Memory
from generator.base.nearest import nearest
from generator.base.problems import At, Problem, short
from generator.base.translations import PASSAGE, Said, Translation, one_line
from generator.source.characters import decode
from generator.source.read import read_bytes
from generator.source.walk import symbolic_link, unreadable

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

_ENDING = ".po"
_LONGEST = 400
"""Characters of why a catalogue cannot be read, which may quote some of it."""
_TIMES = 4
"""A catalogue holds each text twice, besides what it says of where each stands."""
_MEND = "Mend the message, or take it out: then readers are shown the original."
_Read = tuple[Translation | None, list[Problem]]


def catalogue_path(tag: str, path: str) -> str:
    """Return the path of the catalogue that translates a file of a project into a language."""
    return f"{FOLDER}/{tag}/{path.rpartition('.')[0]}{_ENDING}"


def translations(
    root: Path, tag: str, paths: Iterable[str], bounds: Bounds, memory: Memory
) -> tuple[Mapping[str, Translation], list[Problem]]:
    """Return what a project's catalogues say in a language, by the path of the file translated.

    Args:
        root: the project's folder.
        tag: of the language.
        paths: of the files that may be translated.
        bounds: sizes beyond which a catalogue is refused.
        memory: what was read before: a file that is as it was is not opened again.
    """
    known = {catalogue_path(tag, path): path for path in paths}
    made: dict[str, Translation] = {}
    problems = [*_linked(root, tag)]
    if problems:
        return made, problems
    for file in _files(root, tag):
        path = file.relative_to(root).as_posix()
        if path not in known:
            problems.append(_stray(path, known))
            continue
        key = ("translation", path, _state(file), bounds)
        translation, found = memory.once(key, partial(_read, file, path, bounds))
        made |= {known[path]: translation} if translation else {}
        problems += found
    return made, enough(problems)


def check_tags(texts: Iterable[str], translation: Translation | None) -> Iterator[Problem]:
    """Yield a problem where themes would be told to write other tags than the settings have.

    Args:
        texts: what ``mkdocs.yml`` says, which themes write as it is.
        translation: of it.
    """
    for text in texts if translation else ():
        said = translation.texts.get(one_line(text)) if translation else None
        if said and translation and not has_tags_of(said.whole, text):
            message = f"“{short(said.whole)}” has other tags of HTML than “{short(text)}”."
            yield Problem(translation.at(said), "broken-catalogue", message, _MEND)


def _files(root: Path, tag: str) -> Iterator[Path]:
    """Yield what lies in the folder of a language, links too; none is followed."""
    for folder, folders, names in os.walk(root / FOLDER / tag):
        folders.sort()
        linked = [name for name in folders if Path(folder, name).is_symlink()]
        found = sorted((*names, *linked))
        yield from (Path(folder, name) for name in found if not name.startswith("."))


def _linked(root: Path, tag: str) -> Iterator[Problem]:
    """Yield a problem where the folder itself is a link, which could lead out of the project."""
    for folder in (FOLDER, f"{FOLDER}/{tag}"):
        if (root / folder).is_symlink():
            yield symbolic_link(folder)


def _state(file: Path) -> tuple[int, ...]:
    now = file.lstat()
    return now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _stray(path: str, known: Collection[str]) -> Problem:
    message = "This file is the translation of none: its path is that of no file of content."
    meant = nearest(path, known)
    hint = f"Did you mean “{meant}”?" if meant else "Rename it as its original is, or delete it."
    return Problem(At(path), "stray-translation", message, hint)


def _read(file: Path, path: str, bounds: Bounds) -> _Read:
    limit = _TIMES * (bounds.front_matter_bytes + bounds.body_bytes)
    try:
        data, size = read_bytes(file, limit)
    except OSError as error:
        return None, [unreadable(path, error)]
    if size > limit:
        message = f"The catalogue has {size:,} bytes; the limit is {limit:,} bytes."
        hint = "Split the file that it translates into several."
        return None, [Problem(At(path), "too-large", message, hint)]
    text, problems = decode(data, path)
    if text is None:
        return None, problems
    try:
        # Of a language there is nothing to know here: what has forms by number is refused.
        found = read_catalogue(text.encode())
    except CatalogueError as error:
        message = short(f"The catalogue cannot be read: {error}.", _LONGEST)
        return None, [*problems, Problem(At(path, error.line), "broken-catalogue", message, _MEND)]
    return _translation(found, path), [*problems, *_faults(found, path, bounds)]


def _faults(catalogue: "Catalog", path: str, bounds: Bounds) -> Iterator[Problem]:
    for message in _messages(catalogue):
        at, text = At(path, message.lineno or 1), message.string
        if not isinstance(text, str):
            words = "A text of content has one translation, and no forms by number."
            yield Problem(at, "broken-catalogue", words, _MEND)
        elif (size := len(text)) > (limit := bounds.text_characters * _TIMES):
            words = f"The translation has {size:,} characters; the limit is {limit:,}."
            yield Problem(at, "broken-catalogue", words, _MEND)


def _messages(catalogue: "Catalog") -> Iterator["Message"]:
    """Yield the messages that say anything."""
    return (each for each in catalogue if each.id and any(each.string or ()))


def _translation(catalogue: "Catalog", path: str) -> Translation:
    texts: dict[str, Said] = {}
    passages: dict[str, Said] = {}
    doubtful: set[str] = set()
    for message in _messages(catalogue):
        if not isinstance(message.string, str) or not isinstance(message.id, str):
            continue
        original, said = one_line(message.id), _said(message.string, message.lineno or 1)
        if message.fuzzy:
            doubtful.add(original)
        elif said.text:
            (passages if message.context == PASSAGE else texts)[original] = said
    return Translation(path, texts, passages, frozenset(doubtful))


def _said(text: str, line: int) -> Said:
    first, *others = [one_line(each) for each in text.strip().split("\n")]
    return Said(first, tuple(filter(None, others)), line)
