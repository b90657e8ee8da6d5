"""``briefing explain``."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import click
from msgspec import Struct
from msgspec.structs import asdict

from generator.base import labels
from generator.base.addresses import PASSAGE, url
from generator.base.kinds import CONTENTS, Kind, uri_of
from generator.base.model import Article, Library, Point, Status, Term, Theme
from generator.base.nearest import nearest
from generator.base.problems import Explanation, catalogue, errors
from generator.build import Build
from generator.cli.project import compile_project, open_project
from generator.knowledge.link.findings import Bearings, LineRef, Mention, Reason, Support
from generator.site.pages import Page

_EPILOG = """\b
Examples:
  briefing explain passage-not-found            a problem's code
  briefing explain articles/NAME                an article or any other page
  briefing explain 'NAME#POINT'                 a point
  briefing explain glossary/NAME                a term
  briefing explain 'articles/NAME/#p-POINT'     the end of a link to a passage
"""


_Record = TypeVar("_Record", Article, Term, Theme)
_WITH = {"agrees": "agrees with"}
_MOST = 10
"""Pages named that lead to a page."""


@click.command("explain", epilog=_EPILOG)
@click.argument("name", metavar="ID|PAGE|CODE")
@click.pass_context
def explain_command(context: click.Context, name: str) -> None:
    """Say what a problem code means, or where a page, article, point or term comes from.

    Also say where it is used, and why it appears where it does. Former ids and full addresses
    work too.
    """
    if name in catalogue():
        click.echo(_code(catalogue()[name]))
        return
    root: Path = context.obj
    built = compile_project(root, open_project(root))
    lines = [*_explain(built, *_sought(built.library, name))]
    if not lines:
        raise click.UsageError(
            f"“{name}” is not a problem code, page, article, point or term.{_near(built, name)}"
        )
    click.echo("\n".join(lines))


def _sought(library: Library, name: str) -> tuple[str, str]:
    """Return the path and the fragment of a name, which may be an address or a file's path."""
    base = library.settings.url.rstrip("/")
    plain = name.removeprefix(base) if base else name
    path, _, fragment = plain.partition("#")
    path = uri_of(path.strip("/")).removesuffix(".md")
    return "" if path == "index" else path.removesuffix("/index"), fragment.removeprefix(PASSAGE)


def _near(built: Build, name: str) -> str:
    """Return a hint at the nearest name there is, or at how names look."""
    path, fragment = _sought(built.library, name)
    wrong = {problem.at.path for problem in errors(built.problems)}
    if broken := [each for each in sorted(wrong) if f"/{each}".endswith(f"/{path}.md")]:
        return f" First fix {broken[0]}, which has errors: “briefing check” lists them."
    sought = f"{path.rpartition('/')[2]}#{fragment}" if fragment else path
    near = nearest(sought, [*catalogue(), *_names(built)])
    if near:
        return f" Did you mean “{near}”?"
    return " “briefing explain --help” shows what you can ask about."


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


def _explain(built: Build, path: str, fragment: str) -> Iterable[str]:
    """Yield the lines on everything that a name may stand for; an id may name several things."""
    library = built.library
    folder, _, id_ = path.rpartition("/")
    article = _now(library.articles, id_) if folder in {"", CONTENTS["article"].folder} else None
    if article and fragment:
        by_name = {name: p for p in article.points for name in (*p.former_ids, p.name)}
        yield from _point_lines(built, by_name[fragment]) if fragment in by_name else ()
        return
    if article:
        yield from _article_lines(built, article)
    if folder in {"", CONTENTS["term"].folder} and (term := _now(library.terms, id_)):
        yield from _term_lines(built, term)
    if folder in {"", CONTENTS["theme"].folder} and (theme := _now(library.themes, id_)):
        yield from _theme_lines(built, theme)
    for page in built.pages:
        if page.uri in {f"{path}.md", f"{path}/index.md".lstrip("/")}:
            yield from _page_lines(built, page)


