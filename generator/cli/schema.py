"""``briefing schema``."""

import json
from pathlib import Path
from typing import Literal

import click
import yaml

from generator.base.kinds import Kind
from generator.cli.diff.data import schema_text
from generator.cli.files import create, replace
from generator.schema.editor import FOLDER, schemas, settings
from generator.schema.fields import KINDS, json_schema
from generator.schema.form import form

_DIFF: Literal["diff"] = "diff"

_EPILOG = """\b
Examples:
  briefing schema                   all kinds, in one JSON object
  briefing schema article           the front matter of an article
  briefing schema --form            a web form, for Decap CMS or Sveltia CMS
  briefing schema --editor          write .vscode/, for editors that know YAML
"""


@click.command("schema", epilog=_EPILOG, short_help="Print what front matter may hold.")
@click.argument("kind", type=click.Choice([*KINDS, _DIFF]), required=False, metavar="[KIND]")
@click.option("--form", "as_form", is_flag=True, help="Print the configuration of a web form.")
@click.option(
    "--editor",
    "for_editor",
    is_flag=True,
    help="Write the schemas into .vscode/, and settings that refer to them if there are none.",
)
@click.pass_context
def schema_command(
    context: click.Context, kind: Kind | Literal["diff"] | None, *, as_form: bool, for_editor: bool
) -> None:
    """Print the JSON Schema of the front matter, for editors and forms.

    KIND is article, theme, term, timeline or page; all are printed if it is left out. The KIND diff
    is that of what “briefing diff --format json” prints.
    """
    if kind == _DIFF:
        click.echo(schema_text().rstrip())
        return
    if for_editor:
        _write(context.obj)
        return
    if as_form:
        click.echo(yaml.safe_dump(form(), sort_keys=False, allow_unicode=True).rstrip())
        return
    schema = json_schema(kind) if kind else {name: json_schema(name) for name in KINDS}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))


def _write(root: Path) -> None:
    """Write schemas anew, and settings only where the project has none of its own."""
    for path, text in schemas().items():
        if (root / path).is_file():
            replace(root, path, text)
        else:
            create(root, path, text)
    for path, text in settings().items():
        if (root / path).exists():
            click.echo(
                f"{path} was left as it is; “briefing init” would write it like this:\n{text}",
                err=True,
            )
        else:
            create(root, path, text)
    click.echo(FOLDER)
