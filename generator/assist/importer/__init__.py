"""A document from elsewhere → a draft article: its text cleaned, what is known of it proposed.

Nothing is dropped in silence: what is left out of the text comes back as a list, and each proposal
says what it rests on.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.assist.importer.clean import Dropped, cleaned
from generator.assist.importer.convert import UnimportableError, convert
from generator.assist.importer.propose import Proposal, propose
from generator.base.names import slug
from generator.schema.fields import example, fields
from generator.source.characters import is_blank
from generator.source.walk import keeper_of

__all__ = ["Dropped", "Imported", "Proposal", "UnimportableError", "import_document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """An article to be completed by a person.

    Attributes:
        id: proposed name of its file.
        text: the file.
        dropped: what was left out of the document's text.
        proposals: what was proposed for the front matter, and why.
    """

    id: str
    text: str
    dropped: tuple[Dropped, ...]
    proposals: tuple[Proposal, ...]


def import_document(name: str, data: bytes) -> Imported:
    """Make a draft of a document.

    Args:
        name: the file's name; its ending says what it holds.
        data: the file.

    Raises:
        UnimportableError: it is of another kind, broken or too large, or its converter is missing.
    """
    raw = convert(name, data)
    if is_blank(raw.text):
        raise UnimportableError(f"{name} holds no text.")
    proposals, used = propose(raw)
    lines, dropped = cleaned(raw.text, used)
    proposed = {proposal.key: proposal for proposal in proposals}
    if "title" not in proposed:
        proposed["title"] = _named(name)
    title = proposed["title"].value
    front = raw.front or _front(proposed)
    body = "\n\n".join(lines)
    return Imported(
        id=_free(slug(title)),
        text=f"---\n{front}\n---\n\n{body}\n",
        dropped=(*raw.dropped, *dropped),
        proposals=() if raw.front else proposals,
    )


def _free(id_: str) -> str:
    """Return an id that an article may have: some titles give none, and some names are kept."""
    return f"{id_}-2" if keeper_of(id_, "article") else id_ or "imported"


def _named(name: str) -> Proposal:
    words = slug(name.rpartition(".")[0]).replace("-", " ").capitalize()
    return Proposal("title", words or "Imported", "from the file's name")


def _front(proposed: Mapping[str, Proposal]) -> str:
    """Write front matter: each proposal with what it rests on, and the other needed keys empty."""
    lines = [_line("title", proposed["title"]), "source:"]
    lines += (f"  {_line(key, proposed.get(key))}" for key in ("publisher", "url", "note"))
    lines += (
        _line(row.name, proposed.get(row.name), row.description)
        for row in fields("article")
        if row.name not in {"title", "source"} and (row.required or row.name in proposed)
    )
    lines.append("draft: true  # Delete this line when all is filled in.")
    return "\n".join(lines)


def _line(key: str, proposal: Proposal | None, description: str = "") -> str:
    """Write a key, proposed or empty, with a comment behind it."""
    if proposal is None:
        return f"{key}:  # {description}" if description else f"{key}:"
    value = " ".join(proposal.value.split())
    written = example(key, [value] if key == "authors" else value)
    return f"{written}  # {' '.join(proposal.basis.split())}"
