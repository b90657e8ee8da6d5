"""Make a project of any size to measure with: seeded, valid, and like real articles in shape.

``python -m tests.benchmarks.corpus DIR --articles 1000`` writes one to look at.
"""

import argparse
import random
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from tests.benchmarks.language import Language, distinct

if TYPE_CHECKING:
    from generator.base.model import Settings

TOP = Path(__file__).resolve().parents[2]

_THEMES = {
    "governance": "material/scale-balance",
    "finance": "material/cash-multiple",
    "culture": "material/account-group",
    "discharge": "material/home-heart",
}
AUDIENCES = ("trust-boards", "integrated-care-boards", "council-leaders", "councillors", "all")
"""As in the project's mkdocs.yml, which the made project shares."""
_ARTICLE_KINDS = ("news", "opinion", "feature", "research", "guidance", "speech")
_POINT_KINDS = ("statement", "finding", "recommendation", "barrier", "example", "prediction")
_STANDINGS = ("quoted", "reported", "argued", "measured")
_EFFECTS = ("ended", "renamed", "replaced", "law")
_RELATIONS = ("agrees", "disputes", "qualifies", "repeats", "updates")

_POINTS = 6
"""Paragraphs in an article; each has one point."""
_FIRST, _DAYS = date(2010, 1, 1), 5_800
"""The period over which articles and events are spread evenly."""
_CHANGE = "2016-04-01"
"""When terms with two senses change theirs."""

_Meta = dict[str, object]


