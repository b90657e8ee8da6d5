"""Markdown → Markdown: front matter of other programs understood, links to nowhere undone."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from generator.assist.importer.decoded import decoded
from generator.assist.importer.raw import Dropped, Raw, line, safe
from generator.assist.importer.remarks import picture, unlinked
from generator.base.bounds import Bounds
from generator.base.problems import At
from generator.schema.fields import PROSE, fields
from generator.source.yamltree import RefusedError, build

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*(?:\n|\Z)(.*)", re.DOTALL)
_THEIRS: Mapping[str, str] = {
    "author": "author",
    "authors": "author",
    "canonical": "url",
    "canonical_url": "url",
    "canonicalurl": "url",
    "date": "published",
    "description": "summary",
    "excerpt": "summary",
    "kind": "kind",
    "link": "url",
    "original_url": "url",
    "publishdate": "published",
    "published": "published",
    "publisher": "publisher",
    "site": "publisher",
    "source_url": "url",
    "summary": "summary",
    "title": "title",
}
"""Keys that Jekyll, Hugo and their like use → what they are here."""
_DRAFT = "draft"
_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\(([^()\s]{0,1000})(?:[ \t]\"[^\"\n]{0,300}\")?\)")
_LEADS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


def read(data: bytes) -> Raw:
    """Return a Markdown text, its front matter mapped where it is not ours."""
    text = safe(decoded(data))
    found = _FRONT.fullmatch(text)
    body, dropped, remarks = _linked(found[3].strip("\n") if found else text)
    if not found:
        return Raw(text=body, dropped=dropped, remarks=remarks)
    matter = _matter(found[1], found[2])
    about, left = _mapped(matter or {})
    if matter is None or (found[1] == "---" and matter.keys() <= _ours()):
        return Raw(text=body, front=found[2], about=about, dropped=dropped, remarks=remarks)
    return Raw(text=body, about=about, dropped=(*left, *dropped), remarks=remarks)


def _ours() -> set[str]:
    return {row.name for row in fields("article")}


def _matter(fence: str, text: str) -> Mapping[str, object] | None:
    """Return the keys and values of front matter, or None where it cannot be read."""
    if fence == "---":
        try:
            return build(text, At(""), Bounds(), PROSE, [])[0]
        except RefusedError:
            return None
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {"+++": text}


def _mapped(
    matter: Mapping[str, object],
) -> tuple[dict[str, tuple[str, str]], tuple[Dropped, ...]]:
    """Return what fits an article, and a list of what does not."""
    about: dict[str, tuple[str, str]] = {}
    left: list[Dropped] = []
    for key, value in matter.items():
        name, said = _THEIRS.get(key.lower(), ""), _said(value)
        if name and said and name not in about and (name != "url" or _LEADS.match(said)):
            about[name] = (said, f"the document's “{key}”")
        elif key.lower() != _DRAFT:  # every import is one
            words = said or line(str(value))
            left.append(
                Dropped(0, f"{key}: {words}", "is front matter for which an article has no key")
            )
    return about, tuple(left)


def _said(value: object) -> str:
    """Return a value as words; several are parted by semicolons; nothing if it holds more."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return "; ".join(value)
    return line(str(value)) if isinstance(value, str | int | float) else ""


def _linked(text: str) -> tuple[str, tuple[Dropped, ...], tuple[str, ...]]:
    """Return a text whose links lead somewhere from anywhere, and what was undone."""
    dropped = map(picture, _pictures(text))
    undone: list[str] = []

    def settle(found: re.Match[str]) -> str:
        if found[1]:
            return ""
        if _LEADS.match(found[3]):
            return found[0]
        undone.append(found[2])
        return found[2]

    return _LINK.sub(settle, text), tuple(dropped), unlinked(undone)


def _pictures(text: str) -> Iterator[str]:
    for found in _LINK.finditer(text):
        if found[1]:
            yield found[2] or found[3]
