"""``briefing verify``."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from generator.base.addresses import url
from generator.base.problems import Problem, errors
from generator.build import Build
from generator.cli.project import compile_project, open_project
from generator.cli.report import exit_code, report
from generator.publish.offline import OFFLINE
from generator.publish.verify import verify
from generator.site.admin import integrity
from generator.site.data import data_files
from generator.site.search import ENTRY, PROGRAMS

_EPILOG = """\b
Examples:
  briefing verify                     the site that `briefing build` published
  briefing verify ../tree/site        what a publisher made of an exported tree
"""


_ONLINE = ("404.html", "sitemap.xml", ENTRY, *PROGRAMS)
"""What a site on a server has besides its pages and data."""


@click.command("verify", epilog=_EPILOG, short_help="Check a built site.")
@click.argument(
    "site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="[DIR]",
    required=False,
)
@click.pass_context
def verify_command(context: click.Context, site: Path | None) -> None:
    """Check a built site as a browser meets it: pages, links, anchors, requests, data.

    It must have every page of the project, whoever built it. The exit code is 0 without errors.
    """
    root: Path = context.obj
    config = open_project(root)
    compiled = compile_project(root, config)
    if errors(compiled.problems):
        report(compiled.problems, root)
        click.echo(
            "The content has errors, so it is not known which pages there should be.", err=True
        )
        context.exit(1)
    problems = check_site(site or Path(config.site_dir), compiled)
    report(problems, root)
    context.exit(exit_code(problems, strict=False))


def check_site(site: Path, compiled: Build) -> list[Problem]:
    """Verify a built site against the pages that it should have."""
    problems = _problems(site, compiled, others=[each.language.tag for each in compiled.others])
    for other in compiled.others:
        tag = other.language.tag
        found = _problems(site / tag, other, above=tag)
        problems += [
            replace(each, at=replace(each.at, path=f"{tag}/{each.at.path}")) for each in found
        ]
    return problems


def _problems(
    site: Path, compiled: Build, *, others: Sequence[str] = (), above: str = ""
) -> list[Problem]:
    """Verify a site in one language."""
    settings = compiled.library.settings
    expected = [*(url(page.uri) for page in compiled.pages), *data_files(compiled.library)]
    if not (site / OFFLINE).is_file():
        expected += _ONLINE
    problems = verify(
        site,
        expected,
        settings.url,
        settings.image_hosts,
        apart=integrity(settings),
        others=others,
        above=above,
    )
    return _traced(problems, compiled) if problems else problems


def _traced(problems: list[Problem], compiled: Build) -> list[Problem]:
    """Say of each problem of a page which contributed file the page is made from."""
    sources = {f"{url(page.uri)}index.html": page.edit_path for page in compiled.pages}
    return [
        replace(each, hint=f"{each.hint} The page is made from {source}.")
        if (source := sources.get(each.at.path))
        else each
        for each in problems
    ]
