"""Translators: they fill catalogues with words that are plainly not the original's."""

import re
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from tests.projects import tiny

_WORD = re.compile(r"(\]\([^)]*\)|<[^>]*>|`[^`]*`|\[\^[^\]]*\])|([^\W\d_]{2,})")


def in_welsh(text: str) -> str:
    """Return a text with a mark at each word, so that tests can tell; addresses stay."""
    return _WORD.sub(lambda found: found[1] or f"{found[2]}ŵ", text)


def filled(catalogue: str, say: Callable[[str], str] = in_welsh) -> str:
    """Return a catalogue with a translation of all that it asks."""
    head, _, _ = catalogue.partition("\n\n")
    found = read_po(BytesIO(catalogue.encode()))
    for message in found:
        if isinstance(message.id, str) and message.id:
            message.string = say(message.id)
    made = BytesIO()
    write_po(made, found, omit_header=True)
    return f"{head}\n\n{made.getvalue().decode()}"


def translate(
    project: Path, files: Iterable[str] = (".",), say: Callable[[str], str] = in_welsh
) -> None:
    """Fill some catalogues of a project; others are left as they are.

    Args:
        project: its folder.
        files: parts of their paths.
        say: translates.
    """
    wanted = [*files]
    for path in sorted((project / "locale" / "cy").rglob("*.po")):
        if any(part in path.as_posix() for part in wanted):
            path.write_text(filled(path.read_text("utf-8"), say), encoding="utf-8")


def bilingual(folder: Path) -> Path:
    """Copy the small project, which is to be published in Welsh as well; nothing is translated."""
    settings = tiny(folder / "plain") / "mkdocs.yml"
    text = settings.read_text("utf-8").replace(
        "  - briefing:\n", "  - briefing:\n      translations: [cy]\n"
    )
    text = text.replace(
        "site_name: Trams\n", "site_name: Trams\nsite_url: https://example.org/t/\n"
    )
    return tiny(folder, {"mkdocs.yml": text})
