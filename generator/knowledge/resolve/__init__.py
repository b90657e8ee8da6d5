"""Stage 5: records become a library. Ids are unique, references exist, and nothing is missing.

What is wrong in one record is told and left out, and the rest goes on. A reference to a file that
exists but could not be read is no second problem.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from generator.base.enough import enough
from generator.base.model import Article, Event, Library, Settings, Term, Theme
from generator.base.problems import Problem
from generator.knowledge.resolve.articles import resolve_article
from generator.knowledge.resolve.as_of import today
from generator.knowledge.resolve.entries import Entries, Parsed
from generator.knowledge.resolve.events import resolve_events
from generator.knowledge.resolve.former_ids import check_former_ids
from generator.knowledge.resolve.inventory import Inventory, take_inventory
from generator.knowledge.resolve.links import check_links
from generator.knowledge.resolve.pages import resolve_page
from generator.knowledge.resolve.people import check_people
from generator.knowledge.resolve.predictions import check_predictions
from generator.knowledge.resolve.relations import bound_relations, check_relations, repeated_points
from generator.knowledge.resolve.terms import resolve_term
from generator.knowledge.resolve.themes import points_by_theme, resolve_theme
from generator.schema import fields
from generator.schema.check import AnyEntry, Entry

__all__ = ["Parsed", "resolve"]

_Bodies = Mapping[str, Parsed]


def resolve(
    entries: Iterable[AnyEntry],
    bodies: _Bodies,
    paths: Mapping[str, bool],
    settings: Settings,
    *,
    drafts: bool,
) -> tuple[Library, list[Problem]]:
    """Join the records, check every reference between them, and freeze the result.

    Args:
        entries: the records that could be made, in order of their paths.
        bodies: what the body of each of their files holds, by path.
        paths: every file that was found, also those that made no record, and whether it is an
            article that is a draft.
        settings: what ``mkdocs.yml`` says.
        drafts: whether drafts are kept.
    """
    records = Entries.by_kind(entries)
    inventory = take_inventory(records, bodies, paths, settings, drafts=drafts)
    problems = enough(check_people(records.articles))
    problems += enough(check_former_ids(records))
    for body in bodies.values():
        problems += enough(check_links(body, inventory))
    articles, found = _articles(records.articles, bodies, inventory, drafts=drafts)
    problems += found
    articles, found = bound_relations(articles, settings.bounds.relations)
    problems += found
    themes, found = _themes(records, bodies, inventory)
    problems += found
    terms, found = _terms(records.terms, bodies, inventory)
    problems += found
    events, found = _events(records.timelines, inventory)
    problems += found
    pages = [resolve_page(entry, bodies[entry.source.path], inventory) for entry in records.pages]
    points = {point.id: point for article in articles for point in article.points}
    library = Library(
        settings=settings,
        articles=MappingProxyType({article.id: article for article in articles}),
        points=MappingProxyType(dict(sorted(points.items()))),
        themes=MappingProxyType({theme.id: theme for theme in themes}),
        terms=MappingProxyType({term.id: term for term in terms}),
        events=events,
        pages=MappingProxyType({page.id: page for page in pages}),
        as_of=today(settings, articles, themes),
        repeats=MappingProxyType(repeated_points(records.articles)),
    )
    problems += enough(check_relations(library))
    return library, [*problems, *enough(check_predictions(records.articles, library))]


def _articles(
    entries: Iterable[Entry[fields.Article]], bodies: _Bodies, inventory: Inventory, *, drafts: bool
) -> tuple[list[Article], list[Problem]]:
    articles, problems = [], []
    for entry in entries:
        article, found = resolve_article(entry, bodies[entry.source.path], inventory)
        problems += enough(found)
        if drafts or not article.draft:
            articles.append(article)
    return articles, problems


def _themes(
    records: Entries, bodies: _Bodies, inventory: Inventory
) -> tuple[list[Theme], list[Problem]]:
    points = points_by_theme(records.articles)
    themes, problems = [], []
    for entry in records.themes:
        on_theme = points.get(entry.source.id, frozenset())
        theme, found = resolve_theme(entry, bodies[entry.source.path], inventory, on_theme)
        problems += enough(found)
        themes.append(theme)
    return sorted(themes, key=lambda theme: (theme.order, theme.id)), problems


def _terms(
    entries: Iterable[Entry[fields.Term]], bodies: _Bodies, inventory: Inventory
) -> tuple[list[Term], list[Problem]]:
    terms, problems = [], []
    for entry in entries:
        term, found = resolve_term(entry, bodies[entry.source.path], inventory)
        problems += enough(found)
        terms.append(term)
    return terms, problems


def _events(
    entries: Iterable[Entry[fields.Timeline]], inventory: Inventory
) -> tuple[tuple[Event, ...], list[Problem]]:
    for entry in entries:
        events, found = resolve_events(entry, inventory)
        return events, enough(found)
    return (), []
