"""Stage 1: the files of ``content/`` to sources. The only module that opens content.

It opens ordinary files alone, and refuses each that is not what its name says.
"""

import os
import stat
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from msgspec import Struct, field

from generator.base.bounds import Bounds
from generator.base.enough import enough
from generator.base.kinds import CONTENT, CONTENTS, Kind
from generator.base.language.catalogues import FOLDER
from generator.base.memory import Memory
from generator.base.problems import At, Problem
from generator.source.characters import UNSAFE, decode
from generator.source.frontmatter import TOP, Matter, parse
from generator.source.images import Image, read_image, too_many_pixels
from generator.source.walk import File, unreadable, walk
from generator.source.yamltree import Location


class Source(Struct, frozen=True, kw_only=True):
    """A file of content: well-formed, but not yet checked against what its kind may hold.

    Attributes:
        path: POSIX path relative to the project, such as ``content/articles/a.md``.
        kind: what it holds.
        id: its name without ``.md`` or ``.yml``; an image's keeps its ending.
        meta: front matter by key: text, numbers, true, false, None, tuples and dicts.
        body: the text below it, without empty lines round it.
        body_line: the line of the file on which the body begins, from 1.
        end_line: the line that ends the front matter, from 1; the first where there is none.
        places: where each part of ``meta`` stands.
        image: the picture, where it is one.
    """

    path: str
    kind: Kind
    id: str
    meta: Mapping[str, object] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    end_line: int = 1
    places: Location = TOP
    image: Image | None = None

    def at(self, *keys: str | int) -> At:
        """Return where a value stands, such as that of ``"points", 3, "passage"``.

        Where there is none, the place of the nearest value that would hold it is returned.
        """
        place, _ = self._place(keys)
        return At(self.path, place.line, place.column)

    def at_key(self, *keys: str | int) -> At:
        """Return where the key of a value stands; for an item of a list, where it begins."""
        place, found = self._place(keys)
        return At(self.path, place.key_line, place.key_column) if found else self.at(*keys)

    def _place(self, keys: tuple[str | int, ...]) -> tuple[Location, bool]:
        place = self.places
        for key in keys:
            if key not in place.inside:
                return place, False
            place = place.inside[key]
        return place, True


def read(
    root: Path, bounds: Bounds, prose: Collection[str], memory: Memory | None = None
) -> tuple[tuple[Source, ...], list[Problem]]:
    """Read all content of a project.

    Args:
        root: the project's folder, which holds ``content/``.
        bounds: sizes beyond which a file is refused.
        prose: keys of text for readers, as the declaration of front matter has them.
        memory: what was read before: a file that is as it was is not opened again.

    Returns:
        A source for every file that can be worked with, by path, and the problems of all files. A
        file with problems in single values has both, so that later stages can check the rest.
    """
    sources: list[Source] = []
    problems: list[Problem] = []
    memory = memory or Memory()
    pixels = 0
    listed = [*walk(root)]
    if crowd := _too_many(listed, bounds.files) or _too_many_themes(listed, bounds.themes):
        return (), [crowd]
    values = _Values(listed, bounds.values)
    for found in listed:
        if isinstance(found, Problem):
            problems.append(found)
        elif found.kind == "image" and pixels > bounds.all_pixels:
            problems.append(too_many_pixels(At(found.path), bounds.all_pixels))
        else:
            key = (_state(found), bounds, frozenset(prose))
            source, its = memory.once(key, partial(_source, found, bounds, prose))
            sources += [source] if source else []
            pixels += source.image.weight if source and source.image else 0
            problems += enough(its)
            if source and (heap := values.exceeded_by(source)):
                return (), [heap]
    return tuple(sorted(sources, key=lambda source: source.path)), sorted(problems)


def _too_many(listed: Iterable[File | Problem], limit: int) -> Problem | None:
    """Refuse so many files that opening each would cost far more than what is in them."""
    files = [each for each in listed if isinstance(each, File)]
    if len(files) <= limit:
        return None
    allowed = limit + sum(map(_size, files)) // _BYTES_OF_A_FILE
    message = (
        f"There are {len(files):,} files of content; for what they hold, the limit is {allowed:,}."
    )
    hint = "Delete those that say nothing, or raise the limit in mkdocs.yml."
    return Problem(At(CONTENT), "too-many-files", message, hint) if len(files) > allowed else None


def _too_many_themes(listed: Iterable[File | Problem], limit: int) -> Problem | None:
    """Refuse so many themes that to set each beside every article would cost most of all."""
    themes = [each for each in listed if isinstance(each, File) and each.kind == "theme"]
    if len(themes) <= limit:
        return None
    message = f"There are {len(themes):,} themes; the limit is {limit:,}."
    hint = "Make key messages, or sections of a theme, of those that say little."
    return Problem(At(themes[limit].path), "too-many-themes", message, hint)