def _now(records: Mapping[str, _Record], id_: str) -> _Record | None:
    """Return the record that an id names, or once named."""
    former = (record for record in records.values() if id_ in record.former_ids)
    return records.get(id_) or next(former, None)


def _page_lines(built: Build, page: Page) -> Iterator[str]:
    yield f"Page {url(page.uri) or 'home'}: “{page.title}”"
    yield f"  made by   templates/pages/{page.template}.jinja"
    yield f"  edit in   {page.edit_path or 'the content that it lists'}"
    leading = [p.uri for p in built.pages if p is not page and page.uri in {*_leads(p.context)}]
    yield from (f"  led to by {url(uri) or 'home'}" for uri in leading[:_MOST])
    if len(leading) > _MOST:
        yield f"  led to by {len(leading) - _MOST} more"


def _leads(value: object) -> Iterator[str]:
    """Yield the pages to which what a page shows leads."""
    if isinstance(value, tuple):
        for each in value:
            yield from _leads(each)
    elif isinstance(value, Mapping):
        yield from _leads(tuple(value.values()))
    elif isinstance(value, Struct):
        for name, part in asdict(value).items():
            if name in {"uri", "page"} and isinstance(part, str):
                yield part.partition("#")[0]
            else:
                yield from _leads(part)


def _article_lines(built: Build, article: Article) -> Iterable[str]:
    library, links = built.library, built.links
    basis = f", from {article.published_basis}" if article.published_basis else ""
    yield f"Article {article.id}: “{article.title}”"
    yield f"  from      {article.at}"
    yield from _former("article", article.former_ids)
    yield f"  published {article.published.label} ({article.published.text}){basis}"
    yield from _status(article.status)
    newest = sorted(library.articles.values(), key=lambda a: (a.published.sort_key, a.id))[::-1]
    yield f"  place     {newest.index(article) + 1} of {len(newest)} articles, newest first"
    uncited = sum(paragraph.article == article.id for paragraph in links.coverage.uncited)
    yield f"  points    {len(article.points)}; paragraphs that none cites: {uncited}"
    for point in article.points:
        yield from _uses(built, point, f" rests on {point.name}")
        for relation in links.relations.get(point.id, ()):
            if not relation.stated:
                verb = _WITH.get(relation.kind, relation.kind)
                yield f"  named by  {relation.point}, which {verb} {point.name}"
    yield from _since(links.since.articles.get(article.id, ()))
    for related in links.related.get(article.id, ()):
        parts = " + ".join(f"{reason.score:g}" for reason in related.reasons)
        yield f"  related   {related.article}: {parts} = {related.score:g}"
        yield from (f"              {_reason(reason)}" for reason in related.reasons)


def _uses(built: Build, point: Point, words: str = "") -> Iterator[str]:
    evidence = built.links.evidence
    for ref in evidence.messages.get(point.id, ()):
        yield f"  message   {ref.index + 1} of {ref.theme}{words}"
    for ref in evidence.questions.get(point.id, ()):
        yield f"  question  {ref.index + 1} of {ref.theme}{words}"


def _reason(reason: Reason) -> str:
    """Show how a part of a score comes about: ``5.42 terms: s75 3.17 + bcf 2.25``."""
    pairs = zip(reason.items, reason.weights, strict=True)
    sum_ = " + ".join(f"{item} {weight:g}" for item, weight in pairs)
    return f"{reason.score:g} {reason.kind}{f': {sum_}' if sum_ else ' (less than a year apart)'}"


def _former(kind: Kind, ids: Iterable[str]) -> Iterable[str]:
    return (f"  once at   {url(CONTENTS[kind].uri(id_))}" for id_ in ids)


def _status(status: Status | None) -> Iterator[str]:
    if status:
        by = f" In its place: {', '.join(status.superseded_by)}." if status.superseded_by else ""
        yield f"  status    {status.kind}, {status.date.label}: {status.reason}{by}"


