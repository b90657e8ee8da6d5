"""Stage 9: the index that readers search, made by Pagefind (pagefind.app).

It is many small files, of which one search fetches few, and none before somebody searches.
"""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from pagefind_bin import get_executable  # type: ignore[import-untyped]

from generator.base import labels
from generator.base.foreign import language_in
from generator.base.language import spoken
from generator.site.pages.views.findable import FoundPassage, Record

INDEX = "assets/search"
"""Folder of the index in the site."""
ENTRY = f"{INDEX}/pagefind-entry.json"
"""The file by which a search begins."""
KINDS = f"{INDEX}/kinds.json"
"""Which results are of which kind. Pagefind has filters of its own, but writes them in no order."""
PROGRAMS = (f"{INDEX}/pagefind.js", f"{INDEX}/pagefind-worker.js")
"""What searches."""

_NEEDED = re.compile(
    r"pagefind(?:-worker)?\.js|pagefind-entry\.json|pagefind\.\w+\.pf_meta"
    r"|(?:index|fragment)/\w+\.pf_\w+"
)
"""What our own search box uses of what Pagefind writes; the rest is boxes of its own."""

_PAGE = Markup("""\
<!doctype html>
<html lang="%(language)s">
<head>
<meta charset="utf-8">
<title>%(title)s</title>
<meta data-pagefind-meta="kind[content]" content="%(kind)s">
<meta data-pagefind-meta="label[content]" content="%(label)s">
<meta data-pagefind-meta="note[content]" content="%(note)s">
<meta data-pagefind-meta="summary[content]" content="%(summary)s">
<meta data-pagefind-meta="address[content]" content="%(address)s">
%(languages)s</head>
<body>
<h1>%(title)s</h1>
%(names)s%(text)s%(passages)s</body>
</html>
""")
_LANGUAGE = Markup('<meta data-pagefind-meta="%s[content]" content="%s">\n')
_NAME = Markup('<p data-pagefind-weight="6">%s</p>\n')
"""Nearly the weight of a title, which is 7."""
_PARAGRAPH = Markup("<p>%s</p>\n")
_PASSAGE = Markup('<h2 id="%s">%s</h2>\n%s')


_MARK = b"pagefind_dcd"
"""What each of Pagefind's files begins with."""


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
        SearchError: Pagefind fails, or the disk is full.
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

    Raises:
        SearchError: Pagefind cannot be run.
    """
    with TemporaryDirectory() as folder:
        pages, made = Path(folder, "pages"), Path(folder, "index")
        pages.mkdir()
        rest = iter(records)
        for number, record in enumerate(chain([next(rest, None) or _home()], rest)):
            page = pages / f"{number:06}.html"
            page.write_text(_record_html(record), encoding="utf-8")
        program = _begun(pages, made)
        try:
            yield partial(_finish, program, made, site)
        finally:
            program.kill()
            program.communicate()


def _home() -> Record:
    """Return what can be found where nothing else can: Pagefind makes no index of nothing."""
    return Record(address="", kind="page", label=labels.RECORDS["page"], title=labels.home())


def _begun(pages: Path, made: Path) -> subprocess.Popen[str]:
    options: list[str | Path] = [
        "--site",
        pages,
        "--output-path",
        made,
        "--force-language",
        spoken().primary,
        "--silent",
    ]
    try:
        return subprocess.Popen(  # noqa: S603 - its own program, on files of ours
            [get_executable(), *options], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    except OSError as error:
        why = error.strerror or str(error)
        message = f"The search has no index: Pagefind's program cannot be run ({why})."
        raise SearchError(f"{message} Install the package “pagefind-bin” again.") from error


def _finish(program: subprocess.Popen[str], made: Path, site: Path) -> None:
    """Wait for an index, and put what is needed of it in its place."""
    said, wrong = program.communicate()
    if program.returncode:
        ended = f"signal {-program.returncode}" if program.returncode < 0 else "no reason given"
        told = (wrong or said).strip().splitlines() or [ended]
        raise SearchError(f"Pagefind could not make the index for the search: {told[-1]}")
    # Pagefind does not tell: it ends well, with files that are cut.
    if shutil.disk_usage(made.parent).free < _SPARE:
        raise SearchError(f"The disk that holds temporary files is full: {made.parent}.")
    new = site / f"{INDEX}.new"
    try:
        _move(made, new)
        shutil.rmtree(site / INDEX, ignore_errors=True)
        new.rename(site / INDEX)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _move(made: Path, new: Path) -> None:
    """Move an index: made in the site, it would go on growing there after a build is killed."""
    kinds = json.dumps(_fragments_by_kind(made))
    stemmer = _stemmer(made)
    for file in [path for path in made.rglob("*") if path.is_file()]:
        name = file.relative_to(made).as_posix()
        if _NEEDED.fullmatch(name) or name == stemmer:
            (new / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(file, new / name)
    (new / Path(KINDS).name).write_text(kinds, encoding="utf-8")


def _stemmer(made: Path) -> str:
    """Return the file that knows the endings of the language, or none where Pagefind has none."""
    entry = json.loads((made / Path(ENTRY).name).read_text("utf-8"))
    (language,) = entry["languages"].values()
    return f"wasm.{language['wasm'] or 'unknown'}.pagefind"


def _fragments_by_kind(made: Path) -> Mapping[str, Sequence[str]]:
    """Return the names of fragments by the kind of their record."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(made.glob("fragment/*")):
        fragment = gzip.decompress(file.read_bytes()).removeprefix(_MARK)
        kinds.setdefault(json.loads(fragment)["meta"]["kind"], []).append(file.stem)
    return dict(sorted(kinds.items()))


def _record_html(record: Record) -> str:
    """Write a record as the page that Pagefind reads."""
    return _PAGE % {
        "language": spoken().tag,
        "title": str(record.title),
        "kind": record.kind,
        "label": record.label,
        "note": str(record.note),
        "summary": str(record.summary),
        "address": record.address,
        "languages": Markup().join(_languages(record)),
        "names": _joined(_NAME, record.names),
        "text": _joined(_PARAGRAPH, (record.summary, *record.text)),
        "passages": Markup().join(map(_passage_html, record.passages)),
    }


def _languages(record: Record) -> Iterator[Markup]:
    """Yield what says the languages of a record: its results are shown on pages in another."""
    if record.language:
        yield _LANGUAGE % ("language", record.language)
    if titled := language_in(record.title):
        yield _LANGUAGE % ("title_language", titled)


def _joined(form: Markup, texts: Iterable[str]) -> Markup:
    return Markup().join(form % str(text) for text in texts if text)


def _passage_html(passage: FoundPassage) -> Markup:
    return _PASSAGE % (passage.anchor, str(passage.title), _joined(_PARAGRAPH, [passage.text]))
