"""Markdown → Markdown: front matter of other programs understood, links to nowhere undone."""

import json
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
_COMMAND = r"\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}"
_LINK = re.compile(
    rf"(!?)\[([^\[\]\n]{{0,300}})\]\(((?:{_COMMAND}|[^()\s]){{0,1000}}+)"
    r'(?:[ \t]"[^"\n]{0,300}")?\)'
)
_MARKS = (
    (re.compile(_COMMAND), "is a command of the program that made the page"),
    (
        re.compile(
            r"^[ \t]{0,20}\{:[^{}\n]{1,200}\}[ \t]*$|(?<=\S)[ \t]*\{:?[ \t]*[#.][^{}\n]{1,200}\}",
            re.MULTILINE,
        ),
        "is a mark by which another program lays a text out",
    ),
    (re.compile(r"<!--(?:(?!<!--|-->).){0,2000}-->", re.DOTALL), "is a comment"),
)
"""What means something to the program that a text was written for, and nothing to its readers."""
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
            words = said or json.dumps(value, ensure_ascii=False, default=str)
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
    is_one = isinstance(value, str | int | float) and not isinstance(value, bool)
    return line(str(value)) if is_one else ""


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

    settled = _LINK.sub(settle, text)
    plain, marks = _unmarked(settled)
    return plain, (*dropped, *marks), unlinked(undone)


def _unmarked(text: str) -> tuple[str, list[Dropped]]:
    """Return a text without what only another program understands, and what that was."""
    dropped: list[Dropped] = []
    for mark, reason in _MARKS:
        dropped += [Dropped(0, words, reason) for words in dict.fromkeys(mark.findall(text))]
        text = mark.sub("", text)
    return text, dropped


def _pictures(text: str) -> Iterator[str]:
    for found in _LINK.finditer(text):
        if found[1]:
            yield found[2] or found[3]