def _point_lines(built: Build, point: Point) -> Iterable[str]:
    library, links = built.library, built.links
    article = library.articles[point.article]
    yield f"Point {point.id}: {point.text}"
    yield f"  from      {point.at}"
    yield f"  passage   “{point.passage.exact}”"
    yield f"  address   {url(point.uri)}"
    whose = "its own (as_of)" if point.as_of else "of its article"
    yield f"  date      {article.date_of(point).label}, {whose}"
    yield f"  says so   {_speaker(article, point)}"
    yield f"  standing  {point.standing}"
    yield from _status(point.status)
    for theme in point.themes:
        listed = links.evidence.by_theme[theme]
        place = listed.index(point) + 1
        yield f"  theme     {theme}: line {place} of {len(listed)}, newest and best agreed first"
    if point.places:
        yield f"  places    {', '.join(point.places)}"
    for relation in links.relations.get(point.id, ()):
        way = "" if relation.stated else " (stated there)"
        yield f"  {relation.kind:<9} {relation.point}{way}"
    if point.due:
        yield f"  due by    {point.due.label}"
    yield from _uses(built, point)
    yield from _since(links.since.points.get(point.id, ()))


def _speaker(article: Article, point: Point) -> str:
    if point.speaker:
        who = point.speaker
        post = labels.post(who.role, who.organisation, who.inferred)
        return ", ".join(filter(None, (who.name, post)))
    names = " and ".join(article.author_names)
    return f"{names}, as author" if names else "the article itself"


def _term_lines(built: Build, term: Term) -> Iterable[str]:
    yield f"Term {term.id}: {term.label} ({term.kind})"
    yield f"  from      {term.at}"
    yield from _former("term", term.former_ids)
    for sense in term.senses:
        period = f"{sense.start or '..'} to {sense.end or '..'}"
        after = f" Succeeded by {sense.successor}." if sense.successor else ""
        yield f"  sense     {sense.id}: {period}: {sense.definition}{after}"
    yield from _since(built.links.since.terms.get(term.id, ()))
    mentions: tuple[Mention, ...] = built.links.mentions.get(term.id, ())
    for mention in mentions:
        date = mention.date.label if mention.date else "undated"
        senses = " or ".join(mention.senses)
        yield f"  used in   {url(mention.page)} ({date}), as {senses}: {mention.sentence}"


def _theme_lines(built: Build, theme: Theme) -> Iterable[str]:
    yield f"Theme {theme.id}: “{theme.title}”"
    yield f"  from      {theme.at}"
    yield from _former("theme", theme.former_ids)
    yield f"  points    {len(built.links.evidence.by_theme[theme.id])}"
    yield from _since(built.links.since.themes.get(theme.id, ()))
    for index, message in enumerate(theme.messages):
        ref = LineRef(kind="message", theme=theme.id, index=index)
        support = built.links.support[ref]
        yield f"  message   {index + 1}: {support.kind}: {message.text}"
        for point in message.points:
            yield f"              {point}"
            for relation in built.links.relations.get(point, ()):
                if relation.kind == "repeats":
                    verb = relation.kind if relation.stated else "is repeated by"
                    yield f"                {verb} {relation.point}"
        yield from _support_lines(support)
        yield from _since(built.links.since.lines.get(ref, ()), "            ")


def _support_lines(support: Support) -> Iterator[str]:
    """Show how a support comes about: ``limited, by …; else single: 1 article``."""
    count = len(support.articles)
    articles = f"{count} article{'' if count == 1 else 's'}"
    yield f"            by its own points {support.basis}: {articles}"
    yield from (f"              {one} agrees with {other}" for one, other in support.connected)
    told = {"contested by": support.contested_by, "limited by": support.limited_by}
    for words, objections in told.items():
        for objection in objections:
            against = objection.against or "the message as a whole"
            yield f"            {words} {objection.point}, against {against}"


def _since(bearings: Bearings, indent: str = "  ") -> Iterator[str]:
    """Show what has happened since, and how it bears on the thing."""
    how = {"named": "affects it", "speaker": "affects who says it", "term": "affects"}
    for bearing in bearings:
        event = bearing.event
        term = f" {bearing.term}" if bearing.term else ""
        yield f"{indent}since     {event.id} ({event.date.label}): {how[bearing.by]}{term}"
