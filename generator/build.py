"""All the stages in order. Checking is building without ``outputs``: there is no second path."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import merge
from pathlib import Path

from jinja2 import BytecodeCache

from generator.base.enough import enough, left_out, room
from generator.base.garbage import uncollected
from generator.base.kinds import uri_of
from generator.base.language import Language, each_in, speaking
from generator.base.memory import Memory
from generator.base.model import Library, Passage, Settings
from generator.base.nearest import allowance, hints_left_out
from generator.base.problems import At, Problem
from generator.base.spoken import spoken_by
from generator.base.translations import SETTINGS, Translation, one_line
from generator.knowledge.changes import State, state_of
from generator.knowledge.glossary import Glossary
from generator.knowledge.link import Links, link
from generator.knowledge.resolve import Parsed, resolve
from generator.knowledge.review import Limits, Task, review
from generator.knowledge.translate import Body, settings_in, translated
from generator.schema import fields
from generator.schema.check import AnyEntry, validate
from generator.site.admin import admin
from generator.site.anchors import check_anchors
from generator.site.data import export
from generator.site.data.library import library_record
from generator.site.engine import template_folders
from generator.site.finish import Finisher
from generator.site.history import history
from generator.site.images import Images
from generator.site.navigation import check_navigation
from generator.site.pages import Page, pages
from generator.site.render import Output
from generator.site.scripts import CATALOGUE, catalogue_script
from generator.site.untranslated import Untranslated
from generator.site.versions import Version
from generator.source.drafts import Drafts, drafts_among
from generator.source.pinpoint import pinpoint
from generator.source.read import Source, read
from generator.source.translations import check_tags, translations
from generator.text.convert import Converter
from generator.text.markup import Document, Link
from generator.text.passages import Quote, locate
from generator.text.translated import in_translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What the content compiles to.

    Attributes:
        library: all content that could be read, checked.
        links: what follows from it.
        pages: every page, not yet rendered.
        glossary: the terms, and what their mentions mean.
        images: all images, by source address.
        problems: everything that is wrong, in order of place.
        drafts: whether drafts are shown, and with them what contributors could add.
        language: what readers are addressed in.
        others: the same content for readers of other languages; what is wrong is told here.
        versions: the pages of all languages; none where there is one language alone.
    """

    library: Library
    links: Links
    pages: tuple[Page, ...]
    glossary: Glossary
    images: Images
    problems: tuple[Problem, ...]
    drafts: bool
    language: Language
    others: tuple["Build", ...] = ()
    versions: tuple[Version, ...] = ()


@uncollected()
@allowance()
@room()
def build(
    root: Path,
    settings: Settings,
    *,
    drafts: bool = False,
    memory: Memory | None = None,
    since: State | None = None,
) -> Build:
    """Compile a project's content; nothing in it makes this raise.

    Args:
        root: the project's folder.
        settings: what ``mkdocs.yml`` says of the site.
        drafts: whether drafts are shown.
        memory: of the build before: what a file alone decides is made anew where the file is new,
            and a file that makes no record any more stays as it last was.
        since: what is published, where it is to be told what differs.
    """
    memory = memory or Memory()
    known, problems = _know(root, settings, memory, drafts=drafts)
    others, wrong = _others(known, root, memory, drafts=drafts)
    problems += wrong
    built, found = _built(known, problems, drafts=drafts, since=since)
    problems += [*found, *enough(check_anchors(_links(known), built.pages, root))]
    made = [_built(other, (), drafts=drafts)[0] for other in others]
    versions = tuple(map(_version, (built, *made))) if made else ()
    return replace(
        built,
        problems=_told(problems, known, root, settings),
        others=tuple(replace(other, versions=versions) for other in made),
        versions=versions,
    )


def _version(built: Build) -> Version:
    tag = built.language.tag
    folder = f"{tag}/" if built.library.settings.written else ""
    return Version(tag=tag, folder=folder, uris=frozenset(page.uri for page in built.pages))


def _built(
    known: "_Known", problems: Sequence[Problem], *, drafts: bool, since: State | None = None
) -> tuple[Build, list[Problem]]:
    """Return what is known with its pages, and what is wrong with these."""
    settings = known.library.settings
    known = _with_history(known, since) if since else known
    tasks = _tasks(known, problems) if drafts or settings.review else None
    with speaking(known.language):
        made = pages(known.library, known.links, known.gathered.documents, tasks)
    built = Build(
        library=known.library,
        links=known.links,
        pages=made,
        glossary=known.glossary,
        images=known.gathered.images,
        problems=(),
        drafts=drafts,
        language=known.language,
    )
    return built, enough(check_navigation(settings.navigation, (page.uri for page in made)))


