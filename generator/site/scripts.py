"""What the scripts of the site say, in the language of its readers.

A script says messages of gettext, and the first of them holds the catalogue for all: empty as it is
kept, so that it is English and works as it stands.
"""

import json
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from generator.base.language import NP_, Language

CATALOGUE = "assets/briefing.js"
"""The script that holds what all scripts say."""
SCRIPTS = (CATALOGUE, "assets/search.js")
"""The scripts of the site, in the order in which pages load them."""
_MESSAGES = "const MESSAGES = {};"
_PLURAL = "const plural = (n) => (n === 1 ? 0 : 1);"


def catalogue_script(folders: Iterable[Path], language: Language) -> str:
    """Return the script that holds what all scripts say, with that in it.

    Args:
        folders: where themes lie that hold scripts, the project's own first.
        language: that of the readers.
    """
    scripts = [_text(name, folders) for name in SCRIPTS]
    said = {
        key: language.words[key]
        for script in scripts
        for key in _messages(script)
        if key in language.words
    }
    # All that is written into a script is written as JSON, which holds no end of a script.
    words = json.dumps(said, ensure_ascii=True, sort_keys=True).replace("<", "\\u003c")
    rule = f"const plural = (n) => ({language.rule});"
    return scripts[0].replace(_MESSAGES, f"const MESSAGES = {words};").replace(_PLURAL, rule)


def _text(name: str, folders: Iterable[Path]) -> str:
    found = (folder / name for folder in folders)
    return next((path.read_text("utf-8") for path in found if path.is_file()), "")


def _messages(script: str) -> Iterator[str]:
    """Yield the keys of a script's messages in a catalogue."""
    # Only a language other than English needs it.
    from babel.messages.extract import extract_javascript  # noqa: PLC0415

    names = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
    found: Any  # its types say another order than it has
    found = extract_javascript(BytesIO(script.encode()), names, (), {})
    for _, name, said, _ in found:
        texts = [said] if isinstance(said, str) else [text for text in said if text]
        if texts:
            yield NP_(texts[0], texts[1]) if name == "pgettext" else texts[0]
