"""``briefing schema``."""

import json

import click
import yaml

from generator.fields import KINDS, json_schema
from generator.form import form

_EPILOG = """\b
Examples:
  briefing schema                   all kinds, in one JSON object
  briefing schema article           the front matter of an article
  briefing schema --form            a web form, for Decap CMS or Sveltia CMS
"""


@click.command("schema", epilog=_EPILOG)
@click.argument("kind", type=click.Choice(KINDS), required=False, metavar="[KIND]")
@click.option("--form", "as_form", is_flag=True, help="Print the configuration of a web form.")
def schema_command(kind: str | None, *, as_form: bool) -> None:
    """Print the JSON Schema of the front matter, for editors and forms.

    KIND is article, theme, term, timeline or page; all are printed where it is left out.
    """
    if as_form:
        click.echo(yaml.safe_dump(form(), sort_keys=False, allow_unicode=True).rstrip())
        return
    schema = json_schema(kind) if kind else {name: json_schema(name) for name in KINDS}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
