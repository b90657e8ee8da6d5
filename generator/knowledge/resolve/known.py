"""What there is to refer to, collected before any reference is checked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.base.addresses import article_uri
from generator.base.model import Block, Passage, Settings
from generator.base.nearest import nearest
from generator.base.problems import At, Problem
from generator.schema.check import Entry
from generator.text.markup import Link

CONTENT = "content/"
"""The folder that all contributed paths begin with."""
TIMELINE = f"{CONTENT}timeline.yml"
"""The one file of content that becomes no page of its name."""
_SECTIONS = (
    *("articles", "coverage", "disagreements", "examples", "figures", "glossary", "questions"),
    *("themes", "timeline", "voices"),
)
_LISTS = frozenset(("index.md", *(f"{name}/index.md" for name in _SECTIONS)))
"""Pages that bodies may link to although nobody wrote them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A body as the earlier stages left it: its blocks, its links, and passages by point name."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    passages: Mapping[str, Passage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Every id that may be referred to.

    Attributes:
        declared: ids of all points that stand in a readable article.
        kept: ids of those whose passage was found and that are published.
        drafts: ids of those that are drafts or stand in one.
        points: article id → names of its points.
        themes: ids of themes.
        terms: term id → ids of its senses.
        labels: term id → its label.
        organisations: a term's names, in lower case → its id.
        audiences: ids of audiences.
        broken: (kind, id) of files that made no record; what refers to them is not told. The id is
            empty where a whole folder could not be read.
        lost: ids of points that had to be left out of a record; likewise.
        uris: addresses that bodies may link to, as ``articles/x.md``.
        unpublished: those of draft articles.
        former: address or point that once was → what it is now.
    """

    declared: frozenset[str]
    kept: frozenset[str]
    drafts: frozenset[str]
    points: Mapping[str, tuple[str, ...]]
    themes: frozenset[str]
    terms: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    organisations: Mapping[str, str]
    audiences: frozenset[str]
    broken: frozenset[tuple[str, str]]
    lost: frozenset[str]
    uris: frozenset[str]
    unpublished: frozenset[str]
    former: Mapping[str, str]

    def lacks(self, kind: str, id_: str) -> bool:
        """Tell whether a file, or all of its kind, could not be made a record."""
        return (kind, id_) in self.broken or (kind, "") in self.broken

    def leads_nowhere(self, uri: str) -> bool:
        """Tell whether a body may not link to an address; one that could not be read it may."""
        folder = uri.partition("/")[0]
        return uri not in self.uris and not self.lacks(_FOLDERS.get(folder, folder), "")

    def theme(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a theme does not exist."""
        if id_ not in self.themes and not self.lacks("theme", id_):
            yield _unknown("theme", id_, self.themes, at)

    def audience(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where an audience is not named in the settings."""
        if id_ not in self.audiences:
            yield _unknown("audience", id_, self.audiences, at)

    def term(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a term does not exist."""
        if id_ not in self.terms and not self.lacks("term", id_):
            yield _unknown("term", id_, self.terms, at)

    def successor(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where the term that follows another does not exist."""
        for problem in self.term(id_, at):
            yield replace(problem, code="unknown-successor")

    def sense(self, term: str, sense: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a term or its sense does not exist."""
        yield from self.term(term, at)
        if term in self.terms and sense not in self.terms[term]:
            message = f"The term “{term}” has no sense “{sense}”."
            hint = f"Its senses are {_listed(self.terms[term])}."
            yield Problem(at, "unknown-sense", message, hint)

    def point(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a point does not exist; ``article#point`` names it."""
        article, _, name = id_.partition("#")
        if id_ in self.declared or id_ in self.lost or self.lacks("article", article):
            return
        if now := self.former.get(id_):
            message = f"The point “{id_}” has another id now."
            yield Problem(at, "unknown-point", message, f"It is now “{now}”.")
        elif article not in self.points:
            yield _unknown("article", article, self.points, at)
        else:
            near = nearest(name, self.points[article])
            listed = _listed({f"{article}#{each}" for each in self.points[article]})
            hint = f"Did you mean “{article}#{near}”?" if near else listed and f"It has {listed}."
            message = f"The article “{article}” has no point “{name}”."
            yield Problem(at, "unknown-point", message, hint)


def survey(
    entries: Sequence[Entry],
    parsed: Mapping[str, Parsed],
    paths: Iterable[str],
    settings: Settings,
    *,
    drafts: bool,
) -> Known:
    """Collect what there is to refer to."""
    articles = [entry for entry in entries if entry.source.kind == "article"]
    terms = [entry for entry in entries if entry.source.kind == "term"]
    made = {(entry.source.kind, entry.source.id) for entry in entries}
    paths = frozenset(paths)
    found = [named for path in paths if (named := _named(path))]
    unpublished = frozenset(id_ for entry in articles for id_ in _drafts(entry))
    located = frozenset(
        f"{entry.source.id}#{name}"
        for entry in articles
        for name in parsed[entry.source.path].passages
    )
    return Known(
        declared=frozenset(id_ for entry in articles for id_ in _points(entry)),
        kept=located if drafts else located - unpublished,
        drafts=unpublished,
        points={e.source.id: tuple(point.id for point in e.matter.points) for e in articles},
        themes=frozenset(e.source.id for e in entries if e.source.kind == "theme"),
        terms={e.source.id: frozenset(_senses(e)) for e in terms},
        labels={e.source.id: e.matter.term for e in terms},
        organisations={name.lower(): e.source.id for e in terms for name in _names(e)},
        audiences=frozenset(settings.audiences),
        broken=frozenset(found) - made,
        lost=frozenset(f"{entry.source.id}#{name}" for entry in articles for name in entry.lost),
        uris=frozenset(path.removeprefix(CONTENT) for path in paths - {TIMELINE}) | _LISTS,
        unpublished=frozenset(article_uri(e.source.id) for e in articles if e.matter.draft),
        former=dict(_former(entries)),
    )


def _former(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield what once was and what it is now: addresses, and points by all names they had."""
    for entry in entries:
        folder = _PLACES.get(entry.source.kind)
        if not folder:
            continue
        id_ = entry.source.id
        for old in entry.matter.former_ids:
            yield f"{folder}/{old}.md", f"{folder}/{id_}.md"
        for point in entry.matter.points if folder == "articles" else ():
            for article in (id_, *entry.matter.former_ids):
                for name in (point.id, *point.former_ids):
                    if (article, name) != (id_, point.id):
                        yield f"{article}#{name}", f"{id_}#{point.id}"


def repeated(entry: Entry, field: str, word: str) -> Iterator[Problem]:
    """Yield a problem for each id that stands twice in a list; a sense's number may be its id."""
    first: dict[str, int] = {}
    for index, record in enumerate(getattr(entry.matter, field)):
        id_ = record.id or str(index + 1)
        if first.setdefault(id_, index) != index:
            line = entry.source.at(field, first[id_], "id").line
            message = f"The {word} “{id_}” stands twice; the first is on line {line}."
            at = entry.source.at(field, index, "id")
            yield Problem(at, f"duplicate-{word}", message, "Give each an id of its own.")


def on_draft(target: str, at: At) -> Problem:
    """Say that something published rests on a draft."""
    message = f"“{target}” is a draft: it is left out when the site is published."
    return Problem(at, "rests-on-draft", message, "Publish the draft too, or name another point.")


def _points(entry: Entry) -> Iterator[str]:
    return (f"{entry.source.id}#{point.id}" for point in entry.matter.points)


def _drafts(entry: Entry) -> Iterator[str]:
    for point in entry.matter.points:
        if entry.matter.draft or point.draft:
            yield f"{entry.source.id}#{point.id}"


def _senses(entry: Entry) -> Iterator[str]:
    return (sense.id or str(number) for number, sense in enumerate(entry.matter.senses, start=1))


def _names(entry: Entry) -> Iterator[str]:
    """Yield everything that an organisation may be called by to be linked to the term."""
    yield from (entry.source.id, entry.matter.term, *entry.matter.aliases, *entry.matter.forms)
    for sense in entry.matter.senses:
        yield from (*filter(None, (sense.expansion,)), *sense.forms)


_PLACES = {"article": "articles", "theme": "themes", "term": "glossary"}
_FOLDERS = {"articles": "article", "themes": "theme", "glossary": "term", "": "page"}


def _named(path: str) -> tuple[str, str] | None:
    """Return kind and id of a file of content, or kind alone of a folder, read or not."""
    folder, _, name = path.removeprefix(CONTENT).rpartition("/")
    if not folder and name in _FOLDERS:
        return _FOLDERS[name], ""
    kind = _FOLDERS.get(folder)
    return (kind, name.removesuffix(".md")) if kind and name.endswith(".md") else None


def _unknown(kind: str, id_: str, known: Collection[str], at: At) -> Problem:
    near = nearest(id_, known)
    hint = f"Did you mean “{near}”?" if near else _choice(kind, known)
    code = "unknown-point" if kind == "article" else f"unknown-{kind}"
    return Problem(at, code, f"The {kind} “{id_}” does not exist.", hint)


_LISTED = 12
"""Known values named in a hint; a longer list helps nobody."""


def _choice(kind: str, known: Iterable[str]) -> str:
    names = _listed(known)
    return f"Known are {names}." if names else f"There is no {kind} yet."


def _listed(known: Iterable[str]) -> str:
    names = sorted(known)
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(f"“{name}”" for name in names[:_LISTED]) + more
