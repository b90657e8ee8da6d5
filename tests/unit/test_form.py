"""The web form: in step with the declaration, and without effect where nothing is filled in."""

from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from generator.base.kinds import Kind
from generator.cli.commands import main
from generator.schema.fields import PARTS, fields, json_schema

FORM: dict[str, Any] = yaml.safe_load(CliRunner().invoke(main, ["schema", "--form"]).stdout)
COLLECTIONS = {each["name"]: each for each in FORM["collections"]}
KINDS: dict[str, Kind] = {"articles": "article", "themes": "theme", "glossary": "term"}


def assert_in_step(part: str, found: list[dict[str, Any]]) -> None:
    """Compare the fields of a form with the keys of a part, and those within them."""
    rows = [row for row in fields(part) if not row.type.startswith("term: ")]
    assert [field["name"] for field in found] == [row.name for row in rows]
    for row, field in zip(rows, found, strict=True):
        assert (field["required"], field["hint"]) == (row.required, row.description)
        inner = row.type.removeprefix("list of ").removeprefix("text or ")
        inner = "" if inner in {"passage", "author"} else inner  # asked for as text
        assert ("fields" in field) == (inner in PARTS)
        if inner in PARTS:
            assert_in_step(inner, field["fields"])


@pytest.mark.parametrize(("folder", "kind"), KINDS.items())
def test_form_asks_for_every_key(folder: str, kind: str) -> None:
    """Each key stands in the form with its description; the text itself is a plain field."""
    *found, body = COLLECTIONS[folder]["fields"]
    assert_in_step(kind, found)
    assert (body["name"], body["widget"]) == ("body", "text")


@pytest.mark.parametrize(("folder", "kind"), KINDS.items())
def test_form_offers_the_values_that_the_schema_allows(folder: str, kind: Kind) -> None:
    """Choices are those of the schema, and switches stand as they do where a key is left out."""
    properties: Any = json_schema(kind)["properties"]
    for field in COLLECTIONS[folder]["fields"][:-1]:
        declared = properties[field["name"]]
        assert field.get("options") == declared.get("items", declared).get("enum")
        if field["widget"] == "boolean":
            assert field["default"] == declared["default"]
