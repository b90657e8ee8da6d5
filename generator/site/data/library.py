"""The library as data that other programs read, and the schema that it obeys."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from io import BytesIO

from generator.base import labels
from generator.base.addresses import url
from generator.base.model import (
    Article,
    Author,
    Block,
    Dated,
    Event,
    Figure,
    Library,
    Message,
    Passage,
    Person,
    PlainPage,
    Point,
    Publication,
    Question,
    Reference,
    Sense,
    Status,
    Term,
    Theme,
)
from generator.knowledge.changes.state import VERSION
from generator.knowledge.link import Links
from generator.knowledge.link.coverage import silent_years, unchosen_standings
from generator.knowledge.link.findings import (
    Bearings,
    Disagreement,
    LineRef,
    Mention,
    Objection,
    Related,
)
from generator.site.data.as_json import as_json
from generator.site.history import record_of
from generator.site.render import Output

_Json = Mapping[str, object]

SCHEMA = "briefing.schema.json"


def library_data(library: Library, links: Links) -> Iterator[Output]:
    """Yield the whole library as JSON, and its schema."""
    schema = files("generator.site.data").joinpath(SCHEMA).read_bytes()
    yield Output(uri="data/briefing.json", data=_dump(library_record(library, links)))
    yield Output(uri=f"data/{SCHEMA}", data=schema)


def _dump(data: _Json) -> bytes:
    """Write data with a line for each record, so that a change shows as one."""
    file = BytesIO()
    file.writelines(_written(data))
    return file.getvalue()


def _written(data: _Json) -> Iterator[bytes]:
    opening = b"{\n"
    for key, value in data.items():
        yield b"%s%s: " % (opening, as_json(key, indent=0))
        yield from _records(value)
        opening = b",\n"
    yield b"\n}\n"


def _records(value: object) -> Iterator[bytes]:
    if not isinstance(value, list) or not value:
        yield as_json(value, indent=0)
        return
    for number, record in enumerate(value):
        yield b",\n" if number else b"[\n"
        yield as_json(record, indent=0)
    yield b"\n]"


def library_record(library: Library, links: Links) -> _Json:
    """Return the whole library as a record, of which JSON is made."""
    settings = library.settings
    return {
        "version": VERSION,
        "site": {"title": settings.title, "address": settings.url or None},
        "as_of": library.as_of.text if library.as_of else None,
        "articles": [_article(article, links) for article in library.articles.values()],
        "points": [_point(library, links, point) for point in library.points.values()],
        "themes": [_theme(theme, links) for theme in library.themes.values()],
        "terms": [_term(term, links) for term in library.terms.values()],
        "events": [_event(event) for event in library.events],
        "pages": [_page(page) for page in library.pages.values()],
        "disagreements": [_disagreement(each) for each in links.disagreements],
        "changes": [record_of(past) for past in library.history],
    }


def _article(article: Article, links: Links) -> _Json:
    return {
        "id": article.id,
        "url": url(article.uri),
        "title": article.title,
        "published": article.published.text,
        "source": _source(article.publication),
        "authors": [_author(author) for author in article.authors],
        "kind": article.kind,
        "summary": article.summary,
        "text": _words(article.blocks),
        "text_kind": article.text,
        "rights": article.rights or None,
        "changes": _notes(article.changes),
        "corrections": _notes(article.corrections),
        "status": _status(article.status),
        "former_ids": list(article.former_ids),
        "related": [_related(related) for related in links.related.get(article.id, ())],
        "since": _since(links.since.articles.get(article.id, ())),
        **_spoken(article.language),
    }


def _source(publication: Publication) -> _Json:
    return {
        "publisher": publication.publisher or None,
        "title": publication.title or None,
        "address": publication.url or None,
        "note": publication.note or None,
        **_spoken(publication.language),
    }


def _spoken(language: str) -> _Json:
    """Return the language of a record, where it is another than the site's."""
    return {"language": language} if language else {}


_BETWEEN = "\n\n"
"""What stands between two blocks of a text."""


def _words(blocks: Iterable[Block]) -> str:
    return _BETWEEN.join(block.text for block in blocks)


def _place(blocks: Sequence[Block], passage: Passage) -> int:
    """Return how many characters of the text of some blocks stand before a passage."""
    before = blocks[: passage.block]
    return sum(len(block.text) + len(_BETWEEN) for block in before) + passage.start


def _notes(notes: Iterable[Dated]) -> list[_Json]:
    return [
        {
            "date": note.date.text,
            "text": note.text,
            "before": note.before or None,
            "after": note.after or None,
        }
        for note in notes
    ]


def _page(page: PlainPage) -> _Json:
    return {
        "id": page.id,
        "url": url(page.uri),
        "title": page.title,
        "text": _words(page.blocks),
        **_spoken(page.language),
    }


def _status(status: Status | None) -> _Json | None:
    if status is None:
        return None
    return {
        "kind": status.kind,
        "date": status.date.text,
        "reason": status.reason,
        "superseded_by": list(status.superseded_by),
        "source": _reference(status.source) if status.source else None,
    }


def _author(author: Author) -> _Json:
    return {"name": author.name, "interest": author.interest or None}


def _since(bearings: Bearings) -> list[_Json]:
    """Return the events that bear on a thing, and how."""
    return [{"event": each.event.id, "by": each.by, "term": each.term or None} for each in bearings]


