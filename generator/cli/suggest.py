"""``briefing suggest``."""

from collections.abc import Iterator, Mapping
from functools import partial
from io import StringIO
from pathlib import Path

import click
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.util import load_yaml_guess_indent

from generator.assist.suggest import Candidate, Person, Suggestions, suggest, suggest_names
from generator.base.bounds import Bounds
from generator.base.foreign import is_english
from generator.base.language_tags import canonical, named
from generator.base.model import Library
from generator.base.problems import At, short
from generator.cli.files import article_source, replace
from generator.cli.project import compile_project, open_project
from generator.knowledge.glossary import Glossary
from generator.schema.fields import PROSE
from generator.source.characters import as_stored, unified
from generator.source.frontmatter import parse as parse_matter
from generator.source.read import Source, texts
from generator.text.markup import parse

_EPILOG = """\b
Examples:
  briefing suggest content/articles/late-trams.md
  briefing suggest content/articles/late-trams.md --write
"""

_WIDE = 10_000
"""Columns that a line of YAML may take: lines are not to be broken anew."""
_CURLY = ("“", "”", "„", "‘", "’", "\u201a")
_WITHOUT = {"person": "no role", "body": "a body", "group": "a group"}
"""What is told of whoever has no role, by kind."""
_cut = partial(short, most=140)
"""Cuts a sentence that is printed."""


