"""Stage 9: the index that readers search, made by Pagefind (pagefind.app).

It is many small files, of which one search fetches few, and none before somebody searches. Where
there is much to find, it is made in parts, one after another: Pagefind holds all words of a part in
memory. In the reader's browser it searches all parts and puts what it finds in one order.
"""

import gzip
import json
import re
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from math import ceil
from pathlib import Path

from pagefind_bin import get_executable  # type: ignore[import-untyped]

from generator.base import labels
from generator.base.held import held, temporary_folder
from generator.base.language import spoken
from generator.site.pages.views.findable import Record
from generator.site.search.in_turn import NOT_RUN
from generator.site.search.written import length, record_html, strange_words

INDEX = "assets/search"
"""Folder of the index in the site; in it, its further parts have folders by their numbers."""
ENTRY = f"{INDEX}/pagefind-entry.json"
"""The file by which a search begins."""
KINDS = f"{INDEX}/kinds.json"
"""Which results are of which kind. Pagefind has filters of its own, but writes them in no order."""
PROGRAMS = (f"{INDEX}/pagefind.js", f"{INDEX}/pagefind-worker.js")
"""What searches."""

_DATA = r"pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|(?:index|fragment)/[\w-]+\.pf_\w+"
_NEEDED = re.compile(rf"pagefind(?:-worker)?\.js|{_DATA}")
"""What our own search box uses of what Pagefind writes; the rest is boxes of its own."""
_NEEDED_OF_A_PART = re.compile(_DATA)
"""The same of a further part: the first one's programs search it."""

_PART = 4_000_000
"""Characters of a part; for each, Pagefind takes about 60 bytes of memory."""
_PARTS = 4
"""Most parts: of each, a search fetches as much as of one."""

_MARK = b"pagefind_dcd"
"""What each of Pagefind's files begins with."""

_PATIENCE = 600.0
"""Seconds that a part may take; the largest takes a tenth of them on a slow machine."""
_UNREADABLE = (FileNotFoundError, EOFError, ValueError, LookupError, gzip.BadGzipFile, zlib.error)
"""What comes of reading an index that lacks something."""
_SPARE = 100_000
"""Bytes that must be left where the index was made: with less, some of it may be missing."""


class SearchError(Exception):
    """The index could not be made; the message says why."""


def index(records: Iterable[Record], site: Path) -> None:
    """Write the index of a site in the language that is spoken; equal records give equal bytes.

    Args:
        records: what can be found.
        site: the folder of the built site.

    Raises:
        SearchError: Pagefind fails or does not end, or the disk is full.
    """
    with indexing(records, site) as finish:
        finish()


@contextmanager
def indexing(records: Iterable[Record], site: Path) -> Iterator[Callable[[], None]]:
    """Make the index of a site beside other work.

    Args:
        records: what can be found.
        site: the folder of the site.

    Yields:
        What waits for the index and puts it in its place, with what ``index`` raises. Unless it
        is called, nothing is left of the index.
    """
    with temporary_folder() as folder:
        pages, made = folder / "pages", folder / "index"
        number = _write(_parts(records), pages)
        commands = [_command(part, pages, made) for part in range(number)]
        with held(partial(_begun, commands), _ended) as program:
            yield partial(_finish, program, number * _PATIENCE, made, site)


def _parts(records: Iterable[Record]) -> Sequence[Sequence[Record]]:
    """Return records in parts; each word is about as rare in them as in all, for the ranks."""
    listed = [*records] or [_home()]
    number = min(_PARTS, ceil(sum(map(length, listed)) / _PART))
    return [listed[part::number] for part in range(number)]


def _home() -> Record:
    """Return what can be found where nothing else can: Pagefind makes no index of nothing."""
    return Record(address="", kind="page", label=labels.RECORDS["page"], title=labels.home())


def _write(parts: Sequence[Sequence[Record]], pages: Path) -> int:
    """Write a folder of pages for each part; return how many there are."""
    for number, records in enumerate(parts):
        folder = _of_part(number, pages)
        folder.mkdir(parents=True)
        for place, record in enumerate(records):
            (folder / f"{place:06}.html").write_text(record_html(record), encoding="utf-8")
    if len(parts) > 1:
        for number, page in enumerate(strange_words(parts)):
            (_of_part(number, pages) / "words.html").write_text(page, encoding="utf-8")
    return len(parts)


