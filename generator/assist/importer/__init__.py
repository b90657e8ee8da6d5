"""A document from elsewhere → a draft article: its text cleaned, what is known of it proposed.

Nothing is dropped in silence: what is left out of the text comes back as a list, and each proposal
says what it rests on.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.assist.importer.clean import cleaned
from generator.assist.importer.propose import Proposal, lines_apart, propose
from generator.assist.importer.raw import Dropped, Raw, UnimportableError
from generator.assist.importer.raw import line as printable
from generator.assist.importer.reading import read_document
from generator.base.bounds import Bounds
from generator.base.names import slug
from generator.schema.fields import example, fields
from generator.source.characters import is_blank
from generator.source.walk import keeper_of

__all__ = [
    "Dropped",
    "Imported",
    "Proposal",
    "UnimportableError",
    "import_document",
    "printable",
    "read_document",
]


class Imported(Struct, frozen=True, kw_only=True):
    """An article to be completed by a person.

    Attributes:
        id: proposed name of its file.
        text: the file.
        dropped: what was left out of the document's text.
        proposals: what was proposed for the front matter, and why.
        remarks: sentences on what was decided for all of the text, or must be looked at.
    """

    id: str
    text: str
    dropped: tuple[Dropped, ...]
    proposals: tuple[Proposal, ...]
    remarks: tuple[str, ...]


_WHOLE = Proposal("text", "full", "its own words; write a digest, or say why they may be published")


def import_document(name: str, data: bytes) -> Imported:
    """Make a draft of a document.

    Args:
        name: the file's name, whose ending says what it holds; what comes without an ending, as
            from standard input, is known by its bytes.
        data: the file.

    Raises:
        UnimportableError: it is of another kind, broken, protected or beyond a bound, or its
            converter is missing.
    """
    return drafted(name, read_document(name, data))


def drafted(name: str, raw: Raw) -> Imported:
    """Make a draft of what a document holds.

    Args:
        name: the document's file name.
        raw: its text, and what it says of itself.

    Raises:
        UnimportableError: it holds no text.
    """
    if is_blank(raw.text):
        raise UnimportableError(f"{printable(name)} contains no text.")
    raw = replace(raw, text=lines_apart(raw.text))
    proposals, used = propose(raw, cleaned(raw.text, {})[0])
    lines, dropped = cleaned(raw.text, {} if raw.front else used)
    proposed = {proposal.key: proposal for proposal in (*proposals, _WHOLE)}
    if "title" not in proposed:
        proposed["title"] = _named(name)
    title = proposed["title"].value
    front = raw.front or _front(proposed)
    body = "\n\n".join(lines)
    return Imported(
        id=_free(slug(title)),
        text=f"---\n{front}\n---\n\n{body}\n",
        dropped=(*raw.dropped, *dropped),
        proposals=() if raw.front else (*proposals, _WHOLE),
        remarks=(*raw.remarks, *_too_long(body)),
    )


def _too_long(body: str) -> tuple[str, ...]:
    """Say whether a text is longer than that of an article may be."""
    size, most = len(body.encode()), Bounds().body_bytes
    if size <= most:
        return ()
    return (f"The text has {size:,} bytes; that of an article may have {most:,}. Split it.",)


def _free(id_: str) -> str:
    """Return an id that an article may have: some titles give none, and some names are kept."""
    return f"{id_}-2" if keeper_of(id_, "article") else id_ or "imported"


def _named(name: str) -> Proposal:
    words = slug(name.rpartition(".")[0] or name).replace("-", " ").capitalize()
    return Proposal("title", words or "Imported", "from the file's name")


def _front(proposed: Mapping[str, Proposal]) -> str:
    """Write front matter: each proposal with what it rests on, and the other needed keys empty."""
    lines = [_line("title", proposed["title"]), "source:"]
    lines += (f"  {_line(key, proposed.get(key))}" for key in ("publisher", "url", "note"))
    lines += (
        _line(row.name, proposed.get(row.name), row.description)
        for row in fields("article")
        if row.name not in {"title", "source"}
        and (row.required or row.name in proposed or row.name == "rights")
    )
    lines.append("draft: true  # Delete this line when everything is filled in.")
    return "\n".join(lines)


def _line(key: str, proposal: Proposal | None, description: str = "") -> str:
    """Write a key, proposed or empty, with a comment behind it."""
    if proposal is None:
        return f"{key}:  # {description}" if description else f"{key}:"
    value = " ".join(proposal.value.split())
    written = example(key, value.split("; ") if key == "authors" else value)
    return f"{written}  # {' '.join(proposal.basis.split())}"