class _Values:
    """Counts the values of all front matter, each of which takes far more memory than its bytes.

    Args:
        listed: what there is to read.
        limit: how many there may be, besides those that the bytes of the texts allow.
    """

    def __init__(self, listed: Iterable[File | Problem], limit: int) -> None:
        texts = (each for each in listed if isinstance(each, File) and each.kind != "image")
        self._most = limit + sum(map(_size, texts)) // _BYTES_OF_A_VALUE
        self._found = 0
        self._largest = (0, "")

    def exceeded_by(self, source: Source) -> Problem | None:
        """Count those of a file; return the problem that they are too many, at the worst file."""
        own = _values_in(source.places)
        self._found += own
        self._largest = max(self._largest, (own, source.path))
        if self._found <= self._most:
            return None
        most, path = self._largest
        message = (
            f"The front matter of all files has over {self._most:,} values, which is the limit for "
            f"texts of this length; {most:,} of them are here."
        )
        hint = "Move text from the front matter to the body, or raise the limit in mkdocs.yml."
        return Problem(At(path), "too-many-values", message, hint)


def _values_in(place: Location) -> int:
    return len(place.inside) + sum(map(_values_in, place.inside.values()))


def _size(file: File) -> int:
    try:
        return file.place.stat().st_size
    except OSError:
        return 0


def lines(root: Path, paths: Collection[str], bounds: Bounds) -> dict[str, tuple[str, ...]]:
    """Return the lines of files of content as they can be shown, by path; no other file is opened.

    Args:
        root: the project's folder.
        paths: as problems name them.
        bounds: sizes beyond which a file is refused.
    """
    return {
        found.path: _shown(found.place, bounds)
        for found in walk(root)
        if isinstance(found, File) and found.path in paths and found.kind != "image"
    }


def misnamed(root: Path, bounds: Bounds) -> dict[str, tuple[str, ...]]:
    """Return the lines of texts that no stage reads because of their names, by path.

    Args:
        root: the project's folder.
        bounds: sizes beyond which a file is refused.
    """
    paths = [each.at.path for each in walk(root) if isinstance(each, Problem) and _is_text(each)]
    return {path: _shown(root / path, bounds) for path in paths}


def _is_text(problem: Problem) -> bool:
    """Tell whether a file would be a text if it had another name."""
    return problem.code in _MISNAMED and problem.at.path.lower().endswith((".md", ".markdown"))


_MISNAMED = frozenset({"bad-name", "reserved-name", "stray-file"})


def texts(root: Path, bounds: Bounds) -> Iterator[tuple[File, str]]:
    """Yield the files of a project that are text, with all that is in them, mark and line ends too.

    A file that is too large, or holds what is not UTF-8 or cannot be seen, is left out.
    """
    limit = bounds.front_matter_bytes + bounds.body_bytes
    for found in walk(root):
        if isinstance(found, File) and found.kind not in {"image", "notice"}:
            try:
                data, size = read_bytes(found.place, limit)
                text = data.decode("utf-8")
            except (OSError, UnicodeDecodeError):
                continue
            if size <= limit and not UNSAFE.search(text.removeprefix("\ufeff")):
                yield found, text


def digest(root: Path) -> str:
    """Return what a project says to readers comes to: SHA-256 over paths and bytes.

    That is its content, with images, and its catalogues of words and translations.
    """
    total = sha256()
    content = {found.path: found.place for found in walk(root) if isinstance(found, File)}
    for path, place in sorted({**content, **_catalogues(root)}.items()):
        data, _ = read_bytes(place, -1)
        total.update(f"{path}\0{len(data)}\0".encode() + data)
    return total.hexdigest()


def _catalogues(root: Path) -> Mapping[str, Path]:
    """Return the catalogues of a project, by path; links, of which none is used, are left out."""
    found = (place for place in (root / FOLDER).rglob("*.po") if not place.is_symlink())
    return {place.relative_to(root).as_posix(): place for place in found if place.is_file()}


def _shown(place: Path, bounds: Bounds) -> tuple[str, ...]:
    try:
        data, _ = read_bytes(place, bounds.front_matter_bytes + bounds.body_bytes)
    except OSError:
        return ()
    # What is no text at all would only confuse.
    text = "" if b"\0" in data else data.decode("utf-8-sig", errors="replace")
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    return tuple(UNSAFE.sub("\N{REPLACEMENT CHARACTER}", unified).split("\n"))


_BYTES_OF_A_FILE = 500
"""Bytes that files hold at least, taken together, where there are very many: entries of a glossary
have as many."""
_BYTES_OF_A_VALUE = 32
"""Bytes of text for a value of front matter: a dense glossary has more for each, prose far more."""
_FLAGS = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)  # each system has some of them


