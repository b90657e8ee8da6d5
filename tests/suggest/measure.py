"""Suggestions measured on texts whose people, sentences and figures were noted by hand.

``python -m tests.suggest.measure`` prints a table. The texts in ``measured`` were written before
anything was measured, and rules are never fitted to them: those in ``development`` are for that.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path

from generator.assist.importer import Imported, import_document
from generator.assist.suggest import Person, Suggestions, suggest
from generator.base.bounds import Bounds
from generator.base.model import Block, Library
from generator.base.problems import At
from generator.knowledge.glossary import Glossary
from generator.schema.fields import PROSE
from generator.source.frontmatter import parse as parse_matter
from generator.text.markup import parse
from tests.cases import sections
from tests.projects import TINY, compiled

FOLDER = Path(__file__).parent
SETS = ("development", "measured")
_AT = At("content/articles/new.md")
_BEST = 10


@dataclass(frozen=True, slots=True)
class Read:
    """A text as it is imported, and what is suggested for it."""

    made: Imported
    blocks: tuple[Block, ...]
    found: Suggestions


def texts(of: str) -> tuple[Path, ...]:
    """Return the texts of a set."""
    return tuple(sorted((FOLDER / of).glob("*.txt")))


@cache
def _library() -> Library:
    return compiled(TINY).library


@cache
def read(path: Path) -> Read:
    """Import a text, and suggest what it says."""
    made = import_document(path.name, sections(path)["text"].encode())
    matter, _ = parse_matter(made.text, _AT.path, Bounds(), "required", PROSE)
    assert matter is not None
    document, _ = parse(matter.body, _AT, Bounds())
    glossary, _ = Glossary.compile(_library())
    title = str(matter.meta["title"])
    authors = [each.value for each in made.proposals if each.key == "authors"]
    found = suggest(document.blocks, _library(), glossary, title, authors)
    return Read(made, document.blocks, found)


Score = tuple[int, int]
"""How many are right, of how many."""


def measures(path: Path) -> Mapping[str, Score]:
    """Return what is right in the suggestions for a text."""
    return {
        "names found": _names(path),
        "roles and organisations": _roles(path),
        "attributed sentences": _attributed(path),
        "attributions right": _attributions(path),
        "figures found": _figures(path, found=True),
        "figures right": _figures(path, found=False),
        "best ten useful": _useful(path),
    }


def _lines(path: Path, what: str, mark: str = "|") -> list[list[str]]:
    rows = sections(path)[what].split("\n")
    return [[cell.strip() for cell in row.split(mark)] for row in rows if row.strip()]


def _persons(path: Path) -> Mapping[str, Person]:
    return {each.name: each for each in read(path).found.people if each.kind == "person"}


def _names(path: Path) -> Score:
    authors = {each.value for each in read(path).made.proposals if each.key == "authors"}
    found = authors | set(_persons(path))
    wanted = {row[0] for row in _lines(path, "people")}
    return len(wanted & found), len(wanted | found)


def _roles(path: Path) -> Score:
    found = _persons(path)
    wanted = [row for row in _lines(path, "people") if row[1]]
    right = [
        name
        for name, role, organisation in wanted
        if (each := found.get(name))
        and (_same(each.role), _same(each.organisation)) == (_same(role), _same(organisation))
    ]
    return len(right), len(wanted)


def _same(text: str) -> str:
    return re.sub(r"^the ", "", " ".join(text.casefold().split()).replace("’", "'"))


def _said(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the sentences that are suggested to be said by somebody, with all names of whom."""
    found = read(path).found
    named = {each.id: each for each in found.people}
    for sentence, speaker in found.said.items():
        who = named[speaker]
        yield _plain(sentence), _same(f"{who.name} {who.heard}")


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _attributed(path: Path) -> Score:
    said = list(_said(path))
    wanted = [(_plain(first), _same(who)) for first, who in _lines(path, "said")]
    right = [
        first
        for first, who in wanted
        if any(first in sentence and who in speaker for sentence, speaker in said)
    ]
    return len(right), len(wanted)


def _attributions(path: Path) -> Score:
    said = list(_said(path))
    wanted = [(_plain(first), _same(who)) for first, who in _lines(path, "said")]
    right = [
        sentence
        for sentence, speaker in said
        if any(first in sentence and who in speaker for first, who in wanted)
    ]
    return len(right), len(said)


def _figures(path: Path, *, found: bool) -> Score:
    wanted = Counter(_same(row[0]) for row in _lines(path, "figures"))
    given = Counter(_same(each.text) for each in read(path).found.figures)
    return (wanted & given).total(), (wanted if found else given).total()


def _useful(path: Path) -> Score:
    wanted = [_plain(row[0]) for row in _lines(path, "points")]
    best = read(path).found.points[:_BEST]
    right = [each for each in best if any(part in _plain(each.text) for part in wanted)]
    return len(right), len(best)


def totals(paths: Sequence[Path]) -> Mapping[str, Score]:
    """Return the measures of all these texts together."""
    each = [measures(path) for path in paths]
    return {
        name: (sum(one[name][0] for one in each), sum(one[name][1] for one in each))
        for name in each[0]
    }


def share(score: Score) -> Fraction:
    """Return the share of what is right."""
    return Fraction(*score)


def _table() -> Iterator[str]:
    rows = {of: totals(texts(of)) for of in SETS}
    for name in rows["measured"]:
        cells = [f"{right}/{of} = {100 * right // (of or 1)} %" for right, of in
                 (rows[of][name] for of in SETS)]  # fmt: skip
        yield f"{name:26}{cells[0]:>20}{cells[1]:>20}\n"


if __name__ == "__main__":
    sys.stdout.write(f"{'':26}{SETS[0]:>20}{SETS[1]:>20}\n")
    sys.stdout.writelines(_table())
