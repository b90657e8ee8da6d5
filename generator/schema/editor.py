"""Settings for editors: which schema the front matter of which folder obeys.

They are those of Visual Studio Code, in the names of yaml-language-server, which other editors run
too. What they say comes from the same declaration as the checks.
"""

import json
from collections.abc import Mapping

from generator.base.kinds import CONTENTS
from generator.schema.fields import KINDS, json_schema

FOLDER = ".vscode"
SETTINGS = f"{FOLDER}/settings.json"
_SETTINGS = {
    "yaml.schemas": {f"./{FOLDER}/{kind}.schema.json": CONTENTS[kind].files for kind in KINDS},
    "[markdown]": {"editor.quickSuggestions": {"other": True, "strings": True}},
}
_EXTENSIONS = {"recommendations": ["redhat.vscode-yaml"]}


def schemas() -> dict[str, str]:
    """Return the schemas of all kinds of front matter, by path in a project."""
    return {f"{FOLDER}/{kind}.schema.json": _text(json_schema(kind)) for kind in KINDS}


def settings() -> dict[str, str]:
    """Return the settings that name the schemas, by path in a project; their owner may add more."""
    return {SETTINGS: _text(_SETTINGS), f"{FOLDER}/extensions.json": _text(_EXTENSIONS)}


def _text(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