@click.command(
    "suggest", epilog=_EPILOG, short_help="Propose people, figures and points for an article."
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Add people and points to the front matter, as drafts.")
@click.pass_context
def suggest_command(context: click.Context, file: Path, *, write: bool) -> None:
    """Propose people, figures, terms, themes and points for an article, each with its reason.

    Nothing is looked up elsewhere, and nothing is decided: points are written as drafts.
    """
    root: Path = context.obj
    source = article_source(root, file)
    built = compile_project(root, open_project(root))
    document, _ = parse(source.body, At(source.path, source.body_line), Bounds())
    glossary, _ = Glossary.compile(built.library)
    title, authors = str(source.meta.get("title", "")), _authors(source)
    language, site = canonical(str(source.meta.get("language"))), built.library.settings.original
    english = is_english(language, site)
    found = (
        suggest(document.blocks, built.library, glossary, title, authors)
        if english
        else suggest_names(document.blocks, glossary, language)
    )
    click.echo("\n".join(_lines(found, built.library)))
    if not english:
        told = "people, figures, themes and points are found in English alone"
        click.echo(f"The article is in {named(language or site)}: {told}.", err=True)
        return
    if write:
        _write(root, source, found)


def _authors(source: Source) -> tuple[str, ...]:
    """Return the names of an article's authors, as far as they can be read."""
    given = source.meta.get("authors")
    names = (
        each.get("name") if isinstance(each, dict) else each
        for each in (given if isinstance(given, tuple) else ())
    )
    return tuple(str(name) for name in names if name)


def _lines(found: Suggestions, library: Library) -> Iterator[str]:
    """Yield all that was found, with what it rests on."""
    yield "Themes"
    for theme, passages in found.themes.items():
        for sentence, leaning in passages:
            yield f"  {theme} ({leaning.score:g}: {', '.join(leaning.words)}): {_cut(sentence)}"
    yield "Terms"
    for term, count in sorted(found.terms.items(), key=lambda each: (-each[1], each[0])):
        yield f"  {library.terms[term].label}: {count}"
    yield "Acronyms that the glossary does not explain"
    for each in found.acronyms:
        meaning = each.long_form or "no long form in the text"
        yield f"  {each.text}: {meaning}: {_cut(each.sentence)}"
    yield "People, bodies and groups"
    for person in found.people:
        told = ", ".join(filter(None, (person.role, person.organisation))) or _WITHOUT[person.kind]
        yield f"  {person.name}: {told}: {_cut(person.sentence)}"
    yield "Figures"
    yield from (f"  {figure.text}: {_cut(figure.sentence)}" for figure in found.figures)
    yield "Points"
    for point in found.points:
        yield f"  {point.id} ({point.kind}, {point.standing}; {point.why}): {_cut(point.text)}"
        yield f"    passage: {point.passage}"


def _write(root: Path, source: Source, found: Suggestions) -> None:
    """Add people and points to the front matter, and write the file if only they are new."""
    old = next(text for file, text in texts(root, Bounds()) if file.path == source.path)
    front, fence, body = unified(old).removeprefix("---\n").partition("\n---")
    new = f"---\n{_added(front, source, found)}{fence}{body}"
    matter, problems = parse_matter(new, source.path, Bounds(), "required", PROSE)
    kept = matter and all(
        matter.meta.get(key) == value
        for key, value in source.meta.items()
        if key not in {"people", "points"}
    )
    if problems or not kept:
        raise click.ClickException(
            f"{source.path} cannot be added to automatically; add what you want by hand."
        )
    replace(root, source.path, as_stored(new, old))
    click.echo(f"Added to {source.path} as drafts.", err=True)
    click.echo(
        "Next: put each point into your own words, and check whether its themes fit.", err=True
    )


def _added(front: str, source: Source, found: Suggestions) -> str:
    """Return front matter with what is new at the end of its lists."""
    _, indent, offset = load_yaml_guess_indent(front)
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    if offset is None or indent is None:
        indent, offset = 4, 2
    yaml.indent(mapping=2, sequence=indent, offset=offset)
    tree = yaml.load(front)
    ids = _values(source, "people", "id")
    _extend(tree, "people", [_person(each) for each in found.people if each.id not in ids])
    passages, speakers = _values(source, "points", "text"), ids | {each.id for each in found.people}
    # A point that speaks for no theme most likely belongs to the article's own.
    usual = tuple(found.themes)[:1]
    _extend(
        tree,
        "points",
        [
            _point(each, each.themes or usual, speakers)
            for each in found.points
            if each.text not in passages and not _anchored(each, source)
        ],
    )
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue().rstrip("\n")


def _values(source: Source, key: str, name: str) -> set[object]:
    items = source.meta.get(key)
    return {
        each.get(name)
        for each in (items if isinstance(items, tuple) else ())
        if isinstance(each, dict)
    }


def _anchored(point: Candidate, source: Source) -> bool:
    """Tell whether the article has a point on the same sentence, or one of that name."""
    anchors = [str(each) for each in _values(source, "points", "passage")]
    return point.id in _values(source, "points", "id") or any(
        anchor in point.text for anchor in anchors
    )


def _extend(tree: CommentedMap, key: str, items: list[CommentedMap]) -> None:
    if not items:
        return
    if not isinstance(tree.get(key), CommentedSeq):
        tree[key] = CommentedSeq()
    if tree[key].fa.flow_style():
        tree[key].fa.set_block_style()
    tree[key].extend(items)


def _person(person: Person) -> CommentedMap:
    kind = "" if person.kind == "person" else person.kind
    pairs = {"id": person.id, "name": person.name, "kind": kind, "role": person.role}
    made = _map({**pairs, "organisation": person.organisation})
    made.fa.set_flow_style()
    return made


def _point(point: Candidate, named: tuple[str, ...], speakers: set[object]) -> CommentedMap:
    themes = CommentedSeq(named)
    themes.fa.set_flow_style()
    return _map({
        "id": point.id,
        "text": point.text,
        "kind": point.kind,
        "themes": themes,
        "passage": point.passage,
        "standing": point.standing,
        "speaker": point.speaker if point.speaker in speakers else "",
        "draft": True,
    })  # fmt: skip


def _map(pairs: Mapping[str, object]) -> CommentedMap:
    return CommentedMap({
        key: _written(value) for key, value in pairs.items() if value or key == "themes"
    })  # fmt: skip


def _written(value: object) -> object:
    """Put a text in quotes that would seem to be in curly ones, which the check refuses."""
    curly = isinstance(value, str) and value.startswith(_CURLY)
    return DoubleQuotedScalarString(str(value)) if curly else value