def _of_part(number: int, folder: Path) -> Path:
    return folder / str(number + 1)


def _command(number: int, pages: Path, made: Path) -> Sequence[str]:
    """Return the command that makes a part.

    Names of results begin with the language. That of a further part says its number as BCP 47 lets
    anybody say more, so that no two results have one name.
    """
    language = spoken().primary
    options = {
        "--site": _of_part(number, pages),
        "--output-path": _of_part(number, made),
        "--force-language": f"{language}-x-{number + 1}" if number else language,
    }
    named = (str(word) for option in options.items() for word in option)
    return (str(get_executable()), *named, "--silent")


def _begun(commands: Sequence[Sequence[str]]) -> subprocess.Popen[str]:
    """Begin to run commands, one after another."""
    in_turn = Path(__file__).with_name("in_turn.py")
    return subprocess.Popen(  # noqa: S603 - its own program, on files of ours
        [sys.executable, "-I", "-S", in_turn, json.dumps(commands)],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _ended(program: subprocess.Popen[str]) -> None:
    """End a program, if it still runs: it would write into a folder that is gone."""
    program.terminate()
    program.communicate()


def _finish(program: subprocess.Popen[str], patience: float, made: Path, site: Path) -> None:
    """Wait for an index, in seconds at most, and put what is needed of it in its place."""
    try:
        said, wrong = program.communicate(timeout=patience)
    except subprocess.TimeoutExpired as error:
        message = f"Pagefind has made no index for the search in {patience:g} seconds."
        raise SearchError(
            f"{message} Build again; where it happens again, on another machine."
        ) from error
    if program.returncode:
        raise SearchError(_why(program.returncode, wrong or said))
    # Pagefind does not tell: it ends well, with files that are cut.
    if shutil.disk_usage(made.parent).free < _SPARE:
        raise SearchError(f"The disk that holds temporary files is full: {made.parent}.")
    new = site / f"{INDEX}.new"
    try:
        _move(made, new)
    except _UNREADABLE as error:
        raise SearchError(
            "Pagefind's index for the search lacks something. Build again."
        ) from error
    else:
        shutil.rmtree(site / INDEX, ignore_errors=True)
        new.rename(site / INDEX)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _why(status: int, said: str) -> str:
    told = said.strip().splitlines() or [f"it ended with {status} and no reason"]
    if status == NOT_RUN:
        message = f"The search has no index: Pagefind's program cannot be run ({told[-1]})."
        return f"{message} Install the package “pagefind-bin” again."
    return f"Pagefind could not make the index for the search: {told[-1]}"


def _move(made: Path, new: Path) -> None:
    """Move an index: made in the site, it would go on growing there after a build is killed."""
    first, *further = sorted(made.iterdir())
    kinds = {"": _fragments_by_kind(first)}
    _move_part(first, new, re.compile(f"{_NEEDED.pattern}|{re.escape(_stemmer(first))}"))
    for part in further:
        kinds[f"{part.name}/"] = _fragments_by_kind(part)
        _move_part(part, new / part.name, _NEEDED_OF_A_PART)
    (new / Path(KINDS).name).write_text(json.dumps(kinds), encoding="utf-8")


def _move_part(made: Path, new: Path, needed: re.Pattern[str]) -> None:
    for file in [path for path in made.rglob("*") if path.is_file()]:
        name = file.relative_to(made).as_posix()
        if needed.fullmatch(name):
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, new / name)


def _stemmer(made: Path) -> str:
    """Return the file that knows the endings of the language, or none where Pagefind has none."""
    entry = json.loads((made / Path(ENTRY).name).read_text("utf-8"))
    (language,) = entry["languages"].values()
    return f"wasm.{language['wasm'] or 'unknown'}.pagefind"


def _fragments_by_kind(made: Path) -> Mapping[str, Sequence[str]]:
    """Return the names of fragments by the kind of their record; the page of words has none."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(made.glob("fragment/*")):
        fragment = gzip.decompress(file.read_bytes()).removeprefix(_MARK)
        if kind := json.loads(fragment)["meta"].get("kind"):
            kinds.setdefault(kind, []).append(file.stem)
    return dict(sorted(kinds.items()))