def _others(
    known: "_Known", root: Path, memory: Memory, *, drafts: bool
) -> tuple[list["_Known"], list[Problem]]:
    """Return the same in the other languages of the site, and what is wrong with translations."""
    settings = known.library.settings
    made, problems = [], list[Problem]()
    if settings.language in settings.translations:
        message = f"“{settings.language}” is the site’s own language already."
        hint = "Take it out of “translations”."
        problems.append(Problem(settings.translations_at, "unknown-language", message, hint))
    for tag in (each for each in settings.translations if each != settings.language):
        other, found = _other(known, tag, root, memory, drafts=drafts)
        made.append(other)
        problems += [*found, *_taken(known.library, tag)]
    return made, problems


def _taken(library: Library, tag: str) -> Iterator[Problem]:
    if page := library.pages.get(tag):
        message = f"The name “{tag}” is reserved for the site in that language."
        yield Problem(page.at, "reserved-name", message, "Choose another name for the file.")


def _other(
    known: "_Known", tag: str, root: Path, memory: Memory, *, drafts: bool
) -> tuple["_Known", list[Problem]]:
    settings, gathered = known.library.settings, known.gathered
    paths = [SETTINGS, *gathered.documents]
    found, problems = translations(root, tag, paths, settings.bounds, memory)
    own = settings_in(settings, tag, found.get(SETTINGS, Translation("")))
    language, wrong = spoken_by(own, root)
    problems += enough([*wrong, *check_tags(settings.words, found.get(SETTINGS))])
    with speaking(language):
        gathered, bodies, faults = _in_translation(gathered, found, own, memory)
    with room():  # these are told already, of the language in which they are written
        other, _ = _conclude(
            gathered,
            own,
            language,
            drafts=drafts,
            translate=lambda library: translated(library, found, bodies),
        )
    return other, [*problems, *faults]


def _in_translation(
    gathered: "_Gathered",
    found: Mapping[str, Translation],
    settings: Settings,
    memory: Memory,
) -> tuple["_Gathered", Mapping[str, Body], list[Problem]]:
    """Return what files hold with those texts in translation that are translated as a whole."""
    documents, parsed = {**gathered.documents}, {**gathered.parsed}
    bodies: dict[str, Body] = {}
    problems: list[Problem] = []
    sources = [entry.source for entry in gathered.entries]
    converter = Converter(sum(len(s.body) for s in sources), settings.bounds, settings.image_hosts)
    for entry in gathered.entries:
        path, translation = entry.source.path, found.get(entry.source.path, Translation(""))
        if isinstance(entry.matter, fields.Article) and entry.matter.text == "full":
            continue  # the words of the source are not ours to change
        at = At(path, entry.source.body_line)
        document, wrong = converter.convert(
            entry.source.body, at, memory, entry.source, translation
        )
        quotes = _quotes_of(entry)
        shown, wrong = in_translation(document, wrong, quotes, translation)
        problems += enough(wrong)
        bodies[path] = Body(
            texts=tuple(text for _, text in document.texts),
            passages=tuple(one_line(quote.exact) for quote in quotes.values()),
            whole=shown is not None,
        )
        if shown:
            documents[path] = shown.document
            parsed[path] = Parsed(
                blocks=shown.document.blocks, links=shown.document.links, passages=shown.passages
            )
    return replace(gathered, documents=documents, parsed=parsed), bodies, problems


def _quotes_of(entry: AnyEntry) -> Mapping[str, Quote]:
    return _quotes(entry.source, entry.matter) if isinstance(entry.matter, fields.Article) else {}


def _with_history(known: "_Known", since: State) -> "_Known":
    with speaking(known.language):
        state = state_of(library_record(known.library, known.links))
        told = history(since, state)
    return replace(known, library=replace(known.library, history=told))


