"""Opening a project: its settings, and what its content compiles to."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import click
from jinja2 import TemplateError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from msgspec.structs import replace
from yaml import MarkedYAMLError

from generator.base.kinds import CONTENT
from generator.base.problems import At, Problem
from generator.build import Build, build
from generator.cli.settings import wrong_settings
from generator.cli.words import refusal
from generator.knowledge.changes import State
from generator.publish.exchange import PublishError, refuse_inputs
from generator.publish.plugin import plugin
from generator.publish.plugin.configuration import settings
from generator.site.render import broken_template
from generator.source.syntax import explain

SETTINGS = "mkdocs.yml"
"""The name of a project's settings."""
_USUAL = "site_name: Briefings\nplugins: [briefing]\ntheme: {name: material, font: false}\n"


def open_project(root: Path, **options: str) -> MkDocsConfig:
    """Read a project's ``mkdocs.yml``.

    Raises:
        click.UsageError: there is none, or it is wrong.
    """
    path = root / SETTINGS
    if not path.is_file():
        raise click.UsageError(
            f"There is no mkdocs.yml in {root}. Go to a project's folder, or name it with -C DIR."
        )
    with _told() as told:
        try:
            config = load_config(str(path), strict=True, **options)
            plugin(config)
        except (MkDocsException, OSError) as error:
            raise click.UsageError(_wrong(path, error, told)) from error
        except RecursionError as error:
            raise click.UsageError(
                f"{At(path.name)}: Lists and keys are nested too deeply in it."
            ) from error
        except (TypeError, ValueError, AttributeError) as error:  # at values of a wrong kind
            if not (wrong := wrong_settings(path, ())):
                raise
            raise click.UsageError(_listed(wrong)) from error
    return config


def sources_of(root: Path) -> tuple[Path, ...]:
    """Return the folders that a project's site is made from."""
    return root / CONTENT, root / "templates"


def check_place(root: Path, config: MkDocsConfig) -> None:
    """Refuse settings by which the site would replace what it is made from.

    Raises:
        click.UsageError: it would.
    """
    try:
        refuse_inputs(Path(config.site_dir), root, sources_of(root))
    except PublishError as error:
        raise click.UsageError(f"{SETTINGS}: {error}") from error


def usual_project(root: Path, **options: str) -> MkDocsConfig:
    """Return settings for a project whose own cannot be read, with which a preview can begin."""
    content = root / CONTENT
    with _told():
        return load_config(
            StringIO(_USUAL),
            config_file_path=str(root / SETTINGS),
            docs_dir=str(content if content.is_dir() else root),
            **options,
        )


def _wrong(path: Path, error: Exception, told: Sequence[str]) -> str:
    """Say what is wrong with settings, and where."""
    cause = error.__context__  # MkDocs keeps the parser's words alone
    mark = cause.problem_mark if isinstance(cause, MarkedYAMLError) else None
    if isinstance(error, OSError):
        return f"{path.name}: {refusal(error)}"
    if not isinstance(cause, MarkedYAMLError) or not mark or mark.name != str(path):
        return _listed(wrong_settings(path, told or [str(error)]))
    slip = explain(cause, path.read_text("utf-8", errors="replace").split("\n"))
    return f"{At(path.name, slip.line + 1, slip.column + 1)}: {slip.message} {slip.hint}".rstrip()


def _listed(wrong: Iterable[Problem]) -> str:
    """Return what is wrong with settings, each on a line of its own."""
    return "\n".join(f"{each.at}: {each.message} {each.hint}".rstrip() for each in wrong)


def compile_project(
    root: Path,
    config: MkDocsConfig,
    *,
    drafts: bool = False,
    papers: bool = False,
    since: State | None = None,
) -> Build:
    """Run every stage up to the pages; drafts are checked in any case.

    Args:
        root: the project's folder.
        config: its settings.
        drafts: whether drafts are shown.
        papers: whether papers for boards will be made, to which pages lead.
        since: what is published, where it is to be told what differs.

    Raises:
        click.ClickException: a template is broken.
    """
    with templates_told():
        said = replace(settings(config), papers=papers)
        return build(root, said, drafts=drafts, since=since)


def in_language(built: Build, tag: str) -> Build:
    """Return what the content compiles to in another language of the site.

    Raises:
        click.UsageError: the site is not published in it, or written in it.
    """
    for other in built.others:
        if other.language.tag == tag:
            return other
    if tag == built.language.tag:
        raise click.UsageError(f"“{tag}” is the site’s own language: its texts are written in it.")
    raise click.UsageError(
        f"The site is not published in “{tag}”. Add to mkdocs.yml, under “briefing” in “plugins”: "
        f"translations: [{tag}]"
    )


@contextmanager
def templates_told() -> Iterator[None]:
    """Say in one sentence which template is broken.

    Raises:
        click.ClickException: one is.
    """
    try:
        yield
    except TemplateError as error:
        raise click.ClickException(broken_template(error)) from error


class _Collector(logging.Handler):
    """Keeps what is logged.

    Attributes:
        messages: in the order in which they came.
    """

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record's message."""
        self.messages.append(record.getMessage())


@contextmanager
def _told() -> Iterator[list[str]]:
    """Collect what MkDocs logs of its settings: its exceptions say only that there is something."""
    logger, handler = logging.getLogger("mkdocs"), _Collector()
    level, propagate = logger.level or logging.ERROR, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield handler.messages
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
