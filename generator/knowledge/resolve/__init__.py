"""Stage 4: records become a library. Ids are unique, references exist, and nothing is missing.

What is wrong in one record is told and left out, and the rest goes on. A reference to a file that
exists but could not be read is no second problem.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from generator.base.enough import enough
from generator.base.model import Article, Event, Library, Settings, Term, Theme
from generator.base.problems import Problem
from generator.knowledge.resolve.articles import resolve_article
from generator.knowledge.resolve.between import (
    bound_relations,
    check_people,
    check_relations,
    points_by_theme,
    repeats,
)
from generator.knowledge.resolve.former import check_former_ids
from generator.knowledge.resolve.known import Known, Parsed, survey
from generator.knowledge.resolve.links import check_links
from generator.knowledge.resolve.others import resolve_events, resolve_page, resolve_term
from generator.knowledge.resolve.themes import resolve_theme
from generator.schema.check import Entry

__all__ = ["Parsed", "resolve"]

_Bodies = Mapping[str, Parsed]


def resolve(
    entries: Sequence[Entry],
    parsed: _Bodies,
    paths: Iterable[str],
    settings: Settings,
    *,
    drafts: bool,
) -> tuple[Library, list[Problem]]:
    """Join the records, check every reference between them, and freeze the result.

    Args:
        entries: the records that could be made, in order of their paths.
        parsed: what the body of each of their files holds, by path.
        paths: every file that was found, also those that made no record.
        settings: what ``mkdocs.yml`` says.
        drafts: whether drafts are kept.
    """
    known = survey(entries, parsed, paths, settings, drafts=drafts)
    of_kind = {kind: [e for e in entries if e.source.kind == kind] for kind in _KINDS}
    problems = [*check_people(of_kind["article"]), *check_former_ids(entries)]
    for body in parsed.values():
        problems += enough(check_links(body, known))
    limit = settings.bounds.relations
    articles, found = _articles(of_kind["article"], parsed, known, limit, drafts=drafts)
    problems += found
    themes, found = _themes(of_kind["theme"], parsed, known, points_by_theme(of_kind["article"]))
    problems += found
    terms, found = _terms(of_kind["term"], parsed, known)
    problems += found
    events, found = _events(of_kind["timeline"], known)
    problems += found
    pages = [resolve_page(entry, parsed[entry.source.path]) for entry in of_kind["page"]]
    points = {point.id: point for article in articles for point in article.points}
    library = Library(
        settings=settings,
        articles=MappingProxyType({article.id: article for article in articles}),
        points=MappingProxyType(dict(sorted(points.items()))),
        themes=MappingProxyType({theme.id: theme for theme in themes}),
        terms=MappingProxyType({term.id: term for term in terms}),
        events=events,
        pages=MappingProxyType({page.id: page for page in pages}),
        repeats=MappingProxyType(repeats(of_kind["article"])),
    )
    return library, [*problems, *check_relations(library)]


_KINDS = ("article", "theme", "term", "timeline", "page")


def _articles(
    entries: Sequence[Entry], parsed: _Bodies, known: Known, limit: int, *, drafts: bool
) -> tuple[list[Article], list[Problem]]:
    articles, problems = [], []
    for entry in entries:
        article, found = resolve_article(entry, parsed[entry.source.path], known)
        problems += enough(found)
        if drafts or not article.draft:
            articles.append(article)
    articles, found = bound_relations(articles, limit)
    return articles, [*problems, *found]


def _themes(
    entries: Sequence[Entry],
    parsed: _Bodies,
    known: Known,
    points: Mapping[str, frozenset[str]],
) -> tuple[list[Theme], list[Problem]]:
    themes, problems = [], []
    for entry in entries:
        on_theme = points.get(entry.source.id, frozenset())
        theme, found = resolve_theme(entry, parsed[entry.source.path], known, on_theme)
        problems += enough(found)
        themes.append(theme)
    return sorted(themes, key=lambda theme: (theme.order, theme.id)), problems


def _terms(
    entries: Sequence[Entry], parsed: _Bodies, known: Known
) -> tuple[list[Term], list[Problem]]:
    terms, problems = [], []
    for entry in entries:
        term, found = resolve_term(entry, parsed[entry.source.path], known)
        problems += enough(found)
        terms.append(term)
    return terms, problems


def _events(entries: Sequence[Entry], known: Known) -> tuple[tuple[Event, ...], list[Problem]]:
    for entry in entries:
        events, found = resolve_events(entry, known)
        return events, enough(found)
    return (), []