def _related(related: Related) -> _Json:
    return {
        "article": related.article,
        "score": related.score,
        "reasons": [
            {"kind": reason.kind, "items": list(reason.items), "score": reason.score}
            for reason in related.reasons
        ],
    }


def _point(library: Library, links: Links, point: Point) -> _Json:
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
        "place": _place(article.blocks, point.passage),
        "standing": point.standing,
        "as_of": article.date_of(point).text,
        "due": point.due.text if point.due else None,
        "figure": _figure(point.figure),
        "places": list(point.places),
        **{kind: list(others) for kind, others in point.relations.items()},
        "since": _since(links.since.points.get(point.id, ())),
        "status": _status(point.status),
        "former_ids": list(point.former_ids),
        **({"passage_language": point.passage.language} if point.passage.language else {}),
    }


def _speaker(person: Person | None) -> _Json | None:
    if person is None:
        return None
    return {
        "id": person.id,
        "name": person.name,
        "kind": person.kind,
        "role": person.role,
        "organisation": person.organisation,
        "interest": person.interest or None,
        "inferred": list(person.inferred),
    }


def _figure(figure: Figure | None) -> _Json | None:
    if figure is None:
        return None
    return {
        "value": figure.value,
        "of": figure.of,
        "before": figure.before,
        "parts": [{"value": part.value, "about": part.about} for part in figure.parts],
        "unit": figure.unit,
        "about": figure.about,
        "period": figure.period,
        "not": figure.caution,
        "key": figure.key,
    }


def _theme(theme: Theme, links: Links) -> _Json:
    return {
        "id": theme.id,
        "url": url(theme.uri),
        "title": theme.title,
        "question": theme.question,
        "text": _words(theme.blocks),
        "sections": [{"id": each.id, "title": each.title} for each in theme.sections],
        "messages": [
            _message(links, message, LineRef(kind="message", theme=theme.id, index=index))
            for index, message in enumerate(theme.messages)
        ],
        "questions": [
            _question(links, question, LineRef(kind="question", theme=theme.id, index=index))
            for index, question in enumerate(theme.questions)
        ],
        "since": _since(links.since.themes.get(theme.id, ())),
        "gaps": {
            "years": silent_years(links.coverage, theme.id),
            "standings": unchosen_standings(links.coverage, theme.id),
        },
        "changes": _notes(theme.changes),
        "former_ids": list(theme.former_ids),
        **_spoken(theme.language),
    }


def _message(links: Links, message: Message, ref: LineRef) -> _Json:
    support = links.support[ref]
    return {
        "text": message.text,
        "section": message.section or None,
        "points": list(message.points),
        "support": support.kind,
        "basis": support.basis,
        "contested_by": [_objection(each) for each in support.contested_by],
        "limited_by": [_objection(each) for each in support.limited_by],
        "since": _since(links.since.lines.get(ref, ())),
    }


def _objection(objection: Objection) -> _Json:
    return {"point": objection.point, "against": objection.against or None}


def _question(links: Links, question: Question, ref: LineRef) -> _Json:
    return {
        "text": question.text,
        "for": question.audience,
        "points": list(question.points),
        "since": _since(links.since.lines.get(ref, ())),
    }


def _event(event: Event) -> _Json:
    affects = event.affects
    return {
        "id": event.id,
        "date": event.date.text,
        "title": event.title,
        "text": event.text,
        "starts": list(event.starts),
        "ends": list(event.ends),
        "affects": {
            "points": list(affects.points),
            "terms": list(affects.terms),
            "themes": list(affects.themes),
            "people": list(affects.people),
            "organisations": list(affects.organisations),
        },
        "effect": event.outcome,
        "source": _reference(event.source),
    }


def _disagreement(disagreement: Disagreement) -> _Json:
    return {
        "kind": disagreement.nature,
        "question": disagreement.question or None,
        "points": list(disagreement.points),
        "clashes": [
            {
                "kind": clash.nature,
                "point": clash.point,
                "relation": clash.kind,
                "other": clash.other,
            }
            for clash in disagreement.clashes
        ],
    }


def _term(term: Term, links: Links) -> _Json:
    return {
        "id": term.id,
        "url": url(term.uri),
        "term": term.label,
        "text": _words(term.blocks),
        "senses": [_sense(sense) for sense in term.senses],
        "used_in": [_mention(mention) for mention in links.mentions.get(term.id, ())],
        "since": _since(links.since.terms.get(term.id, ())),
        "former_ids": list(term.former_ids),
        **_spoken(term.language),
    }


def _sense(sense: Sense) -> _Json:
    return {
        "id": sense.id,
        "from": sense.start or None,
        "to": sense.end or None,
        "expansion": sense.expansion or None,
        "definition": sense.definition,
        "source": _reference(sense.source),
        "successor": sense.successor or None,
        **_spoken(sense.language),
    }


def _reference(reference: Reference) -> str:
    return " ".join(filter(None, (reference.title, reference.url)))


def _mention(mention: Mention) -> _Json:
    fragment = f"#{mention.fragment}" if mention.fragment else ""
    return {
        "url": url(mention.page) + fragment,
        "senses": list(mention.senses),
        "date": mention.date.text if mention.date else None,
        "section": labels.heading(mention.part, mention.section),
        "sentence": mention.sentence,
    }
