"""A web form for content, in the configuration format that Decap CMS and Sveltia CMS read.

It comes from the same declaration as the checks. A term's senses chosen in an article (``senses``)
have keys of the contributor's own, which such forms cannot ask for: they stay in the file as they
are. Of the values with two forms, a passage or an author is text, and a reference has its keys:
an entry with the other form has to be edited as a file.
"""

from collections.abc import Mapping

from generator.base.kinds import CONTENT, CONTENTS, LASTING, SECTIONS
from generator.schema.fields import PARTS, FieldRow, fields

_WIDGETS: Mapping[str, Mapping[str, object]] = {
    "whole number": {"widget": "number", "value_type": "int"},
    "number": {"widget": "number", "value_type": "float"},
}
_IMAGES = CONTENTS["image"].folder
_UNKNOWN = {"name": "github", "repo": "OWNER/REPOSITORY", "branch": "main"}


def form(backend: Mapping[str, object] = _UNKNOWN) -> dict[str, object]:
    """Return the configuration.

    Args:
        backend: the code host; left out, its address and branch are for its owner to fill in.
    """
    return {
        "backend": dict(backend),
        "publish_mode": "editorial_workflow",
        "media_folder": f"{CONTENT}/{_IMAGES}",
        "public_folder": f"/{_IMAGES}",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "output": {"omit_empty_optional_fields": True},
        "collections": [
            {
                "name": content.folder,
                "label": SECTIONS[content.folder].label,
                "label_singular": content.kind.capitalize(),
                "folder": f"{CONTENT}/{content.folder}",
                "create": True,
                "slug": "{{slug}}",
                "identifier_field": content.name,
                "extension": "md",
                "format": "yaml-frontmatter",
                "fields": [*_fields(content.kind), _BODY],
            }
            for content in LASTING
        ],
    }


_BODY = {"name": "body", "label": "Text", "widget": "text", "required": False}
"""The text as it stands in the file: a rich editor would rewrite it."""


def _fields(part: str) -> list[dict[str, object]]:
    return [_field(row) for row in fields(part) if not row.type.startswith("term: ")]


def _field(row: FieldRow) -> dict[str, object]:
    """Return the field of a key, with its description as the hint."""
    label = row.name.replace("_", " ").capitalize()
    base = {"name": row.name, "label": label, "hint": row.description, "required": row.required}
    return {**base, **_widget(row)}


def _widget(row: FieldRow) -> Mapping[str, object]:
    item = row.type.removeprefix("list of ")
    if item == "text or reference":
        return {"widget": "object", "fields": _fields("reference")}
    listed = item != row.type
    if item in PARTS:
        return {"widget": "list" if listed else "object", "fields": _fields(item)}
    if item.startswith("one of "):
        options = item.removeprefix("one of ").split(", ")
        return {"widget": "select", "options": options, **({"multiple": True} if listed else {})}
    if listed:
        return {"widget": "list"}
    if item == "true or false":
        # The example of such a key is what differs from leaving it out.
        return {"widget": "boolean", "default": row.example.endswith("false")}
    return _WIDGETS.get(item, {"widget": "string"})
