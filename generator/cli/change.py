"""Changing many files at once: tried on a copy, shown as a patch, written whole or not at all."""

import os
import re
import shutil
import stat
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import unified_diff
from pathlib import Path

import click
from msgspec import Struct
from msgspec.structs import replace

from generator.assist.edit.refused import RefusedError
from generator.assist.rename.change import Change, Texts
from generator.assist.rename.records import Record, records, sought
from generator.base.held import temporary_folder
from generator.base.kinds import CONTENT, uri_of
from generator.base.model import Settings
from generator.base.problems import Problem, errors
from generator.build import build
from generator.cli.files import change_all
from generator.cli.project import open_project, templates_told
from generator.cli.report import report
from generator.publish.plugin.configuration import settings
from generator.schema.fields import PROSE
from generator.source.read import read, texts

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}
_NO_END = "\n\\ No newline at end of file\n"


class Desk(Struct, frozen=True):
    """A project whose records are about to be called otherwise.

    Attributes:
        root: its folder.
        settings: what ``mkdocs.yml`` says.
        texts: all files of content that can be read.
        known: all that has an id.
        problems: of reading.
    """

    root: Path
    settings: Settings
    texts: Texts
    known: Collection[Record]
    problems: Sequence[Problem]

    @classmethod
    def of(cls, root: Path) -> "Desk":
        """Read a project.

        Raises:
            click.UsageError: it has no settings that can be read.
        """
        told = settings(open_project(root))
        sources, problems = read(root, told.bounds, PROSE)
        return cls(root, told, list(texts(root, told.bounds)), records(sources), problems)

    def sought(self, name: str, beside: Record | None = None) -> Record:
        """Return what a name means.

        Args:
            name: an id, one with its folder, or a file's path.
            beside: what is to be of the same kind; a point's article need not be named again.

        Raises:
            RefusedError: it means nothing, or what cannot be read.
        """
        known = [each for each in self.known if not beside or each.kind == beside.kind]
        own = f"{beside.article}#{name}" if beside and beside.kind == "point" else name
        try:
            return sought(known, name if "#" in name else own)
        except RefusedError as error:
            path = f"{CONTENT}/{uri_of(name).removesuffix('.md')}.md"
            told = [str(problem) for problem in self.problems if problem.at.path == path]
            told += self._of_other_kinds(name, beside)
            raise RefusedError(next(iter(told), str(error))) from error

    def _of_other_kinds(self, name: str, beside: Record | None) -> Iterator[str]:
        """Say what a name means where nothing of the kind that is asked for has it."""
        if beside and (found := [each for each in self.known if name in {each.id, str(each)}]):
            kinds = f"{beside.kind} and {min(found).kind}"
            yield f"{beside} and {name} are not two of one kind, but {kinds}."


def carry_out(desk: Desk, changes: Sequence[Change], *, dry_run: bool) -> None:
    """Write changes, or show them as a patch.

    They are tried on a copy first, and refused where that has errors that there were not before.

    Raises:
        click.ClickException: they are refused.
    """
    every = [*changes, *_navigation(desk, changes)]
    _refuse_taken(desk.root, every)
    if found := _new_errors(desk, every):
        report(found, desk.root, "text")
        raise click.ClickException("Nothing was changed: these errors would arise.")
    if dry_run:
        for change in every:
            click.echo("".join(_patch(change)), nl=False)
        return
    change_all(desk.root, every)
    for change in every:
        click.echo(_told(change))


def _refuse_taken(root: Path, changes: Sequence[Change]) -> None:
    """Refuse a place that is taken, also by what no stage reads: a link would lead elsewhere.

    Raises:
        click.UsageError: something is there.
    """
    for change in changes:
        if change.to not in {"", change.path} and os.path.lexists(root / change.to):
            message = f"{change.to} exists already, though not as content. Move it away first."
            raise click.UsageError(message)


def _navigation(desk: Desk, changes: Sequence[Change]) -> Iterator[Change]:
    """Yield the settings with addresses of now, where their navigation names a file that moves."""
    path = desk.root / "mkdocs.yml"
    before = after = path.read_bytes().decode()
    for uri in desk.settings.navigation:
        after = re.sub(rf"(?<![\w./-]){re.escape(uri)}(?![\w./-])", _moved(uri, changes), after)
    if after != before:
        yield Change(path.name, path.name, before, after)


def _new_errors(desk: Desk, changes: Sequence[Change]) -> list[Problem]:
    """Return the errors that a project would have after changes, and did not have before."""
    with temporary_folder() as folder:
        copy = folder.resolve() / "project"
        for name in (CONTENT, "templates"):
            if (desk.root / name).is_dir():
                shutil.copytree(desk.root / name, copy / name, symlinks=True)
        for inside, _, _ in os.walk(copy):
            os.chmod(inside, stat.S_IRWXU)  # noqa: PTH101 - else, no change could be tried
        for change in changes:
            (copy / change.path).unlink(missing_ok=True)
            if change.to:
                (copy / change.to).write_bytes(change.after.encode())
        navigation = {_moved(uri, changes): at for uri, at in desk.settings.navigation.items()}
        after = _errors(copy, replace(desk.settings, navigation=navigation))
    if not after:
        return []
    left = Counter(problem.code for problem in _errors(desk.root, desk.settings))
    return [problem for problem in after if not _had(left, problem.code)]


def _had(left: Counter[str], code: str) -> bool:
    left[code] -= 1
    return left[code] >= 0


def _moved(uri: str, changes: Sequence[Change]) -> str:
    return next((uri_of(c.to) for c in changes if uri_of(c.path) == uri and c.to), uri)


def _errors(root: Path, settings_: Settings) -> list[Problem]:
    with templates_told():
        return errors(build(root, settings_).problems)


def _told(change: Change) -> str:
    if not change.to:
        return f"{change.path} is gone."
    return change.path if change.to == change.path else f"{change.path} is now {change.to}"


def _patch(change: Change) -> Iterator[str]:
    """Yield the lines of a patch, as ``git apply`` reads it."""
    old, new = f"a/{change.path}", f"b/{change.to or change.path}"
    yield f"diff --git {old} {new}\n"
    if not change.to:
        yield "deleted file mode 100644\n"
    elif change.to != change.path:
        yield f"rename from {change.path}\nrename to {change.to}\n"
    sides = [text.splitlines(keepends=True) for text in (change.before, change.after)]
    names = (old, new if change.to else os.devnull)
    for line in unified_diff(sides[0], sides[1] if change.to else [], *names):
        whole = line if line.endswith("\n") else f"{line}{_NO_END}"
        yield click.style(whole, fg=_COLOURS.get(line[:1]))
