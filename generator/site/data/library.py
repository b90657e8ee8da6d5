"""The library as data that other programs read, and the schema that it obeys."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files

from generator.base.addresses import url
from generator.base.model import (
    Article,
    Figure,
    Library,
    Person,
    Point,
    Question,
    Sense,
    Term,
    Theme,
)
from generator.knowledge.link import Links
from generator.knowledge.link.findings import LineRef, Mention, Related
from generator.site.render import Output

_Json = Mapping[str, object]

SCHEMA = "briefing.schema.json"


def library_data(library: Library, links: Links) -> Iterator[Output]:
    """Yield the whole library as JSON, and its schema."""
    schema = files("generator.site.data").joinpath(SCHEMA).read_text(encoding="utf-8")
    yield Output(uri="data/briefing.json", text=_dump(_library(library, links)))
    yield Output(uri=f"data/{SCHEMA}", text=schema)


def _dump(data: _Json) -> str:
    """Write data with a line for each record, so that a change shows as one."""
    return "".join(_written(data))


def _written(data: _Json) -> Iterator[str]:
    opening = "{\n"
    for key, value in data.items():
        yield f"{opening}{json.dumps(key)}: "
        yield from _records(value)
        opening = ",\n"
    yield "\n}\n"


def _records(value: object) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield json.dumps(value)
        return
    for number, record in enumerate(value):
        yield ",\n" if number else "[\n"
        yield json.dumps(record, ensure_ascii=False)
    yield "\n]"


def _library(library: Library, links: Links) -> _Json:
    return {
        "version": 1,
        "articles": [_article(article, links) for article in library.articles.values()],
        "points": [_point(library, point) for point in library.points.values()],
        "themes": [_theme(theme, links) for theme in library.themes.values()],
        "terms": [_term(term, links) for term in library.terms.values()],
    }


def _article(article: Article, links: Links) -> _Json:
    return {
        "id": article.id,
        "url": url(article.uri),
        "title": article.title,
        "published": article.published.text,
        "authors": list(article.author_names),
        "kind": article.kind,
        "summary": article.summary,
        "text": "\n\n".join(block.text for block in article.blocks),
        "related": [_related(related) for related in links.related.get(article.id, ())],
    }


def _related(related: Related) -> _Json:
    return {
        "article": related.article,
        "score": related.score,
        "reasons": [
            {"kind": reason.kind, "items": list(reason.items), "score": reason.score}
            for reason in related.reasons
        ],
    }


def _point(library: Library, point: Point) -> _Json:
    article = library.articles[point.article]
    return {
        "id": point.id,
        "article": point.article,
        "url": url(point.uri),
        "text": point.text,
        "kind": point.kind,
        "themes": list(point.themes),
        "speaker": _speaker(point.speaker),
        "passage": point.passage.exact,
        "passage_url": url(point.uri),
        "standing": point.standing,
        "as_of": article.date_of(point).text,
        "figure": _figure(point.figure),
        "places": list(point.places),
        **{kind: list(others) for kind, others in point.relations.items()},
    }


def _speaker(person: Person | None) -> _Json | None:
    if person is None:
        return None
    return {
        "id": person.id,
        "name": person.name,
        "role": person.role,
        "organisation": person.organisation,
    }


def _figure(figure: Figure | None) -> _Json | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "of": figure.of,
        "unit": figure.unit,
        "about": figure.about,
        "period": figure.period,
        "not": figure.caution,
    }


def _theme(theme: Theme, links: Links) -> _Json:
    return {
        "id": theme.id,
        "url": url(theme.uri),
        "title": theme.title,
        "messages": [
            {
                "text": message.text,
                "points": list(message.points),
                "support": links.support[LineRef(kind="message", theme=theme.id, index=index)],
            }
            for index, message in enumerate(theme.messages)
        ],
        "questions": [_question(question) for question in theme.questions],
    }


def _question(question: Question) -> _Json:
    return {"text": question.text, "for": question.audience, "points": list(question.points)}


def _term(term: Term, links: Links) -> _Json:
    return {
        "id": term.id,
        "url": url(term.uri),
        "term": term.label,
        "senses": [_sense(sense) for sense in term.senses],
        "used_in": [_mention(mention) for mention in links.mentions.get(term.id, ())],
    }


def _sense(sense: Sense) -> _Json:
    return {
        "id": sense.id,
        "from": sense.start or None,
        "to": sense.end or None,
        "expansion": sense.expansion or None,
        "definition": sense.definition,
        "source": " ".join(filter(None, (sense.source.title, sense.source.url))),
        "successor": sense.successor or None,
    }


def _mention(mention: Mention) -> _Json:
    fragment = f"#{mention.fragment}" if mention.fragment else ""
    return {
        "url": url(mention.page) + fragment,
        "section": mention.section,
        "sentence": mention.sentence,
    }
