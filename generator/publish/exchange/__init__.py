"""Publishing: a site is built beside the published one, checked, and only then takes its place.

What stands beside a site ``site`` while it is being published, all in the same folder and so on
the same file system:

- ``.site.lock`` makes other builds wait. The kernel's lock on it counts, not the file: it ends
  with its process, however that ends. The file names the holder.
- ``.site.new-PID`` is the site being built, and after the exchange the one that it replaced.
- ``.site.old-PID`` is the last good site, only where the system cannot exchange two folders in
  one step, and only between two renames.

A folder is ours if it holds the file ``.briefing-site`` or nothing; no other is ever removed. That
file is the first made in a folder and the last removed from it.

What a build that is killed, or a machine that stops, leaves behind:

1. before the exchange: the published site as it was, and ``.site.new-PID``, which the next build
   removes;
2. after it: the new site, and in ``.site.new-PID`` the replaced one, likewise removed;
3. without an exchange, between the two renames: no ``site``, but a whole ``.site.old-PID``, which
   the next build puts back before it does anything else; after the second rename it first gets
   the name ``.site.new-PID``, so that what is called old is never half removed.

The new site is on the disk before it takes its place, and the exchange before the replaced site is
removed. A reader therefore meets one whole site or the other, file by file. POSIX only.
"""

import os
import re
import shutil
from collections.abc import Callable, Collection
from pathlib import Path

from msgspec import Struct

from generator.base.problems import Problem, errors
from generator.publish.exchange.disk import settle, swap
from generator.publish.exchange.error import PublishError, sentence
from generator.publish.exchange.lock import locked
from generator.publish.verify import MARKER

__all__ = ["SITE", "Kind", "PublishError", "publish", "refuse_inputs"]

_PATIENCE = 300.0


class Kind(Struct, frozen=True):
    """What is published.

    Attributes:
        marker: the file by which a folder is known as ours; one kind never replaces another.
        text: what the file says.
        option: where the user names the folder.
    """

    marker: str
    text: str
    option: str


SITE = Kind(
    MARKER, "A briefing site. `briefing build` replaces everything in this folder.\n", "--site-dir"
)


def publish(  # noqa: PLR0913
    site: Path,
    write: Callable[[Path], None],
    check: Callable[[Path], list[Problem]],
    *,
    project: Path,
    sources: Collection[Path],
    say: Callable[[str], None],
    patience: float = _PATIENCE,
    kind: Kind = SITE,
) -> list[Problem]:
    """Build a site in a fresh folder, check it, and put it in the place of the last good one.

    With an error among the problems, or an exception, the published site stays as it was, but where
    only the tidying up failed. What ``write`` and ``check`` raise passes through, but ``OSError``.

    Args:
        site: the folder to publish in; absent, empty, or a site published here before.
        write: builds the whole site into the folder that it is given.
        check: returns what is wrong with the site in a folder.
        project: the project's folder, which must not lie in ``site``.
        sources: folders that the site is made from; it must not lie in one either.
        say: tells the user why there is a wait, or what could not be removed.
        patience: seconds to wait for another build of the same site.
        kind: what is published.

    Raises:
        PublishError: the folder is not ours to replace, another build holds it, or the system
            refuses (disk full, read-only, permission).
    """
    named = Path(os.path.abspath(site))  # noqa: PTH100
    place = Path(os.path.realpath(named.parent), named.name)
    try:
        refuse_inputs(place, project, sources, kind)
        _refuse_foreign(place, kind)
        place.parent.mkdir(parents=True, exist_ok=True)
        with locked(place, say, patience):
            return _replace(place, write, check, say, kind)
    except OSError as error:
        raise PublishError(sentence(error, place)) from error


