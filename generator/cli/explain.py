"""``briefing explain``."""

from collections.abc import Iterable
from pathlib import Path

import click

from generator.addresses import url
from generator.build import Build
from generator.cli.project import compile_project, open_project
from generator.link.records import LineRef, Mention
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
    yield f"Article {article.id}: “{article.title}”"
    yield f"  from      {article.at}"
    yield f"  published {article.published.label} ({article.published.text})"
    yield f"  points    {len(article.points)}"
    for related in built.links.related.get(article.id, ()):
        yield f"  related   {related.article}: {related.score:g}"
        for reason in related.reasons:
            shared = f" ({', '.join(reason.items)})" if reason.items else ""
            yield f"              {reason.score:g} {reason.kind}{shared}"


def _point(built: Build, point: Point) -> Iterable[str]:
    library, links = built.library, built.links
    article = library.articles[point.article]
    yield f"Point {point.id}: {point.text}"
    yield f"  from      {point.at}"
    yield f"  passage   “{point.passage.exact}”"
    yield f"  address   {url(f'articles/{article.id}.md#{point.fragment}')}"
    yield f"  date      {article.date_of(point).label}"
    yield f"  says so   {point.speaker.name if point.speaker else 'the article itself'}"
    yield f"  standing  {point.standing}"
    yield f"  themes    {', '.join(point.themes)}"
    for relation in links.relations.get(point.id, ()):
        way = "" if relation.stated else " (stated there)"
        yield f"  {relation.kind:<9} {relation.point}{way}"
    for ref in links.evidence.messages.get(point.id, ()):
        yield f"  message   {ref.index + 1} of {ref.theme}"
    for ref in links.evidence.questions.get(point.id, ()):
        yield f"  question  {ref.index + 1} of {ref.theme}"


def _term(built: Build, term: Term) -> Iterable[str]:
    yield f"Term {term.id}: {term.label} ({term.kind})"
    yield f"  from      {term.at}"
    for sense in term.senses:
        period = f"{sense.start or '..'} to {sense.end or '..'}"
        yield f"  sense     {sense.id}: {period}: {sense.definition}"
    mentions: tuple[Mention, ...] = built.links.mentions.get(term.id, ())
    for mention in mentions:
        yield f"  used in   {url(mention.page)}: {', '.join(mention.senses)}: {mention.sentence}"


def _theme(built: Build, theme: Theme) -> Iterable[str]:
    yield f"Theme {theme.id}: “{theme.title}”"
    yield f"  from      {theme.at}"
    yield f"  points    {len(built.links.evidence.by_theme[theme.id])}"
    for index, message in enumerate(theme.messages):
        support = built.links.support[LineRef(theme=theme.id, index=index)]
        yield f"  message   {index + 1}: {support}: {message.text}"
        yield from (f"              {point}" for point in message.points)
