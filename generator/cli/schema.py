"""``briefing schema``."""

import json

import click

from generator.fields import KINDS, json_schema

_EPILOG = """\b
Examples:
  briefing schema                   all kinds, in one JSON object
  briefing schema article           the front matter of an article
"""


@click.command("schema", epilog=_EPILOG)
@click.argument("kind", type=click.Choice(KINDS), required=False, metavar="[KIND]")
def schema_command(kind: str | None) -> None:
    """Print the JSON Schema of the front matter, for editors and forms.

    KIND is article, theme, term, timeline or page; all are printed where it is left out.
    """
    schema = json_schema(kind) if kind else {name: json_schema(name) for name in KINDS}
    click.echo(json.dumps(schema, ensure_ascii=False, indent=2))
