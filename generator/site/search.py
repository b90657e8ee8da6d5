"""Stage 9: the index that readers search, made by Pagefind (pagefind.app).

It is many small files, of which one search fetches few, and none before somebody searches.
"""

import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup
from pagefind_bin import get_executable  # type: ignore[import-untyped]

from generator.base import labels
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
    r"pagefind(?:-worker)?\.js|pagefind-entry\.json|pagefind\.\w+\.pf_meta|wasm\.en\.pagefind"
    r"|(?:index|fragment)/\w+\.pf_\w+"
)
"""What our own search box uses of what Pagefind writes; the rest is boxes of its own."""

_PAGE = Markup("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta data-pagefind-meta="kind[content]" content="{kind}">
<meta data-pagefind-meta="label[content]" content="{label}">
<meta data-pagefind-meta="note[content]" content="{note}">
<meta data-pagefind-meta="summary[content]" content="{summary}">
<meta data-pagefind-meta="address[content]" content="{address}">
</head>
<body>
<h1>{title}</h1>
{names}{text}{passages}</body>
</html>
""")
_NAME = Markup('<p data-pagefind-weight="6">{}</p>\n')
"""Nearly the weight of a title, which is 7."""
_PARAGRAPH = Markup("<p>{}</p>\n")
_PASSAGE = Markup('<h2 id="{}">{}</h2>\n{}')


_HOME = Record(address="", kind="page", label=labels.RECORDS["page"], title=labels.HOME)
"""What can be found where nothing else can: Pagefind makes no index of nothing."""
_MARK = b"pagefind_dcd"
"""What each of Pagefind's files begins with."""


_SPARE = 100_000
"""Bytes that must be left where the index was made: with less, some of it may be missing."""


class SearchError(Exception):
    """The index could not be made; the message says why."""


def index(records: Iterable[Record], site: Path) -> None:
    """Write the index of a site; equal records give equal bytes.

    Args:
        records: what can be found.
        site: the folder of the built site.

    Raises:
        SearchError: Pagefind fails, or the disk is full.
    """
    made = site / f"{INDEX}.new"
    try:
        _make([*records] or [_HOME], made)
        shutil.rmtree(site / INDEX, ignore_errors=True)
        made.rename(site / INDEX)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _make(records: Sequence[Record], made: Path) -> None:
    """Write an index into a folder of its own, and nothing that is not needed."""
    with TemporaryDirectory() as folder:
        for number, record in enumerate(records):
            page = Path(folder, f"{number:06}.html")
            page.write_text(_record_html(record), encoding="utf-8")
        _run(Path(folder), made)
    # Pagefind does not tell: it ends well, with files that are cut.
    if shutil.disk_usage(made.parent).free < _SPARE:
        raise SearchError(f"The disk that holds the site is full: {made.parent}.")
    for file in [*made.rglob("*")]:
        if file.is_file() and not _NEEDED.fullmatch(file.relative_to(made).as_posix()):
            file.unlink()
    kinds = json.dumps(_fragments_by_kind(made))
    (made / Path(KINDS).name).write_text(kinds, encoding="utf-8")


def _run(pages: Path, made: Path) -> None:
    options: list[str | Path] = [
        "--site",
        pages,
        "--output-path",
        made,
        "--force-language",
        "en",
        "--silent",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - its own program, on files of ours
            [get_executable(), *options], check=False, capture_output=True, text=True
        )
    except OSError as error:
        why = error.strerror or str(error)
        message = f"The search has no index: Pagefind's program cannot be run ({why})."
        raise SearchError(f"{message} Install the package “pagefind-bin” again.") from error
    if done.returncode:
        ended = f"signal {-done.returncode}" if done.returncode < 0 else "no reason given"
        told = (done.stderr or done.stdout).strip().splitlines() or [ended]
        raise SearchError(f"Pagefind could not make the index for the search: {told[-1]}")


def _fragments_by_kind(made: Path) -> Mapping[str, Sequence[str]]:
    """Return the names of fragments by the kind of their record."""
    kinds: dict[str, list[str]] = {}
    for file in sorted(made.glob("fragment/*")):
        fragment = gzip.decompress(file.read_bytes()).removeprefix(_MARK)
        kinds.setdefault(json.loads(fragment)["meta"]["kind"], []).append(file.stem)
    return dict(sorted(kinds.items()))


def _record_html(record: Record) -> str:
    """Write a record as the page that Pagefind reads."""
    return _PAGE.format(
        title=record.title,
        kind=record.kind,
        label=record.label,
        note=record.note,
        summary=record.summary,
        address=record.address,
        names=_joined(_NAME, record.names),
        text=_joined(_PARAGRAPH, (record.summary, *record.text)),
        passages=Markup().join(map(_passage_html, record.passages)),
    )


def _joined(form: Markup, texts: Iterable[str]) -> Markup:
    return Markup().join(form.format(text) for text in texts if text)


def _passage_html(passage: FoundPassage) -> Markup:
    return _PASSAGE.format(passage.anchor, passage.title, _joined(_PARAGRAPH, [passage.text]))