def _state(file: File) -> Hashable:
    """Return what tells a file from the same one changed, as far as the system says."""
    try:
        now = file.place.stat()
    except OSError as error:
        return file, str(error)
    return file, now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns


def _source(
    file: File, bounds: Bounds, prose: Collection[str]
) -> tuple[Source | None, list[Problem]]:
    try:
        if file.kind == "notice":
            return None, _notice(file)
        return _image(file, bounds) if file.kind == "image" else _text(file, bounds, prose)
    except OSError as error:
        return None, [unreadable(file.path, error)]


def _notice(file: File) -> list[Problem]:
    """Accept our own notice in the place of the home page, and nothing else.

    We publish it nowhere. A publisher that passes over our plugin in silence, as Zensical does,
    shows it as the home page of what it makes of the source.
    """
    notice = (files("generator.source") / "notice.md").read_bytes()
    data, _ = read_bytes(file.place, len(notice) + 1)
    if data.replace(b"\r\n", b"\n") == notice:
        return []
    message = f"The name “{file.id}” is reserved for one of the site's own pages."
    return [Problem(At(file.path), "reserved-name", message, "Choose another name for the file.")]


def _image(file: File, bounds: Bounds) -> tuple[Source | None, list[Problem]]:
    ending = file.id.rpartition(".")[2]
    data, size = read_bytes(file.place, bounds.image_bytes)
    if size > bounds.image_bytes:
        hint = (
            "Save a smaller version in an image program: few screens are wider than 2,000 pixels."
        )
        message = f"The image has {size:,} bytes; the limit is {bounds.image_bytes:,} bytes."
        return None, [Problem(At(file.path), "too-large", message, hint)]
    found = read_image(data, ending, At(file.path), bounds)
    if isinstance(found, Problem):
        return None, [found]
    return Source(path=file.path, kind="image", id=file.id, image=found), []


def _text(
    file: File, bounds: Bounds, prose: Collection[str]
) -> tuple[Source | None, list[Problem]]:
    limit = bounds.front_matter_bytes + bounds.body_bytes
    data, size = read_bytes(file.place, limit)
    if size > limit:
        return None, [_too_large(file.path, 1, "file", size, limit)]
    text, problems = decode(data, file.path)
    if text is None:
        return None, problems
    if long := _long_lines(text, file.path, bounds.line_bytes):
        return None, [*problems, *long]
    matter, found = parse(text, file.path, bounds, CONTENTS[file.kind].front_matter, prose)
    problems += found
    if matter is None:
        return None, problems
    if excess := _excess(matter, file, bounds):
        return None, [*problems, *excess]
    source = Source(
        path=file.path,
        kind=file.kind,
        id=file.id,
        meta=matter.meta,
        body=matter.body,
        body_line=matter.body_line,
        end_line=matter.end_line,
        places=matter.places,
    )
    return source, problems


def read_bytes(place: Path, limit: int) -> tuple[bytes, int]:
    """Return the first bytes of an ordinary file, and its size; never wait for a pipe.

    Raises:
        OSError: it cannot be opened, or is a link, a folder or a device.
    """
    descriptor = os.open(place, _FLAGS)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open already
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(0, "it is no longer an ordinary file")
        return file.read(limit), status.st_size


def _long_lines(text: str, path: str, limit: int) -> list[Problem]:
    problems = []
    for number, line in enumerate(text.split("\n"), start=1):
        # A character takes four bytes at most: short lines need no count.
        if len(line) * 4 > limit and (size := len(line.encode())) > limit:
            message = f"The line has {size:,} bytes; the limit is {limit:,} bytes."
            hint = "Break it into several lines; within a paragraph this changes nothing."
            problems += [Problem(At(path, number), "line-too-long", message, hint)]
    return problems


def _excess(matter: Matter, file: File, bounds: Bounds) -> list[Problem]:
    """Report what is more than the bounds allow."""
    problems = []
    if (size := len(matter.body.encode())) > bounds.body_bytes:
        problems += [_too_large(file.path, matter.body_line, "text", size, bounds.body_bytes)]
    points = matter.meta.get("points")
    if file.kind == "article" and isinstance(points, tuple) and len(points) > bounds.points:
        place = matter.places.inside["points"]
        message = f"The article has {len(points)} points; the limit is {bounds.points}."
        at = At(file.path, place.key_line, place.key_column)
        problems += [Problem(at, "too-many-points", message, "Split it into several articles.")]
    return problems


def _too_large(path: str, line: int, what: str, size: int, limit: int) -> Problem:
    message = f"The {what} has {size:,} bytes; the limit is {limit:,} bytes."
    return Problem(At(path, line), "too-large", message, "Split it into several files.")