def _replace(
    site: Path,
    write: Callable[[Path], None],
    check: Callable[[Path], list[Problem]],
    say: Callable[[str], None],
    kind: Kind,
) -> list[Problem]:
    _tidy(site, say, kind)
    new = _beside(site, f"new-{os.getpid()}")
    try:
        new.mkdir()
        _mark(new, kind)
        write(new)
        _mark(new, kind)
        problems = check(new)
        if not errors(problems):
            settle(new)
            _refuse_foreign(site, kind)
            swap(new, site, _beside(site, f"old-{os.getpid()}"))
    finally:
        _tidy(site, say, kind)
    return problems


def _beside(site: Path, what: str) -> Path:
    return site.with_name(f".{site.name}.{what}")


def refuse_inputs(site: Path, project: Path, sources: Collection[Path], kind: Kind = SITE) -> None:
    """Refuse a site that would replace what it is made from, or stand among it.

    Args:
        site: the folder to publish in.
        project: the project's folder, which must not lie in it.
        sources: folders that the site is made from; it must not lie in one either.
        kind: what is published.

    Raises:
        PublishError: it would.
    """
    top = Path(os.path.realpath(project))
    folders = [Path(os.path.realpath(source)) for source in sources]
    for folder in (top, *folders):
        if folder.is_relative_to(site):
            raise PublishError(
                f"The site cannot be published in “{site}”: publishing replaces that folder, and "
                f"it holds “{folder}”. Choose another with {kind.option}."
            )
    for folder in folders:
        if site.is_relative_to(folder):
            raise PublishError(
                f"The site cannot be published in “{site}”: it lies in “{folder}”, from which the "
                f"site is made. Choose another with {kind.option}."
            )


def _refuse_foreign(site: Path, kind: Kind) -> None:
    """Refuse whatever is not absent, an empty folder, or a site of ours."""
    if site.is_symlink():
        raise PublishError(
            f"“{site}” is a link, which cannot be replaced in one step. Name the folder itself "
            f"with {kind.option}."
        )
    if not site.exists():
        return
    if not site.is_dir():
        raise PublishError(f"“{site}” is not a folder. Choose another with {kind.option}.")
    if site.is_mount():
        raise PublishError(
            f"“{site}” is a mount point, which cannot be replaced. Choose a folder inside it with "
            f"{kind.option}."
        )
    if not _ours(site, kind):
        raise PublishError(
            f"“{site}” holds files that were not published here, and publishing would remove them. "
            f"Choose another folder with {kind.option}, or empty this one."
        )


def _ours(folder: Path, kind: Kind) -> bool:
    marker = folder / kind.marker
    return not any(folder.iterdir()) or (marker.is_file() and not marker.is_symlink())


def _mark(folder: Path, kind: Kind) -> None:
    (folder / kind.marker).write_text(kind.text, encoding="utf-8")


def _tidy(site: Path, say: Callable[[str], None], kind: Kind) -> None:
    """Put back a site that was taken away and not replaced; remove what builds have left."""
    for old, pid in _leavings(site, "old"):
        if _ours(old, kind):
            old.rename(_beside(site, f"new-{pid}") if site.exists() else site)
    for new, _ in _leavings(site, "new"):
        try:
            if _ours(new, kind):
                _remove(new, kind)
        except OSError as error:
            say(f"“{new}” could not be removed ({error.strerror}); the next build will try again.")


def _leavings(site: Path, kind: str) -> list[tuple[Path, str]]:
    """Return the folders beside a site that bear a name of ours, with the process in it."""
    pattern = re.compile(rf"\.{re.escape(site.name)}\.{kind}-([0-9]+)")
    named = [(path, pattern.fullmatch(path.name)) for path in sorted(site.parent.iterdir())]
    return [(path, name[1]) for path, name in named if name and _is_folder(path)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _remove(folder: Path, kind: Kind) -> None:
    """Remove a folder of ours, its marker last, so that a killed removal can be taken up."""
    for path in folder.iterdir():
        if _is_folder(path):
            shutil.rmtree(path)
        elif path.name != kind.marker:
            path.unlink()
    (folder / kind.marker).unlink(missing_ok=True)
    folder.rmdir()