def _tasks(known: "_Known", problems: Sequence[Problem]) -> tuple[Task, ...]:
    limits = Limits(first_rank=known.library.settings.first_rank)
    return review(known.library, known.links, problems, limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What content says, before any page is thought of.

    Attributes:
        library: all content that could be read, checked.
        links: what follows from it.
        problems: what is wrong in it, in order of place; what only pages show is not among it.
    """

    library: Library
    links: Links
    problems: tuple[Problem, ...]


@uncollected()
@allowance()
@room()
def know(root: Path, settings: Settings) -> Knowledge:
    """Compile content without pages: no template is looked at, and nothing of the project runs."""
    known, problems = _know(root, settings, Memory(), drafts=False)
    return Knowledge(
        library=known.library, links=known.links, problems=_told(problems, known, root, settings)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Gathered:
    """What the files of a project hold, before anything of it is compared."""

    entries: Sequence[AnyEntry]
    documents: Mapping[str, Document]
    parsed: Mapping[str, Parsed]
    named: Mapping[str, bool]
    """Every file, and whether it is an article that is a draft."""
    images: Images
    drafted: Drafts
    kept: frozenset[str]
    """Paths of files that are in it as they last were."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known."""

    library: Library
    links: Links
    glossary: Glossary
    gathered: _Gathered
    language: Language


def _know(
    root: Path, settings: Settings, memory: Memory, *, drafts: bool
) -> tuple[_Known, list[Problem]]:
    memory.turn()
    language, unsaid = spoken_by(settings, root)
    wrong = enough(unsaid)
    gathered, found = _gather(root, settings, memory, language)
    now = frozenset((*wrong, *found))
    known, faults = _conclude(gathered, settings, language, drafts=drafts)
    problems = [*wrong, *found, *faults]
    # What follows from a file that is no longer there is no news.
    return known, [each for each in problems if each.at.path not in gathered.kept or each in now]


def _gather(
    root: Path, settings: Settings, memory: Memory, language: Language
) -> tuple[_Gathered, list[Problem]]:
    sources, problems = read(root, settings.bounds, fields.PROSE, memory)
    unread = {problem.at.path for problem in problems} - {source.path for source in sources}
    drafted = drafts_among(sources, unread, root, settings.bounds)
    entries, found = _validate(sources, memory)
    problems += found
    with speaking(language):
        documents, found = _parse(sources, settings, memory)
    problems += found
    there = {source.path for source in sources} | unread
    kept = memory.last_good({entry.source.path: entry for entry in entries}, there)
    entries = sorted((*entries, *kept.values()), key=lambda entry: entry.source.path)
    with speaking(language):
        documents |= _parse((entry.source for entry in kept.values()), settings, memory)[0]
    now = frozenset(problems)
    parsed, found = _locate(entries, documents, memory)
    problems += [each for each in found if each.at.path not in kept or each in now]
    paths = {source.path for source in sources} | {problem.at.path for problem in problems}
    gathered = _Gathered(
        entries=entries,
        documents=documents,
        parsed=parsed,
        named={path: path in drafted.files for path in sorted(paths)},
        images={uri_of(each.path): each.image for each in sources if each.image},
        drafted=drafted,
        kept=frozenset(kept),
    )
    return gathered, problems


def _conclude(
    gathered: _Gathered,
    settings: Settings,
    language: Language,
    *,
    drafts: bool,
    translate: Callable[[Library], Library] = lambda library: library,
) -> tuple[_Known, list[Problem]]:
    library, problems = resolve(
        gathered.entries, gathered.parsed, gathered.named, settings, drafts=drafts
    )
    with speaking(language):
        library = translate(library)
    glossary, found = Glossary.compile(library)
    problems += found
    links, found = link(library, glossary)
    known = _Known(
        library=library, links=links, glossary=glossary, gathered=gathered, language=language
    )
    return known, [*problems, *found]


def _told(
    problems: Iterable[Problem], known: _Known, root: Path, settings: Settings
) -> tuple[Problem, ...]:
    """Return problems as they are told, with what was left out of them."""
    all_ = [*problems, *hints_left_out(), *left_out()]
    return tuple(sorted({*known.gathered.drafted.marked(pinpoint(all_, root, settings.bounds))}))


def outputs(built: Build, root: Path) -> Iterator[Output]:
    """Yield the sources of the pages and all other files, sorted by address.

    Each page is made when it is asked for: all together take as much memory as the rest.

    Raises:
        AdminError: the form's program could not be fetched.
        MarkError: a template does not write well-formed XHTML.
        jinja2.TemplateError: a template is broken.
    """
    finisher = finisher_of(built, root)
    made = map(finisher.finish, built.pages)
    pages = (Output(uri=f.page.uri, text=f.source, edit_path=f.page.edit_path) for f in made)
    with uncollected():
        yield from merge(pages, files(built, root), key=_address)


def finisher_of(built: Build, root: Path, compiled: BytecodeCache | None = None) -> Finisher:
    """Return what finishes the pages of a build, in its language.

    Args:
        built: what the content compiles to.
        root: the project's folder, for its templates.
        compiled: keeps compiled templates, where they are not kept on the disk.
    """
    with speaking(built.language):
        return Finisher(
            built.glossary,
            root,
            built.images,
            hints=built.drafts,
            compiled=compiled,
            versions=built.versions,
            untranslated=Untranslated.of(built.library),
        )


def files(built: Build, root: Path) -> Iterator[Output]:
    """Yield the files that are no pages, sorted by address.

    Raises:
        AdminError: the form's program could not be fetched.
    """
    return merge(exported(built), programs(built, root), key=_address)


def exported(built: Build) -> Iterator[Output]:
    """Yield what programs read, sorted by address: data, feeds, rules for robots."""
    return each_in(built.language, export(built.library, built.links))


def programs(built: Build, root: Path) -> Iterator[Output]:
    """Yield what pages run, sorted by address: the form if there is one.

    Where readers are not addressed in English, what scripts say is among it.

    Raises:
        AdminError: the form's program could not be fetched.
    """
    own = [*admin(built.library.settings), *_scripts(built.language, root)]
    yield from sorted(own, key=_address)


def _scripts(language: Language, root: Path) -> Iterator[Output]:
    if language.words:
        themes = [folder / "theme" for folder in template_folders(root)]
        yield Output(uri=CATALOGUE, text=catalogue_script(themes, language))


def _address(output: Output) -> str:
    return output.uri


# A source that is remembered is the very same object, and stays so while what is made of it does.


def _validate(sources: Sequence[Source], memory: Memory) -> tuple[list[AnyEntry], list[Problem]]:
    entries, problems = [], []
    for source in sources:
        entry, found = memory.once(("entry", id(source)), partial(validate, source))
        problems += enough(found)
        entries += [entry] if entry else []
    return entries, problems


def _parse(
    sources: Iterable[Source], settings: Settings, memory: Memory
) -> tuple[dict[str, Document], list[Problem]]:
    documents, problems = {}, []
    listed = [*sources]
    size = sum(len(source.body) for source in listed)
    converter = Converter(size, settings.bounds, settings.image_hosts)
    for source in listed:
        at = At(source.path, source.body_line)
        document, found = converter.convert(source.body, at, memory, source)
        documents[source.path] = document
        problems += enough(found)
    return documents, problems


def _links(known: _Known) -> Iterator[Link]:
    """Return the links of all texts that are there."""
    gathered = known.gathered
    texts = (each for path, each in gathered.documents.items() if path not in gathered.kept)
    return (link for document in texts for link in document.links)


def _locate(
    entries: Iterable[AnyEntry], documents: Mapping[str, Document], memory: Memory
) -> tuple[dict[str, Parsed], list[Problem]]:
    parsed, problems = {}, []
    for entry in entries:
        document, matter = documents[entry.source.path], entry.matter
        passages: Mapping[str, Passage] = {}
        if isinstance(matter, fields.Article) and document.complete:
            key = ("passages", id(entry), id(document))
            passages, found = memory.once(key, partial(_located, document, entry.source, matter))
            problems += enough(found)
        parsed[entry.source.path] = Parsed(
            blocks=document.blocks, links=document.links, passages=passages
        )
    return parsed, problems


def _located(
    document: Document, source: Source, article: fields.Article
) -> tuple[Mapping[str, Passage], list[Problem]]:
    return locate(document.blocks, _quotes(source, article))


def _quotes(source: Source, article: fields.Article) -> dict[str, Quote]:
    """Return the passages that an article's points ask for; a draft never takes another's id."""
    listed = sorted(enumerate(article.points), key=lambda pair: not pair[1].draft)
    return {
        point.id: Quote(
            **point.passage.model_dump(exclude={"language"}),
            at=source.at("points", index, "passage"),
        )
        for index, point in listed
    }
