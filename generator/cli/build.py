"""``briefing build``."""

import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from generator.base.garbage import settled
from generator.base.language import speaking
from generator.base.problems import Problem, errors
from generator.build import Build
from generator.cli.inputs import date_of_build, moment, write_inputs
from generator.cli.project import compile_project, open_project, sources_of
from generator.cli.report import report
from generator.cli.verify import check_site
from generator.knowledge.changes import State, StateError, state_of_text
from generator.publish.exchange import PublishError, publish
from generator.publish.offline import LIMIT, make_offline
from generator.publish.plugin import plugin
from generator.publish.verify.data import BRIEFING
from generator.site.admin import host_of
from generator.site.pack import lacking
from generator.site.pages.views.findable import findable

_EPILOG = """\b
Examples:
  briefing build                        publish into site/
  briefing build --site-dir /srv/www    publish elsewhere
  briefing build --since published.json    tell what has changed since that was published
  briefing build --offline --site-dir handout    a folder to open by a double click
"""

_NOWHERE = (
    "The form in admin/ does not know where to save. Name the repository in mkdocs.yml, as in "
    "edit_uri_template: https://github.com/OWNER/REPOSITORY/edit/main/content/{path}"
)


@click.command("build", epilog=_EPILOG, short_help="Check, build and publish the site.")
@click.option(
    "--site-dir",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where to publish the site; by default site_dir in mkdocs.yml.",
)
@click.option(
    "--offline",
    is_flag=True,
    help=f"Make a site that opens from a folder, without a server: up to {LIMIT} pages.",
)
@click.option(
    "--since",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The data/briefing.json that is published, where it is not in the site's folder: what "
    "differs is told on the page of changes and in its feed.",
)
@click.pass_context
def build_command(
    context: click.Context, site_dir: Path | None, *, offline: bool, since: Path | None
) -> None:
    """Check all content, build the site, verify it, and only then publish it.

    If anything fails, the last good site is kept.
    """
    root: Path = context.obj
    config = open_project(root)
    site = site_dir.absolute() if site_dir else Path(config.site_dir)
    published = _published(since or site / BRIEFING, config.site_name, config.site_url or "")
    compiled = compile_project(root, config, papers=not lacking(), since=published)
    report(compiled.problems, root)
    if errors(compiled.problems):
        click.echo("Nothing was published.", err=True)
        context.exit(1)
    if offline and len(compiled.pages) > LIMIT:
        raise click.ClickException(
            f"An offline site may have {LIMIT} pages, and this one has {len(compiled.pages)}: its "
            "search would be too slow. Publish it on a server."
        )
    problems = _publish(root, site, config, compiled, offline=offline)
    if problems:
        report(problems, root)
    if errors(problems):
        click.echo("The built site has faults; the last good site has been kept.", err=True)
        context.exit(1)
    pages = sum(len(built.pages) for built in (compiled, *compiled.others))
    languages = f", in {len(compiled.others) + 1} languages," if compiled.others else ""
    click.echo(f"Published {pages} pages{languages} in {site}", err=True)
    settings = compiled.library.settings
    if settings.admin and not host_of(settings.edit_address).known:
        click.echo(_NOWHERE, err=True)


def _published(file: Path, title: str, address: str) -> State | None:
    """Return what is published of this site; nothing, and why, where that cannot be told."""
    if not file.is_file():
        return None
    try:
        state = state_of_text(file.read_text(encoding="utf-8"))
    except (StateError, UnicodeDecodeError) as error:
        click.echo(f"No changes are told: {file} {error}.", err=True)
        return None
    if state.site.title != title and (not address or state.site.address != address):
        click.echo(f"No changes are told: {file} is of the site “{state.site.title}”.", err=True)
        return None
    return state


@settled()
def _publish(
    root: Path, site: Path, config: MkDocsConfig, compiled: Build, *, offline: bool
) -> list[Problem]:
    as_of = date_of_build(compiled.library)
    try:
        return publish(
            site,
            _writer(root, config, compiled, as_of, offline=offline),
            lambda folder: check_site(folder, compiled),
            project=root,
            sources=sources_of(root),
            say=lambda text: click.echo(text, err=True),
        )
    except (PublishError, MkDocsException) as error:
        raise click.ClickException(str(error)) from error


def _writer(
    root: Path, config: MkDocsConfig, compiled: Build, as_of: date | None, *, offline: bool
) -> Callable[[Path], None]:
    """Return what builds the site into a folder; any warning of MkDocs is an error."""

    def write(folder: Path) -> None:
        config.site_dir = str(folder)
        ours = plugin(config)
        ours.compiled, ours.build_date = compiled, moment(as_of)
        log, told = logging.getLogger("mkdocs"), logging.StreamHandler()
        log.setLevel(logging.WARNING)
        log.addHandler(told)  # else it would only count its warnings
        try:
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
            log.removeHandler(told)
        for line in ours.remarks:
            click.echo(line, err=True)
        for built in (compiled, *compiled.others) if offline else ():
            own = folder / built.language.tag if built.library.settings.written else folder
            with speaking(built.language):
                make_offline(own, findable(built.library, built.links))
        write_inputs(folder, root, as_of)

    return write
