"""What there is to refer to, collected before any reference is checked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.base.addresses import article_uri
from generator.base.kinds import CONTENTS, FOLDERS, LINKED, Kind, uri_of
from generator.base.model import Settings
from generator.base.nearest import affordable, nearest
from generator.base.problems import At, Problem
from generator.knowledge.resolve.entries import Entries, Parsed
from generator.schema import fields
from generator.schema.check import Entry


class Points(Struct, frozen=True, kw_only=True):
    """The points of all readable articles, by ``article#point``.

    Attributes:
        declared: all of them.
        kept: those whose passage was found and that are published.
        drafts: those that are drafts or stand in one, lost or not.
        lost: those that had to be left out of a record; what refers to them is not told.
        of: article id → names of its points.
    """

    declared: frozenset[str]
    kept: frozenset[str]
    drafts: frozenset[str]
    lost: frozenset[str]
    of: Mapping[str, tuple[str, ...]]

    def has(self, id_: str) -> bool:
        """Tell whether a file has a point, be it lost from the record or not."""
        return id_ in self.declared or id_ in self.lost


class Terms(Struct, frozen=True, kw_only=True):
    """The glossary's terms.

    Attributes:
        senses: term id → ids of its senses.
        labels: term id → its label.
        names: all that a term is called, in lower case → its id.
    """

    senses: Mapping[str, frozenset[str]]
    labels: Mapping[str, str]
    names: Mapping[str, str]

    def has(self, term: str, sense: str = "") -> bool:
        """Tell whether there is a term, or a sense of it."""
        return term in self.senses and (not sense or sense in self.senses[term])


class Speakers(Struct, frozen=True, kw_only=True):
    """Who speaks in any readable article.

    Attributes:
        ids: of people, bodies and groups, also of those left out of a record.
        named: name of a person or a body, its case folded → id.
        named_in_drafts: the same of those that only drafts name.
        organisations: name of an organisation that is no term, its case folded → as displayed.
    """

    ids: frozenset[str]
    named: Mapping[str, str]
    named_in_drafts: Mapping[str, str]
    organisations: Mapping[str, str]


class Addresses(Struct, frozen=True, kw_only=True):
    """Where bodies may link to.

    Attributes:
        pages: source addresses of pages and images, as ``articles/x.md``.
        unpublished: those of draft articles.
        former: address or point that once was → what it is now.
    """

    pages: frozenset[str]
    unpublished: frozenset[str]
    former: Mapping[str, str]


class Inventory(Struct, frozen=True, kw_only=True):
    """Everything that may be referred to.

    Attributes:
        points: points of articles.
        speakers: people, bodies and groups, and for whom they speak.
        terms: terms and their senses.
        addresses: pages and images.
        themes: ids of themes.
        audiences: ids of audiences.
        unread: (kind, id) of files that made no record; what refers to them is not told. The id is
            empty where a whole folder could not be read.
        unread_drafts: ids of articles among them that are drafts.
        with_drafts: whether drafts are kept.
        language: that of the site's readers.
        original: that of content that says none.
    """

    points: Points
    speakers: Speakers
    terms: Terms
    addresses: Addresses
    themes: frozenset[str]
    audiences: frozenset[str]
    unread: frozenset[tuple[str, str]]
    unread_drafts: frozenset[str]
    with_drafts: bool
    language: str
    original: str

    def foreign(self, *given: str) -> str:
        """Return the first language that is given, else the content's; nothing for the site's."""
        return self.named(*given, self.original)

    def named(self, *given: str) -> str:
        """Return the same, and nothing where none is given: names are no words of a language."""
        own = next(filter(None, given), "")
        return "" if own.lower() == self.language.lower() else own

    def is_draft(self, id_: str) -> bool:
        """Tell whether a point or an article is a draft, or stands in one, readable or not."""
        listed = id_ in self.points.drafts or article_uri(id_) in self.addresses.unpublished
        return listed or id_.partition("#")[0] in self.unread_drafts

    def lacks(self, kind: str, id_: str) -> bool:
        """Tell whether a file, or all of its kind, could not be made a record."""
        return (kind, id_) in self.unread or (kind, "") in self.unread

    @property
    def all_read(self) -> bool:
        """Tell whether every article became a record: else one may name whom no other does."""
        return all(kind != "article" for kind, _ in self.unread)

    def leads_nowhere(self, uri: str) -> bool:
        """Tell whether a body may not link to an address; one that could not be read it may."""
        kind = FOLDERS.get(uri.partition("/")[0])
        return uri not in self.addresses.pages and not (kind and self.lacks(kind, ""))

    def check_theme(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a theme does not exist."""
        if id_ not in self.themes and not self.lacks("theme", id_):
            yield self._unknown("theme", id_, self.themes, at)

    def _unknown(self, kind: Kind, id_: str, ids: Collection[str], at: At) -> Problem:
        """Say that there is no such record, and what it is called now if it once was."""
        problem = _unknown(kind, id_, ids, at)
        now = self.addresses.former.get(CONTENTS[kind].uri(id_), "")
        name = now.rpartition("/")[2].removesuffix(".md")
        return replace(problem, hint=f"It is now “{name}”.") if now else problem

    def check_audience(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where an audience is not named in the settings."""
        if id_ not in self.audiences:
            yield _unknown("audience", id_, self.audiences, at)

    def check_term(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a term does not exist."""
        if not self.terms.has(id_) and not self.lacks("term", id_):
            yield self._unknown("term", id_, self.terms.senses, at)

    def check_successor(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where the term that follows another does not exist."""
        for problem in self.check_term(id_, at):
            yield replace(problem, code="unknown-successor")

    def check_sense(self, term: str, sense: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a term or its sense does not exist."""
        yield from self.check_term(term, at)
        if self.terms.has(term) and not self.terms.has(term, sense):
            message = f"The term “{term}” has no sense “{sense}”."
            hint = f"Its senses: {_listed(self.terms.senses[term])}."
            yield Problem(at, "unknown-sense", message, hint)

    def check_speaker(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where no article has a speaker of that id."""
        if id_ not in self.speakers.ids and self.all_read:
            yield _unknown("person", id_, self.speakers.ids, at)

    def organisation(self, name: str) -> str:
        """Return the name by which an organisation is displayed, or nothing for an unknown one."""
        term = self.terms.names.get(name.lower(), "")
        return self.terms.labels.get(term) or self.speakers.organisations.get(name.casefold(), "")

    def check_organisation(self, name: str, at: At) -> Iterator[Problem]:
        """Yield a problem where nobody speaks for an organisation and no term names it."""
        if not self.organisation(name) and self.all_read:
            known = {*self.speakers.organisations.values(), *self.terms.labels.values()}
            yield _unknown("organisation", name, known, at)

    def check_article(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where an article does not exist."""
        if id_ not in self.points.of and not self.lacks("article", id_):
            yield self._unknown("article", id_, self.points.of, at)

    def publishes(self, id_: str) -> bool:
        """Tell whether there is an article, or a point, that is published."""
        if "#" in id_:
            return id_ in self.points.kept
        return id_ in self.points.of and (self.with_drafts or not self.is_draft(id_))

    def check_point(self, id_: str, at: At) -> Iterator[Problem]:
        """Yield a problem where a point does not exist; ``article#point`` names it."""
        article, _, name = id_.partition("#")
        if self.points.has(id_) or self.lacks("article", article):
            return
        if now := self.addresses.former.get(id_):
            message = f"The point “{id_}” now has another id."
            yield Problem(at, "unknown-point", message, f"It is now “{now}”.")
        elif article not in self.points.of:
            yield from self.check_article(article, at)
        else:
            yield _unknown_point(article, name, self.points.of[article], at)


def take_inventory(
    entries: Entries,
    bodies: Mapping[str, Parsed],
    paths: Mapping[str, bool],
    settings: Settings,
    *,
    drafts: bool,
) -> Inventory:
    """Collect what there is to refer to."""
    unread = _unread(entries, paths)
    drafted = {_kind_and_id(path) for path, draft in paths.items() if draft}
    unread_drafts = frozenset(id_ for _, id_ in unread & drafted)
    return Inventory(
        points=_points(entries.articles, bodies, drafts=drafts),
        speakers=_speakers(entries.articles),
        terms=_terms(entries.terms),
        addresses=_addresses(entries, paths, unread_drafts),
        themes=frozenset(entry.source.id for entry in entries.themes),
        audiences=frozenset(settings.audiences),
        unread=unread,
        unread_drafts=unread_drafts,
        with_drafts=drafts,
        language=settings.language,
        original=settings.original,
    )


def _points(
    articles: Iterable[Entry[fields.Article]], bodies: Mapping[str, Parsed], *, drafts: bool
) -> Points:
    of = {entry.source.id: tuple(p.id for p in entry.matter.points) for entry in articles}
    unpublished = frozenset(id_ for entry in articles for id_ in _drafts(entry))
    unpublished -= {id_ for entry in articles for id_ in _published(entry)}
    located = frozenset(
        _point_id(entry, name) for entry in articles for name in bodies[entry.source.path].passages
    )
    return Points(
        declared=frozenset(f"{article}#{name}" for article, names in of.items() for name in names),
        kept=located if drafts else located - unpublished,
        drafts=unpublished,
        lost=frozenset(_point_id(entry, name) for entry in articles for name in entry.lost),
        of=of,
    )


def _point_id(entry: Entry[fields.Article], name: str) -> str:
    return f"{entry.source.id}#{name}"


def _drafts(entry: Entry[fields.Article]) -> Iterator[str]:
    whole = entry.matter.draft
    names = (point.id for point in entry.matter.points if whole or point.draft)
    yield from (_point_id(entry, name) for name in names)
    yield from (_point_id(entry, name) for name in (entry.lost if whole else entry.lost_drafts))


def _published(entry: Entry[fields.Article]) -> Iterator[str]:
    if not entry.matter.draft:
        yield from (_point_id(entry, p.id) for p in entry.matter.points if not p.draft)


def _speakers(articles: Sequence[Entry[fields.Article]]) -> Speakers:
    published = dict(_named(entry for entry in articles if not entry.matter.draft))
    drafted = dict(_named(entry for entry in articles if entry.matter.draft))
    people = [person for entry in articles for person in entry.matter.people]
    bodies = (person.name for person in people if person.kind == "body")
    organisations = (person.organisation for person in people)
    return Speakers(
        ids=frozenset(id_ for entry in articles for id_ in (*_speaker_ids(entry), *entry.lost)),
        named=published,
        named_in_drafts={name: id_ for name, id_ in drafted.items() if name not in published},
        organisations={name.casefold(): name for name in (*organisations, *bodies) if name},
    )


def _named(articles: Iterable[Entry[fields.Article]]) -> Iterator[tuple[str, str]]:
    for entry in articles:
        for person in entry.matter.people:
            if person.kind != "group":
                yield person.name.casefold(), person.id


def _speaker_ids(entry: Entry[fields.Article]) -> Iterator[str]:
    return (person.id for person in entry.matter.people)


def _terms(terms: Iterable[Entry[fields.Term]]) -> Terms:
    return Terms(
        senses={entry.source.id: frozenset(sense_ids(entry.matter)) for entry in terms},
        labels={entry.source.id: entry.matter.term for entry in terms},
        names={name.lower(): entry.source.id for entry in terms for name in _names(entry)},
    )


def sense_ids(term: fields.Term) -> Iterator[str]:
    """Yield the ids of a term's senses; a sense without one has its number, from 1."""
    return (sense.id or str(number) for number, sense in enumerate(term.senses, start=1))


def _names(entry: Entry[fields.Term]) -> Iterator[str]:
    """Yield everything that an organisation may be called by to be linked to the term."""
    yield from (entry.source.id, entry.matter.term, *entry.matter.aliases, *entry.matter.forms)
    for sense in entry.matter.senses:
        yield from (*filter(None, (sense.expansion,)), *sense.forms)


def _addresses(
    entries: Entries, paths: Collection[str], unread_drafts: Collection[str]
) -> Addresses:
    written = {uri_of(path) for path in paths if path != CONTENTS["timeline"].files}
    read = (entry.source.id for entry in entries.articles if entry.matter.draft)
    drafts = (*read, *unread_drafts)
    return Addresses(
        pages=LINKED | written,
        unpublished=frozenset(map(article_uri, drafts)),
        former={**dict(_former_pages(entries)), **dict(_former_points(entries.articles))},
    )


def _former_pages(entries: Entries) -> Iterator[tuple[str, str]]:
    """Yield addresses that once were, each with the one that took its place."""
    for entry in entries.lasting:
        content = CONTENTS[entry.source.kind]
        for old in entry.matter.former_ids:
            yield content.uri(old), content.uri(entry.source.id)


def _former_points(articles: Iterable[Entry[fields.Article]]) -> Iterator[tuple[str, str]]:
    """Yield points by all names that they once had, each with its name now."""
    for entry in articles:
        for point in entry.matter.points:
            now = _point_id(entry, point.id)
            for article in (entry.source.id, *entry.matter.former_ids):
                olds = (f"{article}#{name}" for name in (point.id, *point.former_ids))
                yield from ((old, now) for old in olds if old != now)


def _unread(entries: Entries, paths: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return kind and id of what was found and made no record."""
    records = (*entries.lasting, *entries.timelines, *entries.pages)
    made = {(entry.source.kind, entry.source.id) for entry in records}
    return frozenset(filter(None, map(_kind_and_id, paths))) - made


def _kind_and_id(path: str) -> tuple[Kind, str] | None:
    """Return kind and id of a file of content, or kind alone of a folder, read or not."""
    folder, _, name = uri_of(path).rpartition("/")
    if not folder and name in FOLDERS:
        return FOLDERS[name], ""
    kind = FOLDERS.get(folder) if folder else "page"
    return (kind, name.removesuffix(".md")) if kind and name.endswith(".md") else None


def on_draft(target: str, at: At) -> Problem:
    """Say that something published rests on a draft."""
    message = f"“{target}” is a draft: it is left out when the site is published."
    return Problem(at, "rests-on-draft", message, "Publish the draft too, or name another point.")


def _unknown_point(article: str, name: str, names: Collection[str], at: At) -> Problem:
    near = nearest(name, names)
    listed = "" if near else _listed(f"{article}#{each}" for each in names)
    hint = f"Did you mean “{article}#{near}”?" if near else listed and f"Its points: {listed}."
    return Problem(at, "unknown-point", f"The article “{article}” has no point “{name}”.", hint)


def _unknown(kind: str, id_: str, ids: Collection[str], at: At) -> Problem:
    near = nearest(id_, ids)
    hint = f"Did you mean “{near}”?" if near else _choice(kind, ids)
    code = "unknown-point" if kind == "article" else f"unknown-{kind}"
    return Problem(at, code, f"The {kind} “{id_}” does not exist.", hint)


_LISTED = 12
"""Ids named in a hint; a longer list helps nobody."""


def _choice(kind: str, ids: Collection[str]) -> str:
    if not affordable(len(ids)):
        return ""
    names = _listed(ids)
    return f"Choose from {names}." if names else f"There are no {kind}s yet."


def _listed(ids: Iterable[str]) -> str:
    names = sorted({*ids})
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(f"“{name}”" for name in names[:_LISTED]) + more
