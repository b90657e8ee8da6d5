"""Records made in a line, for tests of what follows from them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, get_args

from msgspec.structs import replace

from generator.base.dates import half_open, parse
from generator.base.model import (
    Affected,
    Article,
    Author,
    Block,
    Event,
    Library,
    Message,
    Passage,
    Person,
    Point,
    Publication,
    Reference,
    RelationKind,
    Sense,
    Settings,
    Term,
    Theme,
)
from generator.base.problems import At
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links, link

_RELATIONS: tuple[RelationKind, ...] = get_args(RelationKind)


def block(index: int, text: str, *, section: str = "", heading: bool = False) -> Block:
    """Return a block on a line of its own."""
    return Block(index=index, heading=heading, text=text, line=10 + 2 * index, section=section)


def point(id_: str, *, block: int = 0, **fields: Any) -> Point:  # noqa: ANN401 - of many types
    """Return a point of the article that its id names, citing the first words of a block."""
    stated = {**fields.pop("relations", {}), **fields}
    own = {kind: tuple(stated.get(kind, ())) for kind in _RELATIONS}
    given: dict[str, Any] = {
        "text": f"The claim of {id_}.",
        "kind": "statement",
        "themes": ("money",),
        "passage": Passage(exact="Words", block=block, start=0, end=5),
        "standing": "reported",
        "speaker": None,
        "figure": None,
        "places": (),
        "as_of": None,
        "due": None,
        "relations": MappingProxyType(own),
        "senses": {},
        "status": None,
        "former_ids": (),
        "draft": False,
        "at": At(f"content/articles/{id_.partition('#')[0]}.md", 8),
        "text_at": At(f"content/articles/{id_.partition('#')[0]}.md", 9),
        **{name: value for name, value in fields.items() if name not in _RELATIONS},
    }
    return Point(id=id_, article=id_.partition("#")[0], **given)


def article(
    id_: str,
    *points: Point,
    published: str = "2016-09-22",
    **fields: Any,  # noqa: ANN401
) -> Article:
    """Return an article of one paragraph, or of the blocks given; authors by their names."""
    authors = tuple(Author(name=name) for name in fields.pop("authors", ()))
    given: dict[str, Any] = {
        "title": f"Title of {id_}",
        "publication": Publication(publisher="Harbour Post"),
        "published": parse(published),
        "published_basis": "",
        "authors": authors,
        "kind": "news",
        "summary": "A short note.",
        "people": tuple({p.speaker.id: p.speaker for p in points if p.speaker}.values()),
        "points": points,
        "body": "",
        "blocks": (block(0, "Words of the article."),),
        "senses": {},
        "status": None,
        "glossary": True,
        "draft": False,
        "reviewed": None,
        "owner": "",
        "changes": (),
        "corrections": (),
        "former_ids": (),
        "at": At(f"content/articles/{id_}.md"),
        "text": "digest",
        "rights": "",
        "language": "",
        "summary_at": At(f"content/articles/{id_}.md", 4),
        **fields,
    }
    return Article(id=id_, **given)


def person(
    id_: str,
    role: str = "",
    organisation: str = "",
    term: str = "",
    **fields: Any,  # noqa: ANN401
) -> Person:
    """Return a person, or a speaker of another kind, whose name is made of the id."""
    name = id_.replace("-", " ").title()
    given = {"name": name, "role": role, "organisation": organisation, "organisation_term": term}
    return Person(id=id_, **{**given, **fields})


def event(id_: str, date: str, **fields: Any) -> Event:  # noqa: ANN401
    """Return an event whose title is made of the id; what it affects, by the keys of that."""
    names = ("points", "terms", "themes", "people", "organisations")
    affects = Affected(**{name: fields.pop(name) for name in names if name in fields})
    given: dict[str, Any] = {
        "title": id_.replace("-", " ").title(),
        "text": "",
        "starts": (),
        "ends": (),
        "affects": affects,
        "effect": None,
        "source": Reference(title="Harbour Post"),
        "at": At("content/timeline.yml", 2),
        **fields,
    }
    return Event(id=id_, date=parse(date), **given)


def theme(
    id_: str,
    messages: Sequence[Sequence[str] | Message] = (),
    **fields: Any,  # noqa: ANN401
) -> Theme:
    """Return a theme with these messages, or one on each group of points."""
    made = Theme(
        id=id_,
        title=id_.title(),
        order=1,
        icon="material/tram",
        question="",
        language="",
        body="",
        blocks=(),
        sections=(),
        messages=tuple(
            given if isinstance(given, Message) else message(number, given)
            for number, given in enumerate(messages, start=1)
        ),
        disagreements=(),
        questions=(),
        reviewed=None,
        owner="",
        changes=(),
        former_ids=(),
        at=At(f"content/themes/{id_}.md"),
    )
    return replace(made, **fields)


def message(number: int, points: Sequence[str], **fields: Any) -> Message:  # noqa: ANN401
    """Return a message on some points."""
    made = Message(
        text=f"Message {number}.",
        points=tuple(points),
        contested_by=(),
        limited_by=(),
        section="",
        at=At("content/t.md", number),
    )
    return replace(made, **fields)


def term(id_: str, label: str, *spans: tuple[str, str]) -> Term:
    """Return an entry with a sense for each span, named ``1``, ``2`` and so on."""
    senses = tuple(
        Sense(
            id=str(number),
            period=half_open(start, end),
            start=start,
            end=end,
            expansion="",
            definition="What it means.",
            source=Reference(title="Harbour Post"),
            forms=(),
            themes=(),
            successor="",
            language="",
            at=At(f"content/glossary/{id_}.md", number),
        )
        for number, (start, end) in enumerate(spans or (("", ""),), start=1)
    )
    return Term(
        id=id_,
        label=label,
        kind="acronym" if label.isupper() else "phrase",
        aliases=(),
        forms=(),
        case="exact" if label.isupper() else "any",
        auto=True,
        well_known=False,
        language="",
        senses=senses,
        body="",
        blocks=(),
        owner="",
        former_ids=(),
        at=At(f"content/glossary/{id_}.md"),
    )


def library(*records: Article | Theme | Term | Event, as_of: str = "") -> Library:
    """Return the library of these records, with the themes money and service at least."""
    events = (record for record in records if isinstance(record, Event))
    articles = sorted((r for r in records if isinstance(r, Article)), key=lambda r: r.id)
    themes = {"money": theme("money"), "service": theme("service")}
    themes |= {r.id: r for r in records if isinstance(r, Theme)}
    points: Mapping[str, Point] = {p.id: p for a in articles for p in a.points}
    return Library(
        settings=Settings(title="Trams", audiences={"all": "Everyone"}),
        articles={each.id: each for each in articles},
        points=dict(sorted(points.items())),
        themes=themes,
        terms={r.id: r for r in sorted((r for r in records if isinstance(r, Term)), key=_id)},
        events=tuple(sorted(events, key=lambda each: (each.date.sort_key, each.id))),
        pages={},
        as_of=parse(as_of) if as_of else None,
        repeats={p.id: p.relations["repeats"] for p in points.values()},
    )


def linked(*records: Article | Theme | Term | Event, as_of: str = "") -> Links:
    """Return what follows from these records."""
    made = library(*records, as_of=as_of)
    return link(made, Glossary.compile(made)[0])[0]


def _id(record: Term) -> str:
    return record.id