class _Dumper(yaml.CSafeDumper):
    """Writes YAML as contributors do: without anchors."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


@dataclass(kw_only=True)
class _World:
    """What articles draw on, and what themes need to know of them afterwards."""

    rng: random.Random
    language: Language
    labels: Sequence[str]
    people: Sequence[str]
    places: Sequence[str]
    points: dict[str, list[str]] = field(default_factory=lambda: {theme: [] for theme in _THEMES})


def make(folder: Path, *, articles: int, terms: int = 100, events: int = 30, seed: int = 1) -> None:
    """Write a project: settings, themes, terms, a timeline, plain pages and articles.

    Args:
        folder: where; it must not exist.
        articles: how many, from 2; each has about 600 words and six points.
        terms: how many entries the glossary has.
        events: how many the timeline has; each but the first ends a term and affects a point.
        seed: equal seeds give equal files.
    """
    rng = random.Random(seed)
    language = Language(rng)
    entries = _terms(rng, language, terms)
    world = _World(
        rng=rng,
        language=language,
        labels=[str(entry["term"]) for entry in entries.values()],
        people=distinct(lambda: language.name(2), max(20, articles // 5)),
        places=distinct(lambda: language.name(1), 40),
    )
    content = folder / "content"
    for name, entry in entries.items():
        _write(content / "glossary" / f"{name}.md", entry)
    for number in range(articles):
        path = content / "articles" / f"{_article_id(number)}.md"
        _write(path, *_article(world, number, _day(number, articles)))
    for theme in _THEMES:
        _write(content / "themes" / f"{theme}.md", _theme(world, theme), language.paragraph())
    for page in ("about", "accessibility"):
        _write(content / f"{page}.md", {"title": page.capitalize()}, language.paragraph())
    names = [*entries]
    timeline = [_event(world, (number, events), articles, names) for number in range(events)]
    (content / "timeline.yml").write_text(_yaml({"events": timeline}), encoding="utf-8")
    shutil.copy(TOP / "mkdocs.yml", folder)


def settings() -> "Settings":
    """Return what the ``mkdocs.yml`` of a made project says of its readers."""
    from generator.base.model import Settings  # noqa: PLC0415

    return Settings(title="Benchmark", audiences={audience: audience for audience in AUDIENCES})


def _terms(rng: random.Random, language: Language, number: int) -> dict[str, _Meta]:
    """Return entries by id: two acronyms for each phrase, some acronyms with two senses."""
    letters = "BCDFGHJKLMNPQRSTVWXYZ"
    acronyms = distinct(lambda: "".join(rng.choices(letters, k=rng.randint(4, 5))), number)
    names = distinct(lambda: language.name(3), 2 * number)
    entries: dict[str, _Meta] = {}
    for place, (label, one, two) in enumerate(
        zip(acronyms, names[:number], names[number:], strict=True)
    ):
        sense: _Meta = {"definition": language.sentence(), "source": language.name(3)}
        before: _Meta = {"id": "before", "to": _CHANGE, "expansion": one, **sense}
        after: _Meta = {"id": "after", "from": _CHANGE, "expansion": two, **sense}
        kinds: tuple[_Meta, ...] = (
            {"term": one.lower(), "kind": "phrase", "aliases": [two.lower()], "senses": [sense]},
            {"term": label, "kind": "acronym", "senses": [{"expansion": one, **sense}]},
            {"term": label, "kind": "acronym", "senses": [before, after]},
        )
        entries[label.lower()] = kinds[place % len(kinds)]
    return entries


def _article(world: _World, number: int, published: str) -> tuple[_Meta, str]:
    """Return an article's front matter and body."""
    rng, language = world.rng, world.language
    people = [_person(world, name) for name in rng.sample(world.people, 2)]
    openings = distinct(lambda: language.words(6).capitalize(), _POINTS)
    shares = [f"{share}%" for share in rng.sample(range(11, 99), _POINTS)]
    points = [
        _point(world, (number, place), opening, share)
        | ({"speaker": people[place % 2]["id"]} if place % 2 else {})
        for place, (opening, share) in enumerate(zip(openings, shares, strict=True))
    ]
    paragraphs = [
        language.paragraph(opening, [*rng.sample(world.labels, 2), share])
        for opening, share in zip(openings, shares, strict=True)
    ]
    meta: _Meta = {
        "title": f"{language.words(8).capitalize()}",
        "source": {"publisher": language.name(2), "title": language.name(5)},
        "published": published,
        "authors": [language.name(2)],
        "kind": rng.choice(_ARTICLE_KINDS),
        "summary": f"{language.sentence()} {language.sentence()}",
        "people": people,
        "points": points,
    }
    halves = (paragraphs[: _POINTS // 2], paragraphs[_POINTS // 2 :])
    return meta, "\n\n".join("\n\n".join([f"## {language.name(3)}", *half]) for half in halves)


def _person(world: _World, name: str) -> _Meta:
    return {
        "id": name.lower().replace(" ", "-"),
        "name": name,
        "role": world.language.words(3),
        "organisation": world.rng.choice(world.labels),
    }


def _point(world: _World, place: tuple[int, int], opening: str, share: str) -> _Meta:
    """Return a point: the first with two themes and a relation, others with figure or place."""
    rng, language = world.rng, world.language
    article, number = place
    themes = rng.sample(sorted(_THEMES), 2 if number == 0 else 1)
    point: _Meta = {
        "id": f"point-{number}",
        "text": language.sentence(),
        "kind": rng.choice(_POINT_KINDS),
        "themes": themes,
        "passage": opening,
        "standing": rng.choice(_STANDINGS),
    }
    for theme in themes:
        world.points[theme].append(f"{_article_id(article)}#{point['id']}")
    if number == 0 and article > 0:
        other = f"{_article_id(rng.randrange(article))}#point-{rng.randrange(_POINTS)}"
        return {**point, rng.choice(_RELATIONS): [other]}
    if number == 1:
        figure = {"value": int(share.rstrip("%")), "unit": "%", "about": language.words(3)}
        return {
            **point,
            "kind": "figure",
            "text": language.sentence(inside=share),
            "figure": figure,
        }
    return {**point, "places": [rng.choice(world.places)]} if number == 2 else point


def _theme(world: _World, theme: str) -> _Meta:
    points, language = world.points[theme], world.language
    some = min(4, len(points))
    return {
        "title": theme.capitalize(),
        "order": sorted(_THEMES).index(theme) + 1,
        "icon": _THEMES[theme],
        "question": f"{language.words(8).capitalize()}?",
        "messages": [
            {"text": language.sentence(), "points": world.rng.sample(points, some)}
            for _ in range(6)
        ],
        "questions": [
            {
                "text": f"{language.words(9).capitalize()}?",
                "for": audience,
                "points": world.rng.sample(points, some),
            }
            for audience in AUDIENCES
        ],
    }


def _event(world: _World, place: tuple[int, int], articles: int, terms: Sequence[str]) -> _Meta:
    """Return one of several events."""
    (number, total), rng, language = place, world.rng, world.language
    event: _Meta = {
        "id": f"event-{number}",
        "date": _day(number, total),
        "title": language.words(8).capitalize(),
        "source": {"title": language.name(4)},
    }
    before = number * articles // total
    if not before:
        return event
    point = f"{_article_id(rng.randrange(before))}#point-{rng.randrange(_POINTS)}"
    ended = {"ends": [rng.choice(terms)], "affects": {"points": [point]}}
    return {**event, **ended, "effect": rng.choice(_EFFECTS)}


def _article_id(number: int) -> str:
    return f"article-{number:05}"


def _day(number: int, total: int) -> str:
    return (_FIRST + timedelta(days=number * _DAYS // total)).isoformat()


def _yaml(value: Mapping[str, object]) -> str:
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=99)


def _write(path: Path, meta: _Meta, body: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{_yaml(meta)}---\n{body}\n", encoding="utf-8")


def main() -> None:
    """Write a project to look at."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--terms", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    make(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
