"""``briefing explain``."""

from collections.abc import Iterable
from pathlib import Path

import click

from generator.addresses import url
from generator.build import Build
from generator.cli.project import compile_project, open_project
from generator.link.records import LineRef, Mention, Reason
from generator.model import Article, Point, Term, Theme
from generator.names import nearest
from generator.problems import Explanation, catalogue

_EPILOG = """\b
Examples:
  briefing explain passage-not-found            a problem's code
  briefing explain articles/NAME                an article or any other page
  briefing explain 'NAME#POINT'                 a point
  briefing explain glossary/NAME                a term
"""


_SEEN = {"disputes": "is disputed by", "repeats": "is repeated by"}


@click.command("explain", epilog=_EPILOG)
@click.argument("name", metavar="ID|PAGE|CODE")
@click.pass_context
def explain_command(context: click.Context, name: str) -> None:
    """Say what a problem code means, or where a page, article, point or term comes from."""
    if name in catalogue():
        click.echo(_code(catalogue()[name]))
        return
    root: Path = context.obj
    built = compile_project(root, open_project(root))
    lines = [*_explain(built, name.removesuffix("/").removesuffix(".md"))]
    if not lines:
        known = [*catalogue(), *_names(built)]
        near = nearest(name, known)
        hint = f" Did you mean “{near}”?" if near else ""
        raise click.UsageError(f"“{name}” is no problem code, page, article, point or term.{hint}")
    click.echo("\n".join(lines))


def _code(explanation: Explanation) -> str:
    parts = (
        f"{explanation.code} ({explanation.severity})",
        explanation.summary,
        explanation.why,
        f"Wrong:\n{_indented(explanation.wrong)}",
        f"Right:\n{_indented(explanation.right)}",
    )
    return "\n\n".join(part.strip() for part in parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.strip("\n").splitlines())


def _names(built: Build) -> Iterable[str]:
    library = built.library
    yield from (*library.articles, *library.points, *library.terms, *library.themes)
    yield from (page.uri.removesuffix(".md") for page in built.pages)


def _explain(built: Build, name: str) -> Iterable[str]:
    """Yield the lines on everything that a name may stand for; an id may name several things."""
    library = built.library
    folder, _, id_ = name.rpartition("/")
    if folder in {"", "articles"} and id_ in library.articles:
        yield from _article(built, library.articles[id_])
    if name in library.points:
        yield from _point(built, library.points[name])
    if folder in {"", "glossary"} and id_ in library.terms:
        yield from _term(built, library.terms[id_])
    if folder in {"", "themes"} and id_ in library.themes:
        yield from _theme(built, library.themes[id_])
    for page in built.pages:
        if page.uri in {f"{name}.md", f"{name}/index.md".lstrip("/")}:
            yield f"Page {url(page.uri) or 'home'}: “{page.title}”"
            yield f"  made by   templates/pages/{page.template}.jinja"
            yield f"  mend in   {page.edit_path or 'the content that it lists'}"


def _article(built: Build, article: Article) -> Iterable[str]:
    basis = f", from {article.published_basis}" if article.published_basis else ""
    yield f"Article {article.id}: “{article.title}”"
    yield f"  from      {article.at}"
    yield from _former("articles", article.former_ids)
    yield f"  published {article.published.label} ({article.published.text}){basis}"
    yield f"  points    {len(article.points)}"
    for related in built.links.related.get(article.id, ()):
        parts = " + ".join(f"{reason.score:g}" for reason in related.reasons)
        yield f"  related   {related.article}: {parts} = {related.score:g}"
        yield from (f"              {_reason(reason)}" for reason in related.reasons)


def _reason(reason: Reason) -> str:
    """Show how a part of a score comes about: ``5.42 terms: s75 3.17 + bcf 2.25``."""
    pairs = zip(reason.items, reason.weights, strict=True)
    sum_ = " + ".join(f"{item} {weight:g}" for item, weight in pairs)
    return f"{reason.score:g} {reason.kind}{f': {sum_}' if sum_ else ' (less than a year apart)'}"


def _former(folder: str, ids: Iterable[str]) -> Iterable[str]:
    return (f"  once at   {url(f'{folder}/{id_}.md')}" for id_ in ids)


def _point(built: Build, point: Point) -> Iterable[str]:
    library, links = built.library, built.links
    article = library.articles[point.article]
    yield f"Point {point.id}: {point.text}"
    yield f"  from      {point.at}"
    yield f"  passage   “{point.passage.exact}”"
    yield f"  address   {url(f'articles/{article.id}.md#{point.fragment}')}"
    whose = "its own (as_of)" if point.as_of else "of its article"
    yield f"  date      {article.date_of(point).label}, {whose}"
    yield f"  says so   {_speaker(article, point)}"
    yield f"  standing  {point.standing}"
    for theme in point.themes:
        listed = links.evidence.by_theme[theme]
        place = listed.index(point) + 1
        yield f"  theme     {theme}: line {place} of {len(listed)}, newest first"
    if point.places:
        yield f"  places    {', '.join(point.places)}"
    for relation in links.relations.get(point.id, ()):
        way = "" if relation.stated else " (stated there)"
        yield f"  {relation.kind:<9} {relation.point}{way}"
    for ref in links.evidence.messages.get(point.id, ()):
        yield f"  message   {ref.index + 1} of {ref.theme}"
    for ref in links.evidence.questions.get(point.id, ()):
        yield f"  question  {ref.index + 1} of {ref.theme}"


def _speaker(article: Article, point: Point) -> str:
    if point.speaker:
        speaker = point.speaker
        return ", ".join(filter(None, (speaker.name, speaker.role, speaker.organisation)))
    return (
        f"{' and '.join(article.authors)}, as author" if article.authors else "the article itself"
    )


def _term(built: Build, term: Term) -> Iterable[str]:
    yield f"Term {term.id}: {term.label} ({term.kind})"
    yield f"  from      {term.at}"
    yield from _former("glossary", term.former_ids)
    for sense in term.senses:
        period = f"{sense.start or '..'} to {sense.end or '..'}"
        after = f" Succeeded by {sense.successor}." if sense.successor else ""
        yield f"  sense     {sense.id}: {period}: {sense.definition}{after}"
    mentions: tuple[Mention, ...] = built.links.mentions.get(term.id, ())
    for mention in mentions:
        date = mention.date.label if mention.date else "undated"
        senses = " or ".join(mention.senses)
        yield f"  used in   {url(mention.page)} ({date}), as {senses}: {mention.sentence}"


def _theme(built: Build, theme: Theme) -> Iterable[str]:
    yield f"Theme {theme.id}: “{theme.title}”"
    yield f"  from      {theme.at}"
    yield from _former("themes", theme.former_ids)
    yield f"  points    {len(built.links.evidence.by_theme[theme.id])}"
    for index, message in enumerate(theme.messages):
        support = built.links.support[LineRef(theme=theme.id, index=index)]
        yield f"  message   {index + 1}: {support}: {message.text}"
        for point in message.points:
            yield f"              {point}"
            for relation in built.links.relations.get(point, ()):
                if relation.kind in {"disputes", "repeats"}:
                    verb = relation.kind if relation.stated else _SEEN[relation.kind]
                    yield f"                {verb} {relation.point}"
